import Corpus
import Glibc

/// Where messages and progress go; results never do.
enum StandardError {
  /// Whether a person reads along.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes `text` as far as it can be written: there is nowhere to report a failure of this.
  static func write(_ text: String) {
    var bytes = Array(RawPath.shown(text).utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes = bytes.dropFirst(count)
      } else if errno != EINTR {
        return
      }
    }
  }
}

import Logging
import Runs

extension Logger {
  /// Messages on standard error, as many as asked for.
  static func messages(quiet: Bool, verbose: Bool) -> Logger {
    var logger = Logger(label: "menbe") { _ in MessageHandler() }
    logger.logLevel = quiet ? .error : verbose ? .debug : .notice
    return logger
  }
}

extension Progress {
  /// Progress for a person at a terminal, silence for cron; what holds a run up goes to `logger`.
  static func terminal(quiet: Bool, logger: Logger) -> Progress {
    let note = { @Sendable (text: String) in logger.notice("\(text)") }
    guard StandardError.isTerminal, !quiet else { return Progress(note: note) }
    return Progress(note: note) { line, isLast in
      // Carriage return, erase to the end of the line: the next line replaces this one.
      StandardError.write("\r\u{1B}[K" + (isLast ? "" : line))
    }
  }
}

import Glibc

/// What the system says of this process.
enum SystemUsage {
  /// The present second, Unix time.
  static var now: Int64 { Int64(time(nil)) }

  /// The most memory that the process had resident so far, in bytes.
  static var peakMemoryByteCount: Int {
    var usage = rusage()
    guard unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
    return usage.ru_maxrss * 1024
  }
}

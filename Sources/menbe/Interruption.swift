import Glibc
import Reporting
import Synchronization

/// What happens when somebody ends the program: unfinished outputs are removed, and the exit code says which signal it
/// was.
enum Interruption {
  /// Hang-up, Ctrl-C, and what `kill` and a service manager send.
  private static let signals = [SIGHUP, SIGINT, SIGTERM]
  private static let isUnderWay = Atomic(false)
  /// Where the handler, which may do next to nothing itself, leaves the signal's number.
  private static let mailbox = Atomic<Int32>(-1)

  /// Takes the signals into the hands of a thread of its own.
  ///
  /// Signals that the program was started to ignore, as `nohup` does, stay ignored.
  static func handle() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    mailbox.store(ends[1], ordering: .releasing)
    var thread = pthread_t()
    let reader = UnsafeMutableRawPointer(bitPattern: Int(ends[0]) + 1)
    guard pthread_create(&thread, nil, { Interruption.wait(for: Int32(Int(bitPattern: $0) - 1)) }, reader) == 0 else {
      return
    }
    for number in signals {
      var action = sigaction()
      sigaction(number, nil, &action)
      // SIG_IGN is the handler of address 1.
      if unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1 { continue }
      action.__sigaction_handler.sa_handler = { number in
        let failure = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(Interruption.mailbox.load(ordering: .acquiring), &byte, 1)
        errno = failure
      }
      action.sa_flags = SA_RESTART
      sigaction(number, &action, nil)
    }
  }

  /// Waits for ever where the program is being ended: nothing more is to be said or written.
  static func yield() {
    while isUnderWay.load(ordering: .acquiring) { pause() }
  }

  private static func wait(for mailbox: Int32) -> Never {
    var number: UInt8 = 0
    while read(mailbox, &number, 1) != 1 {}
    isUnderWay.store(true, ordering: .releasing)
    UnfinishedOutputs.discardAll {
      let erasing = StandardError.isTerminal ? "\r\u{1B}[K" : ""
      StandardError.write("\(erasing)menbe: interrupted; nothing unfinished is left\n")
      _exit(128 + Int32(number))
    }
  }
}

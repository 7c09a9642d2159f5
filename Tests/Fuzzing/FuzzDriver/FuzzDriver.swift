/// What the functions that libFuzzer calls have in common.
public enum FuzzDriver {
  /// The input that libFuzzer hands to `LLVMFuzzerTestOneInput`: its first byte, which is a choice, and the rest; nil
  /// for no byte.
  public static func input(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> (choice: Int, content: [UInt8])? {
    let all = UnsafeBufferPointer(start: bytes, count: count)
    guard let first = all.first else { return nil }
    return (Int(first), [UInt8](all.dropFirst()))
  }

  /// Ends the run, for libFuzzer to keep the input, unless the fact holds.
  public static func expect(_ holds: Bool, _ fact: @autoclosure () -> String) {
    if !holds { fatalError("not so: \(fact())") }
  }
}

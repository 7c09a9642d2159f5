import CAllocationCount
import Foundation

/// Measures stages and prints a line for each as soon as it ends.
struct StageTable {
  private static let widths = [12, 10, 10, 12, 10, 10]
  /// What the process had taken when the stage began.
  private var start: Use
  private var total = 0.0

  /// A table without rows yet; prints its header.
  init() {
    start = Use()
    Self.printRow("stage", ["seconds", "MB/s", "articles/s", "blocks", "bytes"])
  }

  /// Starts the clock.
  mutating func begin() { start = Use() }

  /// What this process has taken, all its threads together.
  private struct Use {
    /// The processor's time.
    let seconds: Double
    /// Blocks of memory that were asked for, and their bytes.
    let allocationCount, allocatedByteCount: UInt64

    init() {
      var time = timespec()
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
      seconds = Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
      (allocationCount, allocatedByteCount) = (menbe_allocation_count(), menbe_allocated_byte_count())
    }
  }

  /// Stops the clock and prints what the stage took for `byteCount` bytes of `articleCount` articles.
  mutating func end(_ stage: String, byteCount: Int, articleCount: Int, note: String) {
    let now = Use()
    let seconds = now.seconds - start.seconds
    func each(_ total: UInt64) -> Double { Double(total) / Double(articleCount) }
    total += seconds
    Self.printRow(
      stage,
      [
        Self.text(seconds, places: 3), Self.text(Double(byteCount) / 1e6 / seconds, places: 1),
        Self.text(Double(articleCount) / seconds, places: 0),
        Self.text(each(now.allocationCount - start.allocationCount), places: 1),
        Self.text(each(now.allocatedByteCount - start.allocatedByteCount), places: 0),
      ], note)
  }

  /// Prints what all stages took together.
  func printTotal(articleCount: Int) {
    Self.printRow("together", [Self.text(total, places: 3), "", Self.text(Double(articleCount) / total, places: 0)])
  }

  private static func text(_ value: Double, places: Int) -> String { String(format: "%.\(places)f", value) }

  private static func printRow(_ stage: String, _ figures: [String], _ note: String = "") {
    var row = stage + String(repeating: " ", count: max(0, widths[0] - stage.count))
    for (width, figure) in zip(widths.dropFirst(), figures) {
      row += String(repeating: " ", count: max(1, width - figure.count)) + figure
    }
    FileHandle.standardOutput.write(Data((note.isEmpty ? row : row + "   " + note).utf8 + [0x0A]))
  }
}

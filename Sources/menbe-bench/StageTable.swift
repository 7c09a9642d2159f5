import Foundation

/// Measures stages and prints a line for each as soon as it ends.
struct StageTable {
  private static let widths = [12, 10, 12, 12]
  /// Processor seconds at which the stage began.
  private var start: Double
  private var total = 0.0

  /// A table without rows yet; prints its header.
  init() {
    start = Self.processorSeconds
    Self.printRow("stage", ["seconds", "MB/s", "articles/s"])
  }

  /// Starts the clock.
  mutating func begin() { start = Self.processorSeconds }

  /// The processor's time that this process has taken, of all its threads.
  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// Stops the clock and prints what the stage took for `byteCount` bytes of `articleCount` articles.
  mutating func end(_ stage: String, byteCount: Int, articleCount: Int, note: String) {
    let seconds = Self.processorSeconds - start
    total += seconds
    Self.printRow(
      stage,
      [
        Self.text(seconds, places: 3), Self.text(Double(byteCount) / 1e6 / seconds, places: 1),
        Self.text(Double(articleCount) / seconds, places: 0),
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

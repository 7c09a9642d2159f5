import Foundation

/// Measures stages and prints a line for each as soon as it ends.
struct StageTable {
  private static let widths = [12, 10, 12, 12]
  private let clock = ContinuousClock()
  private var start: ContinuousClock.Instant
  private var total = Duration.zero

  /// A table without rows yet; prints its header.
  init() {
    start = clock.now
    Self.printRow("stage", ["seconds", "MB/s", "articles/s"])
  }

  /// Starts the clock.
  mutating func begin() { start = clock.now }

  /// Stops the clock and prints what the stage took for `byteCount` bytes of `articleCount` articles.
  mutating func end(_ stage: String, byteCount: Int, articleCount: Int, note: String) {
    let elapsed = clock.now - start
    total += elapsed
    let seconds = elapsed / .seconds(1)
    Self.printRow(
      stage,
      [
        Self.text(seconds, places: 3), Self.text(Double(byteCount) / 1e6 / seconds, places: 1),
        Self.text(Double(articleCount) / seconds, places: 0),
      ], note)
  }

  /// Prints what all stages took together.
  func printTotal(articleCount: Int) {
    let seconds = total / .seconds(1)
    Self.printRow(
      "together", [Self.text(seconds, places: 3), "", Self.text(Double(articleCount) / seconds, places: 0)])
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

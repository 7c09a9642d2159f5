import Corpus
import Matching
import Tracing

/// The numbers by which the viewer's data names what comes from a closed list; the lists go along in report-0.js.
enum ViewerCode {
  static let verdicts = Verdict.readingOrder
  static let standings = Standing.readingOrder
  static let flags = Flag.allCases
  static let kinds = Match.Kind.allCases
  static let bases: [PublishedInterval.Basis] = [.zoned, .zoneAssumed, .date, .crawl, .none]
  static let changes = NightChanges.ClusterChange.allCases

  private static let verdictNumbers = numbers(of: verdicts)
  private static let standingNumbers = numbers(of: standings)
  private static let flagNumbers = numbers(of: flags)
  private static let kindNumbers = numbers(of: kinds)
  private static let basisNumbers = numbers(of: bases)
  private static let changeNumbers = numbers(of: changes)

  static func verdict(_ verdict: Verdict) -> Int { verdictNumbers[verdict, default: -1] }
  static func standing(_ standing: Standing) -> Int { standingNumbers[standing, default: -1] }
  static func flag(_ flag: Flag) -> Int { flagNumbers[flag, default: -1] }
  static func kind(_ kind: Match.Kind) -> Int { kindNumbers[kind, default: -1] }
  static func basis(_ basis: PublishedInterval.Basis) -> Int { basisNumbers[basis, default: -1] }
  static func change(_ change: NightChanges.ClusterChange) -> Int { changeNumbers[change, default: -1] }

  private static func numbers<Code: Hashable>(of codes: [Code]) -> [Code: Int] {
    Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
  }
}

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

  static func verdict(_ verdict: Verdict) -> Int { number(of: verdict, in: verdicts) }
  static func standing(_ standing: Standing) -> Int { number(of: standing, in: standings) }
  static func flag(_ flag: Flag) -> Int { number(of: flag, in: flags) }
  static func kind(_ kind: Match.Kind) -> Int { number(of: kind, in: kinds) }
  static func basis(_ basis: PublishedInterval.Basis) -> Int { number(of: basis, in: bases) }
  static func change(_ change: NightChanges.ClusterChange) -> Int { number(of: change, in: changes) }

  /// The lists are so short that looking through one takes less than hashing.
  private static func number<Code: Equatable>(of code: Code, in codes: [Code]) -> Int {
    codes.firstIndex(of: code) ?? -1
  }
}

import Attribution
import IndexStore
import Tracing

/// The outlets that articles credit, by number, as far as they have anything in the index.
final class CreditedOutlets {
  private let index: Index
  private let numbers: [String: UInt32]
  private var names: SourceNames
  /// Those of articles that were asked for.
  private var known: [UInt32: Set<UInt32>] = [:]

  init(night: NightCorpus) {
    index = night.index
    numbers = Dictionary(night.outletNames.enumerated().map { ($1, UInt32($0)) }) { first, _ in first }
    names = SourceNames(night.outletNames)
  }

  /// The outlets that an article credits, as its claims were resolved when they were last judged.
  func outlets(of number: UInt32) throws -> Set<UInt32> {
    if let known = known[number] { return known }
    let outlets = Set(try index.creditedOutlets(of: number).compactMap { $0.isEmpty ? nil : numbers[$0] })
    known[number] = outlets
    return outlets
  }

  /// The outlets that `claims` credit, resolved by tonight's names.
  func outlets(in claims: [ReadClaim]) -> Set<UInt32> {
    var outlets: Set<UInt32> = []
    for read in claims {
      var claim = read.claim
      names.resolve(&claim)
      if let outlet = claim.source?.outlet, let number = numbers[outlet], number != 0 { outlets.insert(number) }
    }
    return outlets
  }
}

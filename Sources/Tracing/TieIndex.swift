internal import Clustering
internal import Corpus
public import Matching

/// How much of an article's text another one holds.
public enum TextLevel: Int, Comparable, Sendable {
  /// Too little to speak of.
  case none
  /// A substantial part.
  case part
  /// The text.
  case whole

  /// From nothing to all.
  public static func < (a: TextLevel, b: TextLevel) -> Bool { a.rawValue < b.rawValue }
}

extension Match {
  /// Whether it may say where a text comes from: a form that was filled in otherwise, with no long passage word for word,
  /// says nothing, and thousands share one.
  public var isTelling: Bool { kind.isTelling(passageWordCount: longestPassageWordCount) }
}

extension Match.Kind {
  fileprivate func isTelling(passageWordCount: Int) -> Bool {
    self != .template || passageWordCount >= TracingRules.unbrokenPassageWordCount
  }
}

/// A match as one of its two articles sees it.
struct Tie {
  /// The other article.
  var other: ArticleID
  /// The share of this article's text that the other one holds, in 0…1.
  var share: Double
  /// The share of the other article's text that this one holds, in 0…1.
  var otherShare: Double
  /// Words of the longest shared passage.
  var passageWordCount: Int
  /// Whether nearly all is the same and one or two numbers are not.
  var hasChangedNumbers: Bool
  /// What the match is.
  var kind: Match.Kind

  /// `match` from the side of `article`, which is one of its two.
  init(_ match: Match, from article: ArticleID) {
    let isFirst = match.a == article
    other = isFirst ? match.b : match.a
    (share, otherShare) =
      isFirst
      ? (match.containmentOfAInB, match.containmentOfBInA) : (match.containmentOfBInA, match.containmentOfAInB)
    (passageWordCount, hasChangedNumbers) = (match.longestPassageWordCount, match.hasChangedNumbers)
    kind = match.kind
  }

  /// The same tie as the other article sees it.
  func turned(from article: ArticleID) -> Tie {
    var turned = self
    (turned.other, turned.share, turned.otherShare) = (article, otherShare, share)
    return turned
  }

  /// `Match.isTelling` of the match.
  var isTelling: Bool { kind.isTelling(passageWordCount: passageWordCount) }

  /// What the other article holds; a template, the frame of a table, holds nothing but a long passage word for word.
  var level: TextLevel {
    if kind == .template { return isTelling ? .part : .none }
    if share >= TracingRules.wholeShare { return .whole }
    // A short report that stands whole in a long article is a part of it, however small its share.
    let isPart =
      share >= TracingRules.partShare || passageWordCount >= TracingRules.partPassageWordCount
      || otherShare >= TracingRules.wholeShare
    return isPart ? .part : .none
  }
}

/// The matches of each article, ordered by the other article's outlet.
struct TieIndex {
  private let matches: [Match]
  private let others: [ArticleID]
  private let positions: [Int32]
  private let starts: [Int]
  private let outlets: [Int32]

  /// Indexes `matches` from both ends; O(m log m) at worst, in memory of 8 bytes an end.
  init(matches: [Match], outlets: OutletTable) {
    let outletOfArticle = outlets.outletOfArticle
    var starts = [Int](repeating: 0, count: outletOfArticle.count + 1)
    for match in matches {
      starts[match.a.index + 1] += 1
      starts[match.b.index + 1] += 1
    }
    for index in 1..<max(1, starts.count) { starts[index] += starts[index - 1] }
    var ends: [(other: ArticleID, position: Int32)] =
      Array(repeating: (ArticleID(0), 0), count: matches.count * 2)
    var next = starts
    for (position, match) in matches.enumerated() {
      ends[next[match.a.index]] = (match.b, Int32(position))
      ends[next[match.b.index]] = (match.a, Int32(position))
      next[match.a.index] += 1
      next[match.b.index] += 1
    }
    for article in outletOfArticle.indices where starts[article + 1] - starts[article] > 1 {
      ends[starts[article]..<starts[article + 1]].sort { a, b in
        (outletOfArticle[a.other.index], a.other) < (outletOfArticle[b.other.index], b.other)
      }
    }
    (others, positions) = (ends.map(\.other), ends.map(\.position))
    (self.matches, self.starts, self.outlets) = (matches, starts, outletOfArticle)
  }

  /// The articles that match `article`, by outlet, then canonical order.
  func neighbours(of article: ArticleID) -> ArraySlice<ArticleID> {
    others[starts[article.index]..<starts[article.index + 1]]
  }

  /// Those of `neighbours(of:)` that `outlet` published, in canonical order; O(log n).
  func neighbours(of article: ArticleID, outlet: Int32) -> ArraySlice<ArticleID> {
    let all = neighbours(of: article)
    let first = all.partitioningIndex { outlets[$0.index] >= outlet }
    let last = all[first...].partitioningIndex { outlets[$0.index] > outlet }
    return all[first..<last]
  }

  /// All ties of `article`.
  func ties(of article: ArticleID) -> some Sequence<Tie> {
    (starts[article.index]..<starts[article.index + 1]).lazy.map { end in tie(at: end, from: article) }
  }

  /// The tie of two articles, if they match; O(log n).
  func tie(of article: ArticleID, to other: ArticleID) -> Tie? {
    let all = neighbours(of: article)
    let key = (outlets[other.index], other)
    let place = all.partitioningIndex { (outlets[$0.index], $0) >= key }
    return place < all.endIndex && all[place] == other ? tie(at: place, from: article) : nil
  }

  private func tie(at end: Int, from article: ArticleID) -> Tie { Tie(matches[Int(positions[end])], from: article) }
}

/// The members of each cluster, ordered by outlet.
struct ClusterIndex {
  private let members: [ArticleID]
  private let starts: [Int]
  private let outlets: [Int32]

  /// Sorts the members of each cluster by outlet, then canonical order.
  init(clusters: [Cluster], outlets: OutletTable) {
    var (members, starts) = ([ArticleID](), [0])
    for cluster in clusters {
      members += cluster.members.sorted { (outlets.outlet(of: $0), $0) < (outlets.outlet(of: $1), $1) }
      starts.append(members.count)
    }
    (self.members, self.starts, self.outlets) = (members, starts, outlets.outletOfArticle)
  }

  /// The members of a cluster that `outlet` published, in canonical order; O(log n).
  func members(of cluster: Int, outlet: Int32) -> ArraySlice<ArticleID> {
    let all = members[starts[cluster]..<starts[cluster + 1]]
    let first = all.partitioningIndex { outlets[$0.index] >= outlet }
    let last = all[first...].partitioningIndex { outlets[$0.index] > outlet }
    return all[first..<last]
  }
}

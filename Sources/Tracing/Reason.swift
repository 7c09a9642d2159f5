public import Corpus

/// Why a claim has its verdict: the facts that a person can check in ten seconds.
///
/// Reports put them into words.
public enum Reason: Sendable, Equatable {
  /// The line names only who reports, and no source.
  case onlyReporter
  /// The line names the outlet itself.
  case itself
  /// The name is no known outlet's.
  case unknownName(String)
  /// The line says to whom a statement was made, not whose text this is.
  case statement
  /// The name is an office's, a social medium's or nobody's in particular.
  case noOutlet(String)
  /// The corpus holds no article of the outlet.
  case notInCorpus(outlet: String)
  /// The corpus holds that many articles of the outlet, none of them surely in the window.
  case notInWindow(outlet: String, articleCount: Int, window: ClaimWindow)
  /// An earlier article of an unknown outlet, which may be the named one, holds the text.
  case namelessHolder(Holding, outlet: String)
  /// Another outlet had the text that long before; the named one has that many articles in the window, not this one.
  case otherOrigin(Holding, Gap, outlet: String, isCreditedThereToo: Bool, articleCount: Int)
  /// None of the named outlet's articles in the window shares a substantial part of the text.
  case nothingSimilar(outlet: String, articleCount: Int, window: ClaimWindow)
  /// The named outlet holds the text, but the credits lead from there back.
  case circle(Holding)
  /// The named outlet's article holds the text and was published that long before.
  case earlier(Holding, Gap)
  /// The named outlet's article holds the text; the times do not tell the order.
  case orderUnknown(Holding, Doubt)
  /// The named outlet's article holds the text, but was published that long after.
  case later(Holding, Gap)
  /// A person decided it.
  case reviewed(by: String, at: String, note: String)

  /// What another article holds of the claiming one.
  public struct Holding: Sendable, Equatable {
    /// The other article.
    public var article: ArticleID
    /// The share of the claiming article's text that it holds, in 0…1.
    public var share: Double
    /// Words of the longest shared passage.
    public var passageWordCount: Int

    /// A holding of that article.
    public init(article: ArticleID, share: Double, passageWordCount: Int) {
      (self.article, self.share, self.passageWordCount) = (article, share, passageWordCount)
    }
  }

  /// How far apart two times surely lie.
  public struct Gap: Sendable, Equatable {
    /// Seconds between the end of the earlier interval and the start of the later one.
    public var seconds: Int64
    /// Whether both are exact seconds; otherwise the gap is a lower bound.
    public var isExact: Bool

    /// A gap of that many seconds.
    public init(seconds: Int64, isExact: Bool) { (self.seconds, self.isExact) = (seconds, isExact) }

    /// How long `first` lies before `second`, which it surely does.
    init(from first: PublishedInterval, to second: PublishedInterval) {
      let (difference, overflows) = second.earliest.subtractingReportingOverflow(first.latest)
      seconds = overflows ? .max : difference
      isExact = first.earliest == first.latest && second.earliest == second.latest
    }
  }

  /// Why two overlapping times do not tell which came first.
  public enum Doubt: Sendable, Equatable {
    /// Both carry the same second.
    case sameTime
    /// The evidence article's time is that vague.
    case itsBasis(PublishedInterval.Basis)
    /// The claiming article's time is that vague.
    case ownBasis(PublishedInterval.Basis)
    /// Both are times, and their intervals overlap.
    case overlap

    init(_ own: PublishedInterval, _ other: PublishedInterval) {
      func isVague(_ time: PublishedInterval) -> Bool { time.basis != .zoned && time.basis != .zoneAssumed }
      if own.earliest == own.latest, own.earliest == other.earliest, own.latest == other.latest {
        self = .sameTime
      } else if isVague(other) {
        self = .itsBasis(other.basis)
      } else {
        self = isVague(own) ? .ownBasis(own.basis) : .overlap
      }
    }
  }

  /// What the article that decided holds, if one did.
  public var holding: Holding? {
    switch self {
    case .namelessHolder(let holding, _), .otherOrigin(let holding, _, _, _, _), .circle(let holding),
      .earlier(let holding, _), .orderUnknown(let holding, _), .later(let holding, _):
      holding
    case .onlyReporter, .itself, .unknownName, .statement, .noOutlet, .notInCorpus, .notInWindow, .nothingSimilar,
      .reviewed:
      nil
    }
  }
}

extension Reason.Holding {
  init(_ tie: Tie) { self.init(article: tie.other, share: tie.share, passageWordCount: tie.passageWordCount) }
}

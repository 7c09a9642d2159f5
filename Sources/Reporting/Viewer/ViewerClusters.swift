import Clustering
import Corpus
import Matching
import Tracing

/// The columns of the table of clusters, and what each cluster's page shows.
extension ViewerWriter {
  /// Clusters a chunk of the table.
  static let clustersPerChunk = 5000
  /// Clusters a chunk of members.
  static let memberClustersPerChunk = 100
  /// Near misses that a cluster's page shows.
  private static let nearMissLimit = 40
  /// Matches between its own members that a cluster's page knows the figures of.
  private static let innerMatchLimit = 5000

  /// Clusters `range` of the reading order as columns: id, title, founding time, figures, outlets, verdicts.
  func clusterChunk(_ number: Int, _ range: Range<Int>) -> DataChunk {
    var chunk = DataChunk("clusters", number)
    let (run, model, index) = (model.run, model, index)
    let order = model.clusterOrder[range]
    let spans = order.map { ClusterSpan(run.clusters[$0], in: run.articles) }
    let outlets = order.map { cluster -> [Int] in
      var (seen, outlets): (Set<Int>, [Int]) = ([], [])
      for member in run.clusters[cluster].members {
        let outlet = index.outlet(member)
        if seen.insert(outlet).inserted { outlets.append(outlet) }
      }
      return outlets
    }
    chunk.object { chunk in
      func column(_ name: String, _ value: (Int) -> Int) {
        chunk.field(name)
        chunk.numbers(order.lazy.map(value))
      }
      chunk.field("id")
      chunk.texts(order.lazy.map { run.clusters[$0].id })
      chunk.field("title")
      chunk.texts(order.lazy.map { model.title(run.clusters[$0].founding, limit: 160) })
      chunk.field("times")
      chunk.list { chunk in
        for span in spans { chunk.time(span.first) }
      }
      chunk.field("minutes")
      chunk.numbers(
        spans.map { span in
          guard let first = span.first, let last = span.last else { return -1 }
          return Int((last.orderingSecond - first.orderingSecond) / 60)
        })
      column("size") { model.tallies[$0].size }
      column("credited") { model.tallies[$0].credited }
      column("uncredited") { model.tallies[$0].uncredited }
      column("disputed") { model.tallies[$0].disputed }
      column("change") { ViewerCode.change(run.changes.clusters[$0]) }
      column("fresh") { cluster in run.clusters[cluster].members.count { run.changes.isNew[$0.index] } }
      column("outletCount") { model.tallies[$0].outlets }
      column("verdicts") { cluster in
        run.clusters[cluster].members.reduce(0) { bits, member in
          model.claims(of: member).reduce(bits) { $0 | 1 << ViewerCode.verdict($1.verdict) }
        }
      }
      column("standings") { cluster in
        run.clusters[cluster].members.reduce(0) { bits, member in
          bits | 1 << ViewerCode.standing(run.articles[member.index].standing)
        }
      }
      chunk.field("outletEnds")
      var end = 0
      chunk.list(outlets) { list, chunk in
        end += list.count
        chunk.number(end)
      }
      chunk.field("outlets")
      chunk.numbers(outlets.joined())
    }
    return chunk
  }

  /// Clusters `range` of the reading order with their members, ties and near misses.
  func memberChunk(_ number: Int, _ range: Range<Int>) -> DataChunk {
    var chunk = DataChunk("members", number)
    chunk.list(model.clusterOrder[range]) { cluster, chunk in
      chunk.object { chunk in
        chunk.field("cohesion")
        chunk.decimal(model.run.clusters[cluster].cohesion, places: 4)
        chunk.field("members")
        chunk.list(model.run.clusters[cluster].members) { member, chunk in write(member, cluster, to: &chunk) }
        writeMatches(cluster, to: &chunk)
      }
    }
    return chunk
  }

  private func write(_ member: ArticleID, _ cluster: Int, to chunk: inout DataChunk) {
    let article = model.run.articles[member.index]
    let founding = model.run.clusters[cluster].founding
    chunk.list { chunk in
      chunk.text(article.key)
      chunk.number(index.outlet(member))
      chunk.text(model.title(member))
      chunk.text(HTMLText.link(article.url) ?? "")
      chunk.time(article.published)
      chunk.number(article.wordCount)
      chunk.number(ViewerCode.standing(article.standing))
      chunk.numbers(article.flags.lazy.map { ViewerCode.flag($0) })
      if let parent = article.parent { reference(parent, to: &chunk) } else { chunk.nothing() }
      chunk.decimal(article.parentContainment, places: 4)
      if let delay = delay(member, after: founding) { chunk.number(delay) } else { chunk.nothing() }
      chunk.number(index.firstClaim[member.index])
      chunk.number(article.claims.count)
      if let chain = article.chain {
        chunk.list { chunk in
          hops(model.run.chains[chain].claimed, to: &chunk)
          hops(model.run.chains[chain].evidenced, to: &chunk)
        }
      } else {
        chunk.nothing()
      }
      chunk.flag(model.run.changes.isNew[member.index])
    }
  }

  /// Seconds after the founding article, where publishers' times tell them; 0 for the same time.
  private func delay(_ member: ArticleID, after founding: ArticleID) -> Int64? {
    let (first, own) = (model.run.articles[founding.index].published, model.run.articles[member.index].published)
    guard member != founding, first.isFromPublisher, own.isFromPublisher else { return nil }
    guard first.isSurelyBefore(own) else { return first == own ? 0 : nil }
    return own.orderingSecond - first.orderingSecond
  }

  private func hops(_ hops: [Chain.Hop], to chunk: inout DataChunk) {
    chunk.list(hops) { hop, chunk in
      chunk.list { chunk in
        chunk.text(hop.outlet)
        if let article = hop.article { reference(article, to: &chunk) } else { chunk.nothing() }
        chunk.number(hop.verdict.map { ViewerCode.verdict($0) } ?? -1)
      }
    }
  }

  /// An article from elsewhere in the data: its cluster's number and its place there, else what it is called.
  func reference(_ article: ArticleID, to chunk: inout DataChunk) {
    chunk.list { chunk in
      if let place = index.place(article) {
        chunk.number(place.cluster)
        chunk.number(place.member)
      } else {
        chunk.number(0)
        chunk.text(model.run.articles[article.index].key)
      }
    }
  }

  /// The figures of matches between members, and the matches that tie no member to this cluster, the closest first.
  private func writeMatches(_ cluster: Int, to chunk: inout DataChunk) {
    let run = model.run
    var (inner, near): ([Int], [Int]) = ([], [])
    for position in model.matchIndex.matches(of: cluster) {
      let match = run.matches[position]
      let isInside = run.articles[match.a.index].cluster == run.articles[match.b.index].cluster
      if isInside, match.kind != .template { inner.append(position) } else { near.append(position) }
    }
    near.sort { a, b in
      let (left, right) = (closeness(run.matches[a]), closeness(run.matches[b]))
      return left == right ? a < b : left > right
    }
    chunk.field("matches")
    chunk.list(inner.prefix(Self.innerMatchLimit)) { position, chunk in
      let match = run.matches[position]
      chunk.list { chunk in
        chunk.number(index.place(match.a)?.member ?? -1)
        chunk.number(index.place(match.b)?.member ?? -1)
        figures(match, to: &chunk)
      }
    }
    chunk.field("nearCount")
    chunk.number(near.count)
    chunk.field("near")
    chunk.list(near.prefix(Self.nearMissLimit)) { position, chunk in
      let match = run.matches[position]
      let isA = run.articles[match.a.index].cluster == cluster
      let (own, other) = isA ? (match.a, match.b) : (match.b, match.a)
      chunk.list { chunk in
        chunk.number(index.place(own)?.member ?? -1)
        reference(other, to: &chunk)
        chunk.number(index.outlet(other))
        chunk.text(model.title(other, limit: 160))
        chunk.flag(isA)
        figures(match, to: &chunk)
        chunk.text(HTMLText.link(run.articles[other.index].url) ?? "")
      }
    }
  }

  private func closeness(_ match: Match) -> Double { max(match.containmentOfAInB, match.containmentOfBInA) }

  private func figures(_ match: Match, to chunk: inout DataChunk) {
    chunk.number(ViewerCode.kind(match.kind))
    chunk.decimal(match.jaccard, places: 4)
    chunk.decimal(match.containmentOfAInB, places: 4)
    chunk.decimal(match.containmentOfBInA, places: 4)
    chunk.number(match.longestPassageWordCount)
  }
}

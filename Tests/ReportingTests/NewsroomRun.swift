import Attribution
import Clustering
import Corpus
import Foundation
import Matching
import Normalization
import Reporting
import Tracing

/// A small night of invented news: four stories that travelled, some that did not.
struct NewsroomRun {
  struct Piece {
    var outlet: String
    var minute: Int?
    var title: String
    var paragraphs: [String]
    var standing: Standing = .alone
    var parent: Int?
    var credit: (line: String, source: String, verdict: Verdict)?
    var flags: [Flag] = []
  }

  static let metro = [
    "Bakı metrosunun bənövşəyi xəttində yeni stansiya açılıb. Stansiya iki çıxışdan və səkkiz eskalatordan ibarətdir.",
    "Layihə rəhbəri Kamran Səfərli bildirib ki, tikinti işləri dörd il davam edib və gündə iyirmi min sərnişinin daşınması nəzərdə tutulur.",
    "“Stansiyanın divarlarında köhnə Bakının küçələri təsvir olunub, mərmər isə Gədəbəydən gətirilib”, — deyə o əlavə edib.",
    "Qeyd edək ki, növbəti stansiyanın gələn ilin payızında istifadəyə verilməsi planlaşdırılır.",
  ]
  static let storm = [
    "Sabah Abşeron yarımadasında güclü külək gözlənilir. Xəzri küləyi bəzi yerlərdə saniyədə 28 metrə çatacaq.",
    "Dənizdə dalğanın hündürlüyü beş metri keçəcək, bərə reysləri axşama qədər dayandırılıb.",
    "Sakinlərə köhnə ağacların və reklam lövhələrinin yanında dayanmamaq tövsiyə olunur.",
  ]
  static let pomegranate = [
    "Göyçayda keçirilən nar bayramına bu il qırx ölkədən qonaq gəlib. Bayram meydanında iki yüzdən çox nar növü nümayiş olunur.",
    "Təşkilatçılar deyir ki, rayonda yığım artıq başa çatıb və məhsuldarlıq keçən ildəkindən on faiz yüksəkdir.",
    "Axşam konsert proqramı və atəşfəşanlıq olacaq.",
  ]
  static let chess = [
    "Şahmatçımız Nigar Əlizadə Avropa çempionatının beşinci turunda qələbə qazanıb və turnir cədvəlində ikinci pilləyə yüksəlib.",
    "Partiya qırx yeddi gediş davam edib. Növbəti turda rəqibi macarıstanlı qrossmeyster olacaq.",
  ]

  let run: TracedRun
  let bodies: [[UInt8]]
  let summary: RunSummary

  static let summary = RunSummary(
    version: "0.1.0",
    configuration: [
      .init("threads", .integer(2)), .init("window_days_before", .integer(7)), .init("learn_furniture", .flag(true)),
    ],
    inputs: [.init(name: "night.jsonl.gz", byteCount: 48_213, digest: "xxh3:5f0c27a91b64de03")],
    counts: [.init("articles", .integer(31)), .init("candidates", .integer(112)), .init("matches", .integer(24))])

  static func pieces() -> [Piece] {
    var pieces: [Piece] = [
      Piece(
        outlet: "Xəzər Xəbər", minute: 0, title: "Bakı metrosunda yeni stansiya açıldı", paragraphs: metro,
        standing: .original),
      Piece(
        outlet: "Demokrat.az", minute: 14, title: "Yeni metro stansiyası sərnişinlərin ixtiyarında",
        paragraphs: Array(metro.prefix(3)),
        standing: .creditedCopy, parent: 0,
        credit: (
          "Mənbə: Xəzər Xəbər", "Xəzər Xəbər", .confirmed
        )),
      Piece(
        outlet: "Icma.az", minute: 52, title: "Metroda yeni stansiya: səkkiz eskalator, iki çıxış",
        paragraphs: Array(metro.prefix(3)) + ["Tam oxu: icma.az"],
        standing: .creditedCopy, parent: 1,
        credit: (
          "Demokrat.az saytından alınan məlumatlara görə, Icma.az xəbər verir.", "Demokrat.az", .confirmed
        ),
        flags: [.relaySkipped]),
      Piece(
        outlet: "Günəş TV", minute: 75, title: "Paytaxtda yeni metro stansiyası", paragraphs: metro,
        standing: .disputedCopy, parent: 0,
        credit: (
          "Paytaxt Media xəbər verir ki,", "Paytaxt Media", .sourceLater
        )),
      Piece(
        outlet: "Yeni Səs", minute: 96, title: "Bakı metrosunda yeni stansiya açıldı", paragraphs: metro,
        standing: .uncreditedCopy, parent: 0),
      Piece(
        outlet: "Paytaxt Media", minute: 145, title: "Metro genişlənir: daha bir stansiya",
        paragraphs: Array(metro[1...]), standing: .uncreditedCopy, parent: 0, flags: [.timeAssumed]),
      Piece(
        outlet: "Hava Bürosu", minute: 200, title: "Abşeronda güclü külək olacaq — xəbərdarlıq", paragraphs: storm,
        standing: .original, flags: [.agency]),
      Piece(
        outlet: "Şəhər Qəzeti", minute: 209, title: "Sabah külək güclənəcək", paragraphs: storm,
        standing: .creditedCopy, parent: 6,
        credit: (
          "(Hava Bürosu)", "Hava Bürosu", .confirmed
        )),
      Piece(
        outlet: "Icma.az", minute: 231, title: "Xəzri 28 metrə çatacaq", paragraphs: storm, standing: .disputedCopy,
        parent: 7,
        credit: (
          "Xəzər Xəbər yazır ki,", "Xəzər Xəbər", .noTextOverlap
        )),
      Piece(
        outlet: "Yeni Səs", minute: 260, title: "Bərə reysləri dayandırıldı",
        paragraphs: Array(storm[1...]) + ["Dəniz limanında əlavə növbə yaradılıb."], standing: .uncreditedCopy,
        parent: 6),
      Piece(
        outlet: "Göyçay Bu Gün", minute: nil, title: "Nar bayramına qırx ölkədən qonaq", paragraphs: pomegranate,
        standing: .original),
      Piece(
        outlet: "Demokrat.az", minute: 330, title: "Göyçayda nar bayramı başladı", paragraphs: pomegranate,
        standing: .creditedCopy, parent: 10,
        credit: (
          "Göyçay Bu Gün qəzetinə istinadən", "Göyçay Bu Gün", .confirmedOrderUnknown
        )),
      Piece(
        outlet: "Günəş TV", minute: 402, title: "Nar bayramı davam edir", paragraphs: Array(pomegranate.prefix(2)),
        standing: .unverifiedCopy, parent: 11,
        credit: ("yerli KİV-in məlumatına görə", "yerli KİV", .unverifiable)),
      Piece(
        outlet: "Şahmat.az", minute: 500, title: "Nigar Əlizadə ikinci pillədə", paragraphs: chess, standing: .original),
      Piece(
        outlet: "Icma.az", minute: 541, title: "Avropa çempionatı: Nigar Əlizadədən qələbə", paragraphs: chess,
        standing: .creditedCopy, parent: 13,
        credit: (
          "Kazinform agentliyinə açıqlamasında deyib", "Kazinform", .quoted
        )),
      Piece(
        outlet: "Yeni Səs", minute: 555, title: "Valyuta məzənnələri",
        paragraphs: ["ABŞ dolları 1,7000, avro 1,9642 manatdır."],
        credit: (
          "Trend-Maliyyə xəbər verir", "Trend-Maliyyə", .sourceNotInCorpus
        )),
    ]
    for number in 1...15 {
      pieces.append(
        Piece(
          outlet: ["Xəzər Xəbər", "Demokrat.az", "Paytaxt Media", "Şəhər Qəzeti", ""][number % 5],
          minute: 560 + number * 11,
          title: "Gündəlik icmal, \(number)-ci buraxılış",
          paragraphs: ["Bu, \(number)-ci buraxılışın qısa mətnidir və başqa heç yerdə yoxdur."]))
    }
    return pieces
  }

  init(_ pieces: [Piece] = NewsroomRun.pieces(), rejections: [Rejection]? = nil) {
    let start: Int64 = 1_761_984_000
    var (articles, claims, bodies): ([TracedArticle], [JudgedClaim], [[UInt8]]) = ([], [], [])
    for (position, piece) in pieces.enumerated() {
      var text = piece.paragraphs.joined(separator: "\n\n")
      if let credit = piece.credit { text += "\n\n" + credit.line }
      let body = Array(text.utf8)
      bodies.append(body)
      let second = piece.minute.map { start + Int64($0) * 60 }
      var article = TracedArticle(
        key: "kh-\(position)", outlet: piece.outlet, url: "https://example.az/news/\(position)", title: piece.title,
        published: second.map { PublishedInterval(earliest: $0, latest: $0, basis: .zoned) }
          ?? PublishedInterval(earliest: start - 14_400, latest: start + 71_999, basis: .date),
        wordCount: text.split(separator: " ").count, location: RecordLocation(input: 0, byteCount: 1, offset: 0))
      (article.standing, article.flags, article.parent) = (
        piece.standing, piece.flags, piece.parent.map { ArticleID($0) }
      )
      article.parentContainment = piece.parent == nil ? 0 : 0.94
      let first = claims.count
      if let credit = piece.credit {
        let span = (body.count - credit.line.utf8.count)..<body.count
        claims.append(
          JudgedClaim(
            article: ArticleID(position),
            claim: Claim(
              source: .init(text: credit.source, outlet: credit.source), reporter: nil, role: .republish, kind: .site,
              pattern: "az-test", language: "az", position: .tail, span: span, confidence: 0.9),
            verbatim: credit.line, verdict: credit.verdict, evidence: piece.parent.map { ArticleID($0) },
            evidenceContainment: 0.94, reason: Self.reason(credit.verdict, piece.parent)))
      }
      article.claims = first..<claims.count
      articles.append(article)
    }
    var (roots, members): ([Int], [Int: [ArticleID]]) = ([], [:])
    var matches: [Match] = []
    for (position, piece) in pieces.enumerated() {
      var root = position
      while let parent = pieces[root].parent { root = parent }
      if root == position { roots.append(root) }
      members[root, default: []].append(ArticleID(position))
      if let parent = piece.parent {
        matches.append(
          Match(
            a: ArticleID(parent), b: ArticleID(position), kind: .nearDuplicate, jaccard: 0.87, containmentOfAInB: 0.9,
            containmentOfBInA: 0.94, sharedWordCount: 52, longestPassageWordCount: 41, hasChangedNumbers: false,
            order: .aFirst))
      }
    }
    var (clusters, chains): ([Cluster], [Chain]) = ([], [])
    for root in roots {
      guard let all = members[root], all.count > 1 else { continue }
      for member in all { articles[member.index].cluster = clusters.count }
      clusters.append(Cluster(id: "c-\(root)", members: all, cohesion: 0.93))
    }
    for (position, piece) in pieces.enumerated() where piece.parent != nil {
      var path = [position]
      while let parent = pieces[path[path.count - 1]].parent { path.append(parent) }
      articles[position].chain = chains.count
      let claimed = [piece.outlet] + (piece.credit.map { [$0.source] } ?? [])
      chains.append(
        Chain(
          article: ArticleID(position), claimed: claimed.map { Chain.Hop(outlet: $0, article: nil) },
          evidenced: path.map { Chain.Hop(outlet: pieces[$0].outlet, article: ArticleID($0)) },
          verdict: piece.credit?.verdict,
          origin: ArticleID(path[path.count - 1])))
    }
    let names = Set(pieces.map(\.outlet)).filter { !$0.isEmpty }.sorted()
    let outlets = names.map { name in
      let own = articles.filter { $0.outlet == name }
      return OutletProfile(
        outlet: name, domains: ["example.az"], articleCount: own.count,
        originalCount: own.count { $0.standing == .original },
        creditedCopyCount: own.count { $0.standing == .creditedCopy },
        uncreditedCopyCount: own.count { $0.standing == .uncreditedCopy },
        disputedClaimCount: own.count { $0.standing == .disputedCopy },
        copiedByOthersCount: articles.count { $0.parent.map { articles[$0.index].outlet == name } ?? false },
        medianDelayMinutes: 41.5)
    }
    matches.sort { ($0.a, $0.b) < ($1.a, $1.b) }
    run = TracedRun(
      articles: articles, clusters: clusters, matches: matches, claims: claims, chains: chains, outlets: outlets,
      rejections: rejections ?? [
        Rejection(
          input: "night.jsonl.gz", line: 18, offset: 20_114, reason: .noText, detail: "the field text is empty"),
        Rejection(input: "night.jsonl.gz", line: 27, offset: 39_002, reason: .badJSON, detail: "the object ends early"),
      ])
    self.bodies = bodies
    summary = Self.summary
  }

  init(run: TracedRun, bodies: [[UInt8]], summary: RunSummary) {
    (self.run, self.bodies, self.summary) = (run, bodies, summary)
  }

  /// Texts as a run would read them again; passages are the paragraphs that two texts have in common.
  var texts: PageTexts {
    let (articles, bodies) = (run.articles, bodies)
    return PageTexts(
      article: { id in
        let article = articles[id.index]
        return Article(
          key: article.key, url: article.url, title: article.title, body: bodies[id.index], published: article.published
        )
      },
      text: { id in
        let (article, words) = (articles[id.index], Normalizer().normalize(bodies[id.index]))
        return PageText(
          article: Article(key: article.key, body: bodies[id.index]), words: words, kept: [0..<words.words.count])
      },
      passages: { a, b in Self.sharedParagraphs(bodies[a.index], bodies[b.index]) })
  }

  static func sharedParagraphs(_ a: [UInt8], _ b: [UInt8]) -> [Passage] {
    let left = Dictionary(paragraphs(a).map { (Array(a[$0]), $0) }) { first, _ in first }
    return paragraphs(b).compactMap { range in
      left[Array(b[range])].map {
        Passage(sourceA: $0, sourceB: range, wordCount: b[range].split(separator: 0x20).count)
      }
    }
  }

  private static func paragraphs(_ text: [UInt8]) -> [Range<Int>] {
    text.indices.split { text[$0] == 0x0A }.compactMap { $0.isEmpty ? nil : $0.startIndex..<$0.endIndex }
  }

  /// Writes the report into a folder of its own.
  func report(_ language: Words.Language = .english, options: ReportOptions = ReportOptions()) async throws
    -> ScratchFolder
  {
    let scratch = try ScratchFolder()
    let folder = try OutputFolder(replacing: scratch.path + "/r")
    try await ReportWriter(run: run, summary: summary, texts: texts, words: Words(language), options: options).write(
      to: folder)
    try folder.commit()
    return scratch
  }

  /// A reason such as that verdict has.
  static func reason(_ verdict: Verdict, _ parent: Int?) -> Reason {
    let holding = Reason.Holding(article: ArticleID(parent ?? 0), share: 0.94, passageWordCount: 41)
    let gap = Reason.Gap(seconds: 14 * 60, isExact: true)
    return switch verdict {
    case .unresolvedName: .unknownName("Filankəs")
    case .selfCredit: .itself
    case .quoted: .statement
    case .unverifiable: .noOutlet("yerli KİV")
    case .circular: .circle(holding)
    case .confirmed, .confirmedPartial: .earlier(holding, gap)
    case .confirmedOrderUnknown: .orderUnknown(holding, .itsBasis(.date))
    case .sourceLater: .later(holding, gap)
    case .differentOrigin: .otherOrigin(holding, gap, outlet: "APA", isCreditedThereToo: true, articleCount: 3)
    case .noTextOverlap: .nothingSimilar(outlet: "APA", articleCount: 3, window: ClaimWindow())
    case .sourceNotInCorpus: .notInCorpus(outlet: "APA")
    }
  }
}

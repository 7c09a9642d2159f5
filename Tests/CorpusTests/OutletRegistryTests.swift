import Corpus
import Testing

@Suite struct OutletRegistryTests {
  private let registry = OutletRegistry.builtIn()

  @Test func `what was looked up before changes no publisher, though two sites read alike`() {
    let registry = OutletRegistry.builtIn()
    let asked = [
      ("x\nhttp://apa.az", ""), ("x", "\nhttp://apa.az"), ("x", "http://apa.az/1"), ("", "https://www.dw.com/tr/1"),
      ("", "https://www.dw.com/en/1"), ("Report", "https://icma.az/2"), ("", "https://icma.az/2"),
    ]
    let alone = asked.map { OutletRegistry(registry.outlets).publisherName(site: $0.0, url: $0.1) }
    #expect(asked.map { registry.publisherName(site: $0.0, url: $0.1) } == alone)
    #expect(asked.reversed().map { registry.publisherName(site: $0.0, url: $0.1) } == alone.reversed())
    #expect(alone[3] == "DW Türkçe" && alone[4] != alone[3])
  }

  @Test func `the built-in file is well-formed and has no name or domain twice`() throws {
    #expect(registry.outlets.count > 200)
    let domains = registry.outlets.flatMap(\.domains)
    #expect(Set(domains).count == domains.count)
    #expect(Set(registry.outlets.map(\.name)).count == registry.outlets.count)
    #expect(domains.allSatisfy { $0 == $0.lowercased() && !$0.hasPrefix("www.") })
    #expect(registry.outlets.allSatisfy { outlet in !outlet.aliases.contains(outlet.name) })
    #expect(registry.outlet(named: "Oxu.az")?.zoneMinutes == 240)
    #expect(registry.outlet(named: "DHA")?.ownerGroup == registry.outlet(named: "Hürriyet")?.ownerGroup)
  }

  @Test(arguments: [
    ("axar.az", "Axar.az"), ("WWW.Axar.AZ", "Axar.az"), ("m.axar.az", "Axar.az"), ("www.m.axar.az", "Axar.az"),
    ("axar.az:443", "Axar.az"), ("axar.az.", "Axar.az"), ("https://user@axar.az:80/x?y#z", "Axar.az"),
    ("foto.axar.az", "Axar.az"), ("economics.apa.az", "APA-Economics"), ("sport.apa.az", "APA"),
    ("//apa.az/x", "APA"), ("dw.com", "Deutsche Welle"), ("dw.com/tr", "DW Türkçe"), ("www.dw.com/tr/a-1", "DW Türkçe"),
  ])
  func `a host finds its outlet`(_ host: String, _ name: String) {
    #expect(registry.outlet(forHost: host)?.name == name)
  }

  @Test(arguments: ["az", "xaxar.az", "ordu5.axar.az", "axar.az.example.com", "", ".", "www.", "axar az", "://"])
  func `another host finds none`(_ host: String) { #expect(registry.outlet(forHost: host) == nil) }

  @Test(arguments: [
    ("AZƏRTAC", "AZƏRTAC"), ("azərtac", "AZƏRTAC"), ("Азертадж", "AZƏRTAC"), ("MİLLİ.AZ", "Milli.az"),
    ("milli.az", "Milli.az"), ("MILLI.AZ", "Milli.az"), ("mıllı.az", "Milli.az"), ("“Unikal”", "Unikal.org"),
    ("  anadolu   ajansı ", "Anadolu Ajansı"), ("oxu.az", "Oxu.az"),
  ])
  func `a name finds its outlet in any case`(_ text: String, _ name: String) {
    #expect(registry.outlet(named: text)?.name == name)
  }

  @Test(arguments: [
    ("axar.az", "", "Axar.az"), ("Hürriyet", "", "Hürriyet"), ("", "https://www.oxu.az/1", "Oxu.az"),
    ("bilinməyən", "https://oxu.az/1", "Oxu.az"), ("www.kənd.example", "", "kənd.example"),
    ("", "https://www.Yeni.example:8080/a", "yeni.example"), ("Yerli qəzet", "", "Yerli qəzet"), ("", "", ""),
    ("dw.com", "https://www.dw.com/tr/xeber/a-1", "DW Türkçe"), ("", "relative/path", ""),
  ])
  func `an article's publisher has one name`(_ site: String, _ url: String, _ name: String) {
    #expect(registry.publisherName(site: site, url: url) == name)
  }

  // The labels are the examples of RFC 3492, section 7.1, and made by Python's own encoder.
  @Test(arguments: [
    ("https://xn--d1abbgf6aiiy.xn--p1ai/1", "президент.рф"), ("XN--BCHER-KVA.example", "bücher.example"),
    ("xn--ihqwcrb4cv8a8dqg056pqjye.example", "他们为什么不说中文.example"), ("xn--a.example", "xn--a.example"),
    ("xn--\(String(repeating: "9", count: 80)).az", "xn--\(String(repeating: "9", count: 80)).az"),
    ("xn--.az", "xn--.az"),
  ])
  func `an internationalised host is named in its own letters`(_ written: String, _ host: String) {
    #expect(OutletRegistry.host(of: written) == host)
  }

  @Test func `a line of a file of outlets that begins with a number sign is a remark`() throws {
    let file = "canonical,kind\n# 3 articles, such as “x”\nA,site\n"
    #expect(try OutletRegistry(csv: Array(file.utf8), inputName: "x.csv").outlets.map(\.name) == ["A"])
  }

  @Test func `a site that is no name costs linear time and is none`() {
    let marks = String(repeating: "\u{301}\u{323}", count: 20_000)
    #expect(registry.publisherName(site: "a" + marks, url: "https://oxu.az/" + marks) == "Oxu.az")
    #expect(registry.publisherName(site: marks, url: "https://a\(marks).az/1") == "")
    #expect(registry.outlet(named: marks) == nil)
  }

  @Test func `a user's file goes on top, with optional columns missing`() throws {
    let file = "\u{FEFF}name,domains,zone\r\nKənd xəbərləri,kend.az;www.kend.org,+04:30\r\nAPA,apa.az,-60\r\n"
    let both = registry.adding(try OutletRegistry(csv: Array(file.utf8), inputName: "mine.csv"))
    #expect(both.outlet(forHost: "kend.org")?.zoneMinutes == 270)
    #expect(both.outlet(named: "apa")?.zoneMinutes == -60)
    #expect(both.outlets.count == registry.outlets.count + 1)
    #expect(both.outlet(named: "Axar.az") == registry.outlet(named: "Axar.az"))
  }

  @Test(
    arguments: [
      ("domains\na.az\n", 1, OutletFileError.Fault.missingColumn("canonical")),
      ("", 1, .missingColumn("canonical")),
      ("canonical,kind\nA,site\n\nB,blog\n", 4, .unknownKind("blog")),
      ("canonical,kind\n\"A\nB\",site\nC\n", 4, .cellCount(1, expected: 2)),
      ("canonical,kind\n\"A\"x,site\n", 2, .brokenQuotes), ("canonical,kind\n ,site\n", 2, .noName),
      ("canonical,zone\nA,Bakı\n", 2, .badZone("Bakı")), ("canonical,zone\nA,+15:00\n", 2, .badZone("+15:00")),
    ] as [(String, Int, OutletFileError.Fault)])
  func `a fault in a file of outlets is told with its line`(_ file: String, _ line: Int, _ fault: OutletFileError.Fault)
  {
    #expect(throws: OutletFileError(inputName: "x.csv", line: line, fault: fault)) {
      try OutletRegistry(csv: Array(file.utf8), inputName: "x.csv")
    }
  }
}

import Corpus
import Testing

@Suite struct PageAddressTests {
  @Test(arguments: [
    "https://apa.az/xeber/1", "http://www.apa.az/xeber/1", "//m.apa.az/xeber/1/", "HTTPS://APA.az/xeber/1#top",
    "https://apa.az/xeber/1?utm_source=tg&fbclid=x", "https://apa.az:443/xeber/1",
  ])
  func `one page's spellings have one key`(url: String) { #expect(PageAddress.key(of: url) == "apa.az/xeber/1") }

  @Test func `what tells pages apart stays`() {
    let urls = ["https://apa.az/a", "https://apa.az/A", "https://apa.az/?id=1", "https://apa.az/?id=2&utm_a=b"]
    #expect(urls.map(PageAddress.key) == ["apa.az/a", "apa.az/A", "apa.az?id=1", "apa.az?id=2"])
  }

  @Test(arguments: ["", "APA", "apa.az/xeber", "https://apa.az", "https://apa.az/#x", "mailto:a@apa.az", "https:///x"])
  func `a site, a name and no address have none`(url: String) { #expect(PageAddress.key(of: url) == "") }
}

import Glibc
import Reporting
import Testing

@Suite struct ByteSinkTests {
  @Test func `a full device gives its error and the path`() throws {
    let sink = try ByteSink(creating: "/dev/full")
    try sink.append("some bytes")
    #expect(throws: ReportingError.system(operation: "write", path: "/dev/full", errno: ENOSPC)) { try sink.finish() }
  }

  @Test func `a table too long for the buffer meets the full device while it is written`() throws {
    let sink = try ByteSink(creating: "/dev/full")
    let keys = (0..<100_000).map { "article-\($0)" }
    #expect(throws: ReportingError.system(operation: "write", path: "/dev/full", errno: ENOSPC)) {
      try StageTables.writeClusters(keys: keys, clusters: [], style: CSVStyle(), to: sink)
    }
  }

  @Test func `a closed pipe gives its error`() throws {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    let sink = ByteSink(descriptor: ends[1], path: "-")
    try sink.append("some bytes")
    #expect(throws: ReportingError.system(operation: "write", path: "-", errno: EPIPE)) { try sink.finish() }
    close(ends[1])
  }

  @Test func `a file that cannot be made gives its error`() {
    #expect(throws: ReportingError.system(operation: "open", path: "/nowhere/at/all", errno: ENOENT)) {
      try ByteSink(creating: "/nowhere/at/all")
    }
  }

  @Test func `what is larger than the buffer arrives whole and in order`() throws {
    let block = [UInt8](repeating: 0x62, count: 700_000)
    let text = try written { sink in
      try sink.append("a")
      try sink.append(block)
      try sink.append("c")
      try sink.append(String(repeating: "d", count: 300_000))
    }
    #expect(text == "a" + String(repeating: "b", count: 700_000) + "c" + String(repeating: "d", count: 300_000))
  }

  @Test func `a descriptor of somebody else stays open`() throws {
    let folder = try ScratchFolder()
    let descriptor = open(folder.path + "/x", O_WRONLY | O_CREAT, 0o644)
    let sink = ByteSink(descriptor: descriptor, path: "x")
    try sink.append("1")
    try sink.finish()
    #expect(Glibc.write(descriptor, "2", 1) == 1)
    close(descriptor)
    #expect(try folder.text("x") == "12")
  }
}

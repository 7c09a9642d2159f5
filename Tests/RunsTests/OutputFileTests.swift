import Glibc
import Reporting
import Runs
import Testing

@Suite struct OutputFileTests {
  @Test func `a file is there when it is finished, and not before`() throws {
    let scratch = try Scratch()
    let file = try OutputFile(path: scratch.path + "/out.csv")
    try file.sink.append("id,cluster_id\n")
    #expect(try !scratch.entries().contains("out.csv"))
    try file.finish()
    #expect(try scratch.entries() == ["out.csv"])
    #expect(try scratch.text("out.csv") == "id,cluster_id\n")
  }

  @Test func `a file that is not finished leaves the old one and nothing else`() throws {
    let scratch = try Scratch()
    try scratch.write("old", to: "out.csv")
    do {
      let file = try OutputFile(path: scratch.path + "/out.csv")
      try file.sink.append("new")
    }
    #expect(try scratch.entries() == ["out.csv"])
    #expect(try scratch.text("out.csv") == "old")
  }

  @Test func `a finished file replaces the old one`() throws {
    let scratch = try Scratch()
    try scratch.write("old and longer", to: "out.csv")
    let file = try OutputFile(path: scratch.path + "/out.csv")
    try file.sink.append("new")
    try file.finish()
    #expect(try scratch.text("out.csv") == "new")
  }

  @Test func `a device is written in place`() throws {
    let null = try OutputFile(path: "/dev/null")
    try null.sink.append("gone")
    try null.finish()
    let full = try OutputFile(path: "/dev/full")
    try full.sink.append("too much")
    #expect(throws: ReportingError.system(operation: "write", path: "/dev/full", errno: ENOSPC)) {
      try full.finish()
    }
  }

  @Test func `a place where no file can be is refused when it is opened, or when it is finished`() throws {
    let scratch = try Scratch()
    #expect(throws: ReportingError.self) { try OutputFile(path: scratch.path + "/gone/out.csv") }
    #expect(throws: ReportingError.system(operation: "open", path: scratch.path, errno: EISDIR)) {
      try OutputFile(path: scratch.path)
    }
    #expect(try scratch.entries() == [])
  }
}

import Foundation
import Glibc
import Reporting
import Testing

@Suite struct OutputFolderTests {
  static let summary = RunSummary(version: "1.0", configuration: [], inputs: [], counts: [])

  /// Writes a folder as a run does, with `text` in it.
  func write(_ text: String, to path: String) throws {
    let folder = try OutputFolder(replacing: path)
    let table = try folder.file("a.csv")
    try table.append(text)
    try table.finish()
    let page = try folder.file("cluster/1.html")
    try page.append(text)
    try page.finish()
    let run = try folder.file("run.json")
    try run.append(Self.summary.json)
    try run.finish()
    try folder.commit()
  }

  @Test func `a folder appears with all its files, its missing parents too, and nothing beside it`() throws {
    let scratch = try ScratchFolder()
    try write("1", to: scratch.path + "/Reports/latest/")
    #expect(try scratch.entries("Reports") == ["latest"])
    #expect(try scratch.entries("Reports/latest") == ["a.csv", "cluster", "run.json"])
  }

  @Test func `nothing is in its place before the commit, and nothing beside it after giving up`() throws {
    let scratch = try ScratchFolder()
    try {
      let folder = try OutputFolder(replacing: scratch.path + "/latest")
      try folder.file("a.csv").finish()
      #expect(!FileManager.default.fileExists(atPath: scratch.path + "/latest"))
    }()
    #expect(try scratch.entries() == [])
  }

  @Test func `an older report is replaced whole`() throws {
    let scratch = try ScratchFolder()
    try write("1", to: scratch.path + "/latest")
    try scratch.write("x", to: "latest/old.csv")
    try write("2", to: scratch.path + "/latest")
    #expect(try scratch.entries("latest") == ["a.csv", "cluster", "run.json"])
    #expect(try scratch.text("latest/a.csv") == "2")
    #expect(try scratch.entries() == ["latest"])
  }

  @Test func `an empty folder is taken`() throws {
    let scratch = try ScratchFolder()
    try FileManager.default.createDirectory(atPath: scratch.path + "/latest", withIntermediateDirectories: false)
    try write("1", to: scratch.path + "/latest")
    #expect(try scratch.text("latest/a.csv") == "1")
  }

  @Test(arguments: ["thesis.txt", "run.json"])
  func `a folder with other files is refused and stays`(name: String) throws {
    let scratch = try ScratchFolder()
    let path = scratch.path + "/latest"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    try scratch.write("{\"program\": \"other\"}", to: "latest/" + name)
    #expect(throws: ReportingError.notAReport(path: path)) { try OutputFolder(replacing: path) }
    #expect(try scratch.entries("latest") == [name])
    #expect(try scratch.entries() == ["latest"])
  }

  @Test func `what came into the place during the run is not replaced either`() throws {
    let scratch = try ScratchFolder()
    let path = scratch.path + "/latest"
    let folder = try OutputFolder(replacing: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    try scratch.write("mine", to: "latest/thesis.txt")
    #expect(throws: ReportingError.notAReport(path: path)) { try folder.commit() }
    #expect(try scratch.text("latest/thesis.txt") == "mine")
  }

  @Test func `a file in the place is refused`() throws {
    let scratch = try ScratchFolder()
    try scratch.write("mine", to: "latest")
    #expect(throws: ReportingError.notAFolder(path: scratch.path + "/latest")) {
      try OutputFolder(replacing: scratch.path + "/latest")
    }
  }

  @Test func `a symbolic link stays and the folder that it names is replaced`() throws {
    let scratch = try ScratchFolder()
    try FileManager.default.createDirectory(atPath: scratch.path + "/disk/real", withIntermediateDirectories: true)
    #expect(symlink("disk/real", scratch.path + "/latest") == 0)
    try write("1", to: scratch.path + "/latest")
    try write("2", to: scratch.path + "/latest")
    #expect(try scratch.text("disk/real/a.csv") == "2")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: scratch.path + "/latest") == "disk/real")
    #expect(try scratch.entries("disk") == ["real"])
  }

  @Test func `a link to nowhere is an error`() throws {
    let scratch = try ScratchFolder()
    #expect(symlink("nowhere", scratch.path + "/latest") == 0)
    #expect(throws: ReportingError.system(operation: "resolve", path: scratch.path + "/latest", errno: ENOENT)) {
      try OutputFolder(replacing: scratch.path + "/latest")
    }
  }

  @Test func `what a killed run left is removed, what others put beside or still write is not`() throws {
    let scratch = try ScratchFolder()
    for name in [".latest.partial-1", ".latest.partial-mine", ".other.partial-1"] {
      try FileManager.default.createDirectory(atPath: scratch.path + "/" + name, withIntermediateDirectories: false)
    }
    try scratch.write("", to: ".latest.partial-1/.menbe-partial")
    try scratch.write("", to: ".other.partial-1/.menbe-partial")
    try scratch.write("half", to: ".latest.partial-1/a.csv")
    let other = try OutputFolder(replacing: scratch.path + "/latest")
    try write("1", to: scratch.path + "/latest")
    let left = try scratch.entries()
    #expect(left == [".latest.partial-\(getpid())", ".latest.partial-mine", ".other.partial-1", "latest"])
    try other.file("b.csv").finish()
  }

  @Test func `a report that was moved aside by a killed run is put back`() throws {
    let scratch = try ScratchFolder()
    try write("1", to: scratch.path + "/latest")
    try FileManager.default.moveItem(
      atPath: scratch.path + "/latest", toPath: scratch.path + "/.latest.replaced-1")
    _ = try OutputFolder(replacing: scratch.path + "/latest")
    #expect(try scratch.entries() == ["latest"])
    #expect(try scratch.text("latest/a.csv") == "1")
  }

  @Test func `a run killed while it made its folder or removed the old report leaves nothing for long`() throws {
    let scratch = try ScratchFolder()
    try write("1", to: scratch.path + "/latest")
    for name in [".latest.partial-1", ".latest.partial-1-2", ".latest.replaced-3", ".latest.replaced-mine"] {
      try FileManager.default.createDirectory(atPath: scratch.path + "/" + name, withIntermediateDirectories: false)
    }
    try scratch.write("half", to: ".latest.replaced-3/a.csv")
    try write("2", to: scratch.path + "/latest")
    #expect(try scratch.entries() == [".latest.replaced-mine", "latest"])
    #expect(try scratch.text("latest/a.csv") == "2")
  }

  @Test func `a report that was half removed is not put back`() throws {
    let scratch = try ScratchFolder()
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/.latest.replaced-1", withIntermediateDirectories: false)
    try scratch.write("old", to: ".latest.replaced-1/a.csv")
    _ = try OutputFolder(replacing: scratch.path + "/latest")
    #expect(try scratch.entries() == [])
  }

  @Test func `a place that cannot be made is an error`() {
    #expect(throws: ReportingError.self) { try OutputFolder(replacing: "/proc/nowhere/latest") }
    #expect(throws: ReportingError.notAFolder(path: "")) { try OutputFolder(replacing: "") }
  }
}

import Foundation
import Testing

/// Outputs appear whole or not at all, and what was there before is not lost.
@Suite(.timeLimit(.minutes(10)))
struct OutputTests {
  private static let files = [
    "articles.csv", "chains.csv", "chains.gexf", "chains.graphml", "claims.csv", "clusters.csv", "flows.csv",
    "furniture.csv",
    "index.html", "matches.csv", "outlets.csv",
    "rejects.csv", "run.json",
  ]

  @Test func `a folder that holds something else is refused and stays as it is`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    try scratch.write("mine", to: "out/letter.txt")
    let outcome = try await Menbe.run("run", "news.jsonl", "--output", "out", directory: scratch.path)
    #expect(outcome.exitCode == 73)
    #expect(outcome.standardError.contains("out holds files that are not a Menbe report; name another --output"))
    #expect(try contents(scratch, "out") == ["letter.txt": [UInt8]("mine".utf8)])
    #expect(try scratch.entries() == ["news.jsonl", "out"])
  }

  @Test func `a file in the place of the report is refused and stays as it is`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    let outcome = try await Menbe.run("run", "news.jsonl", "--output", "news.jsonl", directory: scratch.path)
    #expect(outcome.exitCode == 73)
    #expect(try scratch.text("news.jsonl") == News.small)
  }

  @Test func `an older report is replaced as a whole`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    #expect(try await run(scratch, "news.jsonl").exitCode == 0)
    try scratch.write("left by hand", to: "out/old.html")
    try scratch.write(News.line("one", text: News.lake), to: "one.jsonl")
    #expect(try await run(scratch, "one.jsonl").exitCode == 0)
    #expect(try scratch.table("out/articles.csv").column("article_id") == ["one"])
    #expect(!scratch.exists("out/old.html"))
    #expect(try scratch.entries() == ["news.jsonl", "one.jsonl", "out"])
  }

  @Test func `a disk that fills up while a report is written leaves the old report`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    #expect(try await run(scratch, "news.jsonl").exitCode == 0)
    let before = try contents(scratch, "out")
    // A file may grow to 8 kB and no further; the signal that says so is ignored, so the write fails.
    let line = #"trap "" XFSZ; ulimit -f 16; exec "$MENBE" run "$1" --output "$2" --quiet"#
    let outcome = try await Menbe.shell(line, "news.jsonl", "out", directory: scratch.path)
    #expect(outcome.exitCode == 74)
    #expect(outcome.standardError.hasPrefix("menbe: cannot write "))
    #expect(outcome.standardError.hasSuffix("what was there before is unchanged\n"))
    #expect(try contents(scratch, "out") == before)
    #expect(try scratch.entries() == ["news.jsonl", "out"])
  }

  @Test(arguments: ["cluster", "claims", "extract"])
  func `a full disk is an error of the one file that is written`(command: String) async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    for line in [#""$MENBE" "$1" news.jsonl --output /dev/full"#, #""$MENBE" "$1" news.jsonl > /dev/full"#] {
      let outcome = try await Menbe.shell(line, command, directory: scratch.path)
      #expect(outcome.exitCode == 74)
      #expect(outcome.standardError.contains("No space left on device"))
      #expect(outcome.standardError.contains("menbe: cannot write to standard output: ") == line.contains(" > "))
    }
  }

  @Test func `a file that cannot be written whole leaves the old one`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    try scratch.write("old\n", to: "out.jsonl")
    let line = #"trap "" XFSZ; ulimit -f 1; exec "$MENBE" extract news.jsonl --output out.jsonl"#
    let outcome = try await Menbe.shell(line, directory: scratch.path)
    #expect(outcome.exitCode == 74)
    #expect(try scratch.text("out.jsonl") == "old\n")
    #expect(try scratch.entries() == ["news.jsonl", "out.jsonl"])
  }

  @Test(arguments: ["nowhere/out.csv", "folder"])
  func `a place where no file can be made is said`(place: String) async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    _ = try scratch.makeFolder("folder")
    let outcome = try await Menbe.run("cluster", "news.jsonl", "--output", place, directory: scratch.path)
    #expect(outcome.exitCode == 73)
    #expect(outcome.standardError.hasPrefix("menbe: cannot write "))
    #expect(try scratch.entries("folder") == [])
  }

  @Test(arguments: ["INT", "TERM", "KILL"])
  func `a run that is ended in the middle leaves the old report, and the next run clears up`(
    signal: String
  ) async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    #expect(try await run(scratch, "news.jsonl").exitCode == 0)
    let before = try contents(scratch, "out")

    #expect(mkfifo(scratch("endless"), 0o600) == 0)
    let arguments = ["run", "endless", "--output", "out"]
    let running = try Menbe.start(arguments: arguments, directory: scratch.path)
    // Opening the pipe waits for the run to open it too, so the run is in the middle when the signal comes.
    let line = #"exec 3>endless; kill -"$1" "$2"; while kill -0 "$2" 2>/dev/null; do :; done"#
    let shell = try await Menbe.shell(line, signal, running.processID, directory: scratch.path)
    #expect(shell.exitCode == 0)
    let outcome = try await running.outcome()
    #expect(outcome.exitCode == ["INT": 130, "TERM": 143, "KILL": 137][signal])
    #expect(try contents(scratch, "out") == before)

    #expect(try await run(scratch, "news.jsonl").exitCode == 0)
    #expect(try scratch.entries() == ["endless", "news.jsonl", "out"])
  }

  @Test(arguments: ["INT", "TERM", "HUP"], [["cluster", "out.csv"], ["run", "out"]])
  func `an interrupted program leaves nothing beside its output`(signal: String, command: [String]) async throws {
    let scratch = try Scratch()
    #expect(mkfifo(scratch("endless"), 0o600) == 0)
    let arguments = [command[0], "endless", "--output", command[1]]
    let running = try Menbe.start(arguments: arguments, directory: scratch.path)
    let line = #"exec 3>endless; ls -A; kill -"$1" "$2"; while kill -0 "$2" 2>/dev/null; do :; done"#
    let shell = try await Menbe.shell(line, signal, running.processID, directory: scratch.path)
    #expect(shell.standardOutput.contains(".partial-\(running.processID)\n"))
    let outcome = try await running.outcome()
    #expect(outcome.exitCode == ["INT": 130, "TERM": 143, "HUP": 129][signal])
    #expect(outcome.standardError == "menbe: interrupted; nothing unfinished is left\n")
    #expect(try scratch.entries() == ["endless"])
  }

  @Test func `a signal that the program was started to ignore is ignored`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    #expect(mkfifo(scratch("late"), 0o600) == 0)
    let line = #"""
      trap "" HUP; "$MENBE" extract late --output out.jsonl & exec 3>late; kill -HUP $!; cat news.jsonl >&3; exec 3>&-; wait $!
      """#
    #expect(try await Menbe.shell(line, directory: scratch.path).exitCode == 0)
    #expect(try scratch.text("out.jsonl").contains("park-2"))
  }

  @Test func `a file that a killed program left beside its output is removed by the next one`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    for name in ["out.csv.partial-1", "out.csv.partial-2-1", "out.csv.partial-mine", "other.csv.partial-1"] {
      try scratch.write("half", to: name)
    }
    let outcome = try await Menbe.run("cluster", "news.jsonl", "--output", "out.csv", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    #expect(try scratch.entries() == ["news.jsonl", "other.csv.partial-1", "out.csv", "out.csv.partial-mine"])
  }

  @Test func `a link in the place of a file stays, and one to nowhere is refused as it is for a folder`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    try scratch.write("old\n", to: "disk/real.csv")
    try FileManager.default.createSymbolicLink(atPath: scratch("out"), withDestinationPath: "disk/real.csv")
    try FileManager.default.createSymbolicLink(atPath: scratch("lost"), withDestinationPath: "disk/gone")
    let outcome = try await Menbe.run("cluster", "news.jsonl", "--output", "out", directory: scratch.path)
    #expect(outcome.exitCode == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: scratch("out")) == "disk/real.csv")
    #expect(try scratch.text("disk/real.csv").hasPrefix("id,cluster_id\r\n"))
    for command in ["cluster", "run"] {
      let refused = try await Menbe.run(command, "news.jsonl", "--output", "lost", directory: scratch.path)
      #expect(refused.exitCode == 73)
      #expect(refused.standardError.hasPrefix("menbe: cannot write lost, a link to what is not there: "))
    }
    #expect(try scratch.entries("disk") == ["real.csv"])
  }

  @Test func `a run that waits for a lock says for which`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    let lock = open(scratch.path, O_RDONLY | O_DIRECTORY)
    #expect(flock(lock, LOCK_EX) == 0)
    let running = try Menbe.start(arguments: ["run", "news.jsonl", "--output", "out"], directory: scratch.path)
    while !(try running.errorsSoFar()).hasSuffix("\n") { await Task.yield() }
    close(lock)
    let outcome = try await running.outcome()
    #expect(outcome.exitCode == 0)
    #expect(outcome.standardError.hasPrefix("menbe: waiting for another process that has locked the folder /"))
  }

  @Test(arguments: [["run", ""], ["cluster", ""], ["run", "news.jsonl/out"], ["run", "/proc/none/out"]])
  func `an output that cannot be made is exit code 73`(arguments: [String]) async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    let outcome = try await Menbe.run(
      arguments[0], "news.jsonl", "--output", arguments[1], directory: scratch.path)
    #expect(outcome.exitCode == 73)
    #expect(try scratch.entries() == ["news.jsonl"])
  }

  @Test func `a place where a file system is mounted is refused before anything is read`() async throws {
    let outcome = try await Menbe.run("run", "nowhere.jsonl", "--output", "/proc")
    #expect(outcome.exitCode == 73)
    #expect(outcome.standardError.hasPrefix("menbe: another file system is mounted at /proc, "))
  }

  @Test func `two runs into one folder at once both end well and leave one whole report`() async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "small.jsonl")
    try scratch.write(News.line("one", text: News.lake), to: "one.jsonl")
    #expect(mkfifo(scratch("late"), 0o600) == 0)
    let first = try Menbe.start(arguments: ["run", "late", "--output", "out"], directory: scratch.path)
    // The second run begins and ends while the first one waits for its input.
    let line = #"exec 3>late; "$MENBE" run one.jsonl --output out; code=$?; cat small.jsonl >&3; exit $code"#
    let second = try await Menbe.shell(line, directory: scratch.path)
    #expect(second.exitCode == 0)
    #expect(try await first.outcome().exitCode == 0)
    #expect(try scratch.table("out/articles.csv").column("article_id") == ["nar", "park", "park-2"])
    let files = try scratch.entries("out")
    #expect(Set(files).isSuperset(of: Self.files))
    #expect(!files.contains { $0.hasPrefix(".") })
    #expect(try scratch.entries() == ["late", "one.jsonl", "out", "small.jsonl"])
  }

  @Test func `runs that race for one folder leave the whole report of one of them`() async throws {
    let scratch = try Scratch()
    for number in 1...3 {
      try scratch.write(News.small + News.line("extra-\(number)", text: News.lake), to: "in-\(number).jsonl")
    }
    let runs = try (1...3).map { number in
      try Menbe.start(
        arguments: ["run", "in-\(number).jsonl", "--output", "out", "--reproducible"], directory: scratch.path)
    }
    for one in runs { #expect(try await one.outcome().exitCode == 0) }
    let left = try contents(scratch, "out")
    let ids = try scratch.table("out/articles.csv").column("article_id")
    let winner = try #require(ids.first { $0.hasPrefix("extra-") }?.last)
    let alone = try await Menbe.run(
      "run", "in-\(winner).jsonl", "--output", "alone", "--reproducible", directory: scratch.path)
    #expect(alone.exitCode == 0)
    #expect(left == (try contents(scratch, "alone")))
    #expect(try scratch.entries() == ["alone", "in-1.jsonl", "in-2.jsonl", "in-3.jsonl", "out"])
  }

  @Test(arguments: ["cluster", "claims", "extract"])
  func `standard input and output are read and written as files are`(command: String) async throws {
    let scratch = try Scratch()
    try scratch.write(News.small, to: "news.jsonl")
    let piped = try await Menbe.run(command, "-", input: News.small, directory: scratch.path)
    #expect(piped.exitCode == 0)
    let written = try await Menbe.run(command, "news.jsonl", "--output", "out", directory: scratch.path)
    #expect(written.exitCode == 0)
    #expect(written.standardOutput.isEmpty)
    let expected = piped.standardOutput.replacing("\"input\":\"-\"", with: "\"input\":\"news.jsonl\"")
    #expect(try scratch.text("out") == expected)
    #expect(expected.contains("park-2"))
  }

  @Test func `a reader that closes the pipe ends the program quietly`() async throws {
    let scratch = try Scratch()
    let lines = (0..<4000).map { News.line("n\($0)", text: News.park) }.joined()
    try scratch.write(lines, to: "news.jsonl")
    let line = #"{ "$MENBE" extract news.jsonl; echo "code $?" >&2; } | head -n 1"#
    let outcome = try await Menbe.shell(line, directory: scratch.path)
    #expect(outcome.standardOutput.hasPrefix(#"{"id":"n0","#))
    #expect(outcome.standardOutput.utf8.count { $0 == 0x0A } == 1)
    #expect(outcome.standardError == "code 0\n")
  }

  private func run(_ scratch: Scratch, _ input: String) async throws -> Menbe.Outcome {
    try await Menbe.run("run", input, "--output", "out", directory: scratch.path)
  }
}

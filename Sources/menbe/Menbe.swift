import ArgumentParser
import Corpus
import Glibc

/// The command line: parses, validates, calls one function of Runs, and maps errors to exit codes.
@main
struct Menbe: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "menbe",
    abstract:
      "Finds which articles of a news corpus are the same text, who had it first, and whether the others said so.",
    discussion: """
      Menbe (mənbə, "source") reads scraped articles, ties republications into clusters around the article that was \
      first, reads credit lines, and gives each a verdict with its reasons.

      Exit codes: 0 done; 1 failed; 3 done, but some records were not used (only with --strict); 10 no index, or an \
      unreadable one; 11 another run has the index; 64 wrong usage; 65 bad data; 66 no input; 73 cannot create the \
      output; 74 cannot read or write; 129, 130, 143 interrupted.
      """,
    version: Version.text,
    subcommands: [
      RunCommand.self, ClusterCommand.self, ClaimsCommand.self, UnknownOutletsCommand.self, ExtractCommand.self,
      CompareCommand.self, ExplainCommand.self, SearchCommand.self, ReportCommand.self, ReviewCommand.self,
      IndexCommand.self,
    ])

  static func main() async {
    // A closed pipe is an error of the write that meets it, not a reason to die in the middle of a file.
    signal(SIGPIPE, SIG_IGN)
    Interruption.handle()
    do {
      var command = try parseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      Interruption.yield()
      guard let failure = Failure(error) else { exit(withError: error) }
      if !failure.isQuiet { StandardError.write("menbe: \(failure.message)\n") }
      Glibc.exit(failure.code)
    }
  }

  /// The command line's arguments, of which paths that are no UTF-8 are kept as `RawPath` writes them.
  private static var arguments: [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      CommandLine.unsafeArgv[index].map {
        RawPath.text(of: Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))))
      }
    }
  }
}

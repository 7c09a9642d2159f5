import Attribution
import Corpus
import Glibc
import IndexStore
import Reporting
import Runs

/// Exit codes, in the way of restic; an unknown one means failure.
enum ExitStatus: Int32 {
  case failed = 1
  case someRejected = 3
  case noIndex = 10
  case locked = 11
  case badData = 65
  case noInput = 66
  case cannotCreate = 73
  case inputOutput = 74
}

/// An error as a person reads it: what, where, what to do; and the exit code that cron sees.
struct Failure {
  var message: String
  var code: Int32
  /// A closed pipe needs no words: whoever closed it knows.
  var isQuiet = false

  /// What to say of `error`; nil for errors that ArgumentParser words itself.
  init?(_ error: any Error) {
    switch error {
    case let error as RunError: self.init(error)
    case let error as CorpusError: self.init(error)
    case let error as IndexError: self.init(error)
    case let error as ReportingError: self.init(error)
    case let error as ConfigurationError:
      let place = error.line > 0 ? "\(error.path):\(error.line)" : error.path
      self.init("\(place): \(error.message)", .badData)
    case let error as OutletFileError: self.init(error)
    case let error as CueFileError: self.init("\(error)", .badData)
    default: return nil
    }
  }

  private init(_ message: String, _ status: ExitStatus) { (self.message, code) = (message, status.rawValue) }

  private init(_ error: RunError) {
    switch error {
    case .noArticles(let inputs):
      self.init("no articles in \(inputs.joined(separator: ", ")); nothing was written", .noInput)
    case .noSuchArticle(let id): self.init("no article has the id \(id)", .noInput)
    case .noSuchFile(let path):
      self.init("there is no file \(path); to compare articles by their ids, name their files with --in", .noInput)
    case .noSuchClaim(let id, let article, let count):
      let has =
        count == 0
        ? "no claim" : count == 1 ? "one claim, \(article)#1" : "\(count) claims, the last is \(article)#\(count)"
      self.init("there is no \(id): the article \(article) has \(has)", .noInput)
    case .notOneArticle(let path, 0): self.init("\(path) holds no article", .badData)
    case .notDecisions(let path):
      self.init("\(path) is no file of decisions: its first line must name the column decision", .badData)
    case .badDay(let text): self.init("\(text) is no day; write it as 2026-03-21", .badData)
    case .noSuchRun(let number): self.init("the index has no run \(number); menbe index info lists them", .noInput)
    case .faultyIndex(let path, let faults):
      self.init("the index \(path) is damaged:\n" + faults.map { "  " + $0 }.joined(separator: "\n"), .noIndex)
    case .notOneArticle(let path, let count):
      self.init("\(path) holds \(count) articles; name two of their ids and give the file with --in", .badData)
    }
  }

  private init(_ error: CorpusError) {
    switch error {
    case .cannotOpen(let path, let code): self.init("cannot open \(path): \(Self.text(code))", .noInput)
    case .cannotSpool(let directory, let code):
      self.init(
        "cannot keep a temporary copy in \(directory): \(Self.text(code)); set TMPDIR to a folder with room",
        .inputOutput)
    case .recordChanged(let path, let offset):
      self.init("\(path) changed while it was read (at byte \(offset)); run again when it is complete", .inputOutput)
    case .unknownField(let name):
      self.init(
        "the configuration maps a field to \(name); there are id, url, site, title, text, published_at, crawled_at",
        .badData)
    }
  }

  private init(_ error: IndexError) {
    switch error {
    case .missing(let path): self.init("there is no index \(path); menbe run --index \(path) makes one", .noIndex)
    case .unreadable(let path, let detail): self.init("the index \(path) cannot be read: \(detail)", .noIndex)
    case .otherScheme(let path, let found, let expected):
      self.init(
        "the index \(path) was made with the scheme \(found), this program uses \(expected); "
          + "menbe index rebuild --index \(path) makes it anew", .noIndex)
    case .laterVersion(let path):
      self.init("the index \(path) was written by a later version of menbe; use that one", .noIndex)
    case .locked(let path):
      self.init("another run is at work on the index \(path); run again when it is done", .locked)
    case .diskFull(let path):
      self.init("the disk of the index \(path) is full; the index is as it was before", .inputOutput)
    case .failed(let path, let detail):
      self.init("the index \(path) could not be read or written: \(detail); it is as it was before", .inputOutput)
    case .unknown(let what, let id): self.init("the index has no \(what) \(id)", .noInput)
    }
  }

  private init(_ error: OutletFileError) {
    let fault =
      switch error.fault {
      case .missingColumn(let name): "the header lacks the column \(name)"
      case .brokenQuotes: "a quotation mark stays open, or text follows a closing one"
      case .cellCount(let count, let expected): "\(count) cells, the header has \(expected)"
      case .noName: "an outlet has no name"
      case .unknownKind(let kind):
        "there is no kind \(kind); there are: \(Outlet.Kind.allCases.map(\.rawValue).joined(separator: ", "))"
      case .badZone(let zone): "\(zone) is no zone: minutes east of UTC, or ±hh:mm"
      case .notUTF8: "is not UTF-8 text"
      }
    self.init("\(error.inputName):\(error.line): \(fault)", .badData)
  }

  private init(_ error: ReportingError) {
    switch error {
    case .system(_, _, EPIPE):
      self.init("", .inputOutput)
      (isQuiet, code) = (true, 0)
    case .system(let operation, let path, let code): self.init(operation, path, Self.text(code))
    case .mountPoint(let path):
      self.init(
        "another file system is mounted at \(path), so that it cannot be replaced as a whole; name a folder inside it",
        .cannotCreate)
    case .notAFolder(""): self.init("the output has no name", .cannotCreate)
    case .notAFolder(let path): self.init("\(path) exists and is no folder", .cannotCreate)
    case .notAReport(let path):
      self.init("\(path) holds files that are not a Menbe report; name another --output", .cannotCreate)
    case .unreadableText(let key, let detail):
      self.init("the text of \(key) could not be read again: \(detail)", .inputOutput)
    case .badAsset(let name, let detail): self.init("the program's own file \(name) is broken: \(detail)", .failed)
    }
  }

  /// A failed call of the system, by what it was to do.
  private init(_ operation: String, _ path: String, _ cause: String) {
    let place = path.isEmpty ? "a file without a name" : path
    let isStream = path == "standard output"
    switch operation {
    case "open", "mark": self.init("cannot write \(place): \(cause)", .cannotCreate)
    case "make folder": self.init("cannot make the folder \(place): \(cause)", .cannotCreate)
    case "resolve": self.init("cannot write \(place), a link to what is not there: \(cause)", .cannotCreate)
    case "look at", "list", "lock": self.init("cannot use \(place): \(cause)", .cannotCreate)
    case "write", "fsync", "close":
      self.init(
        "cannot write \(isStream ? "to " : "")\(place): \(cause)\(isStream ? "" : "; what was there before is unchanged")",
        .inputOutput)
    case "rename":
      self.init("cannot replace \(place): \(cause); what was there before is unchanged", .inputOutput)
    default: self.init("cannot \(operation) \(place): \(cause)", .inputOutput)
    }
  }

  private static func text(_ code: Int32) -> String {
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }
}

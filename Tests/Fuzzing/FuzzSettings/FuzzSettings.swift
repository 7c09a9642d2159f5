import Attribution
import Corpus
import FuzzDriver
import Runs

private let file = ScratchFile(name: "menbe.yaml")
private let plan = try? RunPlan(inputs: [], workers: 1)

/// Files of the user's own: the first byte tells of what kind, the rest is the file.
///
/// A file is read, or refused by a message that names a line of it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSettings(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let input = FuzzDriver.input(bytes, count) else { return 0 }
  guard let plan else { fatalError("the built-in cues cannot be read") }
  let content = input.content
  // YAML also ends lines by three characters beyond ASCII, and tells what is missing at the end behind the last line.
  let scalars = String(decoding: content, as: UTF8.self).unicodeScalars
  let lineCount = scalars.count { "\n\r\u{85}\u{2028}\u{2029}".unicodeScalars.contains($0) } + 2
  switch input.choice % 4 {
  case 0:
    file.write(content)
    readConfiguration(file.path, lineCount, plan)
  case 1:
    do throws(CueFileError) {
      _ = try CueBook(yaml: String(decoding: content, as: UTF8.self), file: "cues.yaml")
    } catch { check(error.line, lineCount, error) }
  case 2:
    do throws(CueFileError) {
      var book = FurnitureBook()
      try book.add(tsv: String(decoding: content, as: UTF8.self), file: "furniture.tsv")
    } catch { check(error.line, lineCount, error) }
  default:
    do throws(OutletFileError) {
      check(try OutletRegistry(csv: content, inputName: "outlets.csv"))
    } catch { check(error.line, lineCount, error) }
  }
  return 0
}

private func readConfiguration(_ path: String, _ lineCount: Int, _ plan: RunPlan) {
  do {
    var plan = plan
    try Configuration(path: path).apply(to: &plan)
  } catch let error as ConfigurationError {
    // What follows from a file that it names is said of that file.
    if error.path == path { check(error.line, lineCount, error) }
  } catch is OutletFileError {} catch is CueFileError {} catch {
    FuzzDriver.expect(false, "\(error) is an error that the program words")
  }
}

private func check(_ line: Int, _ lineCount: Int, _ error: any Error) {
  FuzzDriver.expect((0...lineCount).contains(line), "\(error) names one of \(lineCount) lines")
}

/// What a registry holds is found by its names and hosts.
private func check(_ registry: OutletRegistry) {
  for outlet in registry.outlets {
    FuzzDriver.expect(!outlet.name.isEmpty, "an outlet has a name")
    _ = registry.outlet(named: outlet.name)
    for domain in outlet.domains { _ = registry.outlet(forHost: OutletRegistry.host(of: domain)) }
  }
  _ = OutletRegistry.builtIn().adding(registry)
}

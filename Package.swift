// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"), .treatAllWarnings(as: .error),
]

/// A library target and its test target, which always come together.
func library(
  _ name: String, _ uses: [Target.Dependency] = [], wrapsC: Bool = false, assets: [Resource] = []
) -> [Target] {
  let settings = wrapsC ? strict : strict + [.strictMemorySafety()]
  return [
    .target(name: name, dependencies: uses, resources: assets, swiftSettings: settings),
    .testTarget(
      name: name + "Tests", dependencies: [.target(name: name)] + uses, swiftSettings: strict),
  ]
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

// What each library builds on, all of it and not just the next below: a target is compiled again only when a target
// that it names has changed, and the size of a struct changes with the structs inside of it.
let corpus: [Target.Dependency] = ["Corpus", "CArchive", "CBrotli", "CLibXML2", "CSimdJSON", "CXXHash", "CZLib"]
let normalization = corpus + ["Normalization"]
let sketching = normalization + ["Sketching"]
let matching = sketching + ["Matching"]
let clustering = matching + ["Clustering"]
let tracing = clustering + ["Attribution", yams, "Tracing"]
let reporting = tracing + ["CLinux", "Reporting", mustache]
let indexStore = tracing + ["IndexStore", "CZstd", grdb, sqlite]
let runs = reporting + ["IndexStore", "CZstd", grdb, sqlite, "Runs", logging]

let package = Package(
  name: "menbe",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CBrotli", pkgConfig: "libbrotlidec", providers: [.apt(["libbrotli-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CZLib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CAllocationCount"),
    .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    .executableTarget(name: "menbe", dependencies: runs + [argumentParser], swiftSettings: strict),
    .executableTarget(
      name: "menbe-bench", dependencies: runs + [argumentParser, "CAllocationCount"], swiftSettings: strict),
  ]
    + library(
      "Corpus", ["CArchive", "CBrotli", "CLibXML2", "CSimdJSON", "CXXHash", "CZLib"], wrapsC: true,
      assets: [
        .embedInCode("Data/charsets.csv"), .embedInCode("Data/fields.csv"), .embedInCode("Data/outlets.csv"),
        .embedInCode("Data/page-hints.csv"), .embedInCode("Data/subdomains.csv"), .embedInCode("Data/times.csv"),
      ])
    + library("Normalization", corpus)
    + library("Sketching", normalization, wrapsC: true)
    + library("Matching", sketching)
    + library("Clustering", matching)
    + library(
      "Attribution", normalization + [yams],
      assets: [
        .embedInCode("Data/cues-az.yaml"), .embedInCode("Data/cues-tr.yaml"), .embedInCode("Data/cues-ru.yaml"),
        .embedInCode("Data/cues-en.yaml"), .embedInCode("Data/furniture.tsv"),
      ])
    + library("Tracing", clustering + ["Attribution", yams])
    + library("IndexStore", tracing + ["CZstd", grdb, sqlite], wrapsC: true)
    + library("Reporting", tracing + ["CLinux", mustache], assets: [.embedInCode("Assets")])
    + library("Runs", reporting + ["IndexStore", "CZstd", grdb, sqlite, logging])
    + [
      .testTarget(
        name: "EndToEndTests", dependencies: ["menbe"], exclude: ["Snapshots"], swiftSettings: strict),
      .testTarget(
        name: "BrowserTests", dependencies: ["menbe"], exclude: ["viewer.py"], swiftSettings: strict),
    ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

// libFuzzer's targets, for `make fuzz` alone: nothing else is to be linked with libFuzzer, nor built beside the program.
if Context.environment["MENBE_FUZZ"] != nil {
  let fuzzed: [String: [Target.Dependency]] = [
    "FuzzReading": corpus, "FuzzText": matching + ["Attribution"], "FuzzSettings": runs,
  ]
  for name in fuzzed.keys.sorted() {
    package.targets.append(
      .executableTarget(
        name: name, dependencies: ["FuzzDriver"] + (fuzzed[name] ?? []), path: "Tests/Fuzzing/\(name)",
        // The entry point is libFuzzer's, so there is no main to be found.
        swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
  }
  package.targets.append(.target(name: "FuzzDriver", path: "Tests/Fuzzing/FuzzDriver", swiftSettings: strict))
}

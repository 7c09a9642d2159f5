import Glibc

/// A file to be read, or the news that something on the way cannot be.
struct InputPath {
  /// The path as the file system has it, zero-terminated; nil for standard input.
  var path: [CChar]?
  /// The path as reports write it; "-" for standard input.
  var name: String
  /// The size in bytes; nil where it cannot be known before reading.
  var byteCount: Int?
  /// Whether the user named it, so that not opening it is an error rather than a rejection.
  var isNamed: Bool
  /// Why it is not to be opened at all.
  var rejection: Rejection?
}

/// Finds the files that paths lead to: sorted by name, hidden ones skipped, every folder entered once.
struct InputWalk {
  private(set) var found: [InputPath] = []
  /// Folders that were entered, against loops of symbolic links.
  private var entered: Set<[UInt64]> = []

  /// Walks `paths` in the given order; throws for one that cannot be opened.
  init(paths: [String]) throws(CorpusError) {
    for path in paths {
      guard path != "-" else {
        found.append(InputPath(path: nil, name: "-", byteCount: nil, isNamed: true))
        continue
      }
      entered = []
      let bytes = RawPath.bytes(of: path)
      var status = stat()
      guard !path.isEmpty, stat(bytes, &status) == 0 else {
        throw .cannotOpen(path: path, errno: path.isEmpty ? ENOENT : errno)
      }
      if status.st_mode & S_IFMT == S_IFDIR {
        if let failure = enter(bytes, status) { throw .cannotOpen(path: path, errno: failure) }
      } else {
        let isRegular = status.st_mode & S_IFMT == S_IFREG
        found.append(
          InputPath(
            path: bytes, name: RawPath.shown(path), byteCount: isRegular ? Int(status.st_size) : nil, isNamed: true))
      }
    }
  }

  /// Adds the members of a folder; returns an errno when it cannot be read.
  private mutating func enter(_ folder: [CChar], _ status: stat) -> Int32? {
    guard entered.insert([UInt64(status.st_dev), UInt64(status.st_ino)]).inserted else { return nil }
    // A report inside of the crawl is what an earlier night found, not news.
    if ReportMark.stands(in: Array(folder.dropLast())) {
      let name = String(decoding: folder.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
      found.append(
        InputPath(
          path: folder, name: name, byteCount: 0, isNamed: false,
          rejection: Rejection(input: name, reason: .unknownFormat, detail: "a report of menbe, no news")))
      return nil
    }
    guard let stream = opendir(folder) else { return errno }
    defer { closedir(stream) }
    var members: [[CChar]] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
          Array(UnsafeBufferPointer(start: $0, count: strlen($0)))
        }
      }
      if name.first != 0x2E { members.append(name) }
    }
    members.sort { $0.lexicographicallyPrecedes($1) { UInt8(bitPattern: $0) < UInt8(bitPattern: $1) } }
    var prefix = Array(folder.dropLast())
    if prefix.last != 0x2F { prefix.append(0x2F) }
    for member in members { add(prefix + member + [0]) }
    return nil
  }

  private mutating func add(_ path: [CChar]) {
    let name = String(decoding: path.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    var status = stat()
    guard stat(path, &status) == 0 else { return reject(path, name, String(cString: strerror(errno))) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      if let failure = enter(path, status) { reject(path, name, String(cString: strerror(failure))) }
    case S_IFREG: found.append(InputPath(path: path, name: name, byteCount: Int(status.st_size), isNamed: false))
    default: reject(path, name, "neither a file nor a folder")
    }
  }

  private mutating func reject(_ path: [CChar], _ name: String, _ detail: String) {
    let rejection = Rejection(input: name, reason: .unreadable, detail: detail)
    found.append(InputPath(path: path, name: name, byteCount: 0, isNamed: false, rejection: rejection))
  }
}

internal import Corpus
import CArchive
import Glibc

/// Writes a ZIP archive, entry by entry, the same bytes for the same entries.
///
/// Entries carry the earliest time that the format knows, so that neither clock nor zone shows in the bytes.
@safe final class ZipFile {
  private let path: String
  private let archive: OpaquePointer

  /// Creates or empties the file at `path`.
  ///
  /// - Throws: `ReportingError.system` if it cannot be made.
  init(creating path: String) throws(ReportingError) {
    self.path = path
    guard let archive = unsafe archive_write_new() else {
      throw .system(operation: "make an archive of", path: path, errno: ENOMEM)
    }
    unsafe self.archive = archive
    unsafe archive_write_set_format_zip(archive)
    // Entries stay far below 4 GiB, and older spreadsheet programs read no 64-bit entries.
    unsafe archive_write_set_format_option(archive, "zip", "zip64", nil)
    unsafe archive_write_set_format_option(archive, "zip", "compression-level", "1")
    guard unsafe archive_write_open_filename(archive, RawPath.bytes(of: path)) == ARCHIVE_OK else {
      throw failure("open")
    }
  }

  deinit { unsafe archive_write_free(archive) }

  /// Begins an entry; what is appended until the next belongs to it.
  ///
  /// - Throws: `ReportingError.system` if the file cannot be written.
  func begin(_ name: String) throws(ReportingError) {
    guard let entry = unsafe archive_entry_new() else {
      throw .system(operation: "write", path: path, errno: ENOMEM)
    }
    defer { unsafe archive_entry_free(entry) }
    unsafe archive_entry_set_pathname(entry, name)
    unsafe archive_entry_set_filetype(entry, 0o100000)
    unsafe archive_entry_set_perm(entry, 0o644)
    unsafe archive_entry_set_mtime(entry, 0, 0)
    guard unsafe archive_write_header(archive, entry) == ARCHIVE_OK else { throw failure("write") }
  }

  /// Adds bytes to the entry.
  ///
  /// - Throws: `ReportingError.system` if the file cannot be written.
  func append(_ bytes: [UInt8]) throws(ReportingError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { all in
        unsafe archive_write_data(archive, all.baseAddress?.advanced(by: written), all.count - written)
      }
      guard count > 0 else { throw failure("write") }
      written += count
    }
  }

  /// Writes what is left, the directory of entries among it, and closes the file.
  ///
  /// - Throws: `ReportingError.system` if the file cannot be written.
  func finish() throws(ReportingError) {
    guard unsafe archive_write_close(archive) == ARCHIVE_OK else { throw failure("write") }
  }

  private func failure(_ operation: String) -> ReportingError {
    let code = unsafe archive_errno(archive)
    return .system(operation: operation, path: path, errno: code > 0 ? code : EIO)
  }
}

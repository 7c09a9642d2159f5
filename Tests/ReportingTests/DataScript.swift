import Foundation
import Testing

/// A script of the viewer's data: one call that hands over one value, and nothing else.
struct DataScript {
  let value: Any

  init(_ bytes: [UInt8], _ file: String) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    let dash = try #require(file.lastIndex(of: "-"))
    let number = file[file.index(after: dash)...].dropLast(3)
    let call = "menbe.put(\"\(file[..<dash])\",\(number),"
    #expect(text.hasPrefix(call), "\(file) begins with another call")
    #expect(text.hasSuffix(");\n"), "\(file) has no end")
    #expect(!text.dropLast().contains("\n"), "\(file) holds a line break")
    let json = Data(text.utf8.dropFirst(call.utf8.count).dropLast(3))
    value = try JSONSerialization.jsonObject(with: json, options: .fragmentsAllowed)
  }
}

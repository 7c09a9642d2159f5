import Foundation

/// The objects of JSON Lines, their values as text.
func jsonLines(_ text: String) throws -> [[String: String]] {
  try text.utf8.split(separator: 0x0A).map { try JSONDecoder().decode([String: String].self, from: Data($0)) }
}

/// The object of a JSON text; nil if it holds something else.
func jsonObject(_ text: String) throws -> [String: Any]? {
  try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
}

/// The text of a file.
func readText(_ path: String) throws -> String {
  String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
}

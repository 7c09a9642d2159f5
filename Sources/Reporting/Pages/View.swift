import Mustache

/// What a template is filled with: text, numbers, truth values, lists and further views by name.
///
/// A type of its own and no dictionary: Mustache asks of every value that it passes whether it has parts, and of a
/// dictionary that takes the runtime ten times as long.
struct View: ExpressibleByDictionaryLiteral, MustacheParent {
  private var values: [String: Any]

  init(dictionaryLiteral elements: (String, Any)...) {
    values = Dictionary(elements) { _, last in last }
  }

  subscript(_ name: String) -> Any? {
    get { values[name] }
    set { values[name] = newValue }
  }

  func child(named name: String) -> Any? { values[name] }

  /// Takes the values of another view, before its own where both have a name.
  mutating func merge(_ other: View) { values.merge(other.values) { $1 } }

  /// This view with the values of another one, before its own where both have a name.
  func merging(_ other: View) -> View {
    var merged = self
    merged.merge(other)
    return merged
  }
}

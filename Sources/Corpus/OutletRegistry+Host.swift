extension OutletRegistry {
  /// The host that a URL or a bare host names: lower case, without "www.", port and user; empty when there is none.
  public static func host(of text: String) -> String { WebPlace(text)?.host ?? "" }
}

/// Writes a graph in the formats that graph programs read: GraphML (Gephi, yEd, networkx) and GEXF 1.2 (Gephi, networkx).
public enum GraphFiles {
  /// A format of a graph file.
  public enum Format: String, CaseIterable, Sendable {
    case graphML = "graphml"
    case gexf

    /// The name of the file in a report's folder.
    public var fileName: String { "chains." + rawValue }
  }

  /// Writes the graph.
  ///
  /// - Throws: `ReportingError.system` if the sink cannot be written.
  public static func write(_ graph: ChainGraph, as format: Format, to sink: ByteSink) throws(ReportingError) {
    try sink.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    switch format {
    case .graphML: try writeGraphML(graph, to: sink)
    case .gexf: try writeGEXF(graph, to: sink)
    }
  }

  private static func writeGraphML(_ graph: ChainGraph, to sink: ByteSink) throws(ReportingError) {
    try sink.append("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n")
    for name in ChainGraph.attributes {
      try sink.append("<key id=\"n-\(name)\" for=\"node\" attr.name=\"\(name)\" attr.type=\"string\"/>\n")
    }
    for name in ChainGraph.edgeAttributes {
      try sink.append(
        "<key id=\"e-\(name)\" for=\"edge\" attr.name=\"\(name)\" attr.type=\"\(type(of: name))\"/>\n")
    }
    try sink.append("<graph id=\"chains\" edgedefault=\"directed\">\n")
    for node in graph.nodes {
      let xml = XMLText()
      xml.literal("<node id=\"").text(node.id).literal("\">")
      for (name, value) in zip(ChainGraph.attributes, node.values) where !value.isEmpty {
        xml.literal("<data key=\"n-\(name)\">").text(value).literal("</data>")
      }
      try sink.append(xml.literal("</node>\n").bytes)
    }
    for (place, edge) in graph.edges.enumerated() {
      let xml = XMLText()
      xml.literal("<edge id=\"e\(place)\" source=\"").text(graph.nodes[edge.source].id)
        .literal("\" target=\"").text(graph.nodes[edge.target].id).literal("\">")
      for (name, value) in zip(ChainGraph.edgeAttributes, edge.values) where !value.isEmpty {
        xml.literal("<data key=\"e-\(name)\">").text(value).literal("</data>")
      }
      try sink.append(xml.literal("</edge>\n").bytes)
    }
    try sink.append("</graph>\n</graphml>\n")
  }

  private static func writeGEXF(_ graph: ChainGraph, to sink: ByteSink) throws(ReportingError) {
    try sink.append("<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n")
    try sink.append("<graph mode=\"static\" defaultedgetype=\"directed\">\n")
    for (kind, names) in [("node", ChainGraph.attributes), ("edge", ChainGraph.edgeAttributes)] {
      try sink.append("<attributes class=\"\(kind)\" mode=\"static\">\n")
      for (place, name) in names.enumerated() {
        try sink.append("<attribute id=\"\(place)\" title=\"\(name)\" type=\"\(type(of: name))\"/>\n")
      }
      try sink.append("</attributes>\n")
    }
    try sink.append("<nodes>\n")
    for node in graph.nodes {
      let xml = XMLText()
      xml.literal("<node id=\"").text(node.id).literal("\" label=\"").text(node.values[1]).literal("\">")
      writeValues(node.values, to: xml)
      try sink.append(xml.literal("</node>\n").bytes)
    }
    try sink.append("</nodes>\n<edges>\n")
    for (place, edge) in graph.edges.enumerated() {
      let xml = XMLText()
      xml.literal("<edge id=\"e\(place)\" source=\"").text(graph.nodes[edge.source].id)
        .literal("\" target=\"").text(graph.nodes[edge.target].id).literal("\">")
      writeValues(edge.values, to: xml)
      try sink.append(xml.literal("</edge>\n").bytes)
    }
    try sink.append("</edges>\n</graph>\n</gexf>\n")
  }

  private static func writeValues(_ values: [String], to xml: XMLText) {
    xml.literal("<attvalues>")
    for (place, value) in values.enumerated() where !value.isEmpty {
      xml.literal("<attvalue for=\"\(place)\" value=\"").text(value).literal("\"/>")
    }
    xml.literal("</attvalues>")
  }

  /// The type of an attribute in both formats.
  private static func type(of name: String) -> String { name == "containment" ? "double" : "string" }
}

/// XML under construction: what the programmer wrote, and text that cannot become markup.
private final class XMLText {
  private(set) var bytes: [UInt8] = []

  @discardableResult
  func literal(_ xml: String) -> XMLText {
    bytes.append(contentsOf: xml.utf8)
    return self
  }

  /// Adds text for content and quoted attributes; characters that XML 1.0 forbids become U+FFFD.
  @discardableResult
  func text(_ text: String) -> XMLText {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: bytes.append(contentsOf: "&amp;".utf8)
      case 0x3C: bytes.append(contentsOf: "&lt;".utf8)
      case 0x3E: bytes.append(contentsOf: "&gt;".utf8)
      case 0x22: bytes.append(contentsOf: "&quot;".utf8)
      case 0x09, 0x0A, 0x0D: bytes.append(0x20)
      case 0x00..<0x20, 0xFFFE, 0xFFFF: bytes.append(contentsOf: "\u{FFFD}".utf8)
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    return self
  }
}

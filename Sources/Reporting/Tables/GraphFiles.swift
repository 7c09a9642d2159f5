import Clustering
import Corpus
import Tracing

/// Writes a graph in the formats that graph programs read: GraphML (Gephi, yEd, networkx) and GEXF 1.2 (Gephi, networkx).
public enum GraphFiles {
  /// A format of a graph file.
  public enum Format: String, CaseIterable, Sendable {
    case graphML = "graphml"
    case gexf

    /// The name of the file in a report's folder.
    public var fileName: String { "chains." + rawValue }
  }

  /// What a node can tell.
  enum NodeField: String, CaseIterable {
    case kind, outlet, title, url
    case publishedAt = "published_at"
    case standing
    case clusterID = "cluster_id"
  }

  /// What an edge can tell.
  enum EdgeField: String, CaseIterable {
    case kind, verdict, containment

    /// The type of the values in both formats.
    var type: String { self == .containment ? "double" : "string" }
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
    for field in NodeField.allCases {
      let name = field.rawValue
      try sink.append("<key id=\"n-\(name)\" for=\"node\" attr.name=\"\(name)\" attr.type=\"string\"/>\n")
    }
    for field in EdgeField.allCases {
      let name = field.rawValue
      try sink.append("<key id=\"e-\(name)\" for=\"edge\" attr.name=\"\(name)\" attr.type=\"\(field.type)\"/>\n")
    }
    try sink.append("<graph id=\"chains\" edgedefault=\"directed\">\n")
    var xml = XMLText()
    for node in graph.nodes {
      xml.removeAll()
      xml.literal("<node id=\"")
      graph.writeID(of: node, to: &xml)
      xml.literal("\">")
      for field in NodeField.allCases where graph.has(field, node) {
        xml.literal("<data key=\"n-")
        xml.literal(field.rawValue)
        xml.literal("\">")
        graph.write(field, of: node, to: &xml)
        xml.literal("</data>")
      }
      xml.literal("</node>\n")
      try sink.append(xml.bytes)
    }
    for (place, edge) in graph.edges.enumerated() {
      xml.removeAll()
      graph.writeStart(of: edge, number: place, to: &xml)
      for field in EdgeField.allCases where edge.has(field) {
        xml.literal("<data key=\"e-")
        xml.literal(field.rawValue)
        xml.literal("\">")
        edge.write(field, to: &xml)
        xml.literal("</data>")
      }
      xml.literal("</edge>\n")
      try sink.append(xml.bytes)
    }
    try sink.append("</graph>\n</graphml>\n")
  }

  private static func writeGEXF(_ graph: ChainGraph, to sink: ByteSink) throws(ReportingError) {
    try sink.append("<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n")
    try sink.append("<graph mode=\"static\" defaultedgetype=\"directed\">\n")
    try sink.append("<attributes class=\"node\" mode=\"static\">\n")
    for (place, field) in NodeField.allCases.enumerated() {
      try sink.append("<attribute id=\"\(place)\" title=\"\(field.rawValue)\" type=\"string\"/>\n")
    }
    try sink.append("</attributes>\n<attributes class=\"edge\" mode=\"static\">\n")
    for (place, field) in EdgeField.allCases.enumerated() {
      try sink.append("<attribute id=\"\(place)\" title=\"\(field.rawValue)\" type=\"\(field.type)\"/>\n")
    }
    try sink.append("</attributes>\n<nodes>\n")
    var xml = XMLText()
    for node in graph.nodes {
      xml.removeAll()
      xml.literal("<node id=\"")
      graph.writeID(of: node, to: &xml)
      xml.literal("\" label=\"")
      graph.write(.outlet, of: node, to: &xml)
      xml.literal("\"><attvalues>")
      for (place, field) in NodeField.allCases.enumerated() where graph.has(field, node) {
        xml.literal("<attvalue for=\"")
        xml.number(place)
        xml.literal("\" value=\"")
        graph.write(field, of: node, to: &xml)
        xml.literal("\"/>")
      }
      xml.literal("</attvalues></node>\n")
      try sink.append(xml.bytes)
    }
    try sink.append("</nodes>\n<edges>\n")
    for (place, edge) in graph.edges.enumerated() {
      xml.removeAll()
      graph.writeStart(of: edge, number: place, to: &xml)
      xml.literal("<attvalues>")
      for (place, field) in EdgeField.allCases.enumerated() where edge.has(field) {
        xml.literal("<attvalue for=\"")
        xml.number(place)
        xml.literal("\" value=\"")
        edge.write(field, to: &xml)
        xml.literal("\"/>")
      }
      xml.literal("</attvalues></edge>\n")
      try sink.append(xml.bytes)
    }
    try sink.append("</edges>\n</graph>\n</gexf>\n")
  }
}

extension ChainGraph {
  fileprivate func writeStart(of edge: Edge, number: Int, to xml: inout XMLText) {
    xml.literal("<edge id=\"e")
    xml.number(number)
    xml.literal("\" source=\"")
    writeID(of: nodes[Int(edge.source)], to: &xml)
    xml.literal("\" target=\"")
    writeID(of: nodes[Int(edge.target)], to: &xml)
    xml.literal("\">")
  }

  fileprivate func writeID(of node: Node, to xml: inout XMLText) {
    switch node {
    case .article(let index):
      xml.literal("article:")
      xml.text(run.articles[index].key)
    case .outlet(let place):
      xml.literal("outlet:")
      xml.text(outlets[place])
    }
  }

  /// Whether the node has a value of that field; empty ones are not written.
  fileprivate func has(_ field: GraphFiles.NodeField, _ node: Node) -> Bool {
    switch node {
    case .outlet(let place): field == .kind || (field == .outlet && !outlets[place].isEmpty)
    case .article(let index):
      switch field {
      case .kind, .standing: true
      case .outlet: !run.articles[index].outlet.isEmpty
      case .title: !run.articles[index].title.isEmpty
      case .url: !run.articles[index].url.isEmpty
      case .publishedAt: run.articles[index].published.basis != .none
      case .clusterID: run.articles[index].cluster.map { !run.clusters[$0].id.isEmpty } ?? false
      }
    }
  }

  fileprivate func write(_ field: GraphFiles.NodeField, of node: Node, to xml: inout XMLText) {
    switch node {
    case .outlet(let place): xml.text(field == .kind ? "outlet" : outlets[place])
    case .article(let index):
      switch field {
      case .kind: xml.literal("article")
      case .outlet: xml.text(run.articles[index].outlet)
      case .title: xml.text(run.articles[index].title)
      case .url: xml.text(run.articles[index].url)
      case .publishedAt: xml.time(run.articles[index].published)
      case .standing: xml.literal(run.articles[index].standing.rawValue)
      case .clusterID: if let cluster = run.articles[index].cluster { xml.text(run.clusters[cluster].id) }
      }
    }
  }
}

extension ChainGraph.Edge {
  fileprivate func has(_ field: GraphFiles.EdgeField) -> Bool {
    switch field {
    case .kind: true
    case .verdict: verdict != nil
    case .containment: share >= 0
    }
  }

  fileprivate func write(_ field: GraphFiles.EdgeField, to xml: inout XMLText) {
    switch field {
    case .kind: xml.literal(verdict == nil ? "evidenced" : "claimed")
    case .verdict: xml.literal(verdict?.rawValue ?? "")
    case .containment: xml.share(share)
    }
  }
}

import Tracing

/// Who copies whom, as a matrix of the busiest outlets: rows copy, columns are copied.
struct FlowMatrix {
  /// The most outlets either way on a page of its own; more are in flows.csv.
  static let limit = 12

  /// The copying outlets and those that they copied from, each the busiest first, then by name.
  let outlets, sources: [String]
  private let flows: [[String]: OutletFlow]

  /// The busiest sources, and the outlets that took most from them: so that few cells are empty.
  init(_ flows: [OutletFlow], limit: Int = FlowMatrix.limit) {
    func busiest(_ flows: some Sequence<OutletFlow>, _ name: (OutletFlow) -> String) -> [String] {
      var counts: [String: Int] = [:]
      for flow in flows { counts[name(flow), default: 0] += flow.copyCount }
      let sorted = counts.sorted { a, b in
        a.value == b.value ? ByteOrder.precedes(a.key, b.key) : a.value > b.value
      }
      return sorted.prefix(limit).map(\.key)
    }
    sources = busiest(flows, \.source)
    let shown = Set(sources)
    outlets = busiest(flows.lazy.filter { shown.contains($0.source) }, \.outlet)
    self.flows = Dictionary(flows.map { ([$0.outlet, $0.source], $0) }) { first, _ in first }
  }

  /// What `outlet` took from `source`, if anything.
  func flow(of outlet: String, from source: String) -> OutletFlow? { flows[[outlet, source]] }
}

extension ReportModel {
  /// The matrix on the page of outlets; nil where nobody copied anybody.
  func flowView() -> View? {
    guard !run.flows.isEmpty else { return nil }
    let matrix = FlowMatrix(run.flows)
    var view: View = [
      "flowSources": matrix.sources.map { outlet(named: $0) },
      "flowRows": matrix.outlets.map { name -> View in
        ["outlet": outlet(named: name), "cells": matrix.sources.map { cell(matrix.flow(of: name, from: $0)) }]
      },
    ]
    let shown = matrix.outlets.reduce(0) { total, name in
      total + matrix.sources.count { matrix.flow(of: name, from: $0) != nil }
    }
    if shown < run.flows.count {
      view["flowNote"] = words.fill(
        "flows.capped",
        [
          "n": words.number(matrix.outlets.count), "m": words.number(matrix.sources.count),
          "total": words.number(run.flows.count),
        ])
    }
    return view
  }

  private func cell(_ flow: OutletFlow?) -> String {
    guard let flow else { return "" }
    guard let minutes = flow.medianDelayMinutes else { return words.number(flow.copyCount) }
    return words.fill(
      "flows.cell",
      ["n": words.number(flow.copyCount), "delay": words.duration(seconds: Int64((minutes * 60).rounded()))])
  }
}

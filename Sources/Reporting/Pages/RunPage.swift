import Tracing

/// The page on the run itself: settings, inputs, counts, and what the report's words mean.
extension ReportModel {
  func runView() -> View {
    var view = page(words["run.title"], .run)
    view["version"] = summary.version
    view["started"] = summary.startedAt.map { words.moment($0, in: options.zone) }
    view["memory"] = summary.peakMemoryByteCount.map { words.decimal(Double($0) / 1_048_576, places: 1) + " MiB" }
    var lists = [
      list("configuration", "setting", "table.setting", "table.value", summary.configuration),
      list("counts", "count-name", "table.count", "table.value", summary.counts),
    ]
    if let timings = summary.timings {
      let entries = timings.map { RunSummary.Entry($0.stage, .decimal($0.seconds)) }
      lists.append(list("timings", "stage", "table.stage", "table.seconds", entries))
    }
    view["lists"] = lists.filter { $0["isEmpty"] as? Bool == false }
    let inputs = summary.inputs.prefix(options.listedRowLimit)
    view["hasInputs"] = !inputs.isEmpty
    view["capNote"] = capNote(inputs.count, of: summary.inputs.count, file: "run.json")
    view["inputs"] = inputs.map { input -> View in
      ["input": input.name, "bytes": words.number(input.byteCount), "digest": input.digest]
    }
    let furniture = run.furniture.prefix(options.listedRowLimit)
    view["hasFurniture"] = !furniture.isEmpty
    view["furnitureNote"] = capNote(furniture.count, of: run.furniture.count, file: "furniture.csv")
    view["furniture"] = furniture.map { line -> View in
      [
        "lineOutlet": outlet(named: line.outlet), "lineArticles": words.number(line.articleCount),
        "lineText": HTMLText.shortened(line.line, to: 300),
      ]
    }
    view["standings"] = Standing.readingOrder.map { chip($0) }
    view["verdicts"] = Verdict.readingOrder.map { chip($0) }
    return view
  }

  private func list(
    _ id: String, _ kind: String, _ name: String, _ value: String, _ entries: [RunSummary.Entry]
  ) -> View {
    [
      "listID": id, "listTitle": words["run.\(id)"], "listName": words[name], "listValue": words[value],
      "isEmpty": entries.isEmpty,
      "entries": entries.map { entry -> View in
        ["entryName": words.find("\(kind).\(entry.name)") ?? entry.name, "entryValue": text(entry.value)]
      },
    ]
  }

  private func text(_ value: RunSummary.Entry.Value) -> String {
    switch value {
    case .text(let text): text
    case .integer(let number): words.number(number)
    case .decimal(let number): words.decimal(number, places: 2)
    case .flag(let isOn): words[isOn ? "run.on" : "run.off"]
    }
  }
}

internal import Corpus

/// Finds claims that lead back to the article they start from.
enum ClaimCycles {
  /// One claim's step from the article that makes it to the evidence article in its own cluster.
  struct Step {
    let from: ArticleID
    let to: ArticleID
  }

  /// Which steps lie on a cycle: those whose two ends are in one strongly connected component.
  ///
  /// Tarjan, *Depth-first search and linear graph algorithms*, 1972, with an explicit stack; O(n log n) in the number
  /// of steps.
  static func onCycle(_ steps: [Step]) -> [Bool] {
    let nodes = Set(steps.flatMap { [$0.from, $0.to] }).sorted()
    var numbers: [ArticleID: Int] = [:]
    for (number, node) in nodes.enumerated() { numbers[node] = number }
    var targets = [[Int]](repeating: [], count: nodes.count)
    for step in steps {
      if let from = numbers[step.from], let to = numbers[step.to] { targets[from].append(to) }
    }
    let component = components(targets)
    return steps.map { step in
      guard let from = numbers[step.from], let to = numbers[step.to] else { return false }
      return component[from] == component[to]
    }
  }

  /// The strongly connected component of each node.
  private static func components(_ targets: [[Int]]) -> [Int] {
    let unvisited = -1
    var order = [Int](repeating: unvisited, count: targets.count)
    var low = order
    var component = order
    var (visited, found) = (0, 0)
    var (open, path): ([Int], [(node: Int, next: Int)]) = ([], [])
    for root in targets.indices where order[root] == unvisited {
      path.append((root, 0))
      while let (node, next) = path.popLast() {
        if next == 0 {
          (order[node], low[node]) = (visited, visited)
          visited += 1
          open.append(node)
        } else if component[targets[node][next - 1]] == unvisited {
          low[node] = min(low[node], low[targets[node][next - 1]])
        }
        if next < targets[node].count {
          path.append((node, next + 1))
          if order[targets[node][next]] == unvisited { path.append((targets[node][next], 0)) }
          continue
        }
        guard low[node] == order[node] else { continue }
        while let member = open.popLast() {
          component[member] = found
          if member == node { break }
        }
        found += 1
      }
    }
    return component
  }
}

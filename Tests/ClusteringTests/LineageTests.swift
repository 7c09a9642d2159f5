import Clustering
import Testing

@Suite struct LineageTests {
  private func old(_ id: String, born: Int = 1, _ members: [UInt32]) -> Lineage.Old {
    Lineage.Old(id: id, born: born, members: members)
  }

  @Test func `a cluster of new articles is born`() {
    #expect(
      Lineage(old: [], new: [[4, 5]]).heirs == [Lineage.Heir(id: nil, born: nil, change: .born, aliases: [])])
  }

  @Test func `a cluster with more members has grown, one with the same is unchanged`() {
    let heirs = Lineage(old: [old("a", [1, 2]), old("b", [3, 4])], new: [[1, 2, 9], [3, 4]]).heirs
    #expect(heirs.map(\.id) == ["a", "b"])
    #expect(heirs.map(\.change) == [.grown, .unchanged])
  }

  @Test func `of merged clusters the oldest id stays, though it is the smaller one, and the others are aliases`() {
    let heirs = Lineage(
      old: [old("new", born: 3, [1, 2, 3, 4]), old("old", born: 2, [5, 6]), old("late", born: 4, [7, 8])],
      new: [[1, 2, 3, 4, 5, 6, 7, 8]]
    ).heirs
    #expect(heirs == [Lineage.Heir(id: "old", born: 2, change: .merged, aliases: ["late", "new"])])
  }

  @Test func `of a cluster that splits the larger part keeps the id`() {
    let heirs = Lineage(old: [old("a", [1, 2, 3, 4, 5])], new: [[1, 2], [3, 4, 5]]).heirs
    #expect(heirs.map(\.id) == [nil, "a"])
    #expect(heirs.map(\.change) == [.split, .split])
  }

  @Test func `a cluster that lost a member to nobody has split`() {
    let heirs = Lineage(old: [old("a", [1, 2, 3])], new: [[1, 2]]).heirs
    #expect(heirs == [Lineage.Heir(id: "a", born: 1, change: .split, aliases: [])])
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `each id goes to one cluster at most, and every old cluster with members left has an heir`(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    func clusters(_ count: Int) -> [[UInt32]] {
      var lists = [[UInt32]](repeating: [], count: count)
      for member in 0..<40 as Range<UInt32> { lists[next(count)].append(member) }
      return lists.filter { $0.count > 1 }
    }
    let before = clusters(9).enumerated().map { old("c\($0.offset)", born: 1 + next(3), $0.element) }
    let after = clusters(8)
    let heirs = Lineage(old: before, new: after).heirs
    let ids = heirs.compactMap(\.id) + heirs.flatMap(\.aliases)
    #expect(Set(ids).count == ids.count)
    let present = Set(after.joined())
    #expect(Set(ids) == Set(before.filter { !present.isDisjoint(with: $0.members) }.map(\.id)))
    for (heir, members) in zip(heirs, after) where heir.change == .unchanged {
      #expect(before.contains { $0.id == heir.id && $0.members == members })
    }
  }
}

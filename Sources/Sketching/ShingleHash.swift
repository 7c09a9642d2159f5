internal import CXXHash
public import Normalization

/// 64-bit hashes: XXH3 (Collet, xxHash 0.8) of bytes and words, and a rolling hash of runs of words.
///
/// A word is kept as a code of 32 bits: 31 of its XXH3, and one that says whether it begins with a digit. A shingle is
/// never built as a string: its hash is a polynomial in the codes of its words, which rolls from one shingle to the next
/// (Karp and Rabin, "Efficient Randomized Pattern-Matching Algorithms", 1987), and then SplitMix64's finaliser (Steele,
/// Lea and Flood, 2014), so that no shingle costs a call.
public enum ShingleHash {
  /// XXH3-64 of `bytes`, seed 0.
  public static func hash(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { XXH3_64bits($0.baseAddress, $0.count) }
  }

  /// XXH3-64 of a part of an array, seed 0, without a copy.
  public static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes { XXH3_64bits($0.baseAddress, $0.count) }
  }

  /// XXH3-64 of a string's UTF-8 bytes, seed 0.
  public static func hash(_ string: String) -> UInt64 {
    string.utf8.withContiguousStorageIfAvailable { XXH3_64bits($0.baseAddress, $0.count) }
      ?? hash(Array(string.utf8))
  }

  /// Whether the word of that code begins with a digit.
  @inlinable
  public static func isNumber(_ code: UInt32) -> Bool { code & 1 == 1 }

  /// Replaces `codes` by the code of each word of `text`, in reading order.
  ///
  /// Two different words have one code with a probability of 2⁻³¹.
  public static func codeWords(of text: NormalizedText, into codes: inout [UInt32]) {
    codes.removeAll(keepingCapacity: true)
    codes.append(contentsOf: repeatElement(0, count: text.words.count))
    var made = codes.mutableSpan
    let words = text.words.span
    text.folded.withUnsafeBytes { folded in
      guard let base = folded.baseAddress else { return }
      for number in 0..<words.count {
        let (start, end) = (Int(words[number].foldedStart), Int(words[number].foldedEnd))
        let hash = UInt32(truncatingIfNeeded: XXH3_64bits(base + start, end - start))
        made[number] = hash & ~1 | (0x30...0x39 ~= folded[start] ? 1 : 0)
      }
    }
  }

  /// Appends the hash of every run of `wordCount` words of `codes` to `shingles`, in reading order.
  ///
  /// Fewer words than that, but at least one, are one shingle of all of them.
  public static func hashShingles(of codes: ArraySlice<UInt32>, wordCount: Int, into shingles: inout [UInt64]) {
    precondition(wordCount > 0, "a shingle has at least one word")
    guard !codes.isEmpty else { return }
    let width = min(wordCount, codes.count)
    let start = shingles.count
    shingles.append(contentsOf: repeatElement(0, count: codes.count - width + 1))
    let codes = codes.span
    var made = shingles.mutableSpan
    var (window, power): (UInt64, UInt64) = (0, 1)
    for place in 0..<width {
      window = window &* base &+ UInt64(codes[place])
      power = power &* base
    }
    made[start] = finalised(window)
    for place in width..<codes.count {
      window = window &* base &+ UInt64(codes[place]) &- UInt64(codes[place - width]) &* power
      made[start + 1 + place - width] = finalised(window)
    }
  }

  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(__always)
  private static func finalised(_ value: UInt64) -> UInt64 {
    var z = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// XXH3-64 of some words, by their codes.
  static func hash(of codes: ArraySlice<UInt32>) -> UInt64 {
    codes.withUnsafeBytes { XXH3_64bits($0.baseAddress, $0.count) }
  }
}

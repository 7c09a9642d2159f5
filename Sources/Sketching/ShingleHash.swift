internal import CXXHash
public import Normalization

/// 64-bit XXH3 (Collet, xxHash 0.8) of words and of runs of words.
///
/// A shingle is never built as a string: its hash is XXH3 over the hashes of its words, which lie side by side.
public enum ShingleHash {
  /// XXH3-64 of `bytes`, seed 0.
  public static func hash(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { XXH3_64bits($0.baseAddress, $0.count) }
  }

  /// XXH3-64 of a part of an array, seed 0, without a copy.
  public static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes { XXH3_64bits($0.baseAddress, $0.count) }
  }

  /// Replaces `hashes` by the hash of each word of `text`, in reading order.
  public static func hashWords(of text: NormalizedText, into hashes: inout [UInt64]) {
    hashes.removeAll(keepingCapacity: true)
    hashes.reserveCapacity(text.words.count)
    text.folded.withUnsafeBytes { folded in
      guard let base = folded.baseAddress else { return }
      for word in text.words {
        hashes.append(XXH3_64bits(base + Int(word.foldedStart), Int(word.foldedEnd - word.foldedStart)))
      }
    }
  }

  /// Appends the hash of every run of `wordCount` words of `words` to `shingles`, in reading order.
  ///
  /// Fewer words than that, but at least one, are one shingle of all of them.
  public static func hashShingles(of words: ArraySlice<UInt64>, wordCount: Int, into shingles: inout [UInt64]) {
    precondition(wordCount > 0, "a shingle has at least one word")
    guard !words.isEmpty else { return }
    let width = min(wordCount, words.count)
    shingles.reserveCapacity(shingles.count + words.count - width + 1)
    words.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      for first in 0...(words.count - width) {
        shingles.append(XXH3_64bits(base + first * 8, width * 8))
      }
    }
  }
}

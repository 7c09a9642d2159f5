import Corpus

/// A run of words that can be the name of an outlet, with what surrounds the name.
struct OutletMention: Sendable {
  /// Every word: name, case ending, head noun, abbreviation in brackets.
  var words: Range<Int>
  /// The words of the name alone.
  var name: Range<Int>
  /// Folded bytes at the end of the name's last word that are a case ending.
  var endingLength = 0
  /// The outlet's place in the lexicon, or -1.
  var outlet: Int32 = -1
  /// What the name or the noun beside it says, if anything.
  var kind: Outlet.Kind?
  /// The cases that it can stand in, eight bits a language.
  var cases: UInt64 = Lexicon.nominativeEverywhere
  /// How much speaks for it.
  var evidence: MentionEvidence
  /// The place of its oblique case in the declensions of a cue file, when the name is to be put into the nominative.
  var caseNumber: Int?
  /// Whether it names an office and no outlet.
  var isOffice = false
}

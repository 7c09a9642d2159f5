internal import GRDB

/// The tables of an index, version by version.
enum Schema {
  /// What an index is known by: SQLite's application id.
  static let applicationID: Int32 = 0x6D65_6E62

  /// The migrations that lead to the present tables.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(sql: first)
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    }
    migrator.registerMigration("2") { database in
      try database.execute(sql: second)
    }
    migrator.registerMigration("3") { database in
      try database.execute(sql: third)
      try database.execute(sql: "INSERT INTO posting_run \(Index.countedRuns)")
    }
    return migrator
  }

  /// The third version: the postings of a night stand together, and it is told which runs there are.
  private static let third = """
    CREATE TABLE posting_run (
      kind INTEGER NOT NULL, stripe INTEGER NOT NULL, run INTEGER NOT NULL, byte_count INTEGER NOT NULL,
      PRIMARY KEY (kind, stripe, run)) STRICT, WITHOUT ROWID;
    CREATE TABLE posting_by_run (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
    INSERT INTO posting_by_run
      SELECT (id >> 48 << 48) | (((id & 16777215) + 1) << 12) | (id >> 24 & 4095), data FROM posting ORDER BY 1;
    DROP TABLE posting;
    ALTER TABLE posting_by_run RENAME TO posting;
    """

  /// The second version: what was compared and did not match is kept too, and matches that tell nothing
  /// of where a text comes from, thousands of one article, are passed over when others are looked for.
  private static let second = """
    CREATE TABLE discard (
      b INTEGER NOT NULL, a INTEGER NOT NULL, is_passage_only INTEGER NOT NULL, PRIMARY KEY (b, a))
      STRICT, WITHOUT ROWID;
    CREATE INDEX discard_a ON discard (a, b);
    ALTER TABLE match ADD COLUMN is_telling INTEGER NOT NULL DEFAULT 1;
    DROP INDEX match_a;
    CREATE INDEX match_a ON match (a, is_telling, b);
    ALTER TABLE learned_line RENAME COLUMN text_count TO article_count;
    """

  /// The first version: numbers of articles are dense and by arrival.
  ///
  /// Whatever is read for every night is in blocks (`article_block`,
  /// `order_block`, `posting`); the rest is found by number.
  private static let first = """
    CREATE TABLE property (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE run (
      id INTEGER PRIMARY KEY, started_at INTEGER NOT NULL, version TEXT NOT NULL, first_article INTEGER NOT NULL,
      article_count INTEGER NOT NULL, is_reported INTEGER NOT NULL, summary BLOB NOT NULL) STRICT;
    CREATE TABLE input (
      run INTEGER NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, byte_count INTEGER NOT NULL,
      digest TEXT NOT NULL, PRIMARY KEY (run, number)) STRICT, WITHOUT ROWID;
    CREATE INDEX input_digest ON input (digest);
    CREATE TABLE reject (
      run INTEGER NOT NULL, number INTEGER NOT NULL, input TEXT NOT NULL, line INTEGER NOT NULL,
      offset INTEGER NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, PRIMARY KEY (run, number))
      STRICT, WITHOUT ROWID;
    CREATE TABLE outlet (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE article (
      id INTEGER PRIMARY KEY, key TEXT NOT NULL, key_hash INTEGER NOT NULL, digest INTEGER NOT NULL, url TEXT NOT NULL,
      title TEXT NOT NULL, word_count INTEGER NOT NULL, is_cut_off INTEGER NOT NULL, address INTEGER NOT NULL,
      url_hash INTEGER NOT NULL, run INTEGER NOT NULL, standing TEXT NOT NULL, flags TEXT NOT NULL,
      parent INTEGER, parent_containment REAL NOT NULL) STRICT;
    CREATE INDEX article_key ON article (key_hash);
    CREATE INDEX article_address ON article (address) WHERE address <> 0;
    CREATE INDEX article_parent ON article (parent) WHERE parent IS NOT NULL;
    CREATE TABLE text (id INTEGER PRIMARY KEY, body BLOB NOT NULL, claims BLOB NOT NULL) STRICT;
    CREATE TABLE sketch (
      id INTEGER PRIMARY KEY, bands BLOB NOT NULL, fingerprints BLOB NOT NULL, lines BLOB NOT NULL) STRICT;
    CREATE TABLE article_block (number INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
    CREATE TABLE order_block (number INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
    CREATE TABLE posting (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
    CREATE TABLE learned_line (
      hash INTEGER PRIMARY KEY, publisher INTEGER NOT NULL, text_count INTEGER NOT NULL, example INTEGER NOT NULL,
      line TEXT NOT NULL, runs BLOB NOT NULL) STRICT;
    CREATE TABLE page_target (
      target INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (target, article)) STRICT, WITHOUT ROWID;
    CREATE INDEX page_target_article ON page_target (article);
    CREATE TABLE match (
      b INTEGER NOT NULL, a INTEGER NOT NULL, kind TEXT NOT NULL, jaccard REAL NOT NULL, a_in_b REAL NOT NULL,
      b_in_a REAL NOT NULL, shared_words INTEGER NOT NULL, longest_passage INTEGER NOT NULL,
      has_changed_numbers INTEGER NOT NULL, parent_score REAL NOT NULL, better_containment REAL NOT NULL,
      is_passage_only INTEGER NOT NULL, PRIMARY KEY (b, a)) STRICT, WITHOUT ROWID;
    CREATE INDEX match_a ON match (a, b);
    CREATE TABLE cluster (
      root INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, born INTEGER NOT NULL) STRICT;
    CREATE TABLE cluster_alias (
      id TEXT PRIMARY KEY, cluster TEXT NOT NULL, run INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE cluster_change (
      run INTEGER NOT NULL, id TEXT NOT NULL, change TEXT NOT NULL, PRIMARY KEY (run, id)) STRICT, WITHOUT ROWID;
    CREATE TABLE claim (
      article INTEGER NOT NULL, number INTEGER NOT NULL, source_name TEXT NOT NULL, source_outlet TEXT NOT NULL,
      verdict TEXT NOT NULL, flags TEXT NOT NULL, evidence INTEGER, PRIMARY KEY (article, number))
      STRICT, WITHOUT ROWID;
    CREATE INDEX claim_name ON claim (source_name) WHERE source_name <> '';
    CREATE INDEX claim_waiting ON claim (source_outlet) WHERE verdict = 'source-not-in-corpus';
    CREATE INDEX claim_evidence ON claim (evidence) WHERE evidence IS NOT NULL;
    CREATE TABLE verdict_change (
      run INTEGER NOT NULL, article INTEGER NOT NULL, number INTEGER NOT NULL, before TEXT NOT NULL,
      PRIMARY KEY (run, article, number)) STRICT, WITHOUT ROWID;
    CREATE TABLE decision (
      id INTEGER PRIMARY KEY, decision TEXT NOT NULL, article_a TEXT NOT NULL, article_b TEXT NOT NULL,
      cluster TEXT NOT NULL, claim TEXT NOT NULL, verdict TEXT NOT NULL, reviewer TEXT NOT NULL,
      decided_at TEXT NOT NULL, note TEXT NOT NULL) STRICT;
    CREATE TABLE link_rule (
      a INTEGER NOT NULL, b INTEGER NOT NULL, is_same INTEGER NOT NULL, decision INTEGER NOT NULL,
      PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;
    CREATE INDEX link_rule_b ON link_rule (b);
    CREATE TABLE verdict_rule (
      article INTEGER NOT NULL, number INTEGER NOT NULL, verdict TEXT NOT NULL, decision INTEGER NOT NULL,
      PRIMARY KEY (article, number)) STRICT, WITHOUT ROWID;
    """
}

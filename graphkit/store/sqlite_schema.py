"""The tables of an embedded store: integer surrogates inside, 128-bit ids outside.

Whatever an investigation (`inv`) owns carries its number, so two investigations share no row. A claim's subject is
`no * 4 + family` (see `sqlite_claims`).
"""

SCHEMA = 2
"""Version of what a store keeps; one of another version is brought to it (`UPGRADES`), or refused with what to do."""

APPLICATION_ID = 0x67_6B_69_74
"""Tells a store from any other SQLite file."""

_AGAIN = """
CREATE TABLE again (
    chunk INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, rows BLOB NOT NULL,
    PRIMARY KEY (chunk, first)) WITHOUT ROWID;
CREATE INDEX again_first ON again (first);
"""

DDL = f"""
CREATE TABLE investigation (no INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
CREATE TABLE type (no INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE source (
    no INTEGER PRIMARY KEY, inv INTEGER NOT NULL, sha256 TEXT NOT NULL, names TEXT NOT NULL, kind TEXT NOT NULL,
    size INTEGER NOT NULL, state TEXT NOT NULL, loaded_at TEXT NOT NULL, rows INTEGER NOT NULL,
    accepted INTEGER NOT NULL, rejected INTEGER NOT NULL, no_data INTEGER NOT NULL, rules INTEGER NOT NULL,
    reason TEXT NOT NULL, changed_by TEXT NOT NULL, changed_at TEXT NOT NULL, sm3 TEXT NOT NULL, UNIQUE (inv, sha256));
CREATE TABLE support (
    no INTEGER PRIMARY KEY, inv INTEGER NOT NULL, members TEXT NOT NULL, live INTEGER NOT NULL DEFAULT 1,
    UNIQUE (inv, members));
CREATE INDEX support_dead ON support (inv) WHERE NOT live;
CREATE TABLE chunk (
    no INTEGER PRIMARY KEY, inv INTEGER NOT NULL, hash BLOB NOT NULL, kind TEXT NOT NULL, raw BLOB NOT NULL,
    outcome BLOB NOT NULL, first_claim INTEGER NOT NULL, last_claim INTEGER NOT NULL, UNIQUE (inv, hash));
CREATE TABLE placement (
    source INTEGER NOT NULL, sheet TEXT NOT NULL, base INTEGER NOT NULL, seq INTEGER NOT NULL,
    chunk INTEGER NOT NULL, PRIMARY KEY (source, sheet, base)) WITHOUT ROWID;
CREATE INDEX placement_chunk ON placement (chunk);
CREATE TABLE entity (
    no INTEGER PRIMARY KEY, inv INTEGER NOT NULL, id BLOB NOT NULL, type INTEGER NOT NULL, rank INTEGER NOT NULL,
    support INTEGER NOT NULL, UNIQUE (inv, id));
CREATE TABLE term (entity INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (entity, text)) WITHOUT ROWID;
CREATE TABLE link (
    no INTEGER PRIMARY KEY, inv INTEGER NOT NULL, id BLOB NOT NULL, type INTEGER NOT NULL, src INTEGER NOT NULL,
    dst INTEGER NOT NULL, support INTEGER NOT NULL, UNIQUE (inv, id));
CREATE INDEX link_src ON link (src, type, dst);
CREATE INDEX link_dst ON link (dst, type, src);
CREATE TABLE txn (
    no INTEGER PRIMARY KEY, inv INTEGER NOT NULL, id BLOB NOT NULL, type INTEGER NOT NULL, src INTEGER NOT NULL,
    dst INTEGER NOT NULL, support INTEGER NOT NULL, amount INTEGER, time TEXT NOT NULL, side TEXT NOT NULL,
    reference TEXT NOT NULL, moved INTEGER NOT NULL, conflict INTEGER NOT NULL, UNIQUE (inv, id));
CREATE INDEX txn_pair ON txn (src, dst);
CREATE TABLE total (
    src INTEGER NOT NULL, dst INTEGER NOT NULL, type INTEGER NOT NULL, side TEXT NOT NULL, support INTEGER NOT NULL,
    n INTEGER NOT NULL, amount INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, failed INTEGER NOT NULL,
    conflicts INTEGER NOT NULL, PRIMARY KEY (src, dst, type, side, support)) WITHOUT ROWID;
CREATE INDEX total_dst ON total (dst);
CREATE TABLE stale (src INTEGER NOT NULL, dst INTEGER NOT NULL, PRIMARY KEY (src, dst)) WITHOUT ROWID;
CREATE TABLE claim (
    no INTEGER PRIMARY KEY, subject INTEGER NOT NULL, chunk INTEGER NOT NULL, rows BLOB NOT NULL,
    "values" BLOB NOT NULL, said INTEGER);
CREATE INDEX claim_subject ON claim (subject);
{_AGAIN}
CREATE TABLE judgement (
    no INTEGER PRIMARY KEY, inv INTEGER NOT NULL, verb TEXT NOT NULL, subjects TEXT NOT NULL, keys TEXT NOT NULL,
    value TEXT NOT NULL, who TEXT NOT NULL, "when" TEXT NOT NULL, why TEXT NOT NULL);
"""

UPGRADES = {1: f"ALTER TABLE claim ADD COLUMN said INTEGER; {_AGAIN}"}
"""Version → what makes a store of it one of the next: there no claim was left out, so none is made again."""

TOTAL_OF_TRANSACTIONS = """
    SELECT t.src, t.dst, t.type, t.side, t.support, sum(t.moved AND NOT t.conflict),
           coalesce(sum(CASE WHEN t.moved AND NOT t.conflict THEN t.amount END), 0),
           coalesce(min(CASE WHEN t.moved AND NOT t.conflict THEN nullif(t.time, '') END), ''),
           coalesce(max(CASE WHEN t.moved AND NOT t.conflict THEN t.time END), ''),
           sum(NOT t.moved), sum(t.conflict)
    FROM stale s JOIN txn t ON t.src = s.src AND t.dst = s.dst
"""
"""The totals of stale pairs, counted from their transactions; append conditions and a GROUP BY of five columns."""

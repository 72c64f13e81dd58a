"""The catalogue as Cypher: every query text that names an entity type or a link type, as pure functions of names.

Text is only ever made of names that the catalogue declares; whatever comes from evidence is a parameter. `uid` is an
outside id behind the number of its investigation ("3:<id>"), so that one constraint covers both, and an
investigation is a range of it ($scope).

An entity is a node `:Entity:<Type>`; a link or a reported transaction a relationship `<type>`; the totals of a pair are
relationships `<type>_total`, so that reading paths never touches single transactions. Claims, chunks, placements,
sources, supports and judgements are nodes without relationships.
"""

from __future__ import annotations

from collections.abc import Collection

from graphkit.model.catalog import ENTITY_TYPES, LINK_TYPES

PLAIN = tuple(t.name for t in LINK_TYPES.values() if not t.transactions)
MOVING = tuple(t.name for t in LINK_TYPES.values() if t.transactions)

ENTITY_TYPE = "[name IN labels(e) WHERE name <> 'Entity'][0]"
LINK = "k.uid, type(k), startNode(k).uid, endNode(k).uid, k.support"
BY_UID = "USING INDEX e:Entity(uid)"
"""Where a pattern starts: while there are few links, the planner would look through all of them, and go on doing so."""
AT_SUBJECT = "MATCH (c:Claim) WHERE c.subject = uid AND c.chunk >= 0"
TRANSACTION = (
    f"{LINK}, k.amount, coalesce(k.time, ''), coalesce(k.side, ''), coalesce(k.reference, ''), coalesce(k.moved, true),"
    " coalesce(k.conflict, false)"
)


def any_of(types: Collection[str]) -> str:
    """A relationship of any of these types, as a pattern writes it."""
    return "|".join(types)


def listed(columns: str) -> str:
    """The end of a query that gives all its rows as one list of lists, for answers as long as the question."""
    return f"RETURN collect([{columns}])"


def total(type_name: str) -> str:
    """The relationship type that holds the totals of a transaction type."""
    return f"{type_name}_total"


def size(entity: str) -> str:
    """How many plain links and totals are at an entity; the server keeps these counts with a busy one: no walking."""
    single = any_of(MOVING)
    return (f"(COUNT {{ ({entity})-->() }} + COUNT {{ ({entity})<--() }}"
            f" - COUNT {{ ({entity})-[:{single}]->() }} - COUNT {{ ({entity})<-[:{single}]-() }})")


def schema() -> list[str]:
    """The constraints and indexes of a store; all work on Community edition."""
    unique = {"Store": ("name",), "Investigation": ("name", "no"), "Entity": ("uid",), "Chunk": ("no", "uid"),
              "Source": ("no",), "Support": ("no", "uid"), "Judgement": ("no",)}
    indexed = ("(n:Claim) ON (n.subject, n.chunk)", "(n:Claim) ON (n.chunk)", "(n:Placement) ON (n.chunk)",
               "(n:Placement) ON (n.source, n.base)", "(n:Entity) ON (n.wordy)",
               *(f"()-[r:{total(t)}]-() ON (r.stale)" for t in MOVING))
    return [
        *(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.{key} IS UNIQUE"
          for label, keys in unique.items() for key in keys),
        *(f"CREATE CONSTRAINT IF NOT EXISTS FOR ()-[r:{name}]-() REQUIRE r.uid IS UNIQUE"
          for name in (*PLAIN, *MOVING)),
        *(f"CREATE INDEX IF NOT EXISTS FOR {what}" for what in indexed),
        "CREATE TEXT INDEX IF NOT EXISTS FOR (n:Entity) ON (n.terms)",
    ]


def sweeps(at_once: int = 10_000) -> list[str]:
    """Deletes of all an investigation holds, each to be repeated until it deletes nothing; links go first."""
    some = f"WITH x LIMIT {at_once} DELETE x RETURN count(*)"
    numbered = (("Claim", "chunk"), ("Placement", "chunk"), ("Chunk", "no"), ("Source", "no"), ("Support", "no"),
                ("Judgement", "no"))
    return [
        f"MATCH (e:Entity)-[x]->() WHERE e.uid STARTS WITH $scope {some}",
        f"MATCH (x:Entity) WHERE x.uid STARTS WITH $scope {some}",
        *(f"MATCH (x:{label}) WHERE $low <= x.{no} < $high {some}" for label, no in numbered),
    ]


# -- entities --------------------------------------------------------------------------------------------------


def entities(condition: str, type_name: str | None = None, *, at_once: bool = False) -> str:
    """Entities `e` that meet a condition, of a type or all; listed when they come `at_once`."""
    columns = f"e.uid, {ENTITY_TYPE}, e.rank, e.support"
    return f"MATCH (e{_labels(type_name)}) WHERE {condition} {listed(columns) if at_once else f'RETURN {columns}'}"


def add_entities() -> str:
    """New entities: $rows by type lists of (uid, rank, support, terms, long_terms, wordy); one text for all types."""
    texts = "terms: r[3], long_terms: r[4], wordy: r[5]"
    return " ".join(
        f"FOREACH (r IN $rows.{name} | CREATE (:Entity:{name} {{uid: r[0], rank: r[1], support: r[2], {texts}}}))"
        for name in ENTITY_TYPES)


def search(type_name: str | None, *, wordy: bool) -> str:
    """Entities whose texts hold $needle, best first; `wordy`: those with more text than the index takes."""
    texts, hint, scope = (
        ("e.long_terms", "", "e.wordy = $inv") if wordy else
        ("e.terms", " USING TEXT INDEX e:Entity(terms)", "e.uid STARTS WITH $scope")
    )
    return (
        f"MATCH (e{_labels(type_name)}){hint} WHERE {scope} AND {texts} CONTAINS $needle"
        f" WITH e.uid AS uid, CASE WHEN {texts} CONTAINS $exact THEN 0 WHEN {texts} CONTAINS $prefix THEN 1 ELSE 2 END"
        " AS quality RETURN quality, uid ORDER BY quality, uid LIMIT $limit"
    )


# -- links and transactions ------------------------------------------------------------------------------------


def links_at(types: Collection[str]) -> str:
    """Links of these types with an end in $uids; one with both ends there comes twice."""
    return f"MATCH (e:Entity)-[k:{any_of(types)}]-() {BY_UID} WHERE e.uid IN $uids {listed(LINK)}"


def links_of(types: Collection[str], columns: str = LINK) -> str:
    """Every link `k` of these types, by the entities it starts from: one plan however many types there are."""
    return f"MATCH (e:Entity)-[k:{any_of(types)}]->() {BY_UID} WHERE e.uid STARTS WITH $scope RETURN {columns}"


def links(type_name: str, columns: str = LINK) -> str:
    """The links `k` of a type in $uids."""
    return f"MATCH ()-[k:{type_name}]->() WHERE k.uid IN $uids {listed(columns)}"


def add_links() -> str:
    """New plain links: $ends are uids, $rows by type lists of (uid, positions of source and target in $ends, support).

    One text for all types, and each end looked up once however many links it has.
    """
    found = ("UNWIND range(0, size($ends) - 1) AS n OPTIONAL MATCH (e:Entity {uid: $ends[n]})"
             " WITH n, e ORDER BY n WITH collect([e]) AS ends")
    made = (f"FOREACH (r IN $rows.{name} | FOREACH (a IN ends[r[1]] | FOREACH (b IN ends[r[2]] |"
            f" CREATE (a)-[:{name} {{uid: r[0], support: r[3]}}]->(b))))" for name in PLAIN)
    return f"{found} {' '.join(made)}"


def transactions_of_pairs(type_name: str) -> str:
    """Every transaction of a type from the first to the second of each of $pairs."""
    return f"{_pairs(f'[k:{type_name}]')} {listed(TRANSACTION)}"


def of_pairs(limit: int | None) -> str:
    """Transactions `k` from the first to the second of each of $pairs; of each at most $limit, by (time, id)."""
    text = f"MATCH (a)-[k:{any_of(MOVING)}]->(b)"
    if limit is not None:
        text = f"UNWIND COLLECT {{ {text} RETURN k ORDER BY coalesce(k.time, ''), k.uid LIMIT $limit }} AS k"
    return f"UNWIND $pairs AS pair MATCH (a:Entity {{uid: pair[0]}}) MATCH (b:Entity {{uid: pair[1]}}) {text}"


def set_supports(type_name: str) -> str:
    """New supports of entities ("") or of links of a type: rows of (uid, support)."""
    return f"UNWIND $rows AS r MATCH {_pattern(type_name, 'r[0]')} SET k.support = r[1]"


def set_conflicts(type_name: str) -> str:
    """The transactions in $uids lose what was reported."""
    found = f"UNWIND $uids AS uid MATCH {_pattern(type_name, 'uid')}"
    return f"{found} SET k.conflict = true REMOVE k.amount, k.time, k.reference, k.moved {_stale(type_name)}"


# -- totals ----------------------------------------------------------------------------------------------------


def totals(type_name: str, *, at: bool) -> str:
    """Totals of a type, all or those with an end `at` $uids (one with both there comes twice).

    Rows are TotalRow without its type, then whether it is stale.
    """
    columns = ("startNode(t).uid, endNode(t).uid, t.side, t.support, t.n, t.amount, t.first, t.last, t.failed,"
               " t.conflicts, t.stale IS NOT NULL")
    if at:
        return f"MATCH (e:Entity)-[t:{total(type_name)}]-() {BY_UID} WHERE e.uid IN $uids {listed(columns)}"
    return f"MATCH (e:Entity)-[t:{total(type_name)}]->() {BY_UID} WHERE e.uid STARTS WITH $scope RETURN {columns}"


def add_totals(type_name: str) -> str:
    """Add to the totals of a type, made where there are none, together with the transactions that they count.

    Rows are TotalRow without its type, then the new transactions: their uid, and TransactionRow from `support` on;
    what is null there takes no room.
    """
    names = ("uid", "support", "amount", "time", "side", "reference", "moved", "conflict")
    single = ", ".join(f"{name}: x[{at}]" for at, name in enumerate(names))
    return (
        "UNWIND $rows AS r MATCH (a:Entity {uid: r[0]}) MATCH (b:Entity {uid: r[1]})"
        f" MERGE (a)-[t:{total(type_name)} {{side: r[2], support: r[3]}}]->(b)"
        " ON CREATE SET t.n = r[4], t.amount = r[5], t.first = r[6], t.last = r[7], t.failed = r[8], t.conflicts = r[9]"
        " ON MATCH SET t.n = t.n + r[4], t.amount = t.amount + r[5],"
        " t.first = CASE WHEN t.first = '' THEN r[6] WHEN r[6] = '' OR t.first < r[6] THEN t.first ELSE r[6] END,"
        " t.last = CASE WHEN t.last < r[7] THEN r[7] ELSE t.last END,"
        " t.failed = t.failed + r[8], t.conflicts = t.conflicts + r[9]"
        f" FOREACH (x IN r[10] | CREATE (a)-[:{type_name} {{{single}}}]->(b))"
    )


def set_stale(type_name: str) -> str:
    """Mark the totals of $pairs as stale."""
    return f"{_pairs(f'[t:{total(type_name)}]')} SET t.stale = $inv"


def stale_pairs(type_name: str) -> str:
    """The pairs whose totals are stale."""
    return f"MATCH (a)-[t:{total(type_name)}]->(b) WHERE t.stale = $inv RETURN DISTINCT a.uid, b.uid"


def delete_totals(type_name: str) -> str:
    """Delete the totals of $pairs."""
    return f"{_pairs(f'[t:{total(type_name)}]')} DELETE t"


# -- what one chunk speaks of ----------------------------------------------------------------------------------


def chunk_supports(type_name: str) -> str:
    """The supports of the entities ("") or links of a type in chunk $no."""
    return f"{_spoken_of(type_name)} RETURN DISTINCT k.support"


def lift_chunk(type_name: str) -> str:
    """Replace supports of the entities ("") or links of a type in chunk $no by those that $lift names; how many."""
    return f"{_lifted(type_name)} SET k.support = $lift[toString(k.support)] RETURN count(*)"


def stale_of_chunk(type_name: str) -> str:
    """Mark the pairs of those transactions as stale whose supports `lift_chunk` will replace."""
    return f"{_lifted(type_name)} {_stale(type_name)}"


def _labels(type_name: str | None) -> str:
    if type_name is not None and type_name not in ENTITY_TYPES:
        raise KeyError(type_name)
    return f":Entity:{type_name}" if type_name else ":Entity"


def _pattern(type_name: str, uid: str) -> str:
    return f"()-[k:{type_name} {{uid: {uid}}}]->()" if type_name else f"(k:Entity {{uid: {uid}}})"


def _pairs(relationship: str) -> str:
    ends = "MATCH (a:Entity {uid: pair[0]}) MATCH (b:Entity {uid: pair[1]}) WITH a, b"
    return f"UNWIND $pairs AS pair {ends} MATCH (a)-{relationship}->(b)"


def _stale(type_name: str) -> str:
    return f"WITH DISTINCT startNode(k) AS a, endNode(k) AS b MATCH (a)-[t:{total(type_name)}]->(b) SET t.stale = $inv"


def _spoken_of(type_name: str) -> str:
    said = f"MATCH (c:Claim {{chunk: $no}}) WHERE c.type = '{type_name}' WITH DISTINCT c.subject AS uid"
    return f"{said} MATCH {_pattern(type_name, 'uid')}"


def _lifted(type_name: str) -> str:
    return f"{_spoken_of(type_name)} WHERE $lift[toString(k.support)] IS NOT NULL"

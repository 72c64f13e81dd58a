"""Query texts that read a server ahead: much in one query, as `graphkit.store.neo4j_ahead` remembers it (pure)."""

from __future__ import annotations

from functools import cache

from graphkit.model.identity import SAME_AS
from graphkit.store.cypher import AT_SUBJECT, ENTITY_TYPE, LINK, PLAIN, TRANSACTION, any_of, listed, size

FACES = ("owns", "uses", "bound_to", SAME_AS)
"""Links to another name of the same somebody."""


@cache
def around() -> str:
    """Everything about the entities in $uids, those beside them, and those whose number they share."""
    plain, faces = f"[k:{any_of(PLAIN)}]", f"[k:{any_of(FACES)}]"
    e, m = size("e"), size("m")
    first = (f"OPTIONAL MATCH (e)-{plain}-(m) WHERE {e} <= $small"
             f" AND {m} <= CASE WHEN type(k) IN {list(FACES)} THEN $small ELSE $tiny END")
    more = f"OPTIONAL MATCH (e)-{faces}-(m) WHERE {e} <= $small AND {m} <= $small"
    grown = "UNWIND [e, m] AS x WITH collect(DISTINCT x) AS near UNWIND near AS e"
    beside = (f"OPTIONAL MATCH (e)-{plain}-(m) WHERE {e} <= $small UNWIND [[e, 1], [m, 0]] AS p"
              " WITH p[0] AS e, max(p[1]) AS whole WHERE e IS NOT NULL")
    aliased = ("OPTIONAL MATCH (e)-[:same_as]-(m) UNWIND [[e, whole], [m, 0]] AS p"
               " WITH p[0] AS e, max(p[1]) AS whole WHERE e IS NOT NULL")
    links = (f"CASE WHEN whole THEN COLLECT {{ MATCH (e)-{plain}-() RETURN [{LINK}] }}"
             f" ELSE COLLECT {{ MATCH (e)-[k:same_as]-() RETURN [{LINK}] }} END")
    return (f"MATCH (e:Entity) WHERE e.uid IN $uids {first} {grown} {more} {grown} {more} {grown} {beside} {aliased}"
            f" WITH e, {e} AS size, whole WITH e, size, whole = 1 AND size <= $small AS whole"
            f" {listed(f'e.uid, {ENTITY_TYPE}, e.rank, e.support, size, whole, {links}')}")


@cache
def said() -> str:
    """Claims about $uids, at most $limit of each, and those $ahead, a $few of each; the places of their chunks."""
    first = "COLLECT {{ {said} RETURN c ORDER BY c.chunk, c.at LIMIT {most} }}"
    parts = (f"UNWIND {ids} AS uid UNWIND {first.format(said=AT_SUBJECT, most=most)} AS c RETURN uid, c"
             for ids, most in (("$uids", "$limit"), ("$ahead", "$few")))
    places = f"COLLECT {{ UNWIND chunks AS no {_PLACED} }}"
    return (f"CALL {{ {' UNION ALL '.join(parts)} }} WITH collect([uid, c.chunk, c.rows, c.values]) AS said,"
            f" collect(DISTINCT c.chunk) AS chunks RETURN [said, {places}]")


_PLACED = "MATCH (p:Placement) WHERE p.chunk = no RETURN [p.chunk, p.source, p.sheet, p.base]"
TOLD = (
    f"WITH k, k.uid AS uid WITH k, COLLECT {{ {AT_SUBJECT} RETURN [uid, c.chunk, c.rows, c.values]"
    f" ORDER BY c.chunk, c.at LIMIT $few }} AS said WITH collect([{TRANSACTION}]) AS rows, collect(said) AS said"
    f" RETURN [rows, said, COLLECT {{ UNWIND said AS told UNWIND told AS c WITH DISTINCT c[1] AS no {_PLACED} }}]"
)
"""The end of a query for transactions `k`: with each its first claims, and where their chunks stand."""

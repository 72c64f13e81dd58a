"""Small files made by hand, how they are loaded, and a picture of everything an investigation then holds."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import permutations
from typing import Any

import orjson

from graphkit.model.records import Judgement
from graphkit.model.statements import Batch, Statements
from graphkit.store.base import GraphStore
from graphkit.store.rows import WITHDRAWN, ChunkRow, Placement, SourceInfo
from graphkit.store.view import View
from ingest.mapping import Outcome

Thing = tuple[str, dict[str, Any]]
"""An entity as a row states it: its type and values."""
Row = tuple[Any, ...]
"""(thing,), or (relation, first thing, second thing, values); the relation "same" states an alias."""

FIRST_ROW = 2
"""Where data rows start in these files: below one row of headers."""

ID = "110101199001011237"
OTHER_ID = "110101198505050016"

HOSTILE = {
    "quotes": "'); DROP TABLE claim; -- \" ` \\ }) DETACH DELETE (n) //",
    "template": "{0} ${name} %s {{x}} $uids",
    "nul": "前\0后",
    "controls": "a\x1fb\x1ec\x7f\x85",
    "right to left": "\u202e张三\u202c",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈",
    "beyond the basic plane": "𠮷𡈽𝒜",
    "not characters": "\ufffe\uffff\U0010ffff",
    "combining": "e\u0301" * 50,
    "spaces": " \u3000\u00a0\u2028xyz\u2029 ",
    "number": "0000123456789012345678901234567890",
    "very long": "长" * 40_000,
}


def person(resident_id: str = "", name: str = "", phone: str = "") -> Thing:
    return ("Person", {"resident_id": resident_id, "name": name, "phone": phone})


def account(number: str) -> Thing:
    return ("Account", {"scheme": "bank", "number": number})


def phone(number: str) -> Thing:
    return ("Phone", {"number": number})


def permit(number: str, item: str = "高处安装、维护、拆除作业") -> Thing:
    return ("Certificate", {"number": number, "operation_item": item})


def paid(
    payer: str, payee: str, fen: int | None, time: str, side: str = "out", serial: str = "", status: str = "",
    takes_back: int | None = None,
) -> Row:
    """A reported transfer. `serial` tells reports apart; a `status` says why nothing moved."""
    values = {"amount_fen": fen, "time": time, "side": side, "reference": serial, "status": status,
              "takes_back_fen": takes_back}
    return ("paid", account(payer), account(payee), values)


def say(statements: Statements, row: Row) -> None:
    """What a source would state for one row of these files."""
    if len(row) == 1:
        statements.entity(row[0][0], **row[0][1])
        return
    relation, (first_type, first), (second_type, second), values = row
    source, target = statements.entity(first_type, **first), statements.entity(second_type, **second)
    if relation == "same":
        statements.alias(source, target)
    elif relation in ("paid", "called"):
        key = f"{values.get('side')}:{values.get('reference') or values.get('time')}:{values.get('takes_back_fen')}"
        statements.transaction(relation, source, target, key, **values)
    else:
        statements.link(relation, source, target, **values)


def stated(rows: Iterable[Row]) -> Batch:
    """What these rows say, as one chunk."""
    statements = Statements()
    for offset, row in enumerate(rows):
        statements.row = offset
        say(statements, row)
    return statements.take()


def id_of(thing: Thing) -> str:
    """The id behind the strongest key that the thing states."""
    found = Statements().entity(thing[0], **thing[1])
    assert found is not None
    return found


def chunk_of(rows: Sequence[Row]) -> ChunkRow:
    """The rows as a store keeps them."""
    cells = [[offset, orjson.dumps(row).decode()] for offset, row in enumerate(rows)]
    raw = zlib.compress(orjson.dumps({"headers": ["row"], "rows": cells}))
    outcome = Outcome(len(rows), len(rows)).encoded()
    return ChunkRow(0, hashlib.blake2b(orjson.dumps(cells), digest_size=16).hexdigest(), "case", raw, outcome)


def sha256_of(name: str, *sheets: Sequence[Row]) -> str:
    """The content hash of such a file: two names, two contents, even when their rows are equal."""
    return hashlib.sha256(orjson.dumps([name, sheets])).hexdigest()


def load(store: GraphStore, name: str, *sheets: Sequence[Row], size: int = 3) -> SourceInfo:
    """Load a file in chunks of `size` rows, as an import does: chunks that are there are shared, new ones written."""
    total = sum(map(len, sheets))
    info = store.begin_source(sha256_of(name, *sheets), name, "case", total)
    for sheet, rows in enumerate(sheets):
        for start in range(0, len(rows), size):
            put(store, info, rows[start : start + size], FIRST_ROW + start, f"第{sheet + 1}页" if sheets[1:] else "")
    store.finish_source(replace(info, rows=total, accepted=total))
    return info


def put(store: GraphStore, info: SourceInfo, rows: Sequence[Row], base: int, sheet: str = "") -> None:
    """Put one chunk of a file where it stands."""
    chunk, place = chunk_of(rows), Placement(0, info.no, sheet, base)
    known = store.chunk(chunk.hash)
    if known is None:
        store.write(stated(rows), chunk, place)
    else:
        store.share(known, place)


def withdraw(store: GraphStore, info: SourceInfo) -> None:
    store.set_source_state(info.sha256, WITHDRAWN, "来源有误", "王警官")


def restore(store: GraphStore, info: SourceInfo) -> None:
    store.set_source_state(info.sha256, "live", "核实无误", "王警官")


def load_and_switch(store: GraphStore, files: Sequence[Sequence[Row]], switched: Sequence[int]) -> None:
    """Load these files; then withdraw one, restore one, and so on, by their places."""
    sources = [load(store, f"{n}.csv", rows) for n, rows in enumerate(files)]
    for n, which in enumerate(switched):
        (restore if n % 2 else withdraw)(store, sources[which % len(sources)])


def judge(store: GraphStore, verb: str, *things: Thing, when: str = "2024-05-01T10:00:00+00:00") -> None:
    """An investigator's word about some things."""
    store.judge(Judgement(verb, tuple(map(id_of, things)), tuple(t[0] for t in things), "", "王警官", when, "已核对"))


def picture(store: GraphStore) -> dict[str, Any]:
    """Everything that can be read of an investigation, in the order in which it is given."""
    return store.read(_picture)


def content(store: GraphStore) -> dict[str, Any]:
    """The picture without the list of files: what the live ones say."""
    return {part: value for part, value in picture(store).items() if part != "sources"}


def _picture(view: View) -> dict[str, Any]:
    graph = view.whole()
    everything = view.ids_of()
    near = view.neighbourhood(everything)
    pairs = [p for k in graph.links.values() if k.count for p in permutations((k.source, k.target))]
    plain = [k.id for k in graph.links.values() if not k.count]
    transactions = [view.transactions(source, target) for source, target in pairs]
    return {
        "entities": list(view.get(everything).items()),
        "graph": (list(graph.entities), list(graph.links.values())),
        "near": (list(near.entities), list(near.links.values())),
        "links": list(view.links([*plain, *(t.id for some in transactions for t in some)]).items()),
        "transactions": transactions,
        "flows": [view.flow(source, target) for source, target in pairs],
        "claims": list(view.claims([*everything, *plain]).items()),
        "stats": [list(part.items()) for part in view.stats()],
        "sources": [replace(s, no=0, loaded_at="", changed_at="") for s in view.sources()],
        "judgements": view.judgements(),
        "found": [[e.id for e in view.find(text)[0]] for text in ("张三", "138", "62", "110101")],
    }

"""Runs a file through the real reader and its source, and puts what it says into words that a person can check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphkit.model.catalog import ENTITY_TYPES
from graphkit.model.statements import Batch
from ingest.chunking import chunks
from ingest.mapping import Mapper
from ingest.reading import open_file


@dataclass(slots=True)
class Told:
    """What one file told: kinds of its tables, rows by outcome, issues, and statements with the rows that made them."""

    kinds: list[str] = field(default_factory=list)
    rows: int = 0
    accepted: int = 0
    no_data: int = 0
    rejected: list[int] = field(default_factory=list)
    issues: list[str] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)
    links: list[dict[str, Any]] = field(default_factory=list)

    def text(self) -> str:
        """As the golden files keep it: JSON with one statement a line."""
        lines = (f" {json.dumps(name)}: {_value(getattr(self, name))}" for name in self.__slots__)
        return "{\n" + ",\n".join(lines) + "\n}\n"


def _value(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return json.dumps(value)
    return "[\n" + ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in value) + "\n ]"


def batches(path: Path, told: Told) -> Iterator[tuple[int, Batch]]:
    """Each chunk's first row number and its statements; outcomes are counted in `told`."""
    opened = open_file(path)
    for table in opened.tables:
        told.kinds.append(table.kind)
        if not table.kind:
            continue
        mapper = Mapper(table.kind, table.headers)
        for chunk in chunks(opened, table):
            batch, outcome = mapper.map(chunk)
            told.rows += outcome.rows
            told.accepted += outcome.accepted
            told.no_data += outcome.no_data
            told.rejected += sorted(chunk.base + offset for offset in outcome.rejected)
            told.issues += [
                f"{chunk.base + i.row} {i.column}: {i.code} ({i.severity}) {i.value}".rstrip() for i in outcome.issues
            ]
            yield chunk.base, batch
    told.issues += [f"{i.row} {i.column}: {i.code} ({i.severity}) {i.value}".rstrip() for i in opened.issues]


def tell(path: Path) -> Told:
    """Everything that a file tells."""
    told = Told()
    for base, batch in batches(path, told):
        names = captions(batch)
        for (subject, values), offsets in batch.claims.items():
            rows, said = [base + offset for offset in offsets], json.loads(values)
            if link := batch.links.get(subject):
                moved = {} if link.moved else {"moved": False}
                ends = {"link": link.type, "from": names[link.source], "to": names[link.target]}
                told.links.append({"rows": rows, **ends, **said, **moved})
            else:
                told.entities.append({"rows": rows, "is": names[subject], **said})
    return told


def captions(batch: Batch) -> dict[str, str]:
    """Each entity's id as `Type:key values`, from what is claimed of it."""
    found = {}
    for subject, values in batch.claims:
        if subject in batch.entities:
            type_name, rank = batch.entities[subject]
            said = json.loads(values)
            key = ENTITY_TYPES[type_name].keys[rank]
            found[subject] = f"{type_name}:" + " + ".join(str(said[name]) for name in key)
    return found

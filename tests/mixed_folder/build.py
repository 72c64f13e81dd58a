"""The folder: one golden sample of every kind in every form, the third case, and a part of the corpus."""

from __future__ import annotations

import csv
import io
import json
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from tests.corpus.corpus import entries
from tests.mixed_folder import forms

HERE = Path(__file__).parents[1]
SAMPLES = HERE / "golden" / "samples"
CASE = HERE / "blind_cases" / "third"
RECORDS = {"whois": 4, "rdap": 4, "certificate_transparency": 3, "icp": 4, "passive_dns": 6, "tenpay_registration": 5}
"""Samples that are no plain tables: how many records a person counts in them."""
EVERY = 3
"""Of the corpus every so manieth file takes part."""


@dataclass(frozen=True)
class Truth:
    """What a path of the folder is: its kinds (none: no file of a case) and how many rows it has.

    `path` is as a report writes it (archive!member); one that ends in "/" stands for all that lies below it.
    """

    path: str
    kinds: frozenset[str]
    rows: int
    origin: str


def make(folder: Path) -> list[Truth]:
    """Write the folder, which is made, and return the truth of every file in it."""
    drawn = random.Random(20260517)
    numbers = drawn.sample(range(1000, 10_000), 1_000)
    found = []
    for content, suffix, told in [*_samples(), *_case()]:
        path = f"{drawn.randrange(9)}/{numbers.pop()}{suffix}"
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
        inner = "!" + PurePosixPath(path).stem if suffix == ".gz" else ""
        found += [Truth(path + inner + member, frozenset(kinds), rows, origin) for member, kinds, rows, origin in told]
    for entry in [e for e in entries() if not e.content.get("special")][::EVERY]:
        path = f"{numbers.pop()}"
        entry.put(folder / path)
        kinds = frozenset(filter(None, entry.expected.get("kind", "").split("+")))
        found.append(Truth(f"{path}/", kinds, entry.expected.get("rows", 0), f"corpus: {entry.topic}/{entry.name}"))
    return sorted(found, key=lambda truth: truth.path)


Made = tuple[bytes, str, list[tuple[str, set[str], int, str]]]
"""Content, the name's ending, and (member, kinds, rows, origin) of every table file in it."""


def _samples() -> list[Made]:
    """Every kind in every form that can hold it."""
    made: list[Made] = []
    for sample in sorted(SAMPLES.iterdir()):
        kind, raw = sample.stem, sample.read_bytes()
        text = raw.decode("utf-8") if _is_utf8(raw) else raw.decode("gb18030")
        if sample.suffix == ".csv" or kind == "tenpay_trades":
            lines = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if sample.suffix == ".txt" else ","))
            start = next(number for number, cells in enumerate(lines) if sum(map(bool, cells)) > 2)
            table, rows = lines[start:], len(lines) - start - 1
            written = forms.of_table(table)
        else:
            rows, written = RECORDS[kind], forms.of_text(text, sample.suffix)
        made += [(content, suffix, [(member, {kind}, rows, f"sample: {kind}, {form}")])
                 for form, content, suffix, member in written]
    return made


def _case() -> list[Made]:
    """Every file of the third case."""
    truth: dict[str, Any] = json.loads((CASE / "truth.json").read_text("utf-8"))
    told: dict[str, dict[str, tuple[set[str], int]]] = defaultdict(dict)
    for file in truth["files"]:
        outer, mark, member = file["path"].partition("!")
        told[outer][mark + member] = ({*file["kinds"]} - {""}, file["rows"])
    return [((CASE / "case" / path).read_bytes(), PurePosixPath(path).suffix,
             [(member, kinds, rows, f"third case: {path}{member}") for member, (kinds, rows) in members.items()])
            for path, members in told.items()]


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True

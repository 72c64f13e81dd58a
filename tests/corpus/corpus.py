"""The corpus of hostile and broken files: what stands in the tables beside this module, made into a folder of files.

An entry names a file, why it is there and what a load must make of it. Its content is `text` (below the headers that
`head` names; in `encoding`, with line ends `newline`, between the bytes `start` and `tail`, given in hexadecimal), or
what the function `make` of this folder's modules gives, or an entry of the file system (`special`).
"""

from __future__ import annotations

import os
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graphkit.model.report import FileReport
from graphkit.store.base import GraphStore
from ingest.reading import Limits
from tests.corpus import archives, books, texts

FOLDER = Path(__file__).parent
LIMITS = Limits(workbook=32 << 20, archive_members=50)
_MAKERS = {name: maker for module in (books, archives, texts) for name, maker in vars(module).items()}


@dataclass(frozen=True)
class Entry:
    """One file of the corpus and what is expected of it."""

    topic: str
    name: str
    why: str
    content: dict[str, Any]
    expected: dict[str, Any]

    def put(self, folder: Path) -> Path:
        """Make the file in a folder of its own; gives that folder."""
        folder.mkdir(parents=True)
        if special := self.content.get("special"):
            _special(folder, self.name, special)
        else:
            (folder / self.name).write_bytes(self.bytes())
        return folder

    def bytes(self) -> bytes:
        """The file's content."""
        said = self.content
        if maker := said.get("make"):
            made: bytes = _MAKERS[maker]()
            return made
        head = f"{_tables()['heads'][said['head']]}\n" if "head" in said else ""
        text = head + said["text"] * said.get("repeat", 1) + said.get("end", "\n")
        text = text.replace("\n", said.get("newline", "\n"))
        raw: bytes = text.encode(said.get("encoding", "utf-8"), "surrogatepass")
        return bytes.fromhex(said.get("start", "")) + raw + bytes.fromhex(said.get("tail", ""))

    def matches(self, found: dict[str, Any]) -> bool:
        """Whether a load made of it what is expected; of the graph, as far as anything is."""
        expected = {**self.expected, "holds": self.expected.get("holds", {})}
        expected = {name: value for name, value in expected.items() if name not in ("present", "absent")}
        holds = found.get("holds", {})
        seen = {**found, "holds": {name: holds.get(name, 0) for name in expected["holds"]}}
        optional = {name for name in ("fen", "times") if name not in expected}
        return {name: value for name, value in seen.items() if name not in optional} == expected


def _special(folder: Path, name: str, kind: str) -> None:
    path = folder / name
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "loop":
        path.symlink_to(folder, target_is_directory=True)
    elif kind == "broken":
        path.symlink_to(folder / "nowhere")
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    else:
        (folder / os.fsdecode("顺丰运单.csv".encode("gb18030"))).write_bytes(texts.plain_table())


@cache
def _tables() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        found |= tomllib.loads(path.read_text("utf-8"))
    return found


def entries() -> list[Entry]:
    """Every file of the corpus."""
    found = []
    for topic, files in _tables().items():
        if topic != "heads":
            for name, said in files.items():
                content = {key: value for key, value in said.items() if key not in ("why", "expect")}
                found.append(Entry(topic, name, said["why"], content, said["expect"]))
    return found


def outcome(files: list[FileReport], store: GraphStore) -> dict[str, Any]:
    """What a load made of one entry, in the form of its expectation: sums over its files, what the graph then holds,
    what moved in it and when; nothing that is zero."""
    counts: Counter[str] = Counter()
    for file in files:
        counts.update({name: getattr(file, name) for name in ("rows", "accepted", "rejected", "no_data")})
    found: dict[str, Any] = {"kind": "+".join(sorted({file.kind for file in files if file.kind}))}
    found |= dict(counts)
    found["codes"] = sorted({issue.code for file in files for issue in file.issues})
    found["files"] = len(files) if len(files) != 1 else 0
    kinds, links = store.read(lambda view: view.stats())
    whole = store.read(lambda view: view.whole())
    paid = [k for k in whole.links.values() if k.type == "paid"]
    found["fen"] = sum(store.read(lambda view: [view.flow(k.source, k.target).amount for k in paid]))
    found["times"] = sorted({t.time for k in paid for t in store.read(
        lambda view, k=k: view.transactions(k.source, k.target, 100))})  # type: ignore[misc]
    found["holds"] = {**kinds, **links}
    return {name: value for name, value in found.items() if value}

"""Files that were given and not loaded: what each was, why, when and by whom it was given.

A load records them together, as one judgement with the verb "refused" that names each file by its name and content.
A file is on the list until its content is loaded, or somebody says that it is not needed: a word of the same verb on
the same files that holds nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from graphkit.model.identity import digest
from graphkit.model.records import Judgement
from graphkit.model.report import FileReport, Issue
from graphkit.store.base import GraphStore
from graphkit.store.view import View

VERB = "refused"

_ISSUES = 20
"""Issues kept of a file: those that speak of it as a whole come first in its report."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not loaded. With a kind it was recognised, and its user chose not to load it."""

    file: FileReport
    who: str
    when: str

    @property
    def id(self) -> str:
        """What the file is known by: name and content."""
        return _id(self.file)


def refusals(store: GraphStore) -> list[Refusal]:
    """The files whose content is still not loaded, by name."""

    def work(view: View) -> list[Refusal]:
        loaded = {source.sha256 for source in view.sources()}
        found: dict[str, Refusal] = {}
        for word in view.judgements():
            if word.verb == VERB:
                said = [_kept(one, word) for one in json.loads(word.value)] if word.value else []
                found = {i: one for i, one in found.items() if i not in word.subjects}
                found |= {one.id: one for one in said}
        return sorted((one for one in found.values() if one.file.sha256 not in loaded), key=lambda one: one.file.path)

    return store.read(work)


def note_refused(store: GraphStore, files: Iterable[FileReport], who: str) -> None:
    """Record these files as not loaded, except those of which the very same is on record."""
    known = {one.id: _said(one.file) for one in refusals(store)}
    told = {_id(file): file for file in files if known.get(_id(file)) != _said(file)}
    if told:
        _judge(store, told, json.dumps([_said(file) for file in told.values()]), who)


def dismiss(store: GraphStore, wanted: Iterable[Refusal], who: str) -> None:
    """Take files off the list: nobody needs them."""
    if files := {one.id: one.file for one in wanted}:
        _judge(store, files, "", who)


def _judge(store: GraphStore, files: Mapping[str, FileReport], value: str, who: str) -> None:
    when = datetime.now(UTC).isoformat(timespec="microseconds")  # the order of words on one file matters
    store.judge(Judgement(VERB, tuple(files), tuple(file.path for file in files.values()), value, who, when, ""))


def _said(file: FileReport) -> dict[str, Any]:
    return {"path": file.path, "sha256": file.sha256, "kind": file.kind,
            "issues": [asdict(issue) for issue in file.issues[:_ISSUES]]}


def _kept(said: dict[str, Any], word: Judgement) -> Refusal:
    issues = [Issue(**issue) for issue in said.pop("issues")]
    return Refusal(FileReport(**said, issues=issues), word.who, word.when)


def _id(file: FileReport) -> str:
    return digest(VERB, file.path, file.sha256)

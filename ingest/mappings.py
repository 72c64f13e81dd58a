"""Mappings of columns: how an analyst has a table read that no kind of source knows.

A mapping is a small TOML file that people can read, change and share:

    name = "某平台导出"
    kind = "back_office"

    [columns]               # header in the file = column of the kind, by the header it is best known by
    "持证编号" = "证书编号"
    "备注二" = ""           # seen, and not to be used

    [constants]             # what every row states in addition
    "站点域名" = "zs.example.cn"

One that speaks of every header of a table is what a person says of that very table, and is believed before anything
else. Saved ones belong to the investigation, as judgements with the verb "mapping"; the newest of a name counts.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from graphkit.model.identity import digest
from graphkit.model.records import Judgement
from graphkit.store.base import GraphStore, now
from graphkit.words.errors import WordedError
from ingest.cleaning import clean_constants
from ingest.headers import normal
from ingest.source import ColumnMapping, Source, sources

VERB = "mapping"

LONGEST = 1 << 18
"""Bytes of a mapping file that are read."""

_ENTRIES = frozenset({"name", "kind", "columns", "constants"})


class MappingError(WordedError):
    """A mapping that cannot be used."""

    area = "intake"


def read_mapping(path: Path) -> ColumnMapping:
    """The mapping in a file. Raises MappingError."""
    try:
        with path.open("rb") as file:
            return mapping_in(file.read(LONGEST), str(path))
    except OSError as error:
        raise MappingError("mapping_unreadable", file=str(path), detail=str(error)) from error


def mapping_in(content: bytes, file: str) -> ColumnMapping:
    """The mapping that the content of a file of this name describes. Raises MappingError."""
    try:
        return parse_mapping(content.decode("utf-8-sig"), Path(file).stem)
    except UnicodeDecodeError as error:
        raise MappingError("mapping_unreadable", file=file, detail=str(error)) from error


def parse_mapping(content: str, name: str = "") -> ColumnMapping:
    """The mapping that a TOML text describes; `name` stands in when it has none. Raises MappingError."""
    try:
        found = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise MappingError("mapping_form", name=name, detail=str(error)) from error
    name = str(found.get("name", name))
    if unknown := found.keys() - _ENTRIES:
        raise MappingError("mapping_form", name=name, detail=", ".join(sorted(unknown)))
    source = sources().get(str(found.get("kind")))
    if source is None or not source.columns:
        known = ", ".join(s.kind for s in sources().values() if s.columns)
        raise MappingError("mapping_kind", name=name, kind=str(found.get("kind", "")), known=known)
    return checked(ColumnMapping(name, source.kind, _pairs(found.get("columns"), name, source),
                                 _named(_pairs(found.get("constants"), name, None), name, source)))


def _pairs(found: Any, name: str, source: Source | None) -> tuple[tuple[str, str], ...]:
    """The entries of a table of texts; with `source` their values are names of its columns."""
    if found is None:
        return ()
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise MappingError("mapping_form", name=name, detail="[columns], [constants]: \"…\" = \"…\"")
    if source is None:
        return tuple(found.items())
    return tuple((header, said and _column(source, said, name)) for header, said in found.items())


def _named(constants: Sequence[tuple[str, str]], name: str, source: Source) -> tuple[tuple[str, str], ...]:
    return tuple((_column(source, said, name), value) for said, value in constants)


def _column(source: Source, said: str, name: str) -> str:
    """The column of a kind by any header it is known by, or by its own name."""
    for column in source.columns:
        if said == column.name or normal(said) in map(normal, column.headers):
            return column.name
    known = "、".join(column.headers[0] for column in source.columns)
    raise MappingError("mapping_column", name=name, column=said, kind=source.zh, known=known)


def checked(mapping: ColumnMapping) -> ColumnMapping:
    """The mapping, if it can be used. Raises MappingError."""
    source = sources()[mapping.kind]
    headers = [normal(header) for header, _ in mapping.columns]
    names = [name for _, name in mapping.columns if name] + [name for name, _ in mapping.constants]
    for said in (headers, names):
        twice = next((one for one in said if said.count(one) > 1), None)
        if twice is not None:
            raise MappingError("mapping_twice", name=mapping.name, column=twice)
    if not any(name for _, name in mapping.columns) or not all(headers):
        raise MappingError("mapping_empty", name=mapping.name)
    captions = {column.name: column.headers[0] for column in source.columns}
    if lacking := source.lacking(names):
        raise MappingError("mapping_required", name=mapping.name, column="、".join(c.headers[0] for c in lacking))
    good = clean_constants(source, dict(mapping.constants))
    for name, value in mapping.constants:
        if name not in good:
            raise MappingError("mapping_constant", name=mapping.name, column=captions[name], value=value)
    return mapping


def write_mapping(mapping: ColumnMapping, samples: Mapping[str, str] | None = None) -> str:
    """The mapping as TOML; `samples` (header → a cell) are set beside the headers as comments."""
    captions = {"": ""} | {column.name: column.headers[0] for column in sources()[mapping.kind].columns}
    lines = [f"name = {_quoted(mapping.name)}", f"kind = {_quoted(mapping.kind)}", "", "[columns]"]
    for header, name in mapping.columns:
        sample = _quoted((samples or {}).get(header, "")[:40])
        lines.append(f"{_quoted(header)} = {_quoted(captions[name])}{f'  # {sample}' if samples else ''}")
    if mapping.constants:
        lines += ["", "[constants]"]
        lines += [f"{_quoted(captions[name])} = {_quoted(value)}" for name, value in mapping.constants]
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    plain = "".join(c if c.isprintable() else "\ufffd" for c in value)
    return json.dumps(plain, ensure_ascii=False)


def save_mapping(store: GraphStore, mapping: ColumnMapping, who: str) -> None:
    """Keep a mapping for the investigation's next tables; the newest of a name counts."""
    if mapping not in saved_mappings(store):
        _judge(store, mapping.name, write_mapping(mapping), who)


def forget_mapping(store: GraphStore, name: str, who: str) -> None:
    """Use a saved mapping no longer. Raises MappingError when there is none of that name."""
    if name not in (mapping.name for mapping in saved_mappings(store)):
        raise MappingError("mapping_unknown", name=name)
    _judge(store, name, "", who)


def _judge(store: GraphStore, name: str, value: str, who: str) -> None:
    store.judge(Judgement(VERB, (digest(VERB, name),), (name,), value, who, now(), ""))


def saved_mappings(store: GraphStore) -> tuple[ColumnMapping, ...]:
    """The investigation's mappings, by name; one that today's kinds do not understand is left out."""
    newest = {word.keys[0]: word.value for word in store.read(lambda view: view.judgements()) if word.verb == VERB}
    found = []
    for _, value in sorted(newest.items()):
        try:
            found += [parse_mapping(value)] if value else []
        except MappingError:  # written by rules that have changed since
            continue
    return tuple(found)

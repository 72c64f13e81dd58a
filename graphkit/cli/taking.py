"""mapping, corrections, tip: what people say of files that could not be read as they are, or in place of a file."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.cli.opening import opened
from graphkit.cli.printing import Refused, emit, heads, kind_caption, line, table
from graphkit.words import text
from graphkit.workbench import Workbench

if TYPE_CHECKING:
    from graphkit.model.records import SourceRef
    from ingest.source import ColumnMapping
    from ingest.spotting import Recognised
    from ingest.suggesting import Suggestion, UnknownTable


def read_mappings(paths: Sequence[str]) -> list[ColumnMapping]:
    """The mappings in these files. Raises Refused."""
    from ingest.mappings import MappingError, read_mapping

    try:
        return [read_mapping(Path(path)) for path in paths]
    except MappingError as error:
        raise Refused(f"intake.{error.code}", **error.params) from error


def mapping(options: Namespace) -> int:
    """Draft a mapping for a file's unknown tables; without a file, list the saved ones, or forget one."""
    with opened(options, new=bool(options.file)) as wb:
        if options.forget:
            return _forget(wb, options)
        if not options.file:
            return _saved(wb, options)
        if not Path(options.file).is_file():
            raise Refused("cli.no_such_path", path=options.file)
        found = wb.unknown_tables(options.file, options.kind)
    if options.json:
        emit({"tables": [_table_json(one) for one in found]})
    elif not found:
        line(text("cli.mapping_none", options.lang))
    else:
        for one in found:
            print(_draft(one, options.lang))
    return 0


def corrections(options: Namespace) -> int:
    """Every row that was put right: what changed, by whom and why, and what contradicts it."""
    with opened(options) as wb:
        found = wb.corrections()
    if options.json:
        emit(found.to_json(options.lang))
    elif not found.rows:
        line(text("cli.corrections_none", options.lang))
    else:
        table(heads(options.lang, "of_row", "corrected", "who", "why", "correction", "conflicts"),
              ([_place(c.of), "；".join(f"{header}: {before} → {after}" for header, before, after in c.changed), c.who,
                c.why, _place(c.ref), "、".join(map(_place, c.conflicts))] for c in found.rows))
    return 0


def _place(ref: SourceRef) -> str:
    return f"{ref.file} {ref.sheet}".strip() + f":{ref.row}"


def _forget(wb: Workbench, options: Namespace) -> int:
    from ingest.mappings import MappingError

    try:
        wb.forget_mapping(options.forget)
    except MappingError as error:
        raise Refused(f"intake.{error.code}", **error.params) from error
    if options.json:
        emit({"forgotten": options.forget})
    else:
        line(text("cli.mapping_forgotten", options.lang, name=options.forget))
    return 0


def _saved(wb: Workbench, options: Namespace) -> int:
    saved = wb.mappings()
    if options.json:
        emit({"mappings": [_mapping_json(one) for one in saved]})
    elif not saved:
        line(text("cli.mapping_no_saved", options.lang))
    else:
        table(heads(options.lang, "name", "kind", "headers"),
              ([one.name, kind_caption(one.kind, options.lang), "、".join(header for header, _ in one.columns)]
               for one in saved))
    return 0


def _mapping_json(found: ColumnMapping) -> dict[str, Any]:
    return {"name": found.name, "kind": found.kind, "columns": dict(found.columns), "constants": dict(found.constants)}


def _suggestion_json(found: Suggestion) -> dict[str, Any]:
    return {**_mapping_json(found.mapping), "score": found.score, "missing": list(found.missing)}


def _table_json(found: UnknownTable) -> dict[str, Any]:
    return {"file": found.file, "sheet": found.sheet, "headers": list(found.headers),
            "suggestions": [_suggestion_json(one) for one in found.suggestions]}


def _draft(found: UnknownTable, lang: str) -> str:
    """The likeliest mapping as TOML, with comments that say what else could be and what is still open."""
    from ingest.mappings import write_mapping
    from ingest.source import sources

    place = f"{found.file} {found.sheet}".strip()
    if not found.suggestions:
        return f"# {text('cli.mapping_no_guess', lang, place=place)}\n"
    best, *others = found.suggestions
    taken = {header for header, _ in best.mapping.columns}
    columns = sources()[best.mapping.kind].columns
    free = [c.headers[0] for c in columns if c.name not in {name for _, name in best.mapping.columns}]
    first = next(iter(found.rows), ())
    notes = [text("cli.mapping_draft", lang, place=place)]
    notes += [text("cli.mapping_missing", lang, columns="、".join(best.missing))] if best.missing else []
    notes += [text("cli.mapping_others", lang, kinds=", ".join(o.mapping.kind for o in others))] if others else []
    left = [header for header in found.headers if header and header not in taken]
    notes += [text("cli.mapping_left", lang, headers="、".join(left))] if left else []
    notes += [text("cli.mapping_free", lang, columns="、".join(free))] if free else []
    samples = dict(zip(found.headers, first, strict=False))
    return "\n".join(f"# {said}" for said in notes) + "\n" + write_mapping(best.mapping, samples)


def tip(options: Namespace) -> int:
    """Take down a tip: its text from the call, else as text or a JSON object from stdin."""
    from ingest.tips import TipError, read_tip

    try:
        said, fields = (options.text, {}) if options.text else read_tip(sys.stdin.read())
        fields |= {name: value for name in _TIP_FIELDS if (value := getattr(options, name))}
        with opened(options, new=True) as wb:
            found = wb.recognise_tip(said)
            taken = wb.tip(said, fields, _confirmed(found, options))
    except TipError as error:
        raise Refused(f"intake.{error.code}", **error.params) from error
    if options.json:
        emit(taken.to_json(options.lang))
        return 0
    line(text("cli.tip_done", options.lang, number=taken.number, name=taken.report.path, linked=len(taken.linked)))
    if len(taken.linked) < len(found):
        _list(found, options.lang)
        line(text("cli.tip_unlinked", options.lang, number=taken.number, time=taken.received_at))
    return 0


_TIP_FIELDS = ("number", "receiving_body", "received_at", "origin", "informant", "province", "city", "handler")


def _confirmed(found: Sequence[Recognised], options: Namespace) -> Sequence[Recognised]:
    """What of it is to be linked: all with --yes; else what the person at the terminal agrees to."""
    if options.yes or not found or options.json or not (options.text and sys.stdin.isatty()):
        return found if options.yes else ()
    _list(found, options.lang)
    print(text("cli.tip_ask", options.lang), end=" ", flush=True)
    left_out = set(sys.stdin.readline().replace(",", " ").split())
    if left_out & {"n", "N", "否"}:
        return ()
    return [one for number, one in enumerate(found, 1) if str(number) not in left_out]


def _list(found: Sequence[Recognised], lang: str) -> None:
    table(heads(lang, "number_in_list", "property", "value"),
          ([number, one.header, one.value] for number, one in enumerate(found, 1)))

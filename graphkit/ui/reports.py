"""What a load did, or would do: file by file, issue by issue, and the rejected rows as a file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

import streamlit as st

from graphkit.model.report import FileReport, ImportReport, Issue
from graphkit.ui.rejected import rejects_file
from graphkit.ui.session import ask, clauses, desk, lang, listed, say
from graphkit.ui.tables import table
from graphkit.ui.word import Word
from graphkit.words import section
from ingest.recognise import CORRECTIONS
from ingest.source import sources as kinds

_COUNTED = {"rows": "rows", "accepted": "accepted", "rejected": "rejected", "no_data": "no_data",
            "created": "graph_new", "changed": "graph_changed"}  # a file's count, and its name in the words
_PREVIEWED = _COUNTED | {"conflicting": "graph_contradicted"}


def kind_name(kind: str) -> str:
    """A source kind (several joined by +) in words."""
    known = kinds()
    names = (str(getattr(known[k], lang())) if k in known else say("kind_corrections") if k == CORRECTIONS else k
             for k in kind.split("+") if k)
    return listed(names) or say("unknown")


def file_table(
    files: Sequence[FileReport], preview: bool, takes: Callable[[FileReport], bool] | None = None, key: str = ""
) -> int | None:
    """One row per file; before loading, `takes` says which will be loaded. With a `key` one can be chosen."""
    counted = _PREVIEWED if preview else _COUNTED
    heads = [say("file"), say("kind"), *([say("take"), say("sure")] if takes else []),
             *(say(name) for name in counted.values()), say("note")]
    rows = [[f.path, read_as(f), *([say("yes_no_yes" if takes(f) else "yes_no_no"),
                                    f"{f.sure:.0%}" if f.kind else ""] if takes else []),
             *(getattr(f, name) for name in counted), clauses(filter(None, (_note(f), _unused(f))))]
            for f in files]
    widths = [240, 150, *([55, 60] if takes else []), *[65] * len(counted), "large"]
    return table(heads, rows, key=key, shown=14, widths=widths)


def read_as(file: FileReport) -> str:
    """The kind of a file in words; of one that only lacks columns, the kind it nearly is and what it lacks."""
    lacking = [issue for issue in file.issues if issue.code == "missing_column"]
    if file.kind or not lacking:
        return kind_name(file.kind)
    return say("lacking", kind=_nearly(lacking[0]), columns=listed(issue.column for issue in lacking))


def _nearly(issue: Issue) -> str:
    """The kind that an issue names by its Chinese caption, in the session's language."""
    return kind_name(next((kind for kind, known in kinds().items() if known.zh == issue.value), issue.value))


def reason(issue: Issue) -> str:
    """Why, and what to do in the browser where that is another thing than on the command line."""
    key = f"issue_{issue.code}"
    return say(key, kind=_nearly(issue), column=issue.column) if key in section("ui") else issue.message(lang())


def _note(file: FileReport) -> str:
    if not file.kind:
        return clauses(map(reason, file.issues[:1]))
    if file.corrects:
        return say("note_corrects", file=file.corrects)
    if not Word.is_sure(file):
        return say("note_unsure")
    if file.state == "withdrawn":
        return say("note_withdrawn")
    if file.unchanged and file.unchanged == file.accepted:
        return say("note_unchanged")
    return say("note_flagged", count=file.issue_count) if file.issue_count else ""


def _unused(file: FileReport) -> str:
    return say("note_unused", columns=listed(file.unknown)) if file.unknown else ""


def issue_table(report: ImportReport) -> None:
    """Every issue of a report, rejected rows first."""
    found = [(file.path, issue) for file in report.files for issue in file.issues]
    show_issues(sorted(found, key=lambda pair: pair[1].severity != "error"))


def show_issues(found: Iterable[tuple[str, Issue]], heading: str = "issues") -> None:
    """Issues with file, sheet, row, column, the value, the reason and what to do; the chosen one's in full."""
    rows = [[path, issue.sheet, str(issue.row or ""), issue.column, say(f"severity_{issue.severity}"), issue.value,
             reason(issue)] for path, issue in found]
    if not rows:
        return
    st.subheader(say(heading, count=len(rows)), anchor=False, help=say("issues_help"))
    names = ["file", "sheet", "row", "column", "severity", "cell", "reason"]
    shown = [place for place, name in enumerate(names) if name != "sheet" or any(row[place] for row in rows)]
    chosen = table([say(names[place]) for place in shown], [[row[place] for place in shown] for row in rows], shown=12,
                   key=f"issues {hash(tuple(map(tuple, rows)))}")
    if chosen is not None:
        with st.container(border=True):
            st.text("　".join(filter(None, rows[chosen][:-1])))
            st.text(rows[chosen][-1])


def rejects_button(wanted: Collection[str], key: str = "all") -> None:
    """Offers the rejected rows of these sources (by SHA-256) with their reasons, to put right and load again."""
    found = [s for s in ask(lambda wb: wb.sources()).files if s.sha256 in wanted and s.rejected]
    if found:
        at, language = desk(), lang()
        st.download_button(say("rejects"), lambda: at.ask(lambda wb: rejects_file(wb, found, language)),
                           say("rejects_name"), key=f"rejects {key}", icon=":material/download:", on_click="ignore")

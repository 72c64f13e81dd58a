"""What a load did, or would do: file by file, issue by issue, and the rejected rows as a file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import streamlit as st

from graphkit.model.report import FileReport, ImportReport, Issue
from graphkit.ui.rejected import rejects_file
from graphkit.ui.session import ask, desk, lang, say
from graphkit.ui.tables import table
from ingest.source import sources as kinds

_NAMES = ("rows", "accepted", "rejected", "no_data")


def kind_name(kind: str) -> str:
    """A source kind (several joined by +) in words."""
    known = kinds()
    names = (str(getattr(known[k], lang())) if k in known else k for k in kind.split("+") if k)
    return "、".join(names) or say("unknown")


def file_table(report: ImportReport, sure: Mapping[str, float]) -> None:
    """One row per file; `sure` adds how sure its recognition is."""
    heads = [say("file"), say("kind"), *([say("sure")] if sure else []), *(say(n) for n in _NAMES), say("note")]
    rows = [[f.path, kind_name(f.kind), *([f"{sure.get(f.path, 0):.0%}" if f.kind else ""] if sure else []),
             *(getattr(f, name) for name in _NAMES), _note(f)] for f in report.files]
    table(heads, rows, shown=12, widths=["large", "medium", *["small"] * (5 if sure else 4), "medium"])


def _note(file: FileReport) -> str:
    if not file.kind:
        return "；".join(issue.message(lang()) for issue in file.issues[:1])
    if file.state == "withdrawn":
        return say("note_withdrawn")
    if file.unchanged and file.unchanged == file.accepted:
        return say("note_unchanged")
    return say("note_flagged", count=file.issue_count) if file.issue_count else ""


def issue_table(report: ImportReport) -> None:
    """Every issue of a report, rejected rows first."""
    found = [(file.path, issue) for file in report.files for issue in file.issues]
    show_issues(sorted(found, key=lambda pair: pair[1].severity != "error"))


def show_issues(found: Iterable[tuple[str, Issue]]) -> None:
    """Issues with file, sheet, row, column, the value, the reason and what to do; the chosen one's in full."""
    rows = [[path, issue.sheet, str(issue.row or ""), issue.column, say(f"severity_{issue.severity}"), issue.value,
             issue.message(lang())] for path, issue in found]
    if not rows:
        return
    st.subheader(say("issues", count=len(rows)), anchor=False, help=say("issues_help"))
    names = ["file", "sheet", "row", "column", "severity", "cell", "reason"]
    shown = [place for place, name in enumerate(names) if name != "sheet" or any(row[place] for row in rows)]
    chosen = table([say(names[place]) for place in shown], [[row[place] for place in shown] for row in rows], shown=12,
                   key=f"issues {hash(tuple(map(tuple, rows)))}")
    if chosen is not None:
        with st.container(border=True):
            st.text("　".join(filter(None, rows[chosen][:-1])))
            st.text(rows[chosen][-1])


def rejects_button(wanted: Collection[str]) -> None:
    """Offers the rejected rows of these sources (by SHA-256) with their reasons, to put right and load again."""
    found = [s for s in ask(lambda wb: wb.sources()).files if s.sha256 in wanted and s.rejected]
    if found:
        at, language = desk(), lang()
        st.download_button(say("rejects"), lambda: at.ask(lambda wb: rejects_file(wb, found, language)),
                           say("rejects_name"), icon=":material/download:", on_click="ignore")

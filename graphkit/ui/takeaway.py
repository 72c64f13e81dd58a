"""Taking away what the trace page shows: the chart, its tables, or the bundle for the prosecutor."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from graphkit.export.html_chart import render_html
from graphkit.export.tables import entity_rows, fact_rows, link_rows, write_csv
from graphkit.ui.board import Workspace
from graphkit.ui.desk import Desk
from graphkit.ui.drawing import amounts, claims_of, file_view, shown_graph
from graphkit.ui.session import desk, investigation, lang, say
from graphkit.ui.uploads import safe_name
from graphkit.workbench import Workbench, open_workbench


def takeaway(work: Workspace, name: str) -> None:
    """A menu of files; each is made when it is asked for. `name` is what the seed is called."""
    at, language, case = desk(), lang(), investigation()
    stem = safe_name(name).name[:60]
    files: dict[str, tuple[str, Callable[[], bytes]]] = {
        "bundle": ("zip", partial(_bundle, case, work.seeds, language)),
        "html": ("html", partial(_html, at, work, language, name)),
        "csv": ("csv.zip", partial(_csv, at, work, language)),
    }
    with st.popover(say("takeaway"), icon=":material/ios_share:"):
        for form, (ending, make) in files.items():
            st.download_button(say(f"take_{form}"), make, f"{stem}.{ending}", key=f"take_{form}", on_click="ignore",
                               icon=":material/download:", help=say(f"take_{form}_help"), width="stretch",
                               type="primary" if form == "bundle" else "secondary")
        st.caption(say("take_png"))


def _html(at: Desk, work: Workspace, language: str, name: str) -> bytes:
    return render_html(at.ask(lambda wb: file_view(wb, work, language, name)), language).encode()


def _csv(at: Desk, work: Workspace, language: str) -> bytes:
    """Entities, links and facts of the chart as three CSV files in a zip."""

    def tables(wb: Workbench) -> dict[str, Iterable[Sequence[str]]]:
        graph = shown_graph(wb, work, language)
        types = {i: e.type for i, e in graph.entities.items()} | {i: k.type for i, k in graph.links.items()}
        facts = [(i, types[i], claim) for i, claims in claims_of(wb, graph).items() for claim in claims]
        return {"entities": entity_rows(graph, language), "facts": fact_rows(facts, graph, language),
                "links": link_rows(graph, amounts(wb, graph.links.values()), language)}

    with TemporaryDirectory(prefix="graphkit-") as folder:
        for name, rows in at.ask(tables).items():
            write_csv(Path(folder, f"{name}.csv"), rows)
        return _zipped(Path(folder))


def _bundle(case: str, seeds: Sequence[str], language: str) -> bytes:
    """The export bundle of the seeds; its root digest stands in the name of a file beside the folder."""
    with TemporaryDirectory(prefix="graphkit-") as folder, open_workbench(None, case, language) as wb:
        manifest = wb.export(Path(folder, "bundle"), seeds)
        Path(folder, f"SHA-256 {manifest.digest}.txt").write_text(manifest.digest, "ascii")
        return _zipped(Path(folder))


def _zipped(folder: Path) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            archive.write(path, path.relative_to(folder).as_posix())
    return out.getvalue()

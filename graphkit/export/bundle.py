"""The bundle that leaves the house: report, tables, graph, offline chart, and a manifest that proves them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from graphkit.export.chart_view import ChartView
from graphkit.export.conclusions import Conclusion
from graphkit.export.errors import ExportError
from graphkit.export.graphml import write_graphml
from graphkit.export.html_chart import render_html
from graphkit.export.manifest import Manifest, write_manifest
from graphkit.export.report import write_report
from graphkit.export.tables import (
    entity_rows,
    fact_rows,
    judgement_rows,
    link_rows,
    type_rows,
    write_csv,
    write_workbook,
)
from graphkit.model.catalog import ENTITY_TYPES
from graphkit.model.records import Claim, Subgraph
from graphkit.store.rows import SourceInfo
from graphkit.words import text


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a bundle; gathered by the workbench from one snapshot.

    traces: documents of `trace --json`; amounts: link id → 分 over a total; claims: (entity or link of the graph, its
    type, claim), those about single transactions under their total; kinds: kind of source → its name for people;
    judgements: the investigators' words that the content follows, each as (id, what, who, when, why); conclusions: what
    the records say of certificates, roles, money and the law's counts.
    """

    about: Mapping[str, Any]
    graph: Subgraph
    traces: tuple[Mapping[str, Any], ...]
    claims: tuple[tuple[str, str, Claim], ...]
    sources: tuple[SourceInfo, ...]
    chart: ChartView
    amounts: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    judgements: tuple[tuple[str, ...], ...] = ()
    conclusions: tuple[Conclusion, ...] = ()


def write_bundle(content: Content, out: Path, lang: str) -> Manifest:
    """Write everything into the new folder `out`; all or nothing. Raises ExportError."""
    try:
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise ExportError("out_exists", path=str(out))
        out.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".export-", dir=out.parent))
    except OSError as error:
        raise ExportError("cannot_write", path=str(out), detail=error.strerror) from error
    try:
        _write(content, beside, lang)
        manifest = write_manifest(beside, dict(content.about), content.sources)
        beside.chmod(0o755)
        if out.exists():
            out.rmdir()
        beside.rename(out)
    except OSError as error:
        raise ExportError("cannot_write", path=str(out), detail=error.strerror or str(error)) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Manifest(out, manifest.files, manifest.digest)


def _write(content: Content, folder: Path, lang: str) -> None:
    write_csv(folder / "entities.csv", entity_rows(content.graph, lang))
    write_csv(folder / "links.csv", link_rows(content.graph, content.amounts, lang))
    if content.judgements:
        write_csv(folder / "judgements.csv", judgement_rows(content.judgements, lang))
    for conclusion in content.conclusions:
        write_csv(folder / f"{conclusion.key}.csv", conclusion.table(lang))
    write_csv(folder / "facts.csv", fact_rows(content.claims, content.graph, lang))
    present = {e.type for e in content.graph.entities.values()}
    write_workbook(folder / "tables.xlsx", {
        **{c.title(lang): c.table(lang) for c in content.conclusions},
        **{getattr(t, lang): type_rows(content.graph, t.name, lang)
           for t in ENTITY_TYPES.values() if t.name in present},
        text("export.sheet_links", lang): link_rows(content.graph, content.amounts, lang),
        text("export.sheet_facts", lang): fact_rows(content.claims, content.graph, lang),
        text("export.sheet_judgements", lang): judgement_rows(content.judgements, lang),
    }, datetime.fromisoformat(content.about["created_at"]))
    write_graphml(folder / "graph.graphml", content.graph)
    (folder / "chart.html").write_text(render_html(content.chart, lang), "utf-8")
    write_report(folder / "report.pdf", content.about, content.traces, content.sources, content.kinds,
                 content.judgements, content.conclusions, lang)



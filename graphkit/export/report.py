"""The chain report as PDF: what was traced, what proves each step, what is missing, on which files it rests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from graphkit.export.conclusions import Conclusion
from graphkit.export.tables import plain
from graphkit.model.catalog import ENTITY_TYPES, LINK_TYPES
from graphkit.store.rows import SourceInfo
from graphkit.words import section, text, visible

CHAINS_SHOWN = 40
EVIDENCE_SHOWN = 6
FONTS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "SimSun")
"""Families tried in this order; the first comes with the product, the others with operating systems."""

_TEMPLATE = Path(__file__).with_name("report.typ")
_FONT_FOLDER = Path(__file__).parent / "fonts"


def write_report(
    path: Path, about: Mapping[str, Any], traces: Iterable[Mapping[str, Any]], sources: Iterable[SourceInfo],
    kinds: Mapping[str, str], judgements: Iterable[Sequence[str]], conclusions: Iterable[Conclusion], lang: str,
) -> None:
    """Write the report. `about` has investigation, created_at and seeds; `traces` are documents of `trace --json`;
    `kinds` names kinds of sources for people; `judgements` are (id, what, who, when, why)."""
    import typst

    texts = section("export")
    words = {name.removeprefix("report_"): entry[lang] for name, entry in texts.items() if name.startswith("report_")}
    data = {
        "lang": lang, "words": words, "fonts": list(FONTS), "investigation": plain(about["investigation"]),
        "created_at": about["created_at"],
        "facts": [[words["investigation"], plain(about["investigation"])], [words["created_at"], about["created_at"]],
                  [words["seeds"], plain("；".join(about["seeds"])) or words["whole"]]],
        "conclusions": [c.section(lang) for c in conclusions if c.page],
        "traces": [_trace(document, lang) for document in traces],
        "judgements": [{"said": plain(what), "who": f"{plain(who)} {when[:16]}", "why": plain(why)}
                       for _, what, who, when, why in judgements],
        "sources": [
            {"name": visible(s.name), "kind": kinds.get(s.kind, s.kind), "rows": str(s.rows),
             "sha256": _grouped(s.sha256), "sm3": _grouped(s.sm3)}
            for s in sources
        ],
    }
    fonts = [_FONT_FOLDER] if _FONT_FOLDER.is_dir() else []
    made = int(datetime.fromisoformat(about["created_at"]).timestamp())
    typst.compile(_TEMPLATE, output=path, font_paths=fonts, sys_inputs={"data": json.dumps(data)}, timestamp=made)


def _trace(document: Mapping[str, Any], lang: str) -> dict[str, Any]:
    names = {i: _caption(e, lang) for i, e in document["entities"].items()}
    chains = document["chains"]
    return {
        "title": text("export.trace_of", lang, seed="；".join(names.get(i, i) for i in document["seed"])),
        "coverage": [
            {"stage": _stage(stage, lang), "reached": text("export.yes" if found["reached"] else "export.no", lang),
             "by": "；".join(names.get(i, i) for i in found["by"][:8])}
            for stage, found in document["coverage"].items()
        ],
        "next": [{"record": plain(str(n["record"])), "why": plain(str(n["why"]))} for n in document["next"]],
        "chains": [_chain(n, chain, names, lang) for n, chain in enumerate(chains[:CHAINS_SHOWN], 1)],
        "truncated": bool(document["truncated"]) or len(chains) > CHAINS_SHOWN,
    }


def _chain(number: int, chain: Mapping[str, Any], names: Mapping[str, str], lang: str) -> dict[str, Any]:
    stages = " → ".join(_stage(s, lang) for s in chain["stages"])
    steps = []
    for step in chain["steps"]:
        rows = [_place(e, lang) for e in step["evidence"][:EVIDENCE_SHOWN]]
        more = len(step["evidence"]) - EVIDENCE_SHOWN
        if more > 0:
            rows.append(text("export.more_rows", lang, count=more))
        arrow = "→" if step["forward"] else "←"
        link = LINK_TYPES.get(step["type"])
        steps.append({"source": names.get(step["source"], ""), "target": names.get(step["target"], ""),
                      "link": f"{arrow} {getattr(link, lang) if link else step['type']}", "evidence": rows})
    return {"title": f"{number}. {stages}", "score": text("export.score", lang, score=f"{chain['score']:.2f}"),
            "steps": steps}


def _caption(entity: Mapping[str, Any], lang: str) -> str:
    declared = ENTITY_TYPES.get(entity["type"])
    return f"{getattr(declared, lang) if declared else entity['type']} {visible(entity['caption'])}"


def _stage(stage: str, lang: str) -> str:
    return text(f"chart.lane_{stage}", lang)


def _place(evidence: Mapping[str, Any], lang: str) -> str:
    sheet = f" [{evidence['sheet']}]" if evidence.get("sheet") else ""
    return plain(text("export.place", lang, file=evidence["file"] + sheet, row=evidence["row"]))


def _grouped(digest: str) -> str:
    """A check value in groups of eight, which can be compared by eye and broken over lines."""
    return " ".join(digest[i : i + 8] for i in range(0, len(digest), 8))

"""The chart as one offline HTML file: for the prosecutor's desk, the paper file's disc, a machine without network.

Everything is inside. Scripts run only if their hash stands in the file's own policy, so that no evidence text can
ever become one; nothing is fetched, and nothing can be sent anywhere.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from graphkit.export.chart_view import line, payload, plain
from graphkit.words import text

if TYPE_CHECKING:
    from graphkit.export.chart_view import ChartView, Fact

_MODULES = ("draw.js", "lanes.js", "controls.js", "chart.js", "page.js")

_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header><h1>{title}</h1><p>{note}</p></header>
<main><div class="chart-root" id="chart"></div><aside id="details" aria-live="polite"></aside></main>
<script type="application/json" id="data">{data}</script>
<script>{library}</script>
<script type="module">{program}</script>
</body>
</html>
"""


def render_html(view: ChartView, lang: str) -> str:
    """The chart with its facts as the text of one HTML file; a click on a card or a line lists what proves it."""
    import orjson

    library = _asset("vis-network.min.js").rsplit("//# sourceMappingURL", 1)[0]
    program = "\n".join(_joined(_asset(name)) for name in _MODULES)
    shown = orjson.loads(payload(view, lang))
    shown["words"] |= {name: text(f"chart.file_{name}", lang) for name in ("hint", "start", "links", "facts")}
    known = {node.id: node.facts for node in view.nodes} | {edge.id: edge.facts for edge in view.edges}
    shown["facts"] = {key: _facts(facts, lang) for key, facts in known.items() if facts}
    return _PAGE.format(
        lang="zh-CN" if lang == "zh" else "en",
        policy=_policy(library, program),
        title=escape(line(view.title)),
        note=escape(text("chart.file_note", lang)),
        style=_asset("chart.css") + _asset("page.css"),
        data=_json(shown),
        library=library,
        program=program,
    )


def _asset(name: str) -> str:
    return files("graphkit.export").joinpath("browser", name).read_text(encoding="utf-8")


def _joined(module: str) -> str:
    """A module's text as part of one script: what it imports stands before it, what it exports is simply there."""
    return re.sub(r"^export ", "", re.sub(r"^import .*$", "", module, flags=re.MULTILINE), flags=re.MULTILINE)


def _policy(*scripts: str) -> str:
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts)
    # vis-network writes style elements of its own; a style can do no harm where nothing may be fetched.
    rest = "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; script-src {hashes}; {rest}"


def _facts(facts: tuple[Fact, ...], lang: str) -> list[list[str]]:
    """Caption, value and source of each fact, as the details list shows them."""
    return [[line(fact.caption), plain(fact.value, 2000), _source(fact, lang)] for fact in facts]


def _source(fact: Fact, lang: str) -> str:
    row = text("chart.row", lang, row=fact.row) if fact.row is not None else ""
    return " › ".join(part for part in (line(fact.file), line(fact.sheet), row) if part)


def _json(value: Any) -> str:
    """JSON that can stand inside a script element: nothing in it can end the element or open a comment."""
    import orjson

    return orjson.dumps(value).decode().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")

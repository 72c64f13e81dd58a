"""A chart of any size for the browser tests, and evidence text as an attacker would write it."""

from __future__ import annotations

from itertools import pairwise

from graphkit.analysis.layout import Layout, arrange
from graphkit.export.chart_view import ChartEdge, ChartLane, ChartNode, ChartView, Fact
from graphkit.words import text

STAGES = ("certificate", "holder", "agent", "collector", "maker", "site", "site_operator", "enabler")
LOOKS = {
    "certificate": ("证书", "#b4570b", "square"),
    "holder": ("人员", "#1d5fbf", "dot"),
    "agent": ("网络账号", "#be185d", "triangleDown"),
    "collector": ("支付账户", "#7c3aed", "diamond"),
    "maker": ("人员", "#1d5fbf", "dot"),
    "site": ("网站", "#15803d", "star"),
    "site_operator": ("电话", "#0e7490", "triangle"),
    "enabler": ("单位", "#0f766e", "hexagon"),
}

PAID = (Fact("金额", "¥700.00", "流水.csv", "", 9),)

HOSTILE = (
    "<img src=x onerror=\"window.owned='img'\">",
    "</script><script>window.owned='script'</script>",
    "<!--<script>",
    "javascript:window.owned='url'",
    '<a href="http://203.0.113.9/x">href</a>',
    "'\"><svg onload=window.owned='svg'>",
    "\u202egnp.exe 账户\u202c",
    "nul\x00 bell\x07 escape\x1b[31m",
    "一行\n两行\r\n三行\ttab",
    "长" * 5000,
    "lone \ud800 surrogate",
    "{title} %s ${x} `x` \\u003c",
    " ",
)


def members(count: int) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Nodes (id, lane) and edges of `count` entities: chains through all stages, with some crossing over."""
    nodes = [(f"n{rank}", STAGES[rank % len(STAGES)]) for rank in range(count)]
    edges = list(pairwise(node for node, _ in nodes))
    return nodes, edges + [(f"n{rank}", f"n{rank + 17}") for rank in range(0, count - 17, 3)]


def view_of(
    nodes: list[tuple[str, str]], edges: list[tuple[str, str]], laid: Layout, lang: str, labels: dict[str, str]
) -> ChartView:
    """The chart of these entities at these places; entities without a label are called by their id."""
    return ChartView(
        nodes=tuple(
            ChartNode(
                id=node,
                label=labels.get(node, f"{LOOKS[lane][0]} {node}"),
                type=LOOKS[lane][0],
                lane=lane,
                x=laid.positions[node][0],
                y=laid.positions[node][1],
                colour=LOOKS[lane][1],
                shape=LOOKS[lane][2],
                tooltip=labels.get(node, ""),
                seed=node == "n0",
                damped=node == "n5",
                more=3 if node == "n4" else 0,
                facts=(Fact("名称", labels.get(node, node), "查获证书.xlsx", "Sheet1", rank + 2),),
            )
            for rank, (node, lane) in enumerate(nodes)
        ),
        edges=tuple(
            ChartEdge(f"e{rank}", one, other, "付款 ¥700", labels.get(one, ""), facts=PAID)
            for rank, (one, other) in enumerate(edges)
        ),
        lanes=tuple(ChartLane(at.key, text(f"chart.lane_{at.key}", lang), at.left, at.right) for at in laid.lanes),
        title=labels.get("title", "来源图"),
    )


def sample(count: int, lang: str = "zh", labels: dict[str, str] | None = None) -> ChartView:
    """A laid-out chart of `count` entities."""
    nodes, edges = members(count)
    return view_of(nodes, edges, arrange(nodes, edges), lang, labels or {})


def hostile(lang: str = "zh") -> ChartView:
    """A chart whose every text was written by whoever is under investigation."""
    labels = {f"n{rank}": value for rank, value in enumerate(HOSTILE)} | {"title": HOSTILE[1]}
    return sample(len(HOSTILE), lang, labels)

"""How a chart looks, as far as vis-network is told: options, and the shape of each link's line."""

from __future__ import annotations

from typing import Any

from graphkit.export.chart_routes import Route

CARD_WIDTH, CARD_HEIGHT = 160.0, 52.0
"""Size of an entity's card in chart units."""

CAPTION = 15
"""Font size of a link's caption in chart units."""

LINE_WIDTH = 1.4
"""Width of a link's line in chart units, when nothing else is asked for."""

FONT = '"Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",system-ui,sans-serif'

OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"chosen": False},
    "edges": {
        "width": LINE_WIDTH,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        "color": {"color": "#b3bfcc", "highlight": "#1d5fbf", "hover": "#7f93a8", "inherit": False},
        "font": {"face": FONT, "size": CAPTION, "color": "#4a5866", "strokeWidth": 4, "strokeColor": "#ffffff"},
        "scaling": {"label": {"drawThreshold": 7}},
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.5},
        "selectionWidth": 1.2,
        "hoverWidth": 0.4,
    },
    "interaction": {
        "hover": False,
        "multiselect": False,
        "navigationButtons": False,
        "keyboard": {"enabled": False},
        "selectConnectedEdges": True,
        "tooltipDelay": 500,
        "zoomSpeed": 0.6,
    },
}


def edge_style(route: Route, dashed: bool, width: float) -> dict[str, Any]:
    """What differs from `OPTIONS` for one link."""
    style: dict[str, Any] = {"dashes": [5, 4]} if dashed else {}
    if width != LINE_WIDTH:
        style["width"] = width
    if route.bend is not None:
        style |= {"smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.0}, "bend": route.bend}
    if route.shift:
        style["font"] = {"vadjust": route.shift}
    return style

"""How a chart looks, as far as vis-network is told: options, and the shape of each link's line."""

from __future__ import annotations

from math import hypot
from typing import Any

CARD_WIDTH, CARD_HEIGHT = 160.0, 52.0
"""Size of an entity's card in chart units."""

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
        "font": {"face": FONT, "size": 13, "color": "#4a5866", "strokeWidth": 4, "strokeColor": "#ffffff"},
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


def edge_style(
    start: tuple[float, float], end: tuple[float, float], rank: int, dashed: bool, width: float
) -> dict[str, Any]:
    """What differs from `OPTIONS` for one link: `rank` counts the links between the same two entities from 0.

    Between two lanes the line leaves and arrives sideways. It bows out where it would run behind cards: within a
    column, and along a row past a lane in between. Further links between the same two bow out more and more, so that
    each can be clicked.
    """
    style: dict[str, Any] = {"dashes": [5, 4]} if dashed else {}
    if width != LINE_WIDTH:
        style["width"] = width
    across, along = abs(start[1] - end[1]), abs(start[0] - end[0])
    hidden = along < CARD_WIDTH < across or (along > 2 * CARD_WIDTH and across < CARD_HEIGHT)
    if hidden or rank > 0:
        bow = (CARD_WIDTH / 2 if along < CARD_WIDTH else CARD_HEIGHT) * hidden + 24.0 * rank
        # vis-network bows a line of length L and roundness r by about 0.39 r L.
        roundness = min(bow / 0.39 / max(hypot(across, along), 1.0), 1.0)
        style["smooth"] = {"enabled": True, "type": "curvedCW", "roundness": round(roundness, 3)}
    return style

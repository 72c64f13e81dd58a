"""The chart in the page: our own Streamlit component around the same drawing code as the offline file."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import isfinite
from typing import TYPE_CHECKING, Any, Literal, get_args

import streamlit as st

from graphkit.export.chart_view import ChartView, payload

if TYPE_CHECKING:
    from collections.abc import Mapping

EventKind = Literal["node", "edge", "expand", "clear", "move"]


@dataclass(frozen=True, slots=True)
class ChartEvent:
    """What the user did: clicked a node or an edge, asked to expand a node, cleared the selection, or moved nodes.

    `id` is empty for "clear" and "move"; `positions` holds the new centres (chart units) of what was moved.
    """

    kind: EventKind
    id: str = ""
    positions: Mapping[str, tuple[float, float]] = field(default_factory=dict)


def chart(view: ChartView, key: str, lang: str = "zh", height: int = 620) -> ChartEvent | None:
    """Show the chart, `height` pixels high, and return what the user did since the last run, if anything.

    Keep the view equal from run to run while nothing is added or moved: then a click sends nothing again.
    """
    shown = _component()(key=key, data=payload(view, lang), height=height, on_event_change=_noted)
    return _event(shown.event)


@cache
def _component() -> Any:
    # The style goes with the page, so that the canvas has its size before the first picture is drawn.
    style = files("graphkit.export").joinpath("browser/chart.css").read_text(encoding="utf-8")
    return st.components.v2.component("graphkit.chart", js="component.js", css=style)


def _noted() -> None:
    """Streamlit keeps the events of a component only when somebody listens."""


def _event(raw: object) -> ChartEvent | None:
    """The event if it has the agreed form: it comes from a browser, which may send anything."""
    if not isinstance(raw, dict) or raw.get("kind") not in get_args(EventKind):
        return None
    places = raw.get("positions")
    positions = {
        str(node): (float(at[0]), float(at[1]))
        for node, at in (places.items() if isinstance(places, dict) else ())
        if isinstance(at, list) and len(at) == 2 and all(isinstance(n, int | float) and isfinite(n) for n in at)
    }
    return ChartEvent(raw["kind"], str(raw.get("id") or ""), positions)

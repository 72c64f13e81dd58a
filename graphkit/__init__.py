"""From the files of an anti-forgery case to one evidence graph.

    import graphkit
    wb = graphkit.open("sqlite:///graphkit-data/graph.db")
    wb.trace("Certificate:T…").to_frame()
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.workbench import open_workbench as open

__all__ = ["open"]


def __getattr__(name: str) -> Any:
    # lazily, so that importing the model alone stays cheap
    if name == "open":
        from graphkit.workbench import open_workbench

        return open_workbench
    raise AttributeError(name)

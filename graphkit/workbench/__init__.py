"""The use cases: the one door through which pages, the command line and scripts go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.workbench.workbench import Workbench, open_workbench

__all__ = ["Workbench", "open_workbench"]


def __getattr__(name: str) -> Any:
    # lazily, so that settings and results can be read without a store
    if name in __all__:
        from graphkit.workbench import workbench

        return getattr(workbench, name)
    raise AttributeError(name)

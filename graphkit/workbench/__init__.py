"""The use cases: the one door through which pages, the command line and scripts go."""

from graphkit.workbench.workbench import Workbench, open_workbench

__all__ = ["Workbench", "open_workbench"]

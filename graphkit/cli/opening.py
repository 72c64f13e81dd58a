"""The investigation that a call is about."""

from __future__ import annotations

from argparse import Namespace

from graphkit.workbench import Workbench, open_workbench


def opened(options: Namespace, *, new: bool = False) -> Workbench:
    """Open it; only commands that load make one that is not there yet (`new`), so that a slip of the pen is told."""
    return open_workbench(options.store, options.investigation, options.lang, new=new)

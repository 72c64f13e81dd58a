"""How a load treats the collector of unreachable objects."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG = 50_000  # some thousand rows; what they say is let go of without the collector, for it refers to itself nowhere


@contextmanager
def collected_seldom() -> Iterator[None]:
    """Within, the collector looks through new objects far less often: it would spend a seventh of a load."""
    usual = gc.get_threshold()
    gc.set_threshold(_YOUNG, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)

"""What the ring's accounts took in, what became of it, and what each buyer paid."""

from graphkit.analysis.takings.answers import Takings
from graphkit.analysis.takings.asking import takings

__all__ = ["Takings", "takings"]

"""What the ring's accounts took in, what became of it, and what each buyer paid."""

from graphkit.analysis.takings.answers import Takings
from graphkit.analysis.takings.asking import takings, takings_of

__all__ = ["Takings", "takings", "takings_of"]

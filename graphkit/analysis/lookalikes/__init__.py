"""Names of sites that imitate a government's: which trick, against which name. Judged from the name alone."""

from graphkit.analysis.lookalikes.answers import Finding, Lookalikes, Trick
from graphkit.analysis.lookalikes.judging import judge, lookalikes
from graphkit.analysis.lookalikes.loaded import loaded_lookalikes, lookalike_flags

__all__ = ["Finding", "Lookalikes", "Trick", "judge", "loaded_lookalikes", "lookalike_flags", "lookalikes"]

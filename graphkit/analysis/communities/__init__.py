"""Groups that work together: found on the whole investigation, each with what binds it."""

from graphkit.analysis.communities.answers import Communities
from graphkit.analysis.communities.asking import communities

__all__ = ["Communities", "communities"]

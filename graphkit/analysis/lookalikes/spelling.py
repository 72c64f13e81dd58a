"""Words with one letter wrong: left out, inserted, doubled, swapped with its neighbour, or replaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


def mistake(written: str, meant: str) -> str:
    """The one mistake that makes `written` of `meant`: omitted, inserted, doubled, swapped, replaced; "" if not one."""
    if abs(len(written) - len(meant)) > 1 or written == meant:
        return ""
    start = next((i for i, (a, b) in enumerate(zip(written, meant, strict=False)) if a != b),
                 min(len(written), len(meant)))
    one, other = written[start:], meant[start:]
    if len(one) < len(other):
        return "omitted" if one == other[1:] else ""
    if len(one) > len(other):
        if one[1:] != other:
            return ""
        return "doubled" if written[start] in (written[start - 1:start], other[:1]) else "inserted"
    if one[1:] == other[1:]:
        return "replaced"
    return "swapped" if one[:2] == other[1::-1] and one[2:] == other[2:] else ""


class NearWords(Generic[T]):
    """Finds the known texts that differ from a text by one mistake: both lose one letter and agree in what remains."""

    def __init__(self, known: Iterable[tuple[str, T]]) -> None:
        self._known: dict[str, list[tuple[str, T]]] = defaultdict(list)
        lengths = set()
        for text, value in known:
            for rest in {text, *_shortened(text)}:
                self._known[rest].append((text, value))
            lengths.add(len(text))
        self.shortest, self.longest = min(lengths) - 1, max(lengths) + 1

    def __call__(self, written: str) -> Iterator[tuple[str, T, str]]:
        """(the known text, its value, the mistake) for each known text one mistake away."""
        if self.shortest <= len(written) <= self.longest:
            for rest in (written, *_shortened(written)):
                for text, value in self._known.get(rest, ()):
                    if kind := mistake(written, text):
                        yield text, value, kind


def _shortened(text: str) -> Iterator[str]:
    return (text[:i] + text[i + 1:] for i in range(len(text)))

"""What a load said of the folder beside its truth, file by file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphkit.model.report import FileReport
from tests.mixed_folder.build import Truth


@dataclass(frozen=True)
class Line:
    """One path of the truth and the sums over what the load reported of it."""

    truth: Truth
    files: int
    kinds: frozenset[str]
    rows: int
    accepted: int
    rejected: int
    no_data: int

    @property
    def right(self) -> bool:
        """Whether kinds and rows are the true ones and every row is exactly one of three."""
        return (self.kinds == self.truth.kinds and self.rows == self.truth.rows
                and self.accepted + self.rejected + self.no_data == self.truth.rows)

    def told(self) -> str:
        """A line of the table."""
        kinds = "+".join(sorted(self.kinds)) or "-"
        wrong = "" if self.right else f"  ≠ {'+'.join(sorted(self.truth.kinds)) or '-'} {self.truth.rows}"
        return (f"{self.truth.path:24.24} {kinds:42} {self.rows:5} = {self.accepted:5} + {self.rejected:4} + "
                f"{self.no_data:4}  {self.truth.origin}{wrong}")


def lines(truth: Iterable[Truth], files: Sequence[FileReport]) -> list[Line]:
    """The table, in the order of the truth."""
    found = []
    for known in truth:
        below = known.path.endswith("/")
        mine = [f for f in files if f.path == known.path or (below and f.path.startswith(known.path))]
        kinds = frozenset(kind for f in mine for kind in f.kind.split("+") if kind)
        sums = (sum(getattr(f, name) for f in mine) for name in ("rows", "accepted", "rejected", "no_data"))
        found.append(Line(known, len(mine), kinds, *sums))
    return found


def summary(table: Sequence[Line]) -> str:
    """The table's totals."""
    kinds = {kind for line in table for kind in line.truth.kinds}
    rows, accepted, rejected, no_data = (sum(getattr(line, name) for line in table)
                                         for name in ("rows", "accepted", "rejected", "no_data"))
    recognised = sum(line.kinds == line.truth.kinds for line in table)
    return (f"{len(table)} files, {len(kinds)} kinds: {recognised} recognised as what they are; "
            f"{sum(line.truth.rows for line in table)} rows counted: {rows} = {accepted} accepted + "
            f"{rejected} rejected + {no_data} no data")

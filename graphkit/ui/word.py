"""What a person says of uploaded files before they are loaded: which to take, and which column holds what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from graphkit.model.report import FileReport
from ingest.source import ColumnMapping

SURE = 0.6
"""A file that is recognised less surely is only loaded when somebody says so."""


@dataclass(slots=True)
class Word:
    """The user's word on the files of one upload, kept from preview to preview.

    `takes_file`: name → whether to load it, where he has said so; `assigned`: (name, sheet) → the mapping he has made;
    `constants`: column name → what he last stated for all rows of a file; `left_out`: what is not to be loaded;
    `who` and `why`: of rows that are put right.
    """

    takes_file: dict[str, bool] = field(default_factory=dict)
    assigned: dict[tuple[str, str], ColumnMapping] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, FileReport] = field(default_factory=dict)
    who: str = ""
    why: str = ""

    @staticmethod
    def is_sure(file: FileReport) -> bool:
        """Whether nobody needs to say what a file is."""
        return bool(file.kind) and file.sure >= SURE

    def takes(self, file: FileReport) -> bool:
        """Whether a file will be loaded: it can be, and it is surely what it seems or somebody says so."""
        return bool(file.kind) and self.takes_file.get(file.path, self.is_sure(file))

    def assign(self, file: str, sheet: str, mapping: ColumnMapping) -> None:
        """Have a table read by this mapping; what is told so is meant to be loaded."""
        self.assigned[file, sheet] = mapping
        self.constants |= dict(mapping.constants)
        self.takes_file[file] = True

    def decide(self, files: Iterable[FileReport]) -> None:
        """Leave out what was recognised and is not taken; its mappings are not kept either."""
        self.left_out = {f.path: f for f in files if f.kind and not self.takes(f)}

    def mappings(self) -> tuple[ColumnMapping, ...]:
        """The mappings of what is taken."""
        return tuple(m for (file, _), m in self.assigned.items() if file not in self.left_out)

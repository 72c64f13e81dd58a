"""What a load tells its user: issues cell by cell, counts row by row, file by file."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from graphkit.words import text


@dataclass(frozen=True, slots=True)
class Issue:
    """Something wrong in one cell or row: `code` names the text in words/issues.toml.

    An "error" rejects the row, a "warning" drops or flags the cell. `row` 0 speaks of the whole file or sheet.
    """

    row: int
    sheet: str
    column: str
    code: str
    severity: str
    value: str = ""

    def message(self, lang: str = "zh") -> str:
        """The reason and what to do, in the user's language."""
        return text(f"issues.{self.code}", lang, value=self.value, column=self.column)

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form of an issue."""
        return {**asdict(self), "message": self.message(lang)}


@dataclass(slots=True)
class FileReport:
    """What became of one file: every data row is exactly one of accepted, rejected, no_data.

    `kind` is "" for a file that was not recognised, `sure` how sure it is (0..1), `unknown` the headers that no column
    of the kind knows. `unchanged`: the rows were there already. `created`, `changed` count entities and links;
    `conflicting`, in a preview, those of which the file says something else that each has only one of.
    `issues` holds the first ones only (see `ingest.loading.ISSUE_LIMIT`); `issue_count` counts all.
    `corrects`: the file whose rejected rows it puts right.
    """

    path: str
    sha256: str = ""
    kind: str = ""
    sure: float = 0.0
    unknown: list[str] = field(default_factory=list)
    rows: int = 0
    accepted: int = 0
    rejected: int = 0
    no_data: int = 0
    unchanged: int = 0
    created: int = 0
    changed: int = 0
    conflicting: int = 0
    issue_count: int = 0
    issues: list[Issue] = field(default_factory=list)
    state: str = ""
    corrects: str = ""

    @property
    def failed(self) -> bool:
        """Whether something in this file was not loaded."""
        return self.rejected > 0 or any(issue.severity == "error" for issue in self.issues)

    @property
    def refused(self) -> bool:
        """Whether nothing of this file was loaded; litter of the system that made the folder was never meant to be."""
        return not self.kind and any(issue.severity == "error" for issue in self.issues)

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form of a file's report."""
        found = {name: getattr(self, name) for name in self.__slots__ if name != "issues"}
        return {**found, "issues": [issue.to_json(lang) for issue in self.issues]}


@dataclass(slots=True)
class ImportReport:
    """What a load did: per file, and the entities and links that are now in the investigation."""

    files: list[FileReport] = field(default_factory=list)
    entities: int = 0
    links: int = 0
    dry_run: bool = False

    @property
    def created(self) -> int:
        """Entities and links that were not there before."""
        return sum(file.created for file in self.files)

    @property
    def changed(self) -> int:
        """Entities and links that were there and now have more to say."""
        return sum(file.changed for file in self.files)

    @property
    def conflicting(self) -> int:
        """In a preview: entities that a file contradicts."""
        return sum(file.conflicting for file in self.files)

    @property
    def failed(self) -> bool:
        """Whether any row or file was not loaded (exit status 1)."""
        return any(file.failed for file in self.files)

    def to_json(self, lang: str = "zh") -> dict[str, Any]:
        """The contract's form of `ingest --json`."""
        return {
            "files": [file.to_json(lang) for file in self.files],
            "entities": self.entities,
            "links": self.links,
            "created": self.created,
            "changed": self.changed,
            "conflicting": self.conflicting,
            "dry_run": self.dry_run,
        }

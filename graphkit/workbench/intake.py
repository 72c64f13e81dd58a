"""Taking in what needs a person: mappings of columns."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.model.report import ImportReport
from graphkit.store.base import GraphStore
from graphkit.workbench.settings import Settings, user_name

if TYPE_CHECKING:
    from ingest.reading import Limits
    from ingest.rejects import Rejects
    from ingest.runner import Listener
    from ingest.source import ColumnMapping
    from ingest.suggesting import UnknownTable


class Intake:
    """What a Workbench does with files and with what people say of them."""

    store: GraphStore
    settings: Settings

    def ingest(
        self, *paths: str | Path, kind: str | None = None, dry_run: bool = False, rejects: Rejects | None = None,
        listener: Listener | None = None, mappings: Iterable[ColumnMapping] = (),
    ) -> ImportReport:
        """Load files, folders and archives; see `ingest.runner.ingest`. Mappings are saved for the next time."""
        from ingest.mappings import save_mapping
        from ingest.runner import ingest

        given = tuple(mappings)
        if not dry_run:
            for mapping in given:
                save_mapping(self.store, mapping, user_name())
        return ingest(self.store, map(Path, paths), kind=kind, dry_run=dry_run, rejects=rejects, listener=listener,
                      limits=self._limits(), mappings=self._known(given))

    def mappings(self) -> tuple[ColumnMapping, ...]:
        """The saved mappings, by name."""
        from ingest.mappings import saved_mappings

        return saved_mappings(self.store)

    def save_mapping(self, mapping: ColumnMapping, who: str = "") -> None:
        """Keep a mapping: tables with its headers are recognised from now on. One of the same name is replaced."""
        from ingest.mappings import save_mapping

        save_mapping(self.store, mapping, who or user_name())

    def forget_mapping(self, name: str, who: str = "") -> None:
        """Recognise no more tables by a mapping; what was loaded with it stays. Raises MappingError."""
        from ingest.mappings import forget_mapping

        forget_mapping(self.store, name, who or user_name())

    def unknown_tables(self, path: str | Path, kind: str | None = None) -> list[UnknownTable]:
        """The tables of a file or archive that no kind and no mapping knows, with what each may be."""
        from ingest.suggesting import unknown_tables

        return list(unknown_tables(Path(path), kind, self._limits(), self._known(())))

    def _known(self, given: tuple[ColumnMapping, ...]) -> tuple[ColumnMapping, ...]:
        return tuple(({mapping.name: mapping for mapping in (*self.mappings(), *given)}).values())

    def _limits(self) -> Limits:
        from ingest.reading import Limits

        return Limits(**self.settings.limits)

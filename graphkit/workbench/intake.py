"""What comes in, and what people say of it: loading, withdrawing, mappings of columns, corrections, tips."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.model.report import FileReport, ImportReport
from graphkit.store.base import GraphStore
from graphkit.store.rows import LIVE, WITHDRAWN, SourceInfo
from graphkit.store.view import View
from graphkit.workbench.results import Corrections, Refused, Tip
from graphkit.workbench.settings import Settings, user_name

if TYPE_CHECKING:
    from ingest.corrections import Place
    from ingest.reading import Limits
    from ingest.refusals import Refusal
    from ingest.rejects import Rejects
    from ingest.runner import Listener
    from ingest.source import ColumnMapping
    from ingest.spotting import Recognised
    from ingest.suggesting import SeenTable, UnknownTable


class Intake:
    """What a Workbench does with files and with what people say of them."""

    store: GraphStore
    settings: Settings

    def ingest(
        self, *paths: str | Path, kind: str | None = None, dry_run: bool = False, rejects: Rejects | None = None,
        listener: Listener | None = None, mappings: Iterable[ColumnMapping] = (), left_out: Iterable[FileReport] = (),
        who: str = "", why: str = "",
    ) -> ImportReport:
        """Load files, folders and archives; see `ingest.runner.ingest`. Mappings are saved for the next time.

        `left_out`: the reports of files, from a preview, that are not to be loaded. What is not loaded is on record
        with the reason (see `refused`). `who` and `why`: of corrections, where their rows state no reason themselves.
        """
        from ingest.mappings import save_mapping
        from ingest.refusals import note_refused
        from ingest.runner import ingest

        given, passed, who = tuple(mappings), tuple(left_out), who.strip() or user_name()
        if not dry_run:
            for mapping in given:
                save_mapping(self.store, mapping, who)
        report = ingest(self.store, map(Path, paths), kind=kind, dry_run=dry_run, rejects=rejects, listener=listener,
                        limits=self._limits(), mappings=self._known(given), who=who, why=why.strip(),
                        left_out={file.path for file in passed})
        if not dry_run:
            note_refused(self.store, [*(file for file in report.files if file.refused), *passed], who)
        return report

    def refused(self) -> Refused:
        """The files that were given and not loaded: why, when, and by whom they were given."""
        from ingest.refusals import refusals

        return Refused(tuple(refusals(self.store)))

    def dismiss(self, refused: Iterable[Refusal], who: str = "") -> None:
        """Take files that were not loaded off the list: nobody needs them. Both stay on record."""
        from ingest.refusals import dismiss

        dismiss(self.store, refused, who or user_name())

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

    def seen_tables(
        self, path: str | Path, name: str, wanted: str, mappings: Iterable[ColumnMapping] = ()
    ) -> list[SeenTable]:
        """The tables of the file at `path`, loaded as `name`, or of its member that is called `wanted`."""
        from ingest.suggesting import seen_tables

        return list(seen_tables(Path(path), name, wanted, self._limits(), self._known(tuple(mappings))))

    def tip(self, said: str, fields: Mapping[str, str] | None = None, linked: Iterable[Recognised] = ()) -> Tip:
        """Take down a tip as a lead, with its text as the source row.

        `fields` by column of a lead (number, receiving_body, received_at, informant…). Of what `recognise_tip` finds in
        the text only what is `linked` is joined to the lead. Raises TipError.
        """
        from tempfile import TemporaryDirectory

        from ingest.runner import ingest_named
        from ingest.spotting import KIND, recognise
        from ingest.tips import tip_document

        chosen = tuple(linked)
        document = tip_document(said, fields or {}, chosen)
        with TemporaryDirectory(prefix="graphkit-") as folder:
            path = Path(folder, "tip.json")
            path.write_bytes(document.content)
            (report,) = ingest_named(self.store, [(path, document.name)], kind=KIND, limits=self._limits()).files
        return Tip(document.number, document.received_at, document.lead, recognise(said), chosen, report)

    @staticmethod
    def recognise_tip(said: str) -> tuple[Recognised, ...]:
        """The numbers, sites, accounts and names in a text, for somebody to confirm."""
        from ingest.spotting import recognise

        return recognise(said)

    def corrections(self) -> Corrections:
        """Every corrected row: what was changed, by whom, when and why, and what contradicts it."""
        from ingest.corrections import corrections

        return Corrections(tuple(corrections(self.store)))

    def settled(self) -> set[Place]:
        """The rejected rows that need nobody any more, since a correction took them up."""
        from ingest.corrections import settled

        return settled(self.store)

    def withdraw(self, sha256: str, reason: str, who: str = "") -> SourceInfo:
        """Take a source, and the corrections of its rows, out of every view, figure and export; nothing is deleted."""
        who = who or user_name()
        for info, mark in self._corrections_of(sha256, withdrawn=False):
            self.store.set_source_state(info.sha256, WITHDRAWN, f"{mark}{reason}", who)
        return self.store.set_source_state(sha256, WITHDRAWN, reason, who)

    def restore(self, sha256: str, reason: str = "", who: str = "") -> SourceInfo:
        """Bring a withdrawn source back, and the corrections that went with it."""
        who = who or user_name()
        restored = self.store.set_source_state(sha256, LIVE, reason, who)
        for info, mark in self._corrections_of(restored.sha256, withdrawn=True):
            if info.reason.startswith(mark):
                self.store.set_source_state(info.sha256, LIVE, reason, who)
        return restored

    def _corrections_of(self, sha256: str, *, withdrawn: bool) -> list[tuple[SourceInfo, str]]:
        """The sources that correct another, and the words with which they are withdrawn along with it."""
        from ingest.corrections import VERB

        def work(view: View) -> list[tuple[SourceInfo, str]]:
            infos = {info.sha256: info for info in view.sources()}
            asked = [info for info in infos.values() if info.sha256.startswith(sha256.lower())]
            mark = f"{asked[0].name} ({asked[0].sha256[:12]}): " if len(asked) == 1 else ""
            known = (infos.get(w.subjects[0]) for w in view.judgements()
                     if w.verb == VERB and mark and w.subjects[1] == asked[0].sha256)
            return [(info, mark) for info in known if info is not None and (info.state == WITHDRAWN) is withdrawn]

        return self.store.read(work)

    def _known(self, given: tuple[ColumnMapping, ...]) -> tuple[ColumnMapping, ...]:
        return tuple(({mapping.name: mapping for mapping in (*self.mappings(), *given)}).values())

    def _limits(self) -> Limits:
        from ingest.reading import Limits

        return Limits(**self.settings.limits)

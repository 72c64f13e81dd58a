"""Workbench: everything a user can ask of an investigation, or do to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from graphkit.model.records import Claim, Link, SourceRef, Subgraph
from graphkit.store.base import GraphStore, open_store
from graphkit.store.errors import StoreError
from graphkit.store.view import View
from graphkit.words import printable
from graphkit.workbench.asking import Asking
from graphkit.workbench.intake import Intake
from graphkit.workbench.judging import Judging
from graphkit.workbench.keeping import Keeping, stats_of
from graphkit.workbench.results import Found, Shown, Sources, Stats
from graphkit.workbench.settings import Settings, load_settings

if TYPE_CHECKING:
    from graphkit.analysis.answers import Trace
    from graphkit.analysis.case_coverage import CaseCoverage, GoOn
    from graphkit.analysis.certificates import Certificates
    from graphkit.analysis.conflicts import Conflicts
    from graphkit.analysis.elements.answers import Elements
    from graphkit.analysis.lookalikes import Lookalikes
    from graphkit.analysis.paths import Paths
    from graphkit.analysis.roles import Roles
    from graphkit.export.manifest import Manifest, Verification

CLAIMS_SHOWN = 500


class Workbench(Intake, Judging, Keeping, Asking):
    """An open investigation. Raises StoreError when the store fails, SeedError when a seed names nothing or several.

    A seed is an entity id, `Type:key value`, or a text that one entity answers to.
    """

    def __init__(self, store: GraphStore, settings: Settings) -> None:
        self.store = store
        self.settings = settings

    # -- sources -------------------------------------------------------------------------------------------

    def sources(self) -> Sources:
        """The loaded files."""
        return Sources(tuple(self.store.read(lambda view: view.sources())))

    # -- reading -------------------------------------------------------------------------------------------

    def stats(self) -> Stats:
        """How much there is."""
        return stats_of(self.store)

    def find(self, text: str, type_name: str | None = None, limit: int = 20) -> Found:
        """Entities that contain a text."""
        entities, truncated = self.store.read(lambda view: view.find(text, type_name, limit))
        return Found(tuple(entities), truncated)

    def show(self, seed: str) -> Shown:
        """One entity in full."""
        from graphkit.analysis.judged import Judged
        from graphkit.analysis.lookalikes import lookalike_flags
        from graphkit.analysis.seeds import one_entity

        def work(view: View) -> Shown:
            entity = view.get([one_entity(view, seed)])
            (found,) = entity.values()
            near = view.neighbourhood([found.id])
            counts: Counter[tuple[str, bool]] = Counter()
            for link in near.links.values():
                counts[link.type, link.source == found.id] += 1
            claims = view.claims([found.id], CLAIMS_SHOWN)[found.id]
            links = tuple((t, f, n) for (t, f), n in sorted(counts.items()))
            flag = lookalike_flags(view, [found.id]).get(found.id)
            words = Judged(view).about({found.id, *found.ids})
            return Shown(found, links, tuple(claims), flag, len(claims) >= CLAIMS_SHOWN, words)

        return self.store.read(work)

    def neighbourhood(self, ids: Iterable[str], types: Iterable[str] | None = None, cap: int | None = None) -> Subgraph:
        """The links at some entities, with both ends described."""

        def work(view: View) -> Subgraph:
            near = view.neighbourhood(ids, None if types is None else set(types), cap)
            return Subgraph(view.get(near.entities), near.links, near.truncated, near.hubs)

        return self.store.read(work)

    def links(self, ids: Iterable[str]) -> dict[str, Link]:
        """Single links with their values."""
        return self.store.read(lambda view: view.links(ids))

    def claims(self, ids: Iterable[str], limit: int = 200) -> dict[str, list[Claim]]:
        """What each source row says about these entities or links."""
        return self.store.read(lambda view: view.claims(ids, limit))

    def raw_row(self, ref: SourceRef) -> dict[str, str]:
        """A source row as it stands in its file."""
        return self.store.read(lambda view: view.raw_row(ref))

    # -- questions -----------------------------------------------------------------------------------------

    def trace(self, seed: str, max_hops: int = 8, limit: int = 50) -> Trace:
        """Who stands behind a seed, what proves each step, what is missing."""
        from graphkit.analysis.trace import trace

        return self.store.read(lambda view: trace(view, seed, max_hops=max_hops, limit=limit))

    def paths(
        self, first: str, second: str, max_hops: int = 6, types: Iterable[str] | None = None, limit: int = 1000
    ) -> Paths:
        """Every simple path between two entities, shortest first."""
        from graphkit.analysis.paths import paths

        return self.store.read(lambda view: paths(view, first, second, max_hops=max_hops,
                                                  types=None if types is None else set(types), limit=limit))

    def certificates(self) -> Certificates:
        """Every certificate with its verdict and the reasons."""
        from graphkit.analysis.certificates import certificates

        return self.store.read(certificates)

    def roles(self, role: str | None = None) -> Roles:
        """Who plays which role in the whole case, and why; only one role when it is given. ValueError for another."""
        from graphkit.analysis.roles import ROLES, roles

        if role is not None and role not in ROLES:
            raise ValueError(role)
        return self.store.read(lambda view: roles(view, role))

    def coverage(self, go_on: GoOn = lambda _done, _total: True) -> CaseCoverage:
        """How far the whole case is traced, and which records would advance most certificates. `go_on` is told after
        each certificate how many of how many are done, and stops the survey by answering False."""
        from graphkit.analysis.case_coverage import case_coverage

        return self.store.read(lambda view: case_coverage(view, go_on))

    def conflicts(self) -> Conflicts:
        """What the sources contradict each other about, each value with its rows."""
        from graphkit.analysis.conflicts import conflicts

        return self.store.read(conflicts)

    def elements(self) -> Elements:
        """Counts against the elements that the law names, each with its records; indications, never a verdict."""
        from graphkit.analysis.elements import elements

        return self.store.read(lambda view: elements(view, self.settings.elements))

    def lookalikes(self, names: Iterable[str] | None = None) -> Lookalikes:
        """Which names imitate a government's, and how: those given, else every domain and website loaded."""
        from graphkit.analysis.lookalikes import loaded_lookalikes, lookalikes

        return self.store.read(loaded_lookalikes) if names is None else lookalikes(names)

    # -- leaving -------------------------------------------------------------------------------------------

    def export(self, out: str | Path, seeds: Iterable[str] = ()) -> Manifest:
        """Write the report bundle of some seeds, or of the whole investigation, into a new folder."""
        from graphkit.export.bundle import write_bundle
        from graphkit.workbench.exporting import gather

        lang, wanted = self.settings.lang, tuple(seeds)
        content = self.store.read(
            lambda view: gather(view, wanted, self.store.investigation, lang, self.settings.elements))
        return write_bundle(content, Path(out), lang)

    @staticmethod
    def verify(folder: str | Path, digest: str | None = None) -> Verification:
        """Compare an exported folder with its manifest, and the manifest with its printed digest."""
        from graphkit.export.manifest import verify

        return verify(Path(folder), digest)

    # -- the store -----------------------------------------------------------------------------------------

    def close(self) -> None:
        """Give the store back."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_workbench(
    url: str | None = None, investigation: str | None = None, lang: str | None = None, *, new: bool = True
) -> Workbench:
    """Open an investigation; what is not given comes from the settings (see `load_settings`).

    One that is not there yet is made, unless `new` is False: then StoreError.
    """
    from dataclasses import replace

    given: dict[str, Any] = {"store": url, "investigation": investigation, "lang": lang}
    settings = replace(load_settings(), **{name: value for name, value in given.items() if value})
    if printable(settings.investigation.strip()) != settings.investigation or not settings.investigation:
        raise StoreError("bad_investigation", investigation=settings.investigation)
    store = open_store(settings.store, settings.investigation, user=settings.user, password=settings.password, new=new)
    return Workbench(store, settings)

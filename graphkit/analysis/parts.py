"""From a walk over the case to what is known of each subject's part at each stage, and what proves its signs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graphkit.analysis.casewide import Whole
from graphkit.analysis.chains import anchors, behind
from graphkit.analysis.evidence import Proof, prove
from graphkit.analysis.findings import distinct_refs
from graphkit.analysis.instalments import instalments
from graphkit.analysis.middlemen import place_between
from graphkit.analysis.moves import BUYING, IDENTITY, State
from graphkit.analysis.rolesigns import Part, Sign
from graphkit.analysis.settings import limit
from graphkit.analysis.subjects import Subjects
from graphkit.analysis.walk import Step
from graphkit.model.records import Link
from graphkit.model.schema import STAGES
from graphkit.store.view import View

Key = tuple[str, str]
"""(subject, stage)"""


def gather(whole: Whole) -> tuple[Subjects, dict[Key, Part]]:
    """Everybody's parts."""
    near, ground = whole.near, whole.ground
    into: dict[State, list[Step]] = defaultdict(list)
    onward: list[Step] = []
    for steps in ground.steps.values():
        for step in steps:
            if step.type not in IDENTITY and step.to.place in STAGES:
                into[step.to].append(step)
            if step.type == "paid" and step.start.place not in BUYING:
                onward.append(step)
    starts = {s for s in ground.starts if s.place in STAGES}
    known = {anchor: behind(ground, near, anchor) for anchor in sorted({*anchors(ground), *starts})}
    subjects = Subjects(whole.walker, (s.entity for found in known.values() for s in found))
    adverts: dict[str, list[Link]] = defaultdict(list)
    for link in whole.adverts:
        adverts[link.source].append(link)
    parts: dict[Key, Part] = {}
    for anchor, found in known.items():
        for subject in {subjects.of(s.entity) for s in found}:
            part = parts.setdefault((subject, anchor.place), Part(near, anchor.place))
            part.steps += into[anchor]
            part.office |= {anchor.entity} if anchor in whole.office else set()
            part.published += adverts[anchor.entity] if anchor.place == "advertiser" else []
    for step in onward:
        subject = subjects.owning(step.start.entity)
        if (subject, step.start.place) in parts:
            parts[subject, step.start.place].onward.append(step)
    _promoters(parts)
    place_between(whole, subjects, parts)
    selling = [subject for subject, stage in parts if stage == "agent"]
    for subject, links in instalments(near, selling).items():
        parts[subject, "agent"].instalments = links
    for (subject, stage), part in parts.items():
        part.beside = {s for s in STAGES if s != stage and (subject, s) in parts}
    return subjects, parts


def _promoters(parts: dict[Key, Part]) -> None:
    """Whom adverts name, and sellers rather than buyers pay, promotes: nothing shows that he sells."""
    for (subject, stage), part in sorted(parts.items()):
        selling = part.office or any(s.type not in ("contact", "paid") or s.start.place in BUYING for s in part.steps)
        if stage == "agent" and not selling and any(s.type == "contact" for s in part.steps):
            other = parts.setdefault((subject, "advertiser"), Part(part.near, "advertiser"))
            other.steps += part.steps
            del parts[subject, stage]


def prove_signs(view: View, signs: Iterable[Sign]) -> dict[Sign, Proof]:
    """The rows behind each sign, the first ones where there are many."""
    most = limit("limits", "evidence")
    found = sorted(signs, key=lambda s: (s.name, s.entities, [k.id for k in s.links]))
    proofs = prove(view, (s.links[:most] for s in found))
    claims = view.claims({e for s in found for e in s.entities[:most]}, most)
    kinds = {s.sha256: s.kind for s in view.sources()}
    proved = {}
    for sign in found:
        linked = proofs[tuple(k.id for k in sign.links[:most])]
        refs = distinct_refs((*linked.evidence, *(c.ref for e in sign.entities[:most] for c in claims[e])))[:most]
        proved[sign] = Proof(linked.links, refs, sign.count, frozenset(kinds[r.sha256] for r in refs))
    return proved

"""What an investigation concludes from its records, for those who receive an export: certificates, roles,
money, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from graphkit.analysis.casewide import kept
from graphkit.analysis.certificates import VERDICTS, Verdict, certificates
from graphkit.analysis.elements import elements
from graphkit.analysis.elements.answers import Elements
from graphkit.analysis.findings import Reason
from graphkit.analysis.roles import Role, given, roles_of
from graphkit.analysis.takings import Takings, takings_of
from graphkit.export.conclusions import Conclusion, Line
from graphkit.model.catalog import ENTITY_TYPES
from graphkit.model.records import SourceRef
from graphkit.model.schema import SUSPECT
from graphkit.store.view import View
from graphkit.words import text, yuan

_MANY = ("holder", "provider")
"""Roles that the report only counts: who is behind the holders is what it is read for; the table names everybody."""
_SUBJECTS, _PLACES, _ROWS = 3, 3, 5


def concluded(
    view: View, named: Collection[str] | None, thresholds: Mapping[str, int], lang: str
) -> tuple[Conclusion, ...]:
    """What is concluded about some entities, or (None) about the whole case, with the counts that the law asks for."""
    judged = [v for v in certificates(view).verdicts if named is None or v.id in named]
    with kept():
        found = given(view)
        playing = [r for r in roles_of(found).roles if named is None or r.id in named]
        told = [_certificates(judged, lang), _roles(playing, lang), _takings(takings_of(view, found), named, lang)]
    if named is None:
        told.append(_elements(elements(view, thresholds), lang))
    return tuple(told)


def _certificates(judged: list[Verdict], lang: str) -> Conclusion:
    counts = Counter(v.verdict for v in judged)
    base = ((v, (v.number, v.operation_item, v.holder, _verdict(v.verdict, lang))) for v in judged)
    return Conclusion(
        "certificates", ("number", "operation_item", "holder", "verdict"),
        tuple(row for v, cells in base for row in _proved(cells, v.reasons, lang)),
        ("verdict", "counted"), tuple((_verdict(v, lang), str(counts[v])) for v in VERDICTS if counts[v]))


def _verdict(verdict: str, lang: str) -> str:
    return text(f"ui.verdict_{verdict}", lang)


def _roles(given: list[Role], lang: str) -> Conclusion:
    counts = Counter(r.role for r in given)
    behind = sorted((r for r in given if r.role not in _MANY), key=lambda r: r.role not in SUSPECT)
    page = [(_stage(r.role, lang), _known(r, lang), f"{r.confidence:.2f}", "\n".join(_whys(r, lang))) for r in behind]
    page += [(_stage(role, lang), text("export.counted", lang, count=counts[role]), "", "")
             for role in _MANY if counts[role]]
    rows = (row for r in given for row in _proved(
        (_stage(r.role, lang), f"{r.confidence:.2f}", r.id, getattr(ENTITY_TYPES[r.type], lang), r.caption,
         "；".join(value for _, value in r.identifiers)), _noted(r), lang))
    return Conclusion("roles", ("role", "confidence", "id", "type", "caption", "known"), tuple(rows),
                      ("role", "about", "confidence", "reason_why"), tuple(page))


def _stage(role: str, lang: str) -> str:
    return text(f"analysis.stage_{role}", lang)


def _known(role: Role, lang: str) -> str:
    kind = getattr(ENTITY_TYPES[role.type], lang)
    return "\n".join([f"{kind} {role.caption}", *(v for _, v in role.identifiers if v != role.caption)])


def _noted(role: Role) -> list[Reason]:
    return [*(reason for said in role.notes.values() for reason in said), *role.reasons]


def _whys(role: Role, lang: str) -> Iterator[str]:
    for reason in _noted(role):
        places = "；".join(_places(reason.evidence, lang))
        yield reason.text(lang) + (text("export.bracketed", lang).replace("…", places) if places else "")


def _places(evidence: Iterable[SourceRef], lang: str) -> Iterator[str]:
    """Where the first rows stand: file by file, the rows of one together."""
    by_file: dict[str, list[int]] = {}
    for ref in evidence:
        by_file.setdefault(f"{ref.file} [{ref.sheet}]" if ref.sheet else ref.file, []).append(ref.row)
    for file, numbers in list(by_file.items())[:_PLACES]:
        rest = text("export.and_more", lang, count=len(numbers)) if len(numbers) > _ROWS else ""
        yield text("export.place", lang, file=file, row="、".join(map(str, numbers[:_ROWS])) + rest)
    if len(by_file) > _PLACES:
        yield text("export.more_files", lang, count=len(by_file) - _PLACES)


def _takings(found: Takings, named: Collection[str] | None, lang: str) -> Conclusion:
    """Every payment of the sales with its rows; on the page the accounts."""
    def name(entity: str) -> str:
        return found.entities[entity].caption

    accounts = [t for t in found.accounts if named is None or t.account in named]
    sold = [s for s in found.sales if named is None or {s.payer, s.account} <= set(named)]
    rows = (row for s in sold for p in s.payments for row in _placed(
        (p.time, name(s.buyer), name(s.payer), name(s.subject), name(s.account), yuan(p.fen), p.memo), p.evidence))
    page = [("\n".join((name(t.account), name(t.subject))), "\n".join(_stage(r, lang) for r in t.roles), yuan(t.in_fen),
             f"{t.payers} / {t.buyers}", f"{yuan(t.out_fen)} / {yuan(t.cash_fen)}", yuan(t.kept_fen)) for t in accounts]
    return Conclusion("takings", ("time", "buyer", "payer", "seller", "payee", "amount_yuan"), tuple(rows),
                      ("account", "role", "took_in", "payers_buyers", "went_cash", "kept"), tuple(page))


def _elements(found: Elements, lang: str) -> Conclusion:
    rows: list[Line] = []
    page: list[Line] = []
    shown: Counter[str] = Counter()
    for one in found.counts:
        rule, of = one.rule, found.entities.get(one.of)
        what, who = text(f"elements.{rule.element}", lang), text("elements.whole_case", lang)
        if of is not None:
            who = f"{getattr(ENTITY_TYPES[of.type], lang)} {of.caption}"
        provision = rule.provision + text("export.bracketed", lang).replace("…", rule.force(lang))
        base = (what, provision, who, rule.amount(one.count, lang), rule.least(lang), one.standing(lang))
        rows += _placed((*base, ""), one.evidence)
        if one.count and shown[rule.element] <= _SUBJECTS:
            page.append(base)
        shown[rule.element] += of is not None
    heads = ("element", "provision", "about", "counted", "threshold", "reached")
    return Conclusion("elements", heads, tuple(rows), heads, tuple(page))


def _proved(base: Line, reasons: Iterable[Reason], lang: str) -> Iterator[Line]:
    """A row per reason and source row of it."""
    for reason in reasons:
        yield from _placed((*base, reason.text(lang)), reason.evidence)


def _placed(base: Line, evidence: Iterable[SourceRef]) -> Iterator[Line]:
    refs = list(evidence)
    if not refs:
        yield (*base, "", "", "", "")
    for ref in refs:
        yield (*base, ref.file, ref.sheet, str(ref.row), ref.sha256)

"""The case from a seed: the world, then its files, then its truth."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

from tests.second_case import comms, innocents, names, network, purses, ring_chat, ring_labour, ring_site, statements
from tests.second_case.files import write_all
from tests.second_case.papers import lead
from tests.second_case.world import STAGES, Case, Certificate


def make(folder: Path, seed: int = 20260420) -> dict[str, Any]:
    """Write the case into `folder`, which is made, and return its truth."""
    case = Case(seed)
    state = innocents.officials(case)
    firms = network.providers(case)
    rings = {"1": ring_chat.build(case, state["query"]), "2": ring_site.build(case, state["query"], firms["enabler"]),
             "3": ring_labour.build(case, state["query"])}
    innocents.lookalike_people(case, rings, state["query"])
    holders = innocents.real_certificates(case, state["query"])
    innocents.parcel_places(case, rings, holders)
    purses.build(case, rings, holders)
    school = next(s for s in case.subjects if s.label == "school")
    network.build(case, firms)
    names.build(case, firms, school)
    comms.bills(case, rings, state)
    comms.penalties(case)
    _more_leads(case, school.phone)
    statements.render(case)
    folder.mkdir(parents=True, exist_ok=True)
    written = write_all(case, folder)
    truth = {
        "about": "第二个虚构案件的真相。The truth of a second invented case.",
        "files": [{"path": w.path, "sha256": hashlib.sha256((folder / w.path).read_bytes()).hexdigest(), "kind": w.kind,
                   "form": w.form, "encoding": w.encoding,
                   "rows": sum(w.counts.values()), **w.counts, "special_rows": w.special,
                   "checked": w.checked} for w in written],
        "sites": case.sites,
        "people": [{"id": s.id, "label": s.label, "type": s.type, "caption": s.caption, "ring": s.ring,
                    "roles": s.roles, "innocent": s.trap is not None,
                    "trap": s.trap, "note": s.note, "deceived": s.deceived, "tolerates": s.tolerates,
                    "identifiers": [{"type": kind, "value": value} for kind,
                                    values in s.identifiers.items() for value in values]} for s in case.subjects],
        "certificates": [_certificate(c) for c in case.certificates],
        "money": _money(case),
    }
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")
    return truth


def _certificate(made: Certificate) -> dict[str, Any]:
    """As in the sample, but a stage may have several true subjects: the list stands in place of one id."""
    return {"number": made.number, "operation_item": made.item, "verdict": made.verdict, "ring": made.ring,
            "signs": made.signs, "site": made.site, "note": made.note,
            "subjects": {stage: [s.id for s in made.subjects.get(stage, [])] for stage in STAGES},
            "traceable": {stage: made.traceable.get(stage) for stage in STAGES}}


def _money(case: Case) -> list[dict[str, Any]]:
    """Each transfer that some asked institution reported, once; failed and returned ones move nothing."""
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for transfer in case.transfers:
        if transfer.ok and (transfer.source.asked or transfer.target.asked):
            pair = transfer.source.number, transfer.target.number
            fen, count = sums.get(pair, (0, 0))
            sums[pair] = fen + transfer.fen, count + 1
    return [{"from": source, "to": target, "amount_fen": fen, "count": count} for (source, target),
            (fen, count) in sorted(sums.items())]


def _more_leads(case: Case, school: str) -> None:
    rng = case.rng
    sellers = [s for s in case.subjects if "agent" in s.roles and s.identifiers.get("phone")]
    holders = [c for c in case.certificates if c.ring]
    for place in range(44):
        day = f"2026-0{1 + place % 3}-{10 + place % 15}"
        seller, made = rng.choice(sellers), rng.choice(holders)
        about = ({"涉及电话": seller.phone}, {"涉及证书编号": made.number, "涉及姓名": made.holder.caption,
                                          "涉及身份证号": made.holder.resident},
                 {"涉及电话": school, "涉及网址": "https://chaxun.yingji-aqpx-xunian.cn/"},
                 {"涉及网址": "https://cx.mem.gov.cn/"})[place % 4 if place % 4 < 2 or place < 16 else 0]
        lead(case, date.fromisoformat(day), ("12345热线", "群众来信", "部门移送")[place % 3],
             "反映有人买卖特种作业操作证", **about)

"""truth.json: what a right reader must reach, one record a line."""

import hashlib
import json
from collections import Counter

from scripts.sample import cast
from scripts.sample.files import CaseFile
from scripts.sample.money import tally
from scripts.sample.sales import STAGES
from scripts.sample.world import Certificate, Party, World

AMBIGUOUS_MEMO = "两笔一样"


def seed(party: Party) -> str:
    """The subject as ``Type:key value``."""
    if party.type == "Phone":
        return f"Phone:{party.phone}"
    if party.type == "Account":
        return f"Account:{party.account.id}"
    return f"{party.type}:{party.ident or party.name}"


def subject(party: Party) -> dict[str, object]:
    """A person, organization or handle with everything that truly belongs to it."""
    ident = {"Person": "resident_id", "Organization": "uscc"}.get(party.type)
    known: list[tuple[str, str]] = [(ident, party.ident)] if ident and party.ident else []
    known += [("phone", party.phone)] if party.phone else []
    known += [("account", value) for a in party.accounts for value in (a.card, a.number) if value]
    known += [("online_account", handle) for handle in party.online]
    known += [("name", party.name)] if ident else []
    return {
        "id": seed(party),
        "label": party.slug,
        "type": party.type,
        "caption": party.name,
        "ring": party.ring or None,
        "roles": party.roles,
        "innocent": bool(party.trap),
        "trap": party.trap or None,
        "note": party.note,
        "identifiers": [{"type": kind, "value": value} for kind, value in known],
    }


def certificate(c: Certificate) -> dict[str, object]:
    """A certificate, who truly stands behind it, and which stages the files allow to reach."""
    who = {
        "holder": c.holder,
        "employer": c.holder.employer if c.traceable.get("employer") else None,
        "agent": c.agent,
        "advertiser": c.advertiser,
        "collector": c.collector,
        "maker": c.maker,
        "site_operator": c.operator,
        "enabler": c.enabler,
    }
    return {
        "number": c.number,
        "operation_item": c.item,
        "verdict": c.verdict,
        "ring": c.group[0] if c.price else None,
        "group": c.group,
        "signs": c.signs,
        "site": c.host or None,
        "subjects": {stage: seed(party) if party else None for stage, party in who.items()},
        "traceable": {stage: c.traceable.get(stage) for stage in STAGES},
        "next": c.next,
    }


def file_record(file: CaseFile, data: bytes) -> dict[str, object]:
    """What loading the file must report."""
    if file.kind is None:
        return {"path": file.path, "sha256": hashlib.sha256(data).hexdigest(), "kind": None, "note": file.note}
    outcomes = Counter(row.outcome for row in file.rows)
    special = [
        {"sheet": sheet.name, "row": row.number, "outcome": row.outcome, "why": row.why}
        for sheet in file.sheets
        for row in sheet.rows
        if row.outcome != "accepted" and file.kind in LOADED
    ]
    flagged = [
        {"sheet": sheet.name, "row": row.number, "column": column, "why": why}
        for sheet in file.sheets
        for row in sheet.rows
        for column, why in row.flags.items()
    ]
    return {
        "path": file.path,
        "sha256": hashlib.sha256(data).hexdigest(),
        "kind": file.kind,
        "form": file.form,
        "encoding": None if file.form == "xlsx" else file.encoding,
        "rows": len(file.rows),
        "accepted": outcomes["accepted"],
        "rejected": outcomes["rejected"],
        "no_data": outcomes["no_data"],
        "note": file.note,
        "special_rows": special,
        "flagged_cells": flagged,
    }


LOADED = {
    "leads",
    "certificates",
    "official_results",
    "back_office",
    "back_office_users",
    "waybills",
    "whois",
    "rdap",
    "icp",
    "service_orders",
    "bank_transactions",
    "bank_accounts",
    "bank_persons",
}


def money(world: World) -> list[dict[str, object]]:
    """Totals per pair of accounts over everything at least one bank reported."""
    reported = [t for t in world.transfers if any(a and a.queried for a in (t.payer, t.payee))]
    totals, once = tally(reported), Counter[tuple[str, str]]()
    for t in reported:
        if t.payer and t.payee and t.status == "成功":
            doubtful = 2 if t.memo == AMBIGUOUS_MEMO else 1  # neither report can be paired, so both count
            once[t.payer.id, t.payee.id] += doubtful
            totals[t.payer.id, t.payee.id] += t.fen * (doubtful - 1)
    return [{"from": a, "to": b, "amount_fen": fen, "count": once[a, b]} for (a, b), fen in sorted(totals.items())]


def sites(world: World) -> list[dict[str, object]]:
    """Every site that imitates the official one, and the genuine ones it must not be confused with."""
    operator, firm, phone = (seed(world.find(slug)) for slug in ("A-operator", "A-enabler", "B-operator"))
    own = [
        (cast.SITE_A1, "aqcx-xugou.cn"),
        (cast.OFFICE_A1, "aqcx-xugou.cn"),
        (cast.SITE_A2, "mem-zscx-xugou.com"),
        (cast.OFFICE_A2, "mem-zscx-xugou.com"),
    ]
    made: list[dict[str, object]] = [
        {
            "host": host,
            "domain": domain,
            "ring": "A",
            "imitates": "cx.mem.gov.cn",
            "operator": operator,
            "enabler": firm,
        }
        for host, domain in own
    ]
    for host, domain, who in ((cast.SITE_B1, "yjgl-xugou.net", phone), (cast.SITE_B2, "zsjx-xugou.com", None)):
        made.append(
            {"host": host, "domain": domain, "ring": "B", "imitates": "cx.mem.gov.cn", "operator": who, "enabler": None}
        )
    genuine = (("cx.mem.gov.cn", "mem.gov.cn"), ("yjj.xugouxian.gov.cn", "xugouxian.gov.cn"))
    return made + [
        {"host": h, "domain": d, "ring": None, "imitates": None, "operator": None, "enabler": None} for h, d in genuine
    ]


def document(world: World, files: list[tuple[CaseFile, bytes]]) -> str:
    """The whole truth as JSON text."""
    parts: dict[str, list[dict[str, object]]] = {
        "files": [file_record(file, data) for file, data in files],
        "sites": sites(world),
        "people": [subject(p) for p in world.parties],
        "certificates": [certificate(c) for c in world.certificates],
        "money": money(world),
    }
    body = ",\n".join(
        f'"{name}": [\n' + ",\n".join(json.dumps(item, ensure_ascii=False) for item in items) + "\n]"
        for name, items in parts.items()
    )
    return (
        '{\n"about": "虚构案件的真相；说明见 README.md。The truth of an invented case; see README.md.",\n'
        + body
        + "\n}\n"
    )

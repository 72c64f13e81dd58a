"""The sample's own consistency: files as committed, valid identifiers, connected evidence, money that adds up."""

import json
import re
from ipaddress import ip_address
from pathlib import Path

from scripts.sample import evidence, ledger
from scripts.sample.files import CaseFile
from scripts.sample.mint import id_check, luhn_check
from scripts.sample.world import World

Rendered = list[tuple[CaseFile, bytes]]


def problems(world: World, rendered: Rendered, told: str, root: Path) -> list[str]:
    """Every inconsistency as one line; empty when all is well."""
    files = [file for file, _ in rendered]
    distinct = [file for file in files if "新建文件夹" not in file.path]
    return [
        *committed(rendered, told, root),
        *identifiers(world, distinct),
        *evidence.problems(world, distinct),
        *money(told, distinct),
    ]


def committed(rendered: Rendered, told: str, root: Path) -> list[str]:
    """The files in the tree are those this script writes, and no others."""
    expected = {file.path: data for file, data in rendered} | {"truth.json": told.encode()}
    present = {p.relative_to(root).as_posix(): p for p in root.rglob("*") if p.is_file() and p.name != "README.md"}
    found = [
        f"{path}: not as the script writes it"
        for path, data in expected.items()
        if path in present and present[path].read_bytes() != data
    ]
    return found + [f"{path}: missing or unexpected" for path in sorted(expected.keys() ^ present.keys())]


def identifiers(world: World, files: list[CaseFile]) -> list[str]:
    """Resident IDs, cards, addresses and names keep the promises of the README."""
    found = []
    for party in world.parties:
        if party.type == "Person" and (
            party.ident[17] != id_check(party.ident[:17]) or not party.ident[14:].startswith("99")
        ):
            found.append(f"{party.slug}: resident ID {party.ident}")
        found += [
            f"{party.slug}: card {a.card}" for a in party.accounts if a.card and a.card[-1] != luhn_check(a.card[:-1])
        ]
    for row in (row for file in files for row in file.rows):
        for column, value in row.cells.items():
            if (
                column in {"IP", "IP地址", "录入IP", "最后登录IP"}
                and row.outcome == "accepted"
                and value
                and column not in row.flags
            ):
                found += [] if ip_address(str(value)).is_global else [f"{column}: {value} is not a public address"]
            if (
                column in {"域名", "domain"}
                and value
                and row.outcome == "accepted"
                and not re.search(r"xugou(\.cn|\.com|\.net|xian\.gov\.cn)$", str(value))
            ):
                found.append(f"{column}: {value} does not look invented")
    return found


def money(told: str, files: list[CaseFile]) -> list[str]:
    """The truth's totals are those the rows give."""
    true = {(m["from"], m["to"]): (m["amount_fen"], m["count"]) for m in json.loads(told)["money"]}
    counted = ledger.totals(files)
    return [
        f"money {pair}: truth {true.get(pair)}, rows {counted.get(pair)}"
        for pair in sorted(true.keys() | counted.keys())
        if true.get(pair) != counted.get(pair)
    ]

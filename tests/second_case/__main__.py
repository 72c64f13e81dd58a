"""Writes the case into a folder; with `--score STORE` it is loaded there and the answers compared with the truth."""

import argparse
from pathlib import Path

import graphkit
from tests.scoring import roles_given
from tests.second_case.build import make
from tests.second_case.score import score

parser = argparse.ArgumentParser(prog="python -m tests.second_case", description=__doc__)
parser.add_argument("folder", type=Path)
parser.add_argument("seed", type=int, nargs="?", default=20260420)
parser.add_argument("--score", metavar="STORE")
given = parser.parse_args()
truth = make(given.folder, given.seed)
if given.score:
    with graphkit.open(given.score) as wb:
        wb.ingest(given.folder)
        found, roles = score(truth, wb), roles_given(truth, wb)
    print(found.told())
    for role, got in roles.items():
        print(f"role {role:14}{got.told()}", *got.wrong)
    for (what, stage, who), seeds in sorted(found.cases.items()):
        print(f"{what} {stage} {who}: {len(seeds)}, first {seeds[0]}")
    print(*found.money_differs, sep="\n")

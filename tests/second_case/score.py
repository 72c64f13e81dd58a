"""The product's answers beside the truth: verdicts, stages, innocents at a suspect's stage, money."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from graphkit.model.records import Entity
from graphkit.model.schema import STAGES, SUSPECT
from graphkit.workbench import Workbench
from tests.scoring import money

COLUMNS = ("hit", "partly", "miss", "hit_beyond", "same_ring", "other", "innocent", "unknown")
"""partly: a hit, with another true subject missing. hit_beyond: reached though a record is missing. same_ring: another
member with that role. other: a member without it. unknown: nobody of the truth."""


@dataclass
class Score:
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)  # (truth, product)
    stages: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    innocents: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # (trap, stage, label)
    cases: dict[tuple[str, ...],
                list[str]] = field(default_factory=lambda: defaultdict(list))  # (what, stage, who) → seeds
    money: Counter[str] = field(default_factory=Counter)
    money_differs: list[str] = field(default_factory=list)

    def told(self) -> str:
        """The table of a report."""
        lines = ["verdicts (truth → product): " + ", ".join(f"{t}→{p} {n}" for (t, p),
                                                            n in sorted(self.verdicts.items()))]
        lines += [f"{stage:14}" + " ".join(f"{name} {self.stages[stage][name]:4}" for name in COLUMNS)
                  for stage in STAGES]
        lines += [f"innocent {trap} as {stage}: {label} ×{n}" for (trap, stage, label),
                  n in sorted(self.innocents.items())]
        lines += ["money: " + ", ".join(f"{k} {n}" for k, n in sorted(self.money.items()))]
        return "\n".join(lines)


class People:
    """Which subject of the truth an entity of the product is."""

    def __init__(self, truth: dict[str, Any]) -> None:
        self.of: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for person in truth["people"]:
            for known in person["identifiers"]:
                self.of[known["type"], known["value"]].append(person)

    def find(self, entity: Entity) -> dict[str, Any] | None:
        """By the strongest identifier; a number shared with an innocent belongs to the member of the ring."""
        def value(name: str) -> str:
            return str(entity.first(name) or "")

        phone = value("phone" if entity.type == "Person" else "number").removeprefix("+86")
        keys = {"Person": [("resident_id", value("resident_id")), ("phone", phone)], "Phone": [("phone", phone)],
                "Organization": [("uscc", value("uscc")), ("name", value("name"))],
                "Account": [("account", value("number"))],
                "OnlineAccount": [("online_account", f"{value('platform')}:{value('handle')}")]}
        for key in keys.get(entity.type, []):
            if key[1] and self.of.get(key):
                return min(self.of[key], key=lambda p: p["innocent"])
        return None


def score(truth: dict[str, Any], wb: Workbench, every: int = 1) -> Score:
    """Ask for every verdict and every pair of accounts of the truth; trace one certificate in `every`."""
    result, people = Score(), People(truth)
    verdicts = {(v.number, v.operation_item): v for v in wb.certificates().verdicts}
    for place, made in enumerate(truth["certificates"]):
        found = verdicts.get((made["number"], made["operation_item"]))
        said = found.verdict if found else "absent"
        result.verdicts[made["verdict"], said] += 1
        if said != made["verdict"]:
            result.cases["verdict", made["verdict"], said].append(made["number"])
        if found is None or place % every:
            continue
        trace = wb.trace(found.id)
        for stage in STAGES:
            _stage(result, people, made, stage, [trace.entities[i] for i in trace.coverage[stage].by])
    result.money, result.money_differs = money(truth, wb)
    return result


def _stage(result: Score, people: People, made: dict[str, Any], stage: str, by: list[Entity]) -> None:
    expected, counts = set(made["subjects"][stage]), result.stages[stage]
    met = {p["id"] for e in by if (p := people.find(e))} & expected
    if expected and made["traceable"][stage]:
        counts["hit" if met else "miss"] += 1
        counts["partly"] += bool(met and met != expected)
        if met and met != expected:
            result.cases["partly", stage, made["ring"] or ""].append(made["number"])
        if not met:
            result.cases["miss", stage, made["ring"] or ""].append(f"{made['number']} {made['operation_item']}")
    elif met:
        counts["hit_beyond"] += 1
    for entity in by:
        person = people.find(entity)
        if person is None:
            counts["unknown"] += 1
            result.cases["unknown", stage, f"{entity.type} {entity.caption}"].append(made["number"])
        elif person["id"] not in expected:
            member = stage in person["roles"] and person["ring"] == made["ring"]
            kind = "innocent" if person["innocent"] else "same_ring" if member else "other"
            counts[kind] += 1
            result.cases[kind, stage,
                         f"{person['label']} {person['caption']} for ring {made['ring']}"].append(made["number"])
            if kind == "innocent" and stage in SUSPECT:
                result.innocents[person["trap"], stage, person["label"]] += 1

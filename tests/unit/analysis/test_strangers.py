"""A large account's payees: those of whom nothing is known are not looked at, and the answer is as if they were."""

from __future__ import annotations

from typing import Any

import pytest

from graphkit.analysis import strangers
from graphkit.analysis.trace import trace
from graphkit.store.backend import Reader
from graphkit.store.view import View
from tests.unit.analysis.case import Case, standing
from tests.unit.analysis.world import advert, bank, card, customer, office, owned, paid, phone, resident, user

CROWD = 120
COLLECTOR, MAKER, PLATFORM, SHOP = 100, 150, 151, 152


@pytest.fixture
def crowded(case: Case) -> Case:
    """Two sellers pay the same collector, who pays a crowd, a maker most of all, a platform, a shop and each seller."""
    case.file("certificates", *[card(n, sellers=(n + 40,), payee=COLLECTOR, payer=n) for n in range(1, 5)])
    case.file("back_office", *[office(n, agent=f"dl{n % 2}") for n in range(1, 5)])
    case.file("back_office_users", *[user(f"dl{n}", above="zz1", contacts=(41 + n,)) for n in range(2)])
    case.file("bank_persons", customer(50, 41), customer(51, 42), customer(60, 160))
    case.file("bank_accounts", owned(50, 200, contact=41), owned(51, 201, contact=42), owned(60, 300, contact=160))
    case.file("adverts", advert("http://ad.example/1", "wechat:maizheng", "特种作业操作证免考包过", contacts=(160,)))
    days = [f"2025-06-{d:02d}" for d in range(1, 4)]
    case.file(
        "bank_transactions",
        *[paid(n, COLLECTOR, 800, "2025-04-20") for n in range(1, 5)],
        *[paid(COLLECTOR, 1000 + n, 100 + n, day) for n in range(CROWD) for day in days[:1 + n % 3]],
        *[paid(payer, MAKER, 5_000, day) for payer in (COLLECTOR, 200, 201) for day in days],
        *[paid(COLLECTOR, PLATFORM, 90, day, holder="财付通支付科技有限公司") for day in days],
        *[paid(COLLECTOR, SHOP, 9_000, day, holder="幸福超市") for day in days],
        *[paid(COLLECTOR, 300, 70, day) for day in days])
    return case


def seeds() -> list[str]:
    return [f"Certificate:T{resident(1)}", f"Account:{bank(COLLECTOR)}", f"Phone:{phone(42)}"]


@pytest.mark.parametrize("seed", seeds())
def test_the_answer_is_that_of_looking_at_everybody(crowded: Case, seed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = crowded.trace(seed).to_json()
    with monkeypatch.context() as everybody:
        everybody.setattr(strangers, "CANDIDATES", 10_000)
        assert crowded.trace(seed).to_json() == found


def test_who_is_known_is_found_in_the_crowd(crowded: Case) -> None:
    found = crowded.trace(seeds()[0])
    assert any(found.entities[i].caption == bank(PLATFORM) for i in found.damped), "a platform, by its name"
    assert any(found.entities[i].caption == bank(MAKER) for i in found.entities), "who is paid by several"
    assert standing(found, "maker")


def test_nobody_reads_what_is_said_of_strangers(crowded: Case) -> None:
    asked: set[str] = set()

    class Listening:
        """A reader that notes whose claims are read."""

        def __init__(self, reader: Reader) -> None:
            self._reader = reader

        def __getattr__(self, name: str) -> Any:
            return getattr(self._reader, name)

        def claims(self, subjects: Any, limit: int | None = None) -> Any:
            asked.update(subjects)
            return self._reader.claims(subjects, limit)

    crowded.store.backend.read(lambda reader: trace(View(Listening(reader)), seeds()[0]))
    crowd = crowded.ask(lambda view: {i for i, e in view.get(view.ids_of("Account")).items()
                                      if e.caption in {bank(1000 + n) for n in range(CROWD)}})
    assert len(crowd) == CROWD
    assert len(asked & crowd) <= strangers.CANDIDATES

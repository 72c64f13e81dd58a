"""Signs of a role, each a small named function over what the walk accepted for a subject: its reason text is
`sign_<name>` in words/analysis.toml, its weight stands under [signs] in thresholds.toml. Source: contract, roles.

The rules of the walk (money, parcels, sites, naming, signs) decide what a link shows; these say what it amounts to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from graphkit.analysis.moves import BUYING
from graphkit.analysis.near import HANDLES, Near
from graphkit.analysis.settings import limit
from graphkit.analysis.walk import Step
from graphkit.model.records import Link


@dataclass(slots=True)
class Part:
    """What is known of a subject's part at one stage: the steps that lead to it, those of payments on from it, what its
    own records say (entity ids), and the stages it has besides."""

    near: Near
    stage: str
    steps: list[Step] = field(default_factory=list)
    onward: list[Step] = field(default_factory=list)
    office: set[str] = field(default_factory=set)
    published: list[Link] = field(default_factory=list)
    instalments: list[Link] = field(default_factory=list)
    beside: set[str] = field(default_factory=set)

    def links(self, type_name: str, *codes: str) -> list[Link]:
        """Links of the steps of a type; of those that a rule let pass for one of these reasons when any are given."""
        return [k for s in self.steps if s.type == type_name
                and (not codes or any(r.code in codes for r in s.ruling.reasons)) for k in s.links]


@dataclass(frozen=True, slots=True, eq=False)
class Sign:
    """A sign that was found. `direct`: it suffices by itself; `entities`: those whose own rows state it."""

    name: str
    direct: bool
    links: tuple[Link, ...]
    entities: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many rows, payments or parcels there are at least."""
        return max(1, sum(k.count or 1 for k in self.links) + len(self.entities))


Rule = Callable[[Part], Sign | None]


def _sign(name: str, links: Iterable[Link], *, direct: bool = False) -> Sign | None:
    found = tuple({k.id: k for k in links}.values())
    return Sign(name, direct, found) if found else None


def holds(part: Part) -> Sign | None:
    """● Holds a certificate that looks forged or suspect."""
    return _sign("holds", part.links("holds"), direct=True)


def employs(part: Part) -> Sign | None:
    """● Employs holders."""
    return _sign("employs", part.links("employed_by"), direct=True)


def office_account(part: Part) -> Sign | None:
    """● The back office's own record gives an account of his this stage."""
    return Sign("office_account", True, (), tuple(sorted(part.office))) if part.office else None


def ordered_there(part: Part) -> Sign | None:
    """● Certificates were requested through his agent's account."""
    return _sign("ordered_there", part.links("requested"), direct=True)


def has_subordinates(part: Part) -> Sign | None:
    """His account in a back office has others below it (● where its own record gives it this stage, too): an account
    of which only those below it tell may be the administrator's."""
    return _sign("has_subordinates", part.links("sub_account_of"), direct=bool(part.office))


def enters(part: Part) -> Sign | None:
    """● His account entered identities into a back office."""
    return _sign("enters", part.links("entered"), direct=True)


def named_seller(part: Part) -> Sign | None:
    """A buyer named his phone or handle as the seller's when a questioned certificate was found."""
    return _sign("named_seller", (k for k in part.links("sold") if part.near.types[k.source] in HANDLES))


def named_payee(part: Part) -> Sign | None:
    """A buyer named his account as the one to pay. Where no seller is named beside it, its owner is taken for the
    seller, unless he is known to take money for others. Named by several buyers, it stands by itself (●)."""
    links = [k for k in part.links("sold") if part.near.types[k.source] == "Account"]
    if part.stage == "agent" and "collector" in part.beside:
        return None
    several = len({k.target for k in links}) >= limit("roles", "named_by")
    return _sign("named_payee", links, direct=several)


def paid_by_buyers(part: Part) -> Sign | None:
    """Several buyers pay him as one pays the seller, or the one who collects for the seller."""
    links = [k for s in part.steps if s.type == "paid" and s.start.place == "holder" for k in s.links]
    several = len({k.source for k in links}) >= limit("money", "buyers")
    return _sign("paid_by_buyers", links) if several else None


def paid_by_employer(part: Part) -> Sign | None:
    """An employer of several holders pays him, a private person, for training. Rests on its staff records too."""
    near = part.near
    links = [k for s in part.steps if s.type == "paid" and s.start.place == "employer" for k in s.links]
    staff = [k for link in links for o in near.into(link.source, "owns") for k in near.into(o.source, "employed_by")
             if any(near.questioned(h.target) for h in near.out(k.source, "holds"))]
    return _sign("paid_by_employer", (*links, *staff))


def paid_by_ring(part: Part) -> Sign | None:
    """Members of the ring pay him again and again, and nothing else explains it."""
    links = [k for s in part.steps if s.type == "paid" and s.start.place not in BUYING
             for k in s.links]
    return _sign("paid_by_ring", links)


def passes_on(part: Part) -> Sign | None:
    """Pays on to those above him in the chain."""
    return _sign("passes_on", (k for s in part.onward for k in s.links))


def passes_through(part: Part) -> Sign | None:
    """● The ring's own money comes in again and again and goes on to others of the ring: seen at both ends."""
    links = [k for s in part.steps if s.type == "paid" and s.start.place not in BUYING
             for k in s.links if k.count > 1]
    onward = [k for s in part.onward for k in s.links if k.count > 1]
    return _sign("passes_through", (*links, *onward), direct=True) if links and onward else None


def takes_instalments(part: Part) -> Sign | None:
    """Several people paid his accounts a deposit and a balance."""
    return _sign("takes_instalments", part.instalments)


def sends_cards(part: Part) -> Sign | None:
    """Sends parcels to several buyers or agents, or is known for it by other records."""
    return _sign("sends_cards", part.links("sent"))


def in_adverts(part: Part) -> Sign | None:
    """Adverts for certificates without an examination name his number."""
    return _sign("in_adverts", part.links("contact"))


def publishes(part: Part) -> Sign | None:
    """● Publishes adverts for certificates without an examination, or for the imitating site."""
    return _sign("publishes", (*part.links("published"), *part.published), direct=True)


def named_in_lead(part: Part) -> Sign | None:
    """A lead names a number or account of his."""
    ends = {k.target for s in part.steps for k in s.links if k.type == "paid"} | {
        k.source for s in part.steps for k in s.links if k.type in ("sold", "sent", "requested", "entered")}
    return _sign("named_in_lead", (k for e in sorted(ends) for k in part.near.into(e, "mentions")))


def runs_site(part: Part) -> Sign | None:
    """● Registered, filed, ordered, administers or pays for a site that imitates an official one or its back office."""
    types = ("registered", "filed_by", "ordered", "administers", "paid_for")
    return _sign("runs_site", (k for t in types for k in part.links(t)), direct=True)


def went_on(part: Part) -> Sign | None:
    """● Went on supplying such a site after the regulator's notice."""
    return _sign("went_on", part.links("provided"), direct=True)


_OFFICE: tuple[Rule, ...] = (office_account, has_subordinates)
_MONEY: tuple[Rule, ...] = (named_payee, paid_by_buyers, paid_by_employer, paid_by_ring, takes_instalments, passes_on,
                           named_in_lead)
SIGNS: dict[str, tuple[Rule, ...]] = {
    "holder": (holds,), "employer": (employs,),
    "agent": (*_OFFICE, ordered_there, named_seller, *_MONEY, sends_cards, in_adverts),
    "advertiser": (publishes, in_adverts, paid_by_ring),
    "collector": (passes_through, *_MONEY),
    "maker": (*_OFFICE, enters, paid_by_ring, paid_by_buyers, sends_cards),
    "site_operator": (*_OFFICE, runs_site, paid_by_ring),
    "enabler": (went_on,),
}
"""The signs of every stage."""
_NEEDED: dict[str, tuple[Rule, ...]] = {"collector": (passes_through, paid_by_buyers, paid_by_ring)}


def signs_of(part: Part) -> list[Sign]:
    """The signs of a part, none where they say something else.

    Who collects for others is paid by buyers, named in leads and pays on as a seller is: that alone shows no agent. Who
    collects is seen to take money in, or several buyers name his account.
    """
    found = [sign for rule in SIGNS[part.stage] if (sign := rule(part))]
    money = {rule.__name__ for rule in _MONEY}
    if part.stage == "agent" and "collector" in part.beside and all(s.name in money for s in found):
        return []
    needed = _NEEDED.get(part.stage, ())
    return found if not needed or any(s.direct for s in found) or any(rule(part) for rule in needed) else []

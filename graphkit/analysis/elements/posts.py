"""What was published: adverts for certificates without an examination, the groups they name, who follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graphkit.analysis.elements.counting import Counted, each, summed
from graphkit.analysis.elements.scene import Scene


def posts(scene: Scene) -> list[Counted]:
    """Such adverts, each address once, in all and by who published them."""
    return each(_published(scene))


def groups(scene: Scene) -> list[Counted]:
    """The groups that such adverts name."""
    return each(_groups(scene))


def group_members(scene: Scene) -> list[Counted]:
    """The members of these groups, as the largest number stated of each; members of two groups count twice."""
    found = {of: (_most(scene, some, "members"), some) for of, some in _groups(scene).items()}
    every = {g for _, some in found.values() for g in some}
    return summed({**found, "": (_most(scene, every, "members"), every)})


def followers(scene: Scene) -> list[Counted]:
    """The followers of the accounts that published such adverts, as the largest number stated of each."""
    handles = defaultdict[str, set[str]](set)
    for advert in _selling(scene):
        for link in scene.near.into(advert, "published"):
            handles[scene.subject_of(link.source)].add(link.source)
            handles[""].add(link.source)
    return summed({of: (_most(scene, some, "followers"), some) for of, some in handles.items()})


def _selling(scene: Scene) -> list[str]:
    """The adverts of the case that offer certificates without an examination."""
    adverts = scene.view.ids_of("Advert")
    scene.near.describe(adverts)
    scene.near.types |= dict.fromkeys(adverts, "Advert")
    found = [a for a in adverts if scene.walker.signs.sells(a)]
    scene.near.load(found, ("published", "contact"))
    return found


def _published(scene: Scene) -> dict[str, set[str]]:
    found = defaultdict[str, set[str]](set)
    for advert in _selling(scene):
        found[""].add(advert)
        for link in scene.near.into(advert, "published"):
            found[scene.subject_of(link.source)].add(advert)
    return found


def _groups(scene: Scene) -> dict[str, set[str]]:
    near = scene.near
    return {of: {k.target for a in some for k in near.out(a, "contact") if near.types[k.target] == "Group"}
            for of, some in _published(scene).items()}


def _most(scene: Scene, ids: Iterable[str], name: str) -> int:
    some = set(ids)
    scene.near.describe(some)
    return sum(max((int(v) for v in scene.near.entity(i).properties.get(name, ())), default=0) for i in some)

"""Imitations of every genuine site made by rules, trick by trick, the same ones in every run."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from graphkit.analysis.lookalikes.vocabulary import sites

HERE = Path(__file__).parent
ENDS = ("com", "net", "top", "cc", "vip", "xyz", "com.cn", "net.cn", "org.cn")
CARRIERS = ("xugou.com", "zs-xugou.cn", "chaxun-xugou.top", "xugou.net.cn")
FOREIGN = {"a": "а", "c": "с", "e": "е", "o": "о", "p": "р", "x": "х", "y": "у", "i": "і", "j": "ј", "s": "ѕ", "h": "һ",
           "g": "ɡ", "m": "м"}
DIGITS = {"o": "0", "l": "1", "i": "1", "e": "3"}
PAIRS = {"m": "rn", "w": "vv"}
WORDED = ("chinasafety-cx", "tezhongzuoyechaxun", "yingjiguanli-guangdong", "mohrss-zscx", "anquanshengchanchaxun",
          "caozuozhengchaxun", "yingjiguanlibu", "mohurd-cx", "yingjiguanliting-hunan", "tezhongzuoye-zscx")
OFFICES = ("mem", "yjgl", "yjglt", "yjglj", "yingjiguanli", "saws", "anjianju", "mohrss", "mohurd", "samr")
QUERIES = ("cx", "chaxun", "zscx", "zhengshuchaxun", "czcx")
SUBJECTS = ("tzzy", "tezhongzuoye", "aqsc", "anquanshengchan", "caozuozheng")
PLACES = ("beijing", "guangdong", "zhejiang", "henan", "xinjiang", "shaanxi", "sichuan")


def by_rule() -> dict[str, list[str]]:
    """Trick → names."""
    chance = random.Random(21)
    hosts = [host for host in sites() if host.endswith(".gov.cn")]
    cores = [host.removesuffix(".gov.cn") for host in hosts]
    made: dict[str, Callable[[], Iterator[str]]] = {
        "sub_domain": lambda: (f"{form}.{chance.choice(CARRIERS)}" for host in hosts
                               for form in (host, host.replace(".", "-", 1), f"www.{host}")),
        "gov_label": lambda: (f"{core}.{gov}.{chance.choice(ENDS)}" for core in cores
                              for gov in ("gov-cn", "govcn", "cn-gov")),
        "suffix": lambda: (f"{core}{joint}gov.{end}" for core in cores for joint in ".-"
                           for end in chance.sample(ENDS, 2)),
        "hyphen": lambda: (f"{_cut(_joined(core), chance)}-gov.cn" for core in cores if len(core) > 3),
        "homoglyph": lambda: (_swap(name, FOREIGN, chance) for name in _governmental(cores, chance)),
        "digit_for_letter": lambda: (_swap(name, DIGITS, chance) for name in _governmental(cores, chance)),
        "pairs": lambda: (_swap(name, PAIRS, chance) for name in _governmental(cores, chance)
                          if set(name.partition(".")[0]) & set(PAIRS)),
        "omitted": lambda: (_wrong(name, chance, "omitted") for name in _mistaken(cores, chance)),
        "inserted": lambda: (_wrong(name, chance, "inserted") for name in _mistaken(cores, chance)),
        "doubled": lambda: (_wrong(name, chance, "doubled") for name in _mistaken(cores, chance)),
        "swapped": lambda: (_wrong(name, chance, "swapped") for name in _mistaken(cores, chance)),
        "replaced": lambda: (_wrong(name, chance, "replaced") for name in _mistaken(cores, chance)),
        "digits": lambda: (f"{office}{number}.{end}" for office in ("cxmem", "mem", "yjgl", "yjglt", "yjglj", "memcx")
                           for number in (12, 119, 365, 2024) for end in ("com", "cn")),
        "composed": lambda: _composed(chance),
        "path": lambda: (f"http://{chance.choice(CARRIERS)}/{host}/special" for host in hosts),
        "user": lambda: (f"https://{host}@{chance.choice(CARRIERS)}/" for host in hosts),
    }
    return {trick: list(dict.fromkeys(names())) for trick, names in made.items()}


def by_hand() -> dict[str, list[str]]:
    """Trick → names."""
    found: dict[str, list[str]] = tomllib.loads((HERE / "imitations.toml").read_text("utf-8"))
    return found


def ordinary() -> list[str]:
    """Names that imitate nobody."""
    lines = (HERE / "ordinary.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _joined(core: str) -> str:
    return core.replace(".", "").replace("-", "")


def _governmental(cores: list[str], chance: random.Random) -> Iterator[str]:
    return (f"{core.replace('.', '-')}-gov.{chance.choice(ENDS)}" for core in cores for _ in range(2))


def _mistaken(cores: list[str], chance: random.Random) -> Iterator[str]:
    yield from (f"{_joined(core)}gov.{chance.choice(ENDS)}" for core in cores)
    yield from (f"{core.replace('.', '-')}-gov.cn" for core in cores)
    yield from (f"{word}.{chance.choice(ENDS)}" for word in WORDED)


def _swap(name: str, alike: dict[str, str], chance: random.Random) -> str:
    """One letter of the name (not of its suffix) replaced by what looks like it."""
    label = name.partition(".")[0]
    at = chance.choice([i for i, letter in enumerate(label) if letter in alike] or [0])
    return name[:at] + alike.get(name[at], name[at]) + name[at + 1:]


def _wrong(name: str, chance: random.Random, mistake: str) -> str:
    """One mistake in the name's longest word, where nobody notices it: not at its first letter."""
    label, dot, end = name.partition(".")
    word = max(label.split("-"), key=len)
    start = label.index(word)
    places = [i for i in range(start + 1, start + len(word) - 1) if label[i] not in (label[i - 1], label[i + 1])]
    at = chance.choice(places or [start + 1])
    letter = chance.choice("bdfhkprtuz")
    changed = {
        "omitted": label[:at] + label[at + 1:], "inserted": label[:at] + letter + label[at:],
        "doubled": label[:at] + label[at] + label[at:],
        "swapped": label[:at] + label[at + 1:at + 2] + label[at] + label[at + 2:],
        "replaced": label[:at] + letter + label[at + 1:],
    }[mistake]
    return changed + dot + end


def _cut(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    return f"{word[:at]}-{word[at:]}"


def _composed(chance: random.Random) -> Iterator[str]:
    for office in OFFICES:
        for other in (*QUERIES, *PLACES, "tzzy", "gov"):
            joint = chance.choice(("", "-"))
            pair = chance.choice(((office, other), (other, office)))
            yield f"{joint.join(pair)}.{chance.choice(ENDS)}"
    for subject in SUBJECTS:
        for query in QUERIES:
            yield f"{subject}{chance.choice(('', '-'))}{query}.{chance.choice(ENDS)}"

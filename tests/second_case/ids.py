"""Invented identifiers: right in form, belonging to nobody."""

import random
from collections.abc import Callable
from datetime import date, timedelta

AREAS = ["330113", "341002", "420381", "511325", "620521", "210881", "450924", "130582", "370883", "360830"]
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦"
GIVEN = ("建国 秀兰 志强 桂英 海涛 丽华 永福 春梅 宏伟 雪琴 德明 玉珍 立新 晓燕 长庚 凤霞 卫东 美玲 守义 红梅 广财 "
         "银凤 金虎 巧云 大勇 小娟 世杰 文静 兆丰 佩兰 成林 素芬 有才 慧敏 国栋 翠花 学军 月娥 保全 彩霞 景明 香莲 "
         "铁柱 婉如 茂盛 冬梅 家旺 瑞雪").split()


def resident_check(body: str) -> str:
    """The 18th character by MOD 11-2."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]


def luhn_check(body: str) -> str:
    """The last digit of a card number."""
    doubled = [int(digit) * 2 if place % 2 == 0 else int(digit) for place, digit in enumerate(reversed(body))]
    return str(-sum(value - 9 if value > 9 else value for value in doubled) % 10)


def uscc(area: str, serial: int, prefix: str = "91") -> str:
    """A unified social credit code with both of its check characters."""
    body = f"MAY{serial:05d}"
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    inner = 11 - sum(digits.index(c) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    code = prefix + area + body + {10: "X", 11: "0"}.get(inner, str(inner))
    total = sum(USCC_ALPHABET.index(c) * pow(3, place, 31) for place, c in enumerate(code))
    return code + USCC_ALPHABET[-total % 31]


class Ids:
    """Draws identifiers that never repeat."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.used: set[str] = set()
        self.serial = 40000

    def once(self, draw: Callable[[], str]) -> str:
        while (value := draw()) in self.used:
            continue
        self.used.add(value)
        return value

    def resident(self, born: date | None = None) -> str:
        def draw() -> str:
            day = born or date(1966, 1, 1) + timedelta(days=self.rng.randrange(13500))
            body = f"{self.rng.choice(AREAS)}{day:%Y%m%d}{self.rng.randrange(996, 1000)}"
            return body + resident_check(body)
        return self.once(draw)

    def name(self) -> str:
        return self.once(lambda: self.rng.choice(SURNAMES) + self.rng.choice(GIVEN))

    def phone(self) -> str:
        prefixes = ["130", "132", "135", "137", "139", "150", "156", "158", "166", "173", "177", "181", "188", "191",
                    "199"]
        return self.once(lambda: f"{self.rng.choice(prefixes)}0000{self.rng.randrange(10000):04d}")

    def card(self, length: int = 19) -> str:
        def draw() -> str:
            body = "629188" + "".join(self.rng.choices("0123456789", k=length - 7))
            return body + luhn_check(body)
        return self.once(draw)

    def digits(self, prefix: str, length: int) -> str:
        return self.once(lambda: prefix + "".join(self.rng.choices("0123456789", k=length - len(prefix))))

    def tenpay(self) -> str:
        return self.once(lambda: "085e9858e" + "".join(self.rng.choices("0123456789abcdef", k=15)) + "@wx.tenpay.com")

    def uscc(self, prefix: str = "91") -> str:
        self.serial += 1
        return uscc(self.rng.choice(AREAS), self.serial, prefix)


"""Identifiers that pass every published check and belong to nobody."""

import random
import re
from datetime import UTC, date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))
SEED = 20260428

# Six-digit area codes that have existed since the 1950s (GB/T 2260); the holders are invented.
AREAS = tuple(
    re.findall(
        r"\d{6}",
        "110102 110107 120105 140121 140122 222402 230722 330122 330127 "
        "422823 513322 520203 532532 610326 610331 620123 652828",
    )
)
NEW_AREA = "330113"  # a district of 2021, unknown to older tables
# Sequence numbers 996-999 are reserved for people over a hundred (GB 11643), so nobody of working age has one.
SEQUENCES = {"男": ("997", "999"), "女": ("996", "998")}
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
)
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰飞鹏宇浩凯健俊帆雪梅琳晨辉建国志文海波立春德胜金宝新民"
CARD_PREFIX = {
    "虚构商业银行": "629901",
    "示例农村商业银行": "629902",
    "样例城市银行": "629903",
    "远方虚设银行": "629904",
}
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def at(day: str, clock: str = "00:00:00") -> datetime:
    """A moment in Beijing, from ``YYYY-MM-DD`` and ``HH:MM:SS``."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=BEIJING)


def id_check(first17: str) -> str:
    """MOD 11-2 check character of a resident ID (GB 11643)."""
    return "10X98765432"[sum(int(d) * w for d, w in zip(first17, ID_WEIGHTS, strict=True)) % 11]


def luhn_check(digits: str) -> str:
    """The digit that makes ``digits`` plus itself pass Luhn."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


def uscc(area: str, serial: int) -> str:
    """A check-valid unified social credit code of an enterprise (GB 32100 around GB 11714)."""
    organisation = f"MAX{serial:05d}"
    weighted = sum(USCC_ALPHABET_36.index(c) * w for c, w in zip(organisation, ORG_WEIGHTS, strict=True))
    check = 11 - weighted % 11
    organisation += {10: "X", 11: "0"}.get(check, str(check))
    body = f"91{area}{organisation}"
    total = sum(USCC_ALPHABET.index(c) * w for c, w in zip(body, USCC_WEIGHTS, strict=True))
    return body + USCC_ALPHABET[-total % 31]


USCC_ALPHABET_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Mint:
    """Draws each identifier once, in an order fixed by the seed."""

    def __init__(self) -> None:
        self.rng = random.Random(SEED)  # noqa: S311 - a sample must be the same on every run
        self._used: set[str] = set()
        self._serial = 0

    def _once(self, value: str) -> bool:
        fresh = value not in self._used
        self._used.add(value)
        return fresh

    def name(self) -> str:
        """A person's name; two people may draw the same one, as in life."""
        return self.rng.choice(SURNAMES) + "".join(self.rng.choice(GIVEN) for _ in range(self.rng.choice((1, 2, 2))))

    def resident_id(self, born_from: int = 1966, born_to: int = 2002, area: str = "") -> str:
        """A resident ID that passes MOD 11-2."""
        while True:
            born = date(born_from, 1, 1) + timedelta(days=self.rng.randrange((born_to - born_from) * 365))
            sequence = self.rng.choice(SEQUENCES[self.rng.choice(("男", "女"))])
            first17 = f"{area or self.rng.choice(AREAS)}{born:%Y%m%d}{sequence}"
            if self._once(first17):
                return first17 + id_check(first17)

    def phone(self, prefix: str = "") -> str:
        """A mobile number in a block of its own (``1xx0000nnnn``)."""
        while True:
            head = prefix or self.rng.choice(("131", "135", "138", "139", "150", "158", "177", "186", "189", "198"))
            value = f"{head}0000{self.rng.randrange(1, 9999):04d}"
            if self._once(value):
                return value

    def card(self, bank: str) -> str:
        """A 19-digit card number that passes Luhn, with an invented prefix."""
        while True:
            digits = f"{CARD_PREFIX[bank]}{self.rng.randrange(10**12):012d}"
            if self._once(digits):
                return digits + luhn_check(digits)

    def account_number(self, bank: str) -> str:
        """The 17-digit account behind a card."""
        while True:
            digits = f"{CARD_PREFIX[bank][-2:]}33{self.rng.randrange(10**13):013d}"
            if self._once(digits):
                return digits

    def uscc(self) -> str:
        """A unified social credit code that passes both of its checks."""
        self._serial += 1
        return uscc(self.rng.choice(AREAS), self._serial)

    def moment(self, first: datetime, last: datetime, hours: tuple[int, int] = (8, 22)) -> datetime:
        """A whole second between two days, within the given hours."""
        day = first + timedelta(days=self.rng.randrange(max(1, (last - first).days)))
        seconds = self.rng.randrange(hours[0] * 3600, hours[1] * 3600)
        return day.replace(hour=0, minute=0, second=0) + timedelta(seconds=seconds)


def epoch_ms(moment: datetime) -> int:
    """Milliseconds since 1970 UTC."""
    return round(moment.astimezone(UTC).timestamp() * 1000)

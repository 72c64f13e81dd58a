"""Every reason that the analysis can give has its words in both languages."""

from __future__ import annotations

import re
from pathlib import Path

from graphkit import analysis
from graphkit.words import section

_CODES = re.compile(r'Reason\(\s*"([a-z_]+)"|code = "([a-z_]+)"|else "(official_[a-z]+|paid_[a-z_]+|several_users)"')
_ASKED = re.compile(r'\.ask\(\s*"([a-z_]+)", [^,]+, "([a-z_]+)"')


def test_every_code_in_the_rules_has_words() -> None:
    found: set[str] = set()
    for path in Path(str(analysis.__path__[0])).rglob("*.py"):
        if "lookalikes" in path.parts:
            continue  # has words of its own
        source = path.read_text("utf-8")
        found |= {code for match in _CODES.findall(source) for code in match if code}
        for record, why in _ASKED.findall(source):
            found |= {f"record_{record}", f"next_{why}"}
    assert len(found) > 60
    assert found <= section("analysis").keys()

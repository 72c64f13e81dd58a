"""Every word on the pages is in the catalogue, and the catalogue holds no word that no page says."""

from __future__ import annotations

import re
from pathlib import Path

from graphkit.words import section

ROOT = Path(__file__).parents[3]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in
                 [*(ROOT / "graphkit" / "ui").rglob("*.py"), ROOT / "graphkit" / "cli" / "serving.py", ROOT / "app.py"])


def test_every_text_that_a_page_says_exists() -> None:
    said = set(re.findall(r"\bsay\(\s*\"([a-z_0-9]+)\"", CODE)) | set(re.findall(r"\"ui\.([a-z_0-9]+)\"", CODE))
    assert len(said) > 100
    assert said <= section("ui").keys()


def test_no_text_is_left_over() -> None:
    made = (*re.findall(r"f\"(?:ui\.)?([a-z_]+_)\{", CODE), "direction_", "yes_no_", "scheme_")  # the last: value kinds
    words = set(re.findall(r"\"([a-z_0-9]+)\"", CODE)) | set(re.findall(r"\"ui\.([a-z_0-9]+)\"", CODE))
    assert [name for name in section("ui") if name not in words and not name.startswith(made)] == []

"""Every text exists in both languages and is safe to fill with evidence."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from graphkit.words import LANGUAGES, section, text

ROOT = Path(__file__).resolve().parents[2]
AREAS = sorted(path.stem for path in (ROOT / "graphkit" / "words").glob("*.toml"))
KEYS = [f"{area}.{name}" for area in AREAS for name in section(area)]
CODE = [path for top in ("graphkit", "ingest") for path in (ROOT / top).rglob("*.py")] + [ROOT / "app.py"]


def _params(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("key", KEYS)
def test_a_text_is_whole_in_both_languages_with_the_same_parameters(key: str) -> None:
    area, name = key.split(".")
    entry = section(area)[name]
    assert set(entry) == set(LANGUAGES)
    assert all(entry[lang].strip() for lang in LANGUAGES)
    assert _params(entry["zh"]) == _params(entry["en"])
    assert all(name.isidentifier() for name in _params(entry["zh"])), "a template reaches into its parameters"


def test_every_text_that_the_code_names_exists() -> None:
    named = re.compile(r"\btext\(\s*\"([a-z_]+\.[a-z_0-9]+)\"")
    for path in CODE:
        if path.exists() and path.parent.name != "words":
            missing = [key for key in named.findall(path.read_text(encoding="utf-8")) if key not in KEYS]
            assert not missing, f"{path}: {missing}"


def test_every_issue_that_is_reported_has_its_words_and_no_words_are_left_over() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in CODE if path.exists())
    reported = set(re.findall(r"(?:\bBad|\breport|_vocabulary)\(\s*\"([a-z_]+)\"", code))
    reported |= set(re.findall(r"\"([a-z_]+)\", \"(?:error|warning)\"", code))
    assert not reported - section("issues").keys()
    assert all(_params(entry["zh"]) <= {"value", "column"} for entry in section("issues").values())
    assert not [name for name in section("issues") if f'"{name}"' not in code]


def test_evidence_in_a_text_is_data() -> None:
    said = text("issues.required", "en", column="{0.__class__} %s \u202e\x1b[31m\x00")
    assert said.startswith("“{0.__class__} %s ‹U+202E›‹U+001B›[31m‹U+0000›”")


def test_a_long_parameter_is_cut() -> None:
    assert len(text("issues.required", "zh", column="长" * 10_000)) < 400


def test_what_is_missing_shows_itself_instead_of_failing() -> None:
    assert text("issues.no_such_entry") == "issues.no_such_entry"
    assert text("no_such_area.entry") == "no_such_area.entry"
    assert "{column}" in text("issues.required", "en")
    assert text("issues.empty_file", "fr") == text("issues.empty_file", "zh")

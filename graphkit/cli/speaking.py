"""The language of a call: which one, and how to make argparse speak it."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from graphkit.words import LANGUAGES, section
from graphkit.workbench.settings import SettingsError, load_settings


def language(argv: Sequence[str]) -> str:
    """The language to speak before anything is parsed: that of the call, else of the settings, else Chinese."""
    for word, following in zip(argv, [*argv[1:], ""], strict=False):
        chosen = word.removeprefix("--lang=") if word.startswith("--lang=") else following if word == "--lang" else ""
        if chosen in LANGUAGES:
            return chosen
    try:
        default = load_settings().lang
    except SettingsError:
        default = os.environ.get("GRAPHKIT_LANG", "")
    return default if default in LANGUAGES else LANGUAGES[0]


@contextmanager
def spoken(lang: str) -> Iterator[None]:
    """Let argparse speak the language: it looks its own texts up under the name of gettext's function."""
    known = vars(argparse)
    before = known["_"]
    texts = section("usage")
    known["_"] = lambda said: texts[said][lang] if said in texts else before(said)
    try:
        yield
    finally:
        known["_"] = before

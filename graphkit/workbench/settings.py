"""Where settings come from: the environment first, then a settings file; secrets are never shown."""

from __future__ import annotations

import getpass
import os
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

DEFAULT_STORE = "sqlite:///graphkit-data/graph.db"


class SettingsError(Exception):
    """The settings file cannot be used; `path` says which, `detail` why."""

    def __init__(self, path: str, detail: str) -> None:
        super().__init__(f"{path}: {detail}")
        self.path, self.detail = path, detail


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run needs to know; the password stays out of every printed form.

    `limits`: those of `ingest.reading.Limits` that differ from the default, by name. `elements`: the thresholds that
    the province sets, in 分, by element (graphkit/analysis/data/elements.toml says which it may).
    """

    store: str = DEFAULT_STORE
    investigation: str = "main"
    lang: str = "zh"
    user: str = "neo4j"
    password: str = field(default="", repr=False)
    limits: Mapping[str, int] = field(default_factory=dict)
    elements: Mapping[str, int] = field(default_factory=dict)


def load_settings() -> Settings:
    """Settings from GRAPHKIT_STORE, _INVESTIGATION, _LANG, _NEO4J_USER, _NEO4J_PASSWORD, else from the TOML file that
    GRAPHKIT_SETTINGS names (`graphkit.toml` when it is there) with keys store, investigation, lang, user, password,
    and the tables `limits` and `elements`.

    Raises SettingsError when that file is missing or broken.
    """
    named = os.environ.get("GRAPHKIT_SETTINGS")
    path = Path(named or "graphkit.toml")
    found: dict[str, object] = {}
    if named or path.is_file():
        try:
            found = tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(str(path), str(error)) from error
    variables = {"store": "STORE", "investigation": "INVESTIGATION", "lang": "LANG", "user": "NEO4J_USER",
                 "password": "NEO4J_PASSWORD"}
    chosen: dict[str, Any] = {name: str(found[name]) for name in variables if name in found}
    chosen |= {n: os.environ[f"GRAPHKIT_{v}"] for n, v in variables.items() if os.environ.get(f"GRAPHKIT_{v}")}
    return Settings(**chosen, limits=_numbers(path, found, "limits", _known_limits),
                    elements=_numbers(path, found, "elements", _known_elements))


def _numbers(
    path: Path, found: Mapping[str, object], name: str, known: Callable[[], Collection[str]]
) -> Mapping[str, int]:
    """A table of whole numbers from 1 on, under known names."""
    stated = found.get(name)
    if stated is None:
        return {}
    if isinstance(stated, dict) and all(k in known() and type(v) is int and v > 0 for k, v in stated.items()):
        return stated
    raise SettingsError(str(path), f"[{name}] {', '.join(known())}")


def _known_limits() -> Collection[str]:
    from ingest.reading import Limits

    return [field.name for field in fields(Limits)]


def _known_elements() -> Collection[str]:
    from graphkit.analysis.elements import provincial

    return provincial()


def user_name() -> str:
    """Who works here, for the record; "" where the system has no name for them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""

"""Where settings come from: the environment first, then a settings file; secrets are never shown."""

from __future__ import annotations

import getpass
import os
import tomllib
from collections.abc import Mapping
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

    `limits`: those of `ingest.reading.Limits` that differ from the default, by name.
    """

    store: str = DEFAULT_STORE
    investigation: str = "main"
    lang: str = "zh"
    user: str = "neo4j"
    password: str = field(default="", repr=False)
    limits: Mapping[str, int] = field(default_factory=dict)


def load_settings() -> Settings:
    """Settings from GRAPHKIT_STORE, _INVESTIGATION, _LANG, _NEO4J_USER, _NEO4J_PASSWORD, else from the TOML file that
    GRAPHKIT_SETTINGS names (`graphkit.toml` when it is there) with keys store, investigation, lang, user, password,
    and a table `limits`.

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
    return Settings(**chosen, limits=_limits(path, found.get("limits")))


def _limits(path: Path, found: object) -> Mapping[str, int]:
    if found is None:
        return {}
    from ingest.reading import Limits

    known = [field.name for field in fields(Limits)]
    if isinstance(found, dict) and all(k in known and isinstance(v, int) and v > 0 for k, v in found.items()):
        return found
    raise SettingsError(str(path), f"[limits] {', '.join(known)}")


def user_name() -> str:
    """Who works here, for the record; "" where the system has no name for them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""

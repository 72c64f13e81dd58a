"""Fixtures of these tests."""

from __future__ import annotations

from tests.loaded import bare, cli, loaded_once, sample

__all__ = ["bare", "cli", "loaded_once", "sample"]

"""What the project installs: pinned, hashed, from anywhere, and nothing under the GPL by default."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest

LOCKS = Path(__file__).parents[2] / "requirements"
PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)(.*?)\\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)

GPL = re.compile(r"\bA?GPL|(?<!Lesser )General Public License")


def pins(name: str) -> set[tuple[str, str]]:
    return {(package, version) for package, version, _, _ in PIN.findall((LOCKS / f"{name}.txt").read_text())}


@pytest.mark.parametrize("name", ["run", "test", "bench"])
def test_every_package_is_pinned_with_its_hashes(name: str) -> None:
    lines = (LOCKS / f"{name}.txt").read_text().splitlines()
    named = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert len(named) == len(PIN.findall((LOCKS / f"{name}.txt").read_text())) > 50


@pytest.mark.parametrize("name", ["run", "test", "bench"])
def test_a_lock_file_names_no_index(name: str) -> None:
    assert not re.search(r"https?:|--(extra-)?index|--find-links", (LOCKS / f"{name}.txt").read_text())


def test_what_is_tested_is_what_runs() -> None:
    assert pins("run") < pins("test") < pins("bench")


def test_the_default_install_links_nothing_under_the_gpl() -> None:
    found = {}
    for package, _ in pins("run"):
        try:
            about = metadata.metadata(package)
        except metadata.PackageNotFoundError:
            continue  # for another system or Python
        classifiers = [line for line in about.get_all("Classifier", []) if line.startswith("License")]
        stated = [*about.get_all("License-Expression", []), *about.get_all("License", []), *classifiers]
        found[package] = [line.splitlines()[0] for line in stated if line]
    assert len(found) > 50
    assert [name for name, stated in found.items() if GPL.search("; ".join(stated))] == []

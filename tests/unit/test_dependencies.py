"""What the project installs: pinned, hashed, from anywhere, and nothing under the GPL by default."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ROOT / "requirements"
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


def test_the_product_declares_exactly_what_it_imports() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {line.partition(">=")[0] for line in project["dependencies"]}
    extra = {line.partition(">=")[0] for line in project["optional-dependencies"]["neo4j-server"]}
    files = [ROOT / "app.py", *(ROOT / "graphkit").rglob("*.py"), *(ROOT / "ingest").rglob("*.py")]
    modules = {module.partition(".")[0] for file in files for module in imported(ast.parse(file.read_text("utf-8")))}
    origin = metadata.packages_distributions()
    used = {origin[module][0].lower() for module in modules - sys.stdlib_module_names - {"graphkit", "ingest"}}
    assert used - extra == declared - {"neo4j-rust-ext"}  # the extension makes the driver faster, nobody imports it
    assert extra <= used


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module

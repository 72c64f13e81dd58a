"""Every speed the product promises, as a ratio to a named baseline measured in the same run.

`python -m benchmarks.run [--runs 5] [--rows 200000] [--only load,process,…]` prints a table and writes
benchmarks/results.json; `--only large` takes a million rows, and an hour. Ours and the baseline take turns; each figure is the median of the runs.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.cases import write_bank_csv, write_folder, write_mixed

ROOT = Path(__file__).parent.parent
MAPPING = Path(__file__).with_name("ftm.yml")


def task(name: str, *words: object) -> dict[str, Any]:
    """One task in a process of its own."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.tasks", name, *map(str, words)], cwd=ROOT, check=True,
                          stdout=subprocess.PIPE, text=True, env=_compiled())
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def process(*command: object, stdout: Any = subprocess.DEVNULL) -> float:
    """The wall time of a whole process."""
    start = time.perf_counter()
    subprocess.run(list(map(str, command)), cwd=ROOT, check=True, stdout=stdout, stderr=subprocess.DEVNULL, env=_compiled())
    return time.perf_counter() - start


def _compiled() -> dict[str, str]:
    """An environment that keeps compiled modules as a user's does."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class Bench:
    """The rows of one run, in a folder that goes when it ends."""

    def __init__(self, folder: Path, runs: int, rows: int) -> None:
        self.folder, self.runs, self.rows = folder, runs, rows
        self.found: list[dict[str, Any]] = []

    def row(self, work: str, unit: str, pairs: Iterator[tuple[float, float]], reach: float) -> None:
        """Record a comparison: `reach` is the largest ratio ours / baseline that is promised."""
        measured = list(pairs)
        ours, theirs = median(a for a, _ in measured), median(b for _, b in measured)
        ratio = median(a / b for a, b in measured)
        self.note(work, f"{ours:.3g} {unit}", f"{theirs:.3g} {unit}", f"{ratio:.3g}x", f"<= {reach:g}x", ratio <= reach)

    def note(self, work: str, ours: str, theirs: str, ratio: str, reach: str, met: bool) -> None:
        """Record and print a line."""
        self.found.append({"work": work, "ours": ours, "baseline": theirs, "ratio": ratio, "reach": reach, "met": met})
        print(f"{work:<58} {ours:>12} {theirs:>12} {ratio:>9} {reach:>9} {'yes' if met else 'NO'}", flush=True)

    def fresh(self, name: str) -> str:
        """The URL of an empty store."""
        for old in self.folder.glob(f"{name}.db*"):
            old.unlink()
        return f"sqlite:///{self.folder}/{name}.db"

    def load(self) -> None:
        """Mixed rows against a bare write; the same again; one new row; withdrawal; memory and size."""
        mixed = write_mixed(self.folder / "mixed", self.rows)
        peaks: list[float] = []

        def pairs() -> Iterator[tuple[float, float]]:
            for _ in range(self.runs):
                ours = task("load", self.fresh("mixed"), mixed)
                peaks.append(ours["peak_mb"])
                self.fresh("bare")
                yield ours["seconds"], task("bare", self.folder / "bare.db", mixed)["seconds"]

        self.row(f"load {self.rows:,} mixed rows | bare write of the same records", "s", pairs(), 3)
        self.note("  peak memory", f"{max(peaks):.0f} MB", "", "", "<= 300 MB", max(peaks) <= 300)
        bank = write_bank_csv(self.folder / "bank.csv", self.rows)
        more = write_bank_csv(self.folder / "more.csv", self.rows, extra=1, middle=True)
        url = self.fresh("bank")
        first = task("load", url, bank)["seconds"]
        size = sum(f.stat().st_size for f in self.folder.glob("bank.db*")) / bank.stat().st_size
        self.note("  store bytes per input byte of 34-column bank rows", f"{size:.2f}", "", "", "<= 3", size <= 3)
        gone = [task("withdraw", url)["seconds"] for _ in range(self.runs)]
        self.row("withdraw a source | its load", "s", ((g, first) for g in gone), 0.02)
        again = [task("load", url, bank)["seconds"] for _ in range(self.runs)]
        self.row("the same file again | its first load", "s", ((a, first) for a in again), 0.2)
        self.row("the file with one new row | its first load", "s", iter([(task("load", url, more)["seconds"], first)]), 0.2)

    def large(self) -> None:
        """How loading grows: bank rows from ten thousand to five times the rows asked for (a million), and what follows.

        Loads in processor time, for an hour is long enough that a machine does other work.
        """
        ratios, counts = [], (10_000, 100_000, self.rows * 5)
        for count in counts:
            bank, url = write_bank_csv(self.folder / f"bank{count}.csv", count), self.fresh("large")
            ours = task("load", url, bank)
            self.fresh("bare")
            theirs = task("bare", self.folder / "bare.db", bank)["cpu"]
            self.row(f"load {count:,} bank rows | bare write of the same records", "s", iter([(ours["cpu"], theirs)]), 2)
            self.note("  peak memory", f"{ours['peak_mb']:.0f} MB", "", "", "<= 350 MB", ours["peak_mb"] <= 350)
            ratios.append(ours["cpu"] / theirs)
        spread = max(ratios) / min(ratios)
        self.note("  how far these ratios lie apart", f"{spread:.2f}x", "", "", "<= 1.25x", spread <= 1.25)
        size = sum(f.stat().st_size for f in self.folder.glob("large.db*")) / bank.stat().st_size
        self.note("  store bytes per input byte", f"{size:.2f}", "", "", "<= 3", size <= 3)
        moved = task("withdraw", url)
        for what, spent in (("withdraw", moved["seconds"]), ("restore", moved["restored"])):
            self.note(f"{what} {counts[-1]:,} rows", f"{spent:.3g} s", "", "", "<= 2 s", spent <= 2)
        first = ours["cpu"]
        self.row("the same rows again | their first load", "s", iter([(task("load", url, bank)["cpu"], first)]), 0.15)
        more = write_bank_csv(self.folder / "more.csv", counts[-1], extra=1_000)
        self.row("the file with 1,000 new rows at its end | its first load", "s",
                 iter([(task("load", url, more)["cpu"], first)]), 0.25)
        found = task("preview", self.fresh("preview"), write_folder(self.folder / "folder", 500))
        self.note(f"preview of {found['files']} files: the first", f"{found['seconds']:.3g} s", "", "", "<= 1 s", found["seconds"] <= 1)
        self.note("  all of them", f"{found['whole']:.3g} s", "", "", "", True)

    def ftm(self) -> None:
        """Bank transfers against followthemoney map + aggregate."""
        ftm = Path(sys.executable).with_name("ftm")
        if not ftm.exists():
            print("followthemoney is not installed (extra bench): skipped")
            return
        count = self.rows // 2
        bank = write_bank_csv(self.folder / "ftm.csv", count)
        plain = self.folder / "plain.csv"  # it reads UTF-8
        plain.write_text(bank.read_text("gb18030").replace("\t", ""), "utf-8")
        mapping = self.folder / "ftm.yml"
        mapping.write_text(MAPPING.read_text("utf-8").replace("CSV_URL", plain.as_uri()), "utf-8")

        def pairs() -> Iterator[tuple[float, float]]:
            for _ in range(min(self.runs, 3)):
                ours = task("load", self.fresh("ftm"), bank)["seconds"]
                mapped = self.folder / "mapped.json"
                theirs = process(ftm, "map", mapping, "-o", mapped)
                yield ours, theirs + process(ftm, "aggregate", "-i", mapped, "-o", self.folder / "aggregated.json")

        self.row(f"load {count:,} bank transfers | followthemoney map + aggregate", "s", pairs(), 0.2)

    def chains(self) -> None:
        """Paths and the first answer of a new process, on a random graph."""
        url, graph = self.fresh("graph"), self.folder / "graph.pickle"
        task("build", url, graph)
        database = self.folder / "graph.db"
        asked: list[tuple[dict[str, Any], dict[str, Any]]] = []
        for _ in range(self.runs):
            asked.append((task("paths", url, graph, 6), task("cte", database, graph, 6)))
            assert asked[-1][0]["paths"] == asked[-1][1]["paths"], asked
        self.row("every path of <= 6 hops, 200k entities, 800k links | CTE", "s",
                 ((ours["seconds"], theirs["seconds"]) for ours, theirs in asked), 1 / 20)
        known = [(ours, task("simple_paths", graph, 6)) for ours, _ in asked[:3]]
        assert all(ours["sets"] == theirs["sets"] for ours, theirs in known), known
        self.row("  the same | all_simple_paths of networkx on the loaded graph", "s",
                 ((ours["seconds"], theirs["seconds"]) for ours, theirs in known), 1)
        ours = asked[0][0]
        self.note("  peak memory of a path search", f"{ours['peak_mb']:.0f} MB", "", "", "<= 250 MB", ours["peak_mb"] <= 250)
        whole = task("communities", url, graph)
        self.note("groups with the projection, 200k entities, 800k links", f"{whole['seconds']:.3g} s", "", "", "<= 3 s", whole["seconds"] <= 3)
        self.note("  the whole answer: hubs, groups, reasons, rows", f"{whole['whole']:.3g} s", "", "", "", True)
        self.note("hubs of the same", f"{task('hubs', url, graph)['seconds']:.3g} s", "", "", "", True)
        python = (sys.executable, "-m", "benchmarks.tasks")
        self.row("new process: open + first chain | unpickle networkx + it", "s",
                 ((process(*python, "first_chain", url, graph), process(*python, "unpickle", graph))
                  for _ in range(min(self.runs, 3))), 0.1)

    def cypher(self) -> None:
        """Paths of the same random graph against one query on a Neo4j server."""
        from graphkit import localserver

        url, graph, home = self.fresh("graph"), self.folder / "graph.pickle", self.folder / "neo4j-paths"
        task("build", url, graph)
        info = localserver.start(home)
        os.environ |= {"GRAPHKIT_NEO4J_USER": info.user, "GRAPHKIT_NEO4J_PASSWORD": info.password}
        try:
            task("build", info.url, graph)
            asked = [(task("paths", url, graph, 6), task("cypher_paths", info.url, graph, 6)) for _ in range(self.runs)]
            assert all(ours["sets"] == theirs["sets"] for ours, theirs in asked), asked
            self.row("every path of <= 6 hops, 200k entities, 800k links | one Cypher query", "s",
                     ((ours["seconds"], theirs["seconds"]) for ours, theirs in asked), 1)
        finally:
            localserver.stop(home)

    def money(self) -> None:
        """An account with 100,000 transfers."""
        url = self.fresh("busy")
        task("busy", url, 150_000)
        for hops, method in ((1, "fifo"), (3, "fifo"), (3, "proportional")):
            found = task("money", url, hops, method)
            assert found["transfers"] == 100_000, found
            self.note(f"money of an account with 100,000 transfers, {hops} hops, {method}", f"{found['seconds']:.3g} s", "", "", "", True)

    def roles(self) -> None:
        """Everybody's roles in a province-wide case against one plain read of the same store."""
        folder = self.folder / "campaign"
        task("campaign", folder, 1)
        url = self.fresh("campaign")
        task("load", url, folder)
        asked = [(task("roles", url), task("whole", url)) for _ in range(min(self.runs, 3))]
        ours = asked[0][0]
        name = f"roles over {ours['entities']:,} entities, {ours['links']:,} links"
        self.row(f"{name} | a plain read", "s", ((a["seconds"], b["seconds"]) for a, b in asked), 10)
        spent = median(a["seconds"] for a, _ in asked)
        self.note("  wall time", f"{spent:.3g} s", "", "", "<= 10 s", spent <= 10)
        self.note("  processor time", f"{median(a['cpu'] for a, _ in asked):.3g} s", "", "", "", True)
        self.note("  peak memory", f"{ours['peak_mb']:.0f} MB", "", "", "<= 1000 MB", ours["peak_mb"] <= 1000)

    def hub(self) -> None:
        """Traces through an account with 100,000 transfers, among ever more other ones."""
        for crowd in (100_000, 1_000_000):
            folder = self.folder / f"hub{crowd}"
            task("campaign", folder, 0.05, 100_000, crowd)
            url = self.fresh("hub")
            task("load", url, folder)
            found = task("traces", url)
            self.note(f"a trace through 100,000 transfers, among {crowd:,} others", f"{found['seconds'] * 1000:.0f} ms", "", "",
                      "<= 50 ms", found["seconds"] <= 0.05)
            self.note("  processor time", f"{found['cpu'] * 1000:.0f} ms", "", "", "", True)

    def neo4j(self) -> None:
        """The same records through our store against a bare driver script."""
        from graphkit import localserver

        rows = self.rows // 10
        mixed = write_mixed(self.folder / "neo4j-rows", rows)
        home = self.folder / "neo4j"
        info = localserver.start(home)

        def pairs() -> Iterator[tuple[float, float]]:
            for number in range(self.runs):
                os.environ["GRAPHKIT_INVESTIGATION"] = f"bench {number}"
                yield task("load", info.url, mixed)["seconds"], task("driver", info.url, mixed)["seconds"]

        os.environ |= {"GRAPHKIT_NEO4J_USER": info.user, "GRAPHKIT_NEO4J_PASSWORD": info.password}
        try:
            task("load", info.url, ROOT / "sample_data")  # both meet a server that is warm
            self.row(f"Neo4j: {rows:,} mixed rows | bare driver script", "s", pairs(), 1.5)
        finally:
            os.environ.pop("GRAPHKIT_INVESTIGATION", None)
            localserver.stop(home)

    def process(self) -> None:
        """The start of the command line."""
        url = self.fresh("sample")
        task("load", url, ROOT / "sample_data")
        graphkit = Path(sys.executable).with_name("graphkit")
        for words, reach in ((("--help",), 8), (("--store", url, "stats"), 15)):
            name = words[-1]
            self.row(f"graphkit {name} | python -c pass", "s",
                     ((process(graphkit, *words), process(sys.executable, "-c", "pass"))
                      for _ in range(max(self.runs, 5))), reach)


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--only", default="process,load,ftm,chains,cypher,money,roles,hub,neo4j")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="graphkit-bench-"))
    bench = Bench(folder, options.runs, options.rows)
    print(f"{'work | baseline':<58} {'ours':>12} {'baseline':>12} {'ratio':>9} {'reach':>9} met")
    try:
        for name in options.only.split(","):
            part: Callable[[], None] = getattr(bench, name)
            part()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    results = Path(__file__).with_name("results.json")
    results.write_text(json.dumps(bench.found, ensure_ascii=False, indent=2), "utf-8")


if __name__ == "__main__":
    main()

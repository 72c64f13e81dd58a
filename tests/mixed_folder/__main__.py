"""Writes the folder, loads it and prints what every file was taken for and what became of its rows."""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from graphkit.store.base import open_store
from ingest.runner import ingest
from tests.corpus.corpus import LIMITS
from tests.mixed_folder.accounting import lines, summary
from tests.mixed_folder.build import make

parser = argparse.ArgumentParser(prog="python -m tests.mixed_folder", description=__doc__)
parser.add_argument("folder", type=Path)
folder = parser.parse_args().folder
truth = make(folder)
with TemporaryDirectory() as place, open_store(f"sqlite:///{place}/graph.db") as store:
    table = lines(truth, ingest(store, [folder], limits=LIMITS).files)
print(*(line.told() for line in table), summary(table), sep="\n")

"""Each kind of source says of its sample exactly what its golden file holds, whatever its headers and their order.

`python tests/golden/test_golden.py` writes the golden files anew: read the difference before committing it.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from graphkit.model.catalog import ENTITY_TYPES, LINK_TYPES
from graphkit.model.schema import ANYTHING
from ingest.headers import normal
from ingest.source import Source, sources
from tests.golden.harness import Told, batches, tell

SAMPLES = sorted(Path(__file__).with_name("samples").iterdir())
TABLES = [path for path in SAMPLES if path.suffix == ".csv"]


def golden(sample: Path) -> Path:
    return sample.parents[1] / "expected" / f"{sample.stem}.json"


def named(sample: Path) -> str:
    return sample.name


def test_every_kind_has_a_sample() -> None:
    assert {path.stem for path in SAMPLES} == set(sources())


@pytest.mark.parametrize("sample", SAMPLES, ids=named)
def test_the_sample_says_what_its_golden_file_holds(sample: Path) -> None:
    assert json.loads(tell(sample).text()) == json.loads(golden(sample).read_text(encoding="utf-8"))


@pytest.mark.parametrize("sample", SAMPLES, ids=named)
def test_every_row_is_accounted_for_and_the_kind_is_seen_from_the_content(sample: Path, tmp_path: Path) -> None:
    unnamed = tmp_path / f"a{sample.suffix}"
    unnamed.write_bytes(sample.read_bytes())
    told = tell(unnamed)
    assert told.kinds == [sample.stem]
    assert told.accepted + told.no_data + len(told.rejected) == told.rows > 0


@pytest.mark.parametrize("sample", SAMPLES, ids=named)
def test_statements_stay_inside_the_catalogue(sample: Path) -> None:
    for _, batch in batches(sample, Told()):
        types = {subject: type_name for subject, (type_name, _) in batch.entities.items()}
        for link in batch.links.values():
            declared = LINK_TYPES[link.type]
            assert declared.sources == ANYTHING or types[link.source] in declared.sources
            assert declared.targets == ANYTHING or types[link.target] in declared.targets
        for subject, values in batch.claims:
            known = LINK_TYPES[batch.links[subject].type] if subject in batch.links else ENTITY_TYPES[types[subject]]
            assert set(json.loads(values)) <= {f.name for f in known.fields}


@pytest.mark.parametrize("source", sources().values(), ids=lambda source: source.kind)
def test_no_two_columns_of_a_kind_claim_one_header_by_their_first_name(source: Source) -> None:
    firsts = [normal(column.headers[0]) for column in source.columns]
    assert len(set(firsts)) == len(firsts)
    assert {*source.recognised_by} <= {column.name for column in source.columns}


@pytest.mark.parametrize("sample", TABLES, ids=named)
def test_other_hands_write_other_headers_in_another_order(sample: Path, tmp_path: Path) -> None:
    encoding = "gb18030" if sample.stem.startswith(("bank_", "alipay_")) else "utf-8"
    with sample.open(encoding=encoding, newline="") as file:
        rows = list(csv.reader(file))
    head = max(rows[:5], key=lambda row: len([cell for cell in row if cell]))
    renamed = [f" {_other_name(sources()[sample.stem], header.strip())}\u3000" for header in head]
    changed = [renamed if row == head else row for row in rows]
    other = tmp_path / "其他.csv"
    with other.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(row[::-1] if len(row) == len(head) else row for row in changed)
    expected, found = tell(sample), tell(other)
    assert found.kinds == expected.kinds
    assert sorted(map(str, found.entities)) == sorted(map(str, expected.entities))
    assert sorted(map(str, found.links)) == sorted(map(str, expected.links))


def _other_name(source: Source, header: str) -> str:
    """The last alias of a header that belongs to its column alone."""
    owners = [column for column in source.columns if normal(header) in map(normal, column.headers)]
    if not owners:
        return header
    others = {normal(name) for column in source.columns if column is not owners[0] for name in column.headers}
    return [name for name in owners[0].headers if normal(name) not in others][-1]


if __name__ == "__main__":
    for path in SAMPLES:
        golden(path).write_text(tell(path).text(), encoding="utf-8")

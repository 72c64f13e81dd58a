"""Old XLS and ET workbooks, read in a process of their own.

Their cells cannot be looked at beforehand, and a damaged one can make the reader ask for more memory than there is,
which ends the process that reads. So it is not this one: `python -m ingest.reading.xls FILE` writes one JSON line per
sheet, or one that says what is wrong.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ingest.reading.table import Limits, Opened, Table, megabytes
from ingest.reading.workbook import sheet_rows, sheet_table


def old_workbook_tables(opened: Opened, kind: str | None, limits: Limits) -> Iterator[Table]:
    """The sheets of an old workbook that hold anything. Raises OSError."""
    if opened.size > limits.old_workbook:
        opened.report("too_large", f"{megabytes(opened.size)} > {megabytes(limits.old_workbook)}")
        return
    command = [sys.executable, "-m", __spec__.name, os.fspath(opened.path.absolute())]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}
    try:
        ran = subprocess.run(command, capture_output=True, env=environment, timeout=limits.seconds, check=False)
    except subprocess.TimeoutExpired:
        opened.report("too_large", f"> {limits.seconds} s")
        return
    lines = ran.stdout.splitlines()
    for done, line in enumerate(lines):
        opened.progress = partial(float, done / len(lines))
        found = json.loads(line)
        if "code" in found:
            opened.report(found["code"], found["value"])
        else:
            rows = iter([(row, cells) for row, cells in enumerate(found["rows"], 1)])
            yield sheet_table(opened, found["name"], rows, kind, found["left"])
    if ran.returncode:
        opened.report("corrupt_workbook")
    elif not lines:
        opened.report("empty_file")
    opened.progress = partial(float, 1)


def _read(path: Path) -> Iterator[dict[str, object]]:
    from python_calamine import CalamineError, PasswordError, load_workbook

    try:
        with load_workbook(path) as workbook:
            for name in workbook.sheet_names:
                sheet = workbook.get_sheet_by_name(name)
                if sheet.start is not None:
                    rows = [cells for _, cells in sheet_rows(sheet)]
                    yield {"name": name, "left": sheet.start[1], "rows": rows}
    except PasswordError:
        yield {"code": "encrypted", "value": ""}
    except CalamineError as error:
        yield {"code": "corrupt_workbook", "value": str(error)}


if __name__ == "__main__":
    for answer in _read(Path(sys.argv[1])):
        sys.stdout.write(json.dumps(answer) + "\n")

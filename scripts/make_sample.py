"""Write sample_data/, the invented case; or check that it is consistent.

python -m scripts.make_sample            write the files and truth.json
python -m scripts.make_sample --check    verify the committed files against the truth; exit status 1 if not
"""

import sys
from pathlib import Path

from scripts.sample import build, check, truth

ROOT = Path(__file__).resolve().parent.parent / "sample_data"


def main(arguments: list[str]) -> int:
    """Entry point; returns the exit status."""
    world = build.world()
    rendered = [(file, file.render()) for file in build.files(world)]
    told = truth.document(world, rendered)
    if "--check" in arguments:
        problems = check.problems(world, rendered, told, ROOT)
        print("\n".join(problems) or f"{len(rendered)} files, {sum(len(f.rows) for f, _ in rendered)} rows: consistent")
        return 1 if problems else 0
    for file, data in rendered:
        path = ROOT / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (ROOT / "truth.json").write_text(told, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

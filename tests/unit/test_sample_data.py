"""The sample case is what its generator writes, and its truth is told by its files."""

from pathlib import Path

from scripts.sample import build, check, truth

ROOT = Path(__file__).resolve().parents[2] / "sample_data"


def test_the_committed_case_agrees_with_its_truth() -> None:
    world = build.world()
    rendered = [(file, file.render()) for file in build.files(world)]

    assert check.problems(world, rendered, truth.document(world, rendered), ROOT) == []


def test_a_row_that_disappears_is_noticed() -> None:
    world = build.world()
    files = build.files(world)
    orders = next(f for f in files if f.path.endswith("云栈网络回函附件1.xlsx"))
    orders.sheets[0].rows.clear()
    rendered = [(file, file.render()) for file in files]

    found = check.problems(world, rendered, truth.document(world, rendered), ROOT)

    assert any("enabler traceable=True" in problem for problem in found)

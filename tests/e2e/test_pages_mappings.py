"""Saved mappings in the browser: made on import, read, shared as a file, added from one, and removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.e2e.conftest import Visit
from tests.e2e.test_pages_import import HOSTILE, OUTSIDE

NAME = HOSTILE.replace('"', "")[:60]
SHARED = f"""
name = "{NAME}"
kind = "back_office"
[columns]
"流水号" = "证书编号"
"持证者" = "姓名"
"备忘" = ""
[constants]
"站点域名" = "zs.example.com"
"""
TABLE = "持证者,流水号,备忘\n张三,T110101199003074477,x\n李四,T110101199003074485,y\n"


def test_a_shared_mapping_is_added_used_taken_away_and_removed(
    tmp_path: Path, serve: Callable[..., str], visitor: Callable[[str], Visit]
) -> None:
    files = {"坏.toml": "name = 1 [", "某平台.toml": SHARED, "平台.csv": TABLE}
    for name, content in files.items():
        (tmp_path / name).write_text(content, "utf-8")
    visit = visitor(serve(f"sqlite:///{tmp_path}/graph.db")).open("/import")
    files_in, mapping_in = (visit.page.locator("input[type=file]").nth(place) for place in (0, 1))

    visit.page.get_by_role("tab", name="列对应表").click()
    visit.says("还没有列对应表。")
    visit.page.get_by_text("添加同事给的列对应表").click()
    mapping_in.set_input_files(tmp_path / "坏.toml")
    visit.says("列对应表“坏”写法有误")
    mapping_in.set_input_files(tmp_path / "某平台.toml")
    visit.says(NAME)
    visit.settled()
    assert visit.column(0, 0) == ["流水号", "持证者", "备忘", "（每一行都是）zs.example.com"]
    assert visit.column(0, 1) == ["证书编号", "姓名", "不使用", "站点域名"]
    visit.button("保存，以后自动认出").focus()
    visit.page.keyboard.press("Enter")
    visit.page.get_by_text("勾选它、指定各列的含义，就会存下一份").wait_for(state="detached")
    visit.settled()
    assert visit.column(0, 0) == [NAME]

    files_in.set_input_files(tmp_path / "平台.csv")
    visit.says("尚未装入任何内容")
    visit.settled()
    assert visit.column(0, 1) == ["后台制证记录"]

    visit.open("/import?lang=en")
    visit.page.get_by_role("tab", name="Column mappings").click()
    visit.tick(0, 0)
    with visit.page.expect_download() as download:
        visit.button("Download (TOML)").click()
    assert '"流水号" = "证书编号"' in download.value.path().read_text("utf-8")
    visit.button("Remove").click()
    visit.button("Remove this mapping").click()
    visit.says("There are none yet.")
    assert visit.page.evaluate("window.owned") is None
    assert visit.page.locator(f"img[src*='{OUTSIDE}'], a[href*='javascript']").count() == 0

"""The money page in a real browser: an account's money followed both ways, to the row of the bank's file."""

from __future__ import annotations

from tests.e2e.conftest import Visit

COLLECTOR = "6299015851304512271"


def test_an_accounts_money_is_followed_to_its_source_rows_in_both_languages(visit: Visit) -> None:
    visit.open("/money?lang=zh")
    box = visit.page.get_by_label("账户", exact=True)
    box.fill(COLLECTOR)
    box.press("Enter")
    visit.says("资金流（")
    visit.says("先进先出：")
    assert "贺立锋 6299…5708" in visit.column(0, 3)  # the maker
    visit.page.get_by_role("radio", name="来源").click()
    visit.settled()
    assert all(payee.endswith("6299…2271") for payee in visit.column(0, 3)[:5])
    visit.open(f"/money?lang=en&seed={COLLECTOR}&method=proportional")
    visit.says("Flows (")
    visit.says("proportional: each payment takes the same share")
    visit.settled()
    visit.page.get_by_role("tab", name="Counterparties").click()
    visit.settled()
    assert "12,600.00" in " ".join(visit.column(1, 2))


def test_the_rings_accounts_are_listed_and_each_sale_leads_to_its_row(visit: Visit) -> None:
    visit.open("/money?lang=zh")
    visit.says("团伙账户（18）")
    assert visit.column(0, 0)[0] == COLLECTOR  # the largest income first
    assert visit.column(0, 1)[0] == "褚建国"
    visit.page.get_by_role("tab", name="买证付款").click()
    visit.says("合计 144,900.00 元")
    visit.tick(1, 0)
    visit.says("出处")
    visit.page.get_by_role("tab", name="团伙账户").click()
    visit.tick(0, 0)
    visit.goes("seed=")
    visit.says("资金流（")
    visit.button("团伙账户一览").click()
    visit.says("团伙账户（18）")

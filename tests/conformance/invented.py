"""Invented files for property tests: few people, accounts and serial numbers, so that everything meets everything."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.conformance.cases import ID, OTHER_ID, Row, Thing, account, paid, permit, person, phone

_NUMBERS = st.sampled_from(["6222000000000001", "6222000000000002", "6222000000000003"])
_TIMES = st.sampled_from(["", "2024-03-01", "2024-03-01T12:00:00+08:00", "2024-03-01T12:01:30+08:00"])
_PEOPLE = st.builds(
    person,
    resident_id=st.sampled_from(["", ID, OTHER_ID]),
    name=st.sampled_from(["张三", "李四"]),
    phone=st.sampled_from(["+8613800000001", "+8613800000002"]),
)
_ACCOUNTS = _NUMBERS.map(account)


def _link(relation: str, first: st.SearchStrategy[Thing], second: st.SearchStrategy[Thing]) -> st.SearchStrategy[Row]:
    return st.tuples(st.just(relation), first, second, st.just({}))


_TRANSFERS = st.builds(
    paid, _NUMBERS, _NUMBERS, st.sampled_from([None, 100, 10_000]), _TIMES, st.sampled_from(["out", "in", ""]),
    st.sampled_from(["", "A1", "A2", "A3"]), st.sampled_from(["", "失败"]),
)
_CALLS: st.SearchStrategy[Row] = st.builds(
    lambda a, b, seconds, time: ("called", phone(a), phone(b), {"duration": seconds, "time": time, "side": "out"}),
    *(st.sampled_from(["+8613800000001", "+8613800000002"]),) * 2, st.sampled_from([0, 61]), _TIMES,
)
ROWS: st.SearchStrategy[Row] = st.one_of(
    st.tuples(_PEOPLE),
    _link("owns", _PEOPLE, _ACCOUNTS),
    _link("same", _ACCOUNTS, _ACCOUNTS),
    _link("holds", _PEOPLE, st.sampled_from([permit("T1"), permit("T1", "低压电工作业"), permit("T1", "")])),
    _TRANSFERS,
    _TRANSFERS,
    _CALLS,
)
FILES = st.lists(st.lists(ROWS, min_size=1, max_size=6), min_size=1, max_size=4)

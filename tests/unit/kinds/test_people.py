"""Identity numbers of persons and organisations, and certificate numbers."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric
from stdnum.cn.uscc import calc_check_digit

from graphkit.model.kinds import Bad, cert_number_form, clean, person_of

TODAY = datetime.now().astimezone().date()


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("11010519491231002X", "11010519491231002X"),
        ("11010519491231002x", "11010519491231002X"),
        ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"),
        ("\t110105194912310 02X\u200e ", "11010519491231002X"),
        ("'11010519491231002X", "11010519491231002X"),
        ('="11010519491231002X"', "11010519491231002X"),
        ("110105491231002", "11010519491231002X"),  # the same person's number of before 1999
        ("330113199003078511", "330113199003078511"),  # an area code younger than the library's list
        ("911156199003071239", "911156199003071239"),  # a foreign resident's card of 2023
    ],
)
def test_a_resident_id_has_one_form(raw: str, canonical: str) -> None:
    assert clean("resident_id", raw) == canonical


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("110105194912310021", "resident_id_checksum"),
        ("110105194902300021", "resident_id_checksum"),
        ("11010519490230002X", "resident_id_checksum"),
        ("11010519900307", "resident_id_form"),
        ("E12345678", "resident_id_form"),
        ("张三", "resident_id_form"),
        ("11010519491231002X、110105491231002", "resident_id_form"),
        ("1.10105194912E+17", "ruined_number"),
        ("1101**********002X", "masked"),
        ("11010519491231****", "masked"),
        ("000000000000000000", "all_same"),
    ],
)
def test_a_text_that_is_no_resident_id_says_why(raw: str, code: str) -> None:
    found = clean("resident_id", raw)
    assert isinstance(found, Bad)
    assert found.code == code
    assert found.placeholder == (code in ("masked", "all_same"))


@given(st.from_regex(r"[1-9][0-9]{16}", fullmatch=True))
def test_a_birth_that_cannot_be_is_found_behind_a_fitting_check_digit(seventeen: str) -> None:
    number = seventeen + ric.calc_check_digit(seventeen + "0")
    found = clean("resident_id", number)
    try:
        possible = 1850 <= (born := date(int(number[6:10]), int(number[10:12]), int(number[12:14]))).year <= 2020
        born_later = born.year > 2020
    except ValueError:
        possible = born_later = False
    if not born_later:
        assert found == (number if possible else Bad("resident_id_birth"))


@pytest.mark.parametrize(("born", "taken"), [(TODAY, True), (TODAY + timedelta(days=1), False)])
def test_nobody_is_born_tomorrow(born: date, taken: bool) -> None:
    seventeen = f"110105{born:%Y%m%d}002"
    number = seventeen + ric.calc_check_digit(seventeen + "0")
    assert clean("resident_id", number) == (number if taken else Bad("resident_id_birth"))


@given(st.from_regex(r"[1-6][0-9]{5}19[4-9][0-9]0[1-9](0[1-9]|1[0-9]|2[0-8])[0-9]{3}", fullmatch=True))
def test_the_check_digit_agrees_with_the_library(seventeen: str) -> None:
    right = ric.calc_check_digit(seventeen + "0")
    for digit in "0123456789X":
        expected = seventeen + digit if digit == right else Bad("resident_id_checksum")
        assert clean("resident_id", seventeen + digit) == expected


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("91110000600037341L", "91110000600037341L"),
        (" 91110000 600037341l", "91110000600037341L"),
        ("９１１１００００６０００３７３４１Ｌ", "91110000600037341L"),
        ("91110000600037342L", Bad("uscc_checksum")),
        ("9111000060003734IL", Bad("uscc_form")),  # no I in the alphabet
        ("110000600037341", Bad("uscc_form")),
        ("某公司", Bad("uscc_form")),
    ],
)
def test_a_uscc_is_checked_by_its_last_character(raw: str, found: object) -> None:
    assert clean("uscc", raw) == found


@pytest.mark.parametrize("prefix", ["11", "51", "91", "92", "93", "A1", "N2", "Y1", "13", "G1"])
def test_every_registering_authority_s_codes_are_taken(prefix: str) -> None:
    body = f"{prefix}110000600037341"
    assert clean("uscc", body + calc_check_digit(body)) == body + calc_check_digit(body)


@pytest.mark.parametrize(
    ("raw", "number", "form", "person"),
    [
        ("T11010519491231002X", "T11010519491231002X", "permit", "11010519491231002X"),
        (" t１１０１０５１９４９１２３１００２x\t", "T11010519491231002X", "permit", "11010519491231002X"),
        ("T110105194912310021", "T110105194912310021", "permit", None),  # forged: no such person's number
        ("11010519491231", "11010519491231", "old", None),
        ("11010519491231002X", "11010519491231002X", "other", None),
        ("京A 2020-001", "京A2020-001", "other", None),
        ("皖应急（2021）字第 0032 号", "皖应急(2021)字第0032号", "other", None),
        ("第一二三号", "第一二三号", "other", None),
        ('="T11010519491231002X"', "T11010519491231002X", "permit", "11010519491231002X"),
    ],
)
def test_any_certificate_number_is_kept_and_its_form_told(raw: str, number: str, form: str, person: str | None) -> None:
    assert clean("cert_number", raw) == number
    assert cert_number_form(number) == form
    assert person_of(number) == person


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ('=HYPERLINK("x")', "formula_text"),
        ("=1+1", "formula_text"),
        ("＝SUM(A1:A9)", "formula_text"),
        ("@SUM(1,1)", "formula_text"),
        ("+cmd|'/C calc'!A0", "formula_text"),
        ("@SUM", "cert_number_form"),
        ("T110105<b>194912310021", "cert_number_form"),
        ("T11010519491231002X、T110105194912310021", "cert_number_form"),
        ("T1101051949????0021", "cert_number_form"),
        ("待补", "cert_number_form"),
        ("另见附件", "cert_number_form"),
    ],
)
def test_what_is_no_number_names_no_certificate(raw: str, code: str) -> None:
    assert clean("cert_number", raw) == Bad(code)

"""The whole case in order: truth first, then the files that tell of it, then their damage."""

from scripts.sample import (
    bank_files,
    case_files,
    cast,
    dirt,
    domain_files,
    leads,
    money,
    order_files,
    parcel_files,
    sales,
)
from scripts.sample.files import CaseFile, Row, Sheet
from scripts.sample.world import World

LETTER = """关于移送“0428”专案电子数据和调证材料的情况说明

一、本批材料为虚构示例，含线索、查获物品、官方核验、网站勘验、快递、域名、服务商和银行反馈。
二、远方虚设银行尚未反馈；微信、QQ注册资料和电话机主资料尚未调取。
三、“新建文件夹”内的运单系拷贝时重复。
"""


def world() -> World:
    """The truth."""
    made = World()
    for step in (cast.ring_a, cast.ring_b, cast.innocents, sales.ring_a, sales.ring_b, sales.ordinary):
        step(made)
    for group, first, last in (("A", 60, 72), ("B1", 0, 6)):  # these buyers' own banks reported as well
        for c in [c for c in made.certificates if c.group == group][first:last]:
            c.holder.account.queried = True
    for step in (money.ring_a, money.ring_b, money.everyday, money.oddities):
        step(made)
    return made


def files(made: World) -> list[CaseFile]:
    """The files, damaged, in the order of their paths; the copy comes after its original."""
    rooms = (
        leads.leads,
        case_files.seized,
        case_files.official,
        case_files.back_office,
        parcel_files.parcels,
        domain_files.whois,
        domain_files.rdap,
        domain_files.icp,
        order_files.orders,
        bank_files.folders,
    )
    all_files = [file for room in rooms for file in room(made)]
    by_name = {file.path.split("/", 1)[1]: file for file in all_files}
    dirt.apply(made, by_name)
    parcels = by_name["20260511运单.csv"]
    copy = CaseFile(
        "05快递调证/新建文件夹/20260511运单(1).csv",
        parcels.kind,
        parcels.form,
        parcels.sheets,
        parcels.encoding,
        note=f"same content as {parcels.path}: loads as unchanged",
    )
    letter = CaseFile(
        "情况说明.txt", None, "text", [Sheet(["text"], [Row({"text": LETTER})])], note="no kind: not recognised"
    )
    return sorted([*all_files, copy, letter], key=lambda file: file.path)

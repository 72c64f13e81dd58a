"""Leads: what citizens, inspectors and other towns report; much of it true, some of it about innocents."""

from scripts.sample import cast
from scripts.sample.case_files import CASE_A, CASE_B
from scripts.sample.files import CaseFile, Row, Sheet, columns
from scripts.sample.mint import at
from scripts.sample.world import Certificate, World

LEADS = columns(
    "线索编号 线索来源 受理单位 接收时间 省份 地市 内容 涉及证书编号 涉及网址 涉及姓名 涉及身份证号 涉及电话 "
    "涉及网络账号 涉及账号 涉及单位 办理单位 办理状态 办结时间 办理结果 案件编号"
)
PLACES = (("浙江省", "虚江市"), ("江苏省", "假山市"), ("安徽省", "样例市"), ("山东省", "示范市"), ("湖北省", "虚江市"))


def lead(world: World, number: int, text: str, **cells: str) -> Row:
    """A lead; unnamed columns are empty."""
    province, city = world.rng.choice(PLACES)
    when = world.mint.moment(at("2025-11-01"), at("2026-05-30"))
    source = world.rng.choice(("12350举报电话", "网上举报", "执法检查", "外省移交"))
    return Row(
        {
            "线索编号": f"XS2026{number:04d}",
            "线索来源": source,
            "受理单位": "示例省应急管理厅",
            "接收时间": when,
            "省份": province,
            "地市": city,
            "内容": text,
            "办理单位": f"{city}公安局",
            "办理状态": "办理中",
            **cells,
        }
    )


def about(world: World, number: int, c: Certificate) -> Row:
    """A lead about one sold certificate, telling a part of what the reporter knows."""
    rng, cells = world.rng, {"涉及证书编号": c.number, "涉及姓名": c.holder.name}
    text = f"举报人称{c.holder.name}所持{c.item}证系网上购买，未参加考试"
    if c.qr and rng.random() < 0.7:
        text += f"，扫码后打开{c.host}，与官网cx.mem.gov.cn页面几乎一样"
        cells["涉及网址"] = f"{c.qr}、https://cx.mem.gov.cn/special?index=0"
    if c.agent and rng.random() < 0.8:
        handles = [h for h in c.agent.online if h.startswith(("wechat:", "qq:"))]
        cells["涉及网络账号"] = "、".join(h.replace("wechat:", "微信:").replace("qq:", "QQ:") for h in handles)
        cells["涉及电话"] = c.agent.phone
        text += "，卖家微信收钱"
    if c.into and rng.random() < 0.5:
        cells["涉及账号"] = c.into.card
    cells["案件编号"] = CASE_B if c.group.startswith("B") else CASE_A
    if rng.random() < 0.4:
        cells |= {"办理状态": "已立案", "办理结果": "并案侦查"}
    return lead(world, number, text + "。", **cells)


def innocent(world: World, number: int) -> list[Row]:
    """Leads that name people and sites with no part in it."""
    report, name = world.find("innocent-false-report"), world.find("innocent-namesake-maker")
    earlier = world.find("innocent-recycled-phone")
    closed = {"办理状态": "已办结", "办结时间": "2026-04-20"}
    rows = [
        (
            "举报工友持假证。经官方平台核验为真。",
            {"涉及姓名": report.name, "涉及身份证号": report.ident, "涉及证书编号": f"T{report.ident}", **closed},
        ),
        (
            "网民怀疑县应急管理局网站是假的，经核为真实政府网站。",
            {"涉及网址": "https://yjj.xugouxian.gov.cn/", "涉及单位": "虚构县应急管理局", **closed},
        ),
        ("投诉培训学校退费慢，学校持有办学许可。", {"涉及单位": "虚江市正途职业技能培训学校", **closed}),
        (
            "有人自称贺立锋卖茶叶，疑似骗子。经查与制证人不是同一人。",
            {"涉及姓名": name.name, "涉及身份证号": name.ident, **closed},
        ),
        (
            "来电人称常接到要办证的电话，其号码已于2024年注销。",
            {"涉及姓名": earlier.name, "涉及电话": earlier.phone, **closed},
        ),
        ("同一服务器上的茶叶店网站被误报。", {"涉及网址": "http://www.chaye001-xugou.cn", **closed}),
    ]
    return [lead(world, number + place, text, **cells) for place, (text, cells) in enumerate(rows)]


def advertising(world: World, number: int) -> list[Row]:
    """Advertising seen in groups: the only trace of ring B's advertiser; and a site's spread."""
    operator = world.find("B-operator")
    rows = [
        (
            "QQ号2850000990在多个工友群发布免考三天出证广告，让加微信bz_xiaoyu99。",
            {"涉及网络账号": "QQ:2850000990；微信:bz_xiaoyu99"},
        ),
        ("QQ群内群发特种作业证免考速成广告，联系QQ2850000990。", {"涉及网络账号": "QQ:2850000990"}),
        ("微信kz_banzheng朋友圈发布包过免考信息。", {"涉及网络账号": "微信:kz_banzheng"}),
        (
            "查询网站special.yjgl-xugou.net假冒应急管理部门，页面留有手机号。",
            {"涉及网址": f"https://{cast.SITE_B1}/", "涉及电话": operator.phone},
        ),
        (
            "网站cx-saws.zsjx-xugou.com疑似假冒证书查询平台。",
            {"涉及网址": f"hxxps://{cast.SITE_B2.replace('.', '[.]')}/q"},
        ),
        (
            "网站cx-mem.gov.cn.aqcx-xugou.cn假冒全国平台，已向服务商发告知。",
            {"涉及网址": f"http://{cast.SITE_A1}/special", "涉及单位": "虚江市云栈网络科技有限公司"},
        ),
        (
            "制证人微信hlf_zhizheng向下线收取制证费。",
            {"涉及网络账号": "微信:hlf_zhizheng", "涉及姓名": "贺立锋", "涉及电话": world.find("A-maker-zz01").phone},
        ),
    ]
    return [
        lead(world, number + place, text, 案件编号=CASE_B if place < 5 else CASE_A, **cells)
        for place, (text, cells) in enumerate(rows)
    ]


def leads(world: World) -> list[CaseFile]:
    """A workbook with two sheets of different column order, and a hand-kept register."""
    sold = [c for c in world.certificates if c.seized and c.price]
    chosen = [*world.rng.sample(sold[:92], 30), *world.rng.sample(sold[92:], 18)]
    rows = [about(world, n, c) for n, c in enumerate(chosen, 1)]
    rows += innocent(world, 101) + advertising(world, 201)
    hotline, online, register = rows[:22], rows[22:48], rows[48:]
    register[0].cells["内容"] = "举报工友持假证。\n经官方平台核验为真。\n（来电人要求保密）"
    turned = LEADS[:2] + LEADS[6:] + LEADS[2:6]
    title = "打击假冒政府网站制售假证专项行动线索汇总表"
    book = [
        Sheet(LEADS, hotline, "12350转办", title),
        Sheet(turned, online, "网上举报", title),
        Sheet([], [], "Sheet3"),
    ]
    for row in hotline[::2]:
        row.cells["接收时间"] = f"{row.cells['接收时间']:%Y年%m月%d日}"
    return [
        CaseFile("01线索/全省线索汇总(截至5月31日)改.xlsx", "leads", "xlsx", book),
        CaseFile("01线索/群众来信来电登记.csv", "leads", "csv", [Sheet(turned, register)], "utf-8-sig"),
    ]

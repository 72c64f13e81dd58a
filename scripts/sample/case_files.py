"""Seized certificates, official answers and the back office."""

from datetime import timedelta

from scripts.sample import cast
from scripts.sample.files import CaseFile, Cell, Row, Sheet, columns
from scripts.sample.mint import at, epoch_ms
from scripts.sample.world import NAT_IP, OPERATOR_IP, WORKSHOP_IP, Certificate, World

CERTIFICATES = columns(
    "序号 证件编号 证件名称 姓名 身份证号 作业类别 操作项目 初领日期 有效期起 有效期止 复审日期 发证机关 "
    "二维码内容 工作单位 统一社会信用代码 查获时间 查获地点 查获单位 文书号 购证金额 购证方式 卖家联系方式 "
    "付款账号 收款账号 案件编号"
)
OFFICIAL = columns("查询时间 姓名 身份证号 证书编号 作业类别 操作项目 发证机关 有效期起 有效期止 证书状态 查询人")
ENTRIES = columns("站点域名 证书编号 姓名 身份证号 操作项目 录入时间 录入账号 代理账号 录入IP 费用")
USERS = columns("站点域名 账号 角色 上级账号 手机 QQ 微信 创建时间 最后登录IP")
CASE_A, CASE_B = "虚公（网）立字〔2026〕1021号", "假公（刑）立字〔2026〕77号"


def seized_row(c: Certificate, number: int) -> dict[str, Cell]:
    """A card as written down where it was found."""
    ring_b, employer = c.group.startswith("B"), c.holder.employer
    review = c.start.replace(year=c.start.year + 3, day=min(c.start.day, 28))
    cash = "现金（工头代办）" if c.group == "B3" else ""
    return {
        "序号": str(number),
        "证件编号": c.number,
        "证件名称": "中华人民共和国特种作业操作证",
        "姓名": c.holder.name,
        "身份证号": c.holder.ident,
        "作业类别": c.category,
        "操作项目": c.item,
        "初领日期": str(c.start),
        "有效期起": str(c.start),
        "有效期止": str(c.end),
        "复审日期": str(review),
        "发证机关": c.issuer,
        "二维码内容": c.qr,
        "工作单位": employer.name if employer else "",
        "统一社会信用代码": employer.ident if employer else "",
        "查获时间": "2026-04-28" if not ring_b else "2026-05-09",
        "查获地点": "假山市样例产业园工地" if ring_b else "虚江市示例区各工地",
        "查获单位": "假山市公安局" if ring_b else "虚江市公安局示例分局",
        "文书号": f"{'假' if ring_b else '虚'}公扣字〔2026〕{300 + number // 10}号",
        "购证金额": f"{c.price}元" if c.price else "",
        "购证方式": cash or ("微信联系、银行转账" if c.price else ""),
        "卖家联系方式": c.contact,
        "付款账号": c.payer.card if c.payer else "",
        "收款账号": c.into.card if c.into and c.seized else "",
        "案件编号": (CASE_B if ring_b else CASE_A) if c.price else "",
    }


def seized(world: World) -> list[CaseFile]:
    """Two lists: the raid's, and a site inspection of another town as a workbook."""
    first = [c for c in world.certificates if c.seized and not c.group.startswith("B")]
    second = [c for c in world.certificates if c.seized and c.group.startswith("B")]
    order = [name for name in CERTIFICATES if name != "序号"]
    order.insert(3, order.pop(order.index("身份证号")))
    raid = Sheet(CERTIFICATES, [Row(seized_row(c, n)) for n, c in enumerate(first, 1)])
    site = Sheet(
        ["序号", *order],
        [Row(seized_row(c, n)) for n, c in enumerate(second, 1)],
        "排查登记",
        "假山市工地持证情况排查登记表（公安联合检查）",
    )
    for row in site.rows:
        for column in ("有效期起", "初领日期"):
            row.cells[column] = at(str(row.cells[column]))
    return [
        CaseFile("02查获物品/0428行动查获证件登记表.csv", "certificates", "csv", [raid], "gb18030"),
        CaseFile("02查获物品/工地排查登记(最终版2).xlsx", "certificates", "xlsx", [site]),
    ]


def official(world: World) -> list[CaseFile]:
    """Answers of the official platform, one file per request."""
    rows: list[Row] = []
    for c in (c for c in world.certificates if c.official):
        found = c.official != "查无"
        rows.append(
            Row(
                {
                    "查询时间": f"2026-05-{6 + len(rows) % 9:02d} 09:{len(rows) % 60:02d}:00",
                    "姓名": c.holder.name,
                    "身份证号": c.holder.ident,
                    "证书编号": c.number,
                    "作业类别": c.category if found else "",
                    "操作项目": c.item,
                    "发证机关": c.issuer if found else "",
                    "有效期起": str(c.start) if found else "",
                    "有效期止": str(c.end) if found else "",
                    "证书状态": c.official,
                    "查询人": "核验员07",
                }
            )
        )
    return [
        CaseFile("03官方核验/核验回函0506.txt", "official_results", "tsv", [Sheet(OFFICIAL, rows[:120])], "utf-16"),
        CaseFile("03官方核验/补充核验.csv", "official_results", "csv", [Sheet(OFFICIAL, rows[120:])]),
    ]


def entry_row(c: Certificate) -> dict[str, Cell]:
    """A line of the back office's table of certificates."""
    return {
        "站点域名": cast.OFFICE_A1 if c.host == cast.SITE_A1 else cast.OFFICE_A2,
        "证书编号": c.number,
        "姓名": c.holder.name,
        "身份证号": c.holder.ident,
        "操作项目": c.item,
        "录入时间": c.entered_at,
        "录入账号": c.maker_login,
        "代理账号": c.agent_login,
        "录入IP": c.entered_ip,
        "费用": "200",
    }


def back_office(world: World) -> list[CaseFile]:
    """Exports of the seized server: entries and users of both of its domains."""
    sold = sorted((c for c in world.certificates if c.entered_at), key=lambda c: str(c.entered_at))
    rows = [Row(entry_row(c)) for c in sold]
    people = [("admin", "站长", "", world.find("A-operator"), "", OPERATOR_IP)]
    for login, ip in (("zz01", WORKSHOP_IP), ("zz02", NAT_IP)):
        people.append((login, "制证", "admin", world.find(f"A-maker-{login}"), "", ip))
    for login, _name, upper, _bank, _answered, wechat in cast.AGENTS:
        role = "一级代理" if upper.startswith("zz") else "二级代理"
        people.append((login, role, upper, world.find(f"A-agent-{login}"), wechat, ""))
    users = []
    for host, opened in ((cast.OFFICE_A1, at("2025-03-05", "22:10:00")), (cast.OFFICE_A2, cast.MOVED)):
        for number, (login, role, upper, who, wechat, ip) in enumerate(people):
            made = opened + timedelta(minutes=7 * number)
            users.append(
                Row(
                    {
                        "站点域名": host,
                        "账号": login,
                        "角色": role,
                        "上级账号": upper,
                        "手机": who.phone,
                        "QQ": "无",
                        "微信": wechat or "未知",
                        "创建时间": epoch_ms(made) if number % 5 == 4 else made.isoformat(),
                        "最后登录IP": ip,
                    }
                )
            )
    return [
        CaseFile("04网站勘验/t_zs_export.csv", "back_office", "csv", [Sheet(ENTRIES, rows)], "utf-8-sig"),
        CaseFile("04网站勘验/sys_user.jsonl", "back_office_users", "ndjson", [Sheet(USERS, users)]),
    ]

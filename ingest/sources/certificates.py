"""Seized certificates (查获证书): what is printed on one, who held it, and whom the holder named as the seller."""

from __future__ import annotations

from graphkit.model.statements import Statements
from ingest.source import Row, Source
from ingest.sources._common import account, certificate, column, good, holder, organization, part_of_case, site
from ingest.sources._contacts import contacts, named, reach


def say(row: Row, say: Statements) -> None:
    """A certificate with its holder, employer, QR host and named seller. A price is no payment: nothing is `paid`."""
    number, name, qr = row.text("number"), row.text("name"), row.text("qr")
    qr_host = good("host", qr) if good("url", qr) else None
    seller, price = row.text("seller"), row.number("price")
    seized_at = row.text("seized_at")
    held = certificate(
        say, number, row.text("item"), title=row.text("title"), holder_name=name, category=row.text("category"),
        first_issued=row.text("first_issued"), valid_from=row.text("valid_from"), valid_to=row.text("valid_to"),
        review_date=row.text("review_date"), issuer=row.text("issuer"), qr_content=qr, qr_host=qr_host,
        seized_at=seized_at, seized_place=row.text("seized_place"), seized_by=row.text("seized_by"),
        document=row.text("document"), price_fen=price, bought_how=row.text("bought_how"), seller=seller,
    )
    person = holder(say, held, number, row.text("resident_id"), name, row.text("phone"))
    employer = organization(say, row.text("employer"), row.text("uscc"))
    say.link("employed_by", person, employer)
    say.link("qr_points_to", held, site(say, qr_host))
    stated = [*contacts(seller or ""), *named(row, ("wechat", "qq"))]
    sellers = [reach(say, contact) for contact in dict.fromkeys(stated) if contact.type != "Group"]
    sellers += [say.entity("Phone", number=number) for number in row.many("seller_phone")]
    for subject in [*sellers, account(say, row.text("payee"))]:
        say.link("sold", subject, held, time=seized_at, price_fen=price)
    say.link("owns", person, account(say, row.text("payer")))
    part_of_case(say, held, row.text("case"), row.text("document"))


COLUMNS = (
    column("title", "text", "证件名称 证书名称 证件类型 证书类型 证书种类"),
    column("name", "name", "姓名 持证人 持证人姓名 持有人 持证人员"),
    column("resident_id", "resident_id", "身份证号 身份证号码 公民身份号码 公民身份证号码 持证人身份证号"),
    column("number", "cert_number", "证件编号 证书编号 证号 证件号 操作证号 证书号码 证书号 档案编号", required=True),
    column("category", "operation_item", "作业类别 工种 作业种类 类别 资格类型"),
    column("item", "operation_item", "操作项目 准操项目 作业项目 准操作项目 项目"),
    column("first_issued", "date", "初领日期 初次领证日期 发证日期 初领时间"),
    column("valid_from", "date", "有效期起 有效期开始 有效期始 有效开始日期 有效期开始日期 有效期起始日期"),
    column("valid_to", "date", "有效期止 有效期至 有效期结束 有效截止日期 有效期截止日期 有效期结束日期 到期日期"),
    column("review_date", "date", "复审日期 应复审日期 复审时间"),
    column("issuer", "org_name", "发证机关 发证单位 签发机关 颁发机关"),
    column("qr", "text", "二维码内容 二维码 二维码网址 二维码链接 扫码内容 扫码网址 扫码结果"),
    column("employer", "org_name", "工作单位 所在单位 用人单位 就职单位 从业单位"),
    column("uscc", "uscc", "统一社会信用代码 单位统一社会信用代码 社会信用代码 用人单位信用代码"),
    column("phone", "phone", "持证人电话 持证人手机 本人电话 本人手机"),
    column("seized_at", "time", "查获时间 查获日期 查扣时间 检查时间 扣押时间 发现时间"),
    column("seized_place", "text", "查获地点 检查地点 查扣地点 扣押地点 发现地点"),
    column("seized_by", "org_name", "查获单位 检查单位 查扣单位 扣押单位 执法单位"),
    column("document", "reference", "文书号 文书编号 法律文书号 扣押文书号 扣押清单编号"),
    column("price", "money_yuan", "购证金额 购买金额 购证价格 购买价格 购证费用 办证费用"),
    column("bought_how", "text", "购证方式 购买方式 购证途径 购买途径 办证途径 证件来源"),
    column("seller", "text", "卖家联系方式 卖证人联系方式 卖家 卖方联系方式 上线联系方式 办证人联系方式 中介联系方式"),
    column("wechat", "text", "卖家微信 卖家微信号 卖证人微信 卖证人微信号 办证人微信 中介微信 上线微信", many=True),
    column("qq", "text", "卖家QQ 卖证人QQ 办证人QQ 中介QQ 上线QQ", many=True),
    column("seller_phone", "phone", "卖家电话 卖家手机 卖证人电话 办证人电话 中介电话 上线电话", many=True),
    column("payer", "account", "付款账号 付款账户 支付账号 付款卡号 转出账号"),
    column("payee", "account", "收款账号 收款账户 收款卡号 收款人账号 转入账号"),
    column("case", "reference", "案件编号 案件号 案号 立案编号"),
)

SOURCE = Source("certificates", "查获证书", "Seized certificates", COLUMNS, ("number", "name"), say)

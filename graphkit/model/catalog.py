"""THE ontology: one declaration per entity type and per link type.

Constraints, validation, table columns, colours, captions, export columns and the schema page follow from these.
"""

from __future__ import annotations

from graphkit.model.identity import SAME_AS
from graphkit.model.schema import ANYTHING, Carry, EntityType, Field, LinkType


def _name(kind: str = "name") -> Field:
    return Field("name", kind, "名称", "Name", search=True)


def _number(zh: str = "编号", kind: str = "text") -> Field:
    return Field("number", kind, zh, "Number", search=True)


ENTITY_TYPES: dict[str, EntityType] = {
    declared.name: declared
    for declared in (
        EntityType(
            "Person", "人员", "Person", "#2f6fb0",
            (
                Field("resident_id", "resident_id", "身份证号", "Resident ID", search=True),
                Field("name", "name", "姓名", "Name", search=True),
                Field("phone", "phone", "电话", "Phone", search=True),
                Field("address", "text", "住址", "Address"),
                Field("birth_date", "date", "出生日期", "Date of birth"),
                Field("workplace", "org_name", "工作单位", "Workplace"),
                Field("position", "text", "岗位", "Position"),
            ),
            (("resident_id",), ("name", "phone")),
            ("name", "resident_id"),
        ),
        EntityType(
            "Organization", "单位", "Organization", "#4a5a8a",
            (
                Field("uscc", "uscc", "统一社会信用代码", "USCC", search=True),
                Field("name", "org_name", "单位名称", "Name", search=True),
                Field("address", "text", "地址", "Address"),
                Field("legal_person", "name", "法定代表人", "Legal representative"),
                Field("phone", "phone", "电话", "Phone", search=True),
                Field("nature", "text", "单位性质", "Nature"),
            ),
            (("uscc",), ("name",)),
            ("name", "uscc"),
        ),
        EntityType(
            "Certificate", "证书", "Certificate", "#b5462f",
            (
                _number("证书编号", "cert_number"),
                Field("operation_item", "operation_item", "操作项目", "Operation item"),
                Field("category", "operation_item", "作业类别", "Category"),
                Field("title", "text", "证件名称", "Title"),
                Field("holder_name", "name", "持证人姓名", "Holder's name", search=True),
                Field("first_issued", "date", "初领日期", "First issued"),
                Field("valid_from", "date", "有效期起", "Valid from"),
                Field("valid_to", "date", "有效期止", "Valid to"),
                Field("review_date", "date", "复审日期", "Review date"),
                Field("issuer", "org_name", "发证机关", "Issuer"),
                Field("qr_content", "text", "二维码内容", "QR content"),
                Field("qr_host", "host", "二维码网址主机", "QR host"),
                Field("official_status", "text", "官方查询结果", "Official result"),
                Field("official_checked", "time", "官方查询时间", "Officially checked"),
                Field("official_valid_from", "date", "官方有效期起", "Official valid from"),
                Field("official_valid_to", "date", "官方有效期止", "Official valid to"),
                Field("official_issuer", "org_name", "官方发证机关", "Official issuer"),
                Field("seized_at", "time", "查获时间", "Seized at"),
                Field("seized_place", "text", "查获地点", "Seized where"),
                Field("seized_by", "org_name", "查获单位", "Seized by"),
                Field("document", "text", "文书号", "Document number"),
                Field("price_fen", "money_yuan", "购证金额", "Price paid"),
                Field("bought_how", "text", "购证方式", "How it was bought"),
                Field("seller", "text", "卖家联系方式", "Seller's contact"),
            ),
            (("number", "operation_item"), ("number",)),
            ("number",),
        ),
        EntityType(
            "Lead", "线索", "Lead", "#c28a1d",
            (
                _number("线索编号"),
                Field("receiving_body", "org_name", "受理单位", "Receiving body"),
                Field("origin", "text", "线索来源", "Origin"),
                Field("received_at", "time", "接收时间", "Received at"),
                Field("province", "text", "省份", "Province"),
                Field("city", "text", "地市", "City"),
                Field("content", "text", "内容", "Content", search=True),
                Field("handler", "org_name", "办理单位", "Handled by"),
                Field("status", "text", "办理状态", "Status"),
                Field("closed_at", "time", "办结时间", "Closed at"),
                Field("result", "text", "办理结果", "Result"),
            ),
            (("number", "receiving_body"), ("number",)),
            ("number",),
        ),
        EntityType("Case", "案件", "Case", "#7a3b69", (_number("案件编号"),), (("number",),), ("number",)),
        EntityType(
            "Penalty", "行政处罚", "Penalty", "#7d4e57",
            (
                Field("decision_number", "text", "决定书文号", "Decision number", search=True),
                Field("facts", "text", "违法事实", "Facts"),
                Field("basis", "text", "处罚依据", "Basis"),
                Field("content", "text", "处罚内容", "Content"),
                Field("fine_fen", "money_yuan", "罚款金额", "Fine"),
                Field("decided_on", "date", "决定日期", "Decided on"),
                Field("decided_by", "org_name", "决定机关", "Decided by"),
                Field("handed_to_police", "yes_no", "移送公安", "Handed to the police"),
            ),
            (("decision_number",),),
            ("decision_number",),
        ),
        EntityType(
            "Account", "支付账户", "Account", "#2e8b57",
            (
                Field("scheme", "scheme", "账户类别", "Scheme"),
                Field("number", "account_number", "账号", "Number", search=True),
                Field("holder_name", "caption", "户名", "Holder's name", search=True),
                Field("bank", "text", "开户银行", "Bank"),
                Field("opened_at", "time", "开户时间", "Opened at"),
                Field("closed_at", "time", "销户时间", "Closed at"),
                Field("status", "text", "账户状态", "Status"),
                Field("kind", "text", "账户类型", "Kind of account"),
                Field("balance_fen", "money_yuan", "账户余额", "Balance"),
                Field("phone", "phone", "联系电话", "Phone", search=True),
            ),
            (("scheme", "number"),),
            ("number",),
        ),
        EntityType(
            "Phone", "电话", "Phone", "#5f8f3f",
            (
                _number("号码", "phone"),
                Field("carrier", "text", "运营商", "Carrier"),
                Field("opened_at", "time", "入网时间", "In use since"),
                Field("closed_at", "time", "销户时间", "Closed at"),
            ),
            (("number",),),
            ("number",),
        ),
        EntityType(
            "OnlineAccount", "网络账号", "Online account", "#1f8a8a",
            (
                Field("platform", "text", "平台", "Platform"),
                Field("handle", "handle", "账号", "Handle", search=True),
                Field("nickname", "caption", "昵称", "Nickname", search=True),
                Field("role", "text", "后台角色", "Role in the back office"),
                Field("created_at", "time", "创建时间", "Created at"),
                Field("followers", "int", "粉丝数", "Followers"),
            ),
            (("platform", "handle"),),
            ("handle",),
        ),
        EntityType(
            "Group", "群组", "Group", "#39798a",
            (
                Field("platform", "text", "平台", "Platform"),
                Field("number", "handle", "群号", "Number", search=True),
                _name("caption"),
                Field("members", "int", "群成员数", "Members"),
            ),
            (("platform", "number"),),
            ("name", "number"),
        ),
        EntityType(
            "Advert", "广告", "Advert", "#c0662f",
            (
                Field("url", "url", "网址", "URL", search=True),
                Field("title", "text", "标题", "Title", search=True),
                Field("content", "text", "内容", "Content"),
                Field("published_at", "time", "发布时间", "Published at"),
                Field("collected_at", "time", "取证时间", "Collected at"),
                Field("document", "text", "取证文书号", "Document number"),
            ),
            (("url",),),
            ("title", "url"),
        ),
        EntityType(
            "Domain", "域名", "Domain", "#6a4fa3",
            (
                Field("name", "domain", "域名", "Name", search=True),
                Field("registered_at", "time", "注册时间", "Registered at"),
                Field("expires_at", "time", "到期时间", "Expires at"),
                Field("registrant_name", "caption", "注册人", "Registrant", search=True),
                Field("name_server", "host", "域名服务器", "Name server"),
                Field("status", "text", "域名状态", "Status"),
            ),
            (("name",),),
            ("name",),
        ),
        EntityType(
            "Website", "网站", "Website", "#8359b5",
            (
                Field("host", "host", "主机名", "Host", search=True),
                Field("title", "text", "网站名称", "Site name", search=True),
                Field("home", "url", "首页网址", "Home page"),
            ),
            (("host",),),
            ("host",),
        ),
        EntityType(
            "IPAddress", "IP", "IP address", "#666f7a",
            (Field("address", "ip", "地址", "Address", search=True),),
            (("address",),),
            ("address",),
        ),
        EntityType(
            "TlsCertificate", "网站证书", "TLS certificate", "#7b6f9c",
            (
                Field("issuer", "text", "颁发者", "Issuer"),
                Field("serial", "serial", "序列号", "Serial", search=True),
                Field("not_before", "time", "生效时间", "Not before"),
                Field("not_after", "time", "失效时间", "Not after"),
            ),
            (("issuer", "serial"),),
            ("serial",),
        ),
        EntityType(
            "Filing", "网站备案", "ICP filing", "#9c7b2f",
            (
                Field("number", "icp", "备案号", "Number", search=True),
                Field("unit_name", "org_name", "主办单位", "Filed by", search=True),
                Field("nature", "text", "单位性质", "Nature"),
                Field("leader", "name", "负责人", "Person in charge", search=True),
                Field("updated_at", "time", "审核时间", "Approved at"),
                Field("service_name", "text", "网站名称", "Site name"),
                Field("service_number", "text", "网站备案号", "Site's number"),
            ),
            (("number",),),
            ("number",),
        ),
        EntityType(
            "Service", "服务订单", "Service order", "#4f6d7a",
            (
                Field("provider", "org_name", "服务商", "Provider"),
                Field("order_number", "text", "订单号", "Order number", search=True),
                Field("service_type", "text", "服务类型", "Service"),
                Field("customer_name", "caption", "客户名称", "Customer", search=True),
                Field("started_at", "time", "开通时间", "Started at"),
                Field("ends_at", "time", "到期时间", "Ends at"),
                Field("amount_fen", "money_yuan", "金额", "Amount"),
                Field("notified_at", "time", "监管告知时间", "Regulator's notice"),
                Field("continued", "yes_no", "告知后是否继续服务", "Went on after the notice"),
                Field("document", "text", "调证文书号", "Request number"),
            ),
            (("provider", "order_number"),),
            ("order_number",),
        ),
        EntityType(
            "Waybill", "运单", "Waybill", "#8a6d3b",
            (
                Field("courier", "org_name", "快递公司", "Courier"),
                Field("number", "waybill", "运单号", "Number", search=True),
                Field("sent_at", "time", "寄件时间", "Sent at"),
                Field("sender_name", "caption", "寄件人", "Sender", search=True),
                Field("recipient_name", "caption", "收件人", "Recipient", search=True),
                Field("sender_address", "text", "寄件地址", "Sender's address"),
                Field("recipient_address", "text", "收件地址", "Recipient's address"),
                Field("goods", "text", "物品", "Goods"),
                Field("delivered_at", "time", "签收时间", "Delivered at"),
            ),
            (("courier", "number"),),
            ("number",),
        ),
        EntityType(
            "Device", "设备", "Device", "#5a5a5a",
            (Field("identifier", "device", "设备标识", "Identifier", search=True),),
            (("identifier",),),
            ("identifier",),
        ),
        EntityType(
            "Place", "地点", "Place", "#3f7f5f",
            (Field("address", "address", "地址", "Address", search=True),),
            (("address",),),
            ("address",),
        ),
    )
}

_TRANSFER = (
    Field("amount_fen", "money_yuan", "金额", "Amount"),
    Field("currency", "currency", "币种", "Currency"),
    Field("time", "time", "交易时间", "Time"),
    Field("reference", "text", "交易流水号", "Reference"),
    Field("memo", "text", "摘要", "Memo"),
    Field("status", "text", "交易状态", "Status"),
    Field("side", "direction", "报告方", "Reporting side"),
    Field("balance_fen", "money_yuan", "交易余额", "Balance"),
    Field("place", "text", "交易地点", "Place"),
    Field("merchant", "org_name", "商户名称", "Merchant"),
)
_PARTY = ("Person", "Organization")
_HANDLE = ("Phone", "OnlineAccount")
_TIME = Field("time", "time", "时间", "Time")
_DOCUMENT = Field("document", "text", "文书号", "Document number")

LINK_TYPES: dict[str, LinkType] = {
    declared.name: declared
    for declared in (
        LinkType("holds", "持有", "holds", ("Person",), ("Certificate",),
                 carries=(Carry(False, ("certificate",), "holder"), Carry(True, ("lead",), "certificate"))),
        LinkType("employed_by", "受雇于", "employed by", _PARTY[:1], _PARTY[1:],
                 (Field("position", "text", "岗位", "Position"), Field("since", "date", "入职时间", "Since")),
                 carries=(Carry(True, ("holder",), "employer"),)),
        LinkType("qr_points_to", "二维码指向", "QR points to", ("Certificate",), ("Website",),
                 carries=(Carry(True, ("certificate",), "site"),)),
        LinkType("redirects_to", "跳转到", "redirects to", ("Website",), ("Website",),
                 carries=(Carry(True, ("site",), "site"),)),
        LinkType("on_domain", "属于域名", "on domain", ("Website",), ("Domain",),
                 carries=(Carry(True, ("site",), "site"), Carry(False, ("site",), "site"))),
        LinkType("resolves_to", "解析到", "resolves to", ("Website",), ("IPAddress",),
                 (Field("first_seen", "time", "首次出现", "First seen"),
                  Field("last_seen", "time", "最后出现", "Last seen")),
                 carries=(Carry(True, ("site",), "site"),)),
        LinkType("secured_by", "使用网站证书", "secured by", ("Website",), ("TlsCertificate",)),
        LinkType("registered", "注册", "registered", (*_PARTY, "OnlineAccount", "Phone"), ("Domain",), (_TIME,),
                 carries=(Carry(False, ("site",), "site_operator"), Carry(True, ("site_operator",), "site"))),
        LinkType("registered_through", "经由注册", "registered through", ("Domain",), ("Organization",)),
        LinkType("filed_under", "备案为", "filed under", ("Domain",), ("Filing",),
                 carries=(Carry(True, ("site",), "site"),)),
        LinkType("filed_by", "备案主体", "filed by", ("Filing",), _PARTY,
                 carries=(Carry(True, ("site",), "site_operator"),)),
        LinkType("ordered", "订购", "ordered", (*_PARTY, *_HANDLE), ("Service",), (_TIME,),
                 carries=(Carry(False, ("site",), "site_operator"), Carry(True, ("site_operator",), "site"))),
        LinkType("provided", "提供", "provided", ("Organization",), ("Service",),
                 carries=(Carry(False, ("site",), "enabler"),)),
        LinkType("serves", "服务于", "serves", ("Service",), ("Website", "Domain", "IPAddress"),
                 carries=(Carry(False, ("site",), "site"), Carry(True, ("site",), "site"))),
        LinkType("paid_for", "支付费用", "paid for", ("Account",), ("Service",),
                 carries=(Carry(False, ("site",), "site_operator"),)),
        LinkType("owns", "拥有", "owns", _PARTY, ("Account",), carries=(Carry(True), Carry(False))),
        LinkType("uses", "使用", "uses", _PARTY, _HANDLE, carries=(Carry(True), Carry(False))),
        LinkType("member_of", "群成员", "member of", ("OnlineAccount",), ("Group",)),
        LinkType("paid", "付款", "paid", ("Account",), ("Account",), _TRANSFER,
                 carries=(Carry(True, ("holder",), "agent"), Carry(True, ("agent", "advertiser"), "maker"),
                          Carry(True, ("agent", "advertiser"), "collector"), Carry(True, ("collector",), "maker"),
                          Carry(True, ("maker",), "site_operator")),
                 transactions=True, amount="amount_fen", time="time"),
        LinkType("called", "通话", "called", ("Phone",), ("Phone",),
                 (_TIME, Field("duration", "int", "时长(秒)", "Duration (s)"), Field("side", "direction", "呼叫类型", "Side"),
                  Field("cell", "text", "基站", "Cell")),
                 transactions=True, amount="duration", time="time"),
        LinkType("used_ip", "使用IP", "used IP", ("Account", "OnlineAccount", "Service"), ("IPAddress",), (_TIME,)),
        LinkType("used_device", "使用设备", "used device", ("Account", "OnlineAccount", "Service"), ("Device",), (_TIME,)),
        LinkType("published", "发布", "published", ("OnlineAccount",), ("Advert",),
                 carries=(Carry(False, ("site", "agent"), "advertiser"),)),
        LinkType("contact", "联系方式", "contact", ("Advert",), (*_HANDLE, "Group", "Account"),
                 carries=(Carry(False, ("agent", "collector"), ""),)),
        LinkType("advertises", "宣传", "advertises", ("Advert",), ("Website",), carries=(Carry(False, ("site",), "site"),)),
        LinkType("entered", "录入", "entered", ("OnlineAccount",), ("Certificate",),
                 (_TIME, Field("fee_fen", "money_yuan", "费用", "Fee")),
                 carries=(Carry(False, ("certificate",), "maker"),)),
        LinkType("requested", "代理申请", "requested", ("OnlineAccount",), ("Certificate",),
                 (_TIME, Field("fee_fen", "money_yuan", "费用", "Fee")),
                 carries=(Carry(False, ("certificate",), "agent"),)),
        LinkType("sub_account_of", "下级账号", "sub-account of", ("OnlineAccount",), ("OnlineAccount",),
                 carries=(Carry(True, ("agent",), ""),)),
        LinkType("lists", "数据库载有", "lists", ("Website",), ("Certificate",),
                 carries=(Carry(False, ("certificate",), "site"),)),
        LinkType("sold", "出售", "sold", (*_HANDLE, "Account"), ("Certificate",),
                 (Field("time", "time", "查获时间", "Time"), Field("price_fen", "money_yuan", "购证金额", "Price")),
                 carries=(Carry(False, ("certificate",), "agent"),)),
        LinkType("sent", "寄出", "sent", ("Person", "Phone"), ("Waybill",), (_TIME,),
                 carries=(Carry(False, ("holder",), "agent"), Carry(False, ("agent",), "maker"))),
        LinkType("delivered_to", "送达", "delivered to", ("Waybill",), ("Person", "Phone"), (_TIME,),
                 carries=(Carry(False, ("holder", "agent"), ""),)),
        LinkType("located_at", "位于", "located at", ANYTHING, ("Place",)),
        LinkType("mentions", "提及", "mentions", ("Lead",), ANYTHING, carries=(Carry(True, ("lead",), ""),)),
        LinkType("led_to", "转为案件", "led to", ("Lead",), ("Case",)),
        LinkType("imposed_on", "处罚对象", "imposed on", ("Penalty",), _PARTY),
        LinkType("part_of_case", "归属案件", "part of case", ANYTHING, ("Case",), (_DOCUMENT,)),
        LinkType(SAME_AS, "同一对象", "same as", ANYTHING, ANYTHING),
    )
}

RULES = 1
"""Version of the rules by which rows become statements; raise it when a source yields something else for a row."""

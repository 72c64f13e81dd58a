"""Words that tables use for one and the same thing, in Chinese headers and in technical names.

A class merges only what means the same in every kind of source: never the card with the account, the day with the
amount, yuan with fen. Whatever only one kind calls so stands among that kind's headers.
"""

from __future__ import annotations

import re

_ACCOUNT, _CARD = "[账帐](?:[号户](?:号码?)?)?", "(?:银行)?卡(?:号码?)?"
_LINK = "(?:地址|网址|链接)"
_SIDES = "(?:借/?贷|收/?付|收/?支|进/?出|出/?入|存/?取|d/?c)"

_CHINESE = tuple((re.compile(pattern), said) for pattern, said in (
    (r"[_#※的]|\((?:非?必填项?|选填项?|可选|必录|可空|如有|若有|[^()]*(?:位|如:?|例如|格式|多个)[^()]*)\)$", ""),
    (r"\((?:单位:?)?(?:元|人民币元?|rmb|cny|yuan|¥|秒|s|secs?|seconds?)\)$|[/-](?:元|秒)$", ""),
    (r"\(([起止始终至卡账帐号人方码名])\)", r"\1"),
    ("(?:单位|企业|公司)(?:名称|全称)?", "单位"), ("(?<!^)人员", "人"),
    ("(?:居民|公民)?身份证(?:件|明)?(?:号码?|编号)?|公民身份号码?|身份号码", "身份证"),
    ("联系(?:手机|电话|号码)(?:号码?)?|移动电话(?:号码?)?|手机(?:电话)?(?:号码?)?|电话(?:号码?)?", "电话"),
    ("(?:[账帐][号户]|开户人?|户主|持卡人)+(?:名称|姓名|名)|(?<![用客商门住农])户(?:名称?|主)(?:姓名)?", "户名"),
    (rf"(?:{_ACCOUNT}[/、或(]?{_CARD}|{_CARD}[/、或(]?{_ACCOUNT})\)?(?:号码?)?", "账号"),
    ("(?:[账帐](?:号|户)(?:号码?|编号)?)+", "账号"),
    ("(?:银行|借记|储蓄)?卡(?:号码|片号码?|号)", "卡号"),
    (f"^(?:交易|账务|资金)?{_SIDES}(?:账|款|项)?(?:标志|标识|标记|方向|类型|类别|属性|符号|别)?$", "借贷"),
    ("(?:账号|交易|记账|本次|联机|当前|可用|实时|账面|卡内?|后)*(?:余额|结余)", "余额"),
    ("(?:交易|发生)+(?:金额|额)", "金额"),
    ("(?:交易|资金)?(?:对手|对方|对端|对向|相对方)(?:方|侧|端|单位|客户|人)?", "对方"),
    ("往来(?:方|单位|客户|对象)|往来(?=[账户卡行银开证身姓名])", "对方"),
    ("本方|己方|我方|本端|本侧|自方", "本方"),
    ("(?:所属|归属|发卡|开户)?(?:银行|行)(?:名称?|信息)?$", "开户行"),
    ("(?:交易|业务|核心|凭证|系统|会计|记账|主机|银行|账务|前置|联机)*(?:流水|日志)(?:编号|号码|序号|号|$)", "流水号"),
    ("(?:准予?)?(?:操作|作业)(?:项目|科目)|准操(?:项目|科目|范围)", "操作项目"),
    ("作业(?:类别|种类|类型|大类)", "作业类别"),
    ("(?:特种作业)?(?:人员)?(?<![身调凭可份])(?:操作|资格|上岗|作业|从业)?证书?(?:编号|号码|编码|号)", "证书号"),
    ("(?<!^)(?<!证件)(?:号码|编号|编码)", "号"),
    ("(?:发证|签发|颁发|颁证|核发)(?:机关|单位|机构|部门)", "发证机关"),
    ("有效(?:期限?|日期|时间)?(?:起始?|开始|始|自|从)(?:日期?|时间)?", "有效期起"),
    ("有效(?:期限?|日期|时间|截)?(?:止|至|到|截止|结束|终止|截至|届满)(?:日期?|时间)?", "有效期止"),
    ("日期及?时间|日期|时刻|时点|时间戳|(?<=[\u4e00-\u9fff]{2})日$", "时间"),
    ("(?:涉案|涉及|所涉|涉嫌)", "涉"),
    ("(?:寄件|发件|寄货|发货)(?:人|方|客户)?|寄[方端]|托运[人方]|[交投]寄人", "寄"),
    ("(?:收件|收货)(?:人|方|客户)?|[收到]方|收端", "收"),
    ("(?<=^[寄收])(?:人?姓名|名称?|客户)$", ""),
    ("(?:单位)?(?:统一)?(?:社会)?信用(?:代码|编码|号)", "信用代码"),
    ("真实姓名|中文姓名|名字", "姓名"),
    (f"(?:链接|网页|页面|网站|帖子|视频|文章|商品|广告|发布){_LINK}|url{_LINK}?", "网址"),
    (f"(?:二维码|扫码|扫描)(?:后|解析|解码|识别|跳转|指向|验证)*(?:内容|结果|信息)?{_LINK}?", "二维码"),
    ("(?:行政)?处罚", "处罚"), ("(?:处罚)?决定(?:文书|书)?(?:文|编)?号|处罚文书号", "决定书文号"),
    ("(?:买|购)证人", "持证人"), ("(?<=[人者])姓名$", ""),
    ("所在|隶属", "所属"), ("登陆", "登录"), ("(?:最后|最近|末次|上次)(?:一次)?", "最后"), ("详细地址|详址", "地址"),
    ("ip(?:v4)?地址", "ip"), ("mac地址", "mac"), ("qq(?:号码?|账号)", "qq"), ("微信(?:号码?|账号|id)", "微信"),
    ("(?:电子)?(?:邮箱|邮件)(?:地址)?", "邮箱"),
))  # fmt: skip

_ENGLISH = {word: said for said, words in {
    "no": "num number nbr", "phone": "mobile mobiles cellphone tel telephone mobilephone phoneno phonenum phonenumber "
    "mobileno telno msisdn", "addr": "address addresses", "time": "date datetime timestamp at on",
    "create": "created creation", "register": "registered registration reg", "issue": "issued",
    "expire": "expires expired expiry expiration",
    "send": "sent", "deliver": "delivered delivery", "sign": "signed", "start": "started begin began", "end": "ended",
    "account": "acct acc", "amount": "amt", "org": "organisation organization", "email": "mail mailbox",
    "wechat": "weixin wx", "recipient": "receiver consignee addressee", "sender": "consignor shipper",
    "opponent": "counterparty counterpart opposite opp", "transaction": "trans txn tran", "update": "updated",
    "idcard": "idno idcardno identity", "description": "desc", "balance": "bal", "pay": "paid",
    "post": "posted publish published", "query": "queried", "licence": "license",
    "customer": "client buyer purchaser cust", "count": "cnt", "employee": "emp", "receive": "received recv",
    "bind": "bound binding", "modify": "modified", "available": "avail",
}.items() for word in words.split()}  # fmt: skip
_MEASURES = "duration|amount|balance|price|fee|fine|debit|credit|cost|money|total"
_COMPOUND = tuple((re.compile(pattern), said) for pattern, said in (
    ("_(?:id|idcard)_(?:card|no|code)(?:_no)?(?=_)|_idcard_no(?=_)", "_idcard"), ("_phone_no(?=_)", "_phone"),
    ("_(ip|mac|email)_addr(?=_)", r"_\1"), ("_e_email(?=_)", "_email"), ("_we_chat(?=_)", "_wechat"),
    ("_(wechat|qq)_(?:no|id|account)(?=_)", r"_\1"), (f"_({_MEASURES})_(?:s|sec|second|cny|rmb|yuan)_$", r"_\1_"),
    ("_uid(?=_)", "_user_id"), ("^_gmt_(create|modify|update|pay|payment)_$", r"_\1_time_"),
))  # fmt: skip
_MANY = re.compile("(?<=[a-z]{2}[^su])s$|(?<=ip)s$")
_MORE = re.compile("(?<=..)(?:信息|情况|说明|描述|明细|详情|概况)$")
_ID, _TIME = re.compile("(?<=[a-z])_id_$"), re.compile("(?<=[a-z])_time_$")
_JOINTS = re.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+")
_PREFIX = re.compile(r"^(?:(?!ip|id|no|qq|wx)[a-z]{1,2}|t[a-z]?_\w+)\.(?=\w)|^(?:[tfcvn]|tbl?|fld|col)_(?=[a-z])",
                     re.IGNORECASE)


def same_chinese(plain: str) -> str:
    """A header in normal form with one word in place of each class of words."""
    for pattern, said in _CHINESE:
        plain = pattern.sub(said, plain)
    return plain


def same_technical(name: str) -> str:
    """A technical name (cert_no, certNo, t.CERT-NUMBER, Cert No.) in lower case, its words those of their classes."""
    return _words(name).replace("_", "")


def without_telling_more(plain: str) -> str:
    """A header in Chinese without a last word that adds nothing (用途说明)."""
    return _MORE.sub("", plain)


def without_id(name: str) -> str:
    """A technical name in which an id counts as a number (order_id)."""
    return _ID.sub("_no_", _words(name)).replace("_", "")


def without_time(name: str) -> str:
    """A technical name that leaves unsaid that it is a time (sent for sent_at)."""
    return _ID.sub("_no_", _TIME.sub("_", _words(name))).replace("_", "")


def _words(name: str) -> str:
    parts = _JOINTS.sub("_", _PREFIX.sub("", name.strip())).lower().split("_")
    joined = f"_{'_'.join(_ENGLISH.get(part) or _MANY.sub('', part) for part in parts if part)}_"
    for pattern, said in _COMPOUND:
        joined = pattern.sub(said, joined)
    return joined

"""Transfers as the institutions report them: each asked account gets its own side, in the form of domain notes §4."""

from datetime import timedelta
from typing import Any

from tests.second_case.world import Account, Case, Transfer

BANK = ("交易卡号 交易账号 账户开户名称 开户人证件号码 交易时间 交易金额 交易余额 收付标志 交易对手账卡号 现金标志 "
        "对手户名 对手身份证号 对手开户银行 摘要说明 交易币种 "
        "交易网点名称 交易网点代码 交易发生地 交易是否成功 传票号 终端号 IP地址 MAC地址 对手交易余额 交易流水号 日志号 "
        "凭证种类 凭证号 交易柜员号 商户名称 商户号 备注 交易类型 "
        "查询反馈结果原因").split()
TENPAY = ("用户ID 交易单号 大单号 用户侧账号名称 借贷类型 交易业务类型 交易用途类型 交易时间 交易金额(分) 账户余额(分) "
          "用户银行卡号 用户侧银行名称 用户侧网银联单号 网联/银联 "
          "第三方账户名称 对手方ID 对手侧账户名称 对手方银行卡号 对手侧银行名称 对手侧网银联单号 网联/银联 "
          "第三方账户名称 对手方接收时间 对手方接收金额(分) 备注1 备注2").split()
DETAIL = ("交易号 商户订单号 交易创建时间 付款时间 最近修改时间 交易来源地 类型 用户信息 交易对方信息 消费名称 "
          "金额（元） 收/支 交易状态 支付方式 清算流水号 备注 对应的协查数据").split()
MOVE = ("交易号 付款方支付宝账号 收款方支付宝账号 收款机构信息 到账时间 转账金额（元） 转账产品名称 交易发生地 "
        "提现流水号 对应的协查数据").split()


def render(case: Case) -> None:
    for transfer in case.transfers:
        for own, other, out in ((transfer.source, transfer.target, True), (transfer.target, transfer.source, False)):
            if own.asked:
                {"bank": _bank, "tenpay": _tenpay, "alipay": _alipay}[own.scheme](case, transfer, own, other, out)
        if transfer.source.scheme == "alipay" and transfer.kind == "转账" and (transfer.source.asked
                                                                             or transfer.target.asked):
            case.add("alipay_moves", dict(zip(MOVE, (
                transfer.reference, transfer.source.number, transfer.target.number, "支付宝", transfer.when,
                f"{transfer.fen / 100:.2f}", "转账到支付宝账户",
                "", "", transfer.source.number if transfer.source.asked else transfer.target.number), strict=True)))
    for account in [a for a in case.accounts if a.asked]:
        _registration(case, account)


def _ids(account: Account) -> str:
    known = account.owner.identifiers
    return (known.get("resident_id") or known.get("uscc") or [""])[0]


def _bank(case: Case, transfer: Transfer, own: Account, other: Account, out: bool) -> None:
    person = bool(own.alias)
    row = dict.fromkeys(BANK, "")
    row |= {"交易卡号": own.number if person else "", "交易账号": own.alias or own.number,
            "账户开户名称": own.owner.caption, "开户人证件号码": _ids(own),
            "交易时间": f"{transfer.when:%Y%m%d%H%M%S}", "交易金额": f"{transfer.fen / 100:,.2f}",
            "交易余额": f"{case.rng.randrange(100, 90000)}.11",
            "收付标志": "D" if out else "C", "交易对手账卡号": other.number, "现金标志": "转账",
            "对手户名": other.owner.caption,
            "对手身份证号": _ids(other) if case.rng.random() < 0.5 else "", "对手开户银行": other.bank,
            "摘要说明": transfer.memo, "交易币种": "CNY",
            "交易发生地": "幻州市", "交易是否成功": "成功" if transfer.ok else "失败", "交易流水号": transfer.reference,
            "交易柜员号": "T0021", "交易类型": transfer.kind}
    case.add(f"bank_{own.bank}", row)


def _tenpay(case: Case, transfer: Transfer, own: Account, other: Account, out: bool) -> None:
    group = transfer.kind == "微信群红包"
    shared = [t for t in case.transfers if t.reference == transfer.reference] if group and out else [transfer]
    received = transfer.ok and out
    cells: dict[Any, Any] = dict(enumerate((
        own.number, transfer.reference if out else transfer.reference[::-1], transfer.reference,
        own.owner.caption if own.owner.type == "Person" else "",
        "出" if out else "入", transfer.kind, "" if transfer.memo.startswith("恭喜") else "转账",
        transfer.when + timedelta(seconds=0 if out else 2),
        str(sum(t.fen for t in shared)), str(case.rng.randrange(90000)), "", "", "", "", "", other.number,
        other.owner.caption if other.owner.type == "Person" else "", "", "", "", "", "",
        transfer.when + timedelta(seconds=2) if received else "",
        str(transfer.fen) if received else "", transfer.memo, "")))
    case.add("tenpay_trades", cells | {"owner": own})


def _alipay(case: Case, transfer: Transfer, own: Account, other: Account, out: bool) -> None:
    named = other.alias or other.number if transfer.when.second % 2 else other.number
    party = f"{named}({other.owner.caption})"
    case.add("alipay_details", dict(zip(DETAIL, (
        transfer.reference, "", transfer.when, transfer.when, transfer.when, "支付宝", "即时到账交易",
        f"{own.number}({own.owner.caption})", party,
        transfer.memo or "转账", f"{transfer.fen / 100:.2f}", "支出" if out else "收入", "交易成功", "余额",
        case.ids.digits("88", 20), "", own.number), strict=True)))


def _registration(case: Case, account: Account) -> None:
    owner = account.owner
    phone = owner.identifiers.get("phone", [""])[0]
    if account.scheme == "bank":
        case.add(f"accounts_{account.bank}", {
            "账户开户名称": owner.caption, "开户人证件号码": _ids(account),
            "交易卡号": account.number if account.alias else "",
            "交易账号": account.alias or account.number, "账号开户时间": "20180305101112", "账户余额": "1023.55",
            "币种": "CNY", "账户状态": "正常",
            "账户类型": "个人" if account.alias else "对公", "联系电话": phone, "账号开户银行": account.bank,
            "查询反馈结果原因": "成功"})
        if owner.type == "Person":
            case.add(f"persons_{account.bank}", {"客户名称": owner.caption, "证照类型": "居民身份证",
                                                 "证照号码": owner.resident, "联系手机": phone,
                                                 "住宅地址": "幻州市空山区某小区", "查询反馈结果原因": "成功"})
    elif account.scheme == "alipay":
        row = dict.fromkeys(("用户ID 登录邮箱 登录手机 账户名称 证件类型 证件号 可用余额 绑定手机 绑定银行卡 关联账户 "
                             "对应的协查数据").split(), "")
        case.add("alipay_owners", row | {"用户ID": account.number, "登录手机": phone, "账户名称": owner.caption,
                                         "证件类型": "身份证" if owner.type == "Person" else "营业执照",
                                         "证件号": _ids(account), "可用余额": "12.40", "绑定手机": phone,
                                         "对应的协查数据": account.number})
        for place in range(9):
            address = 200 + (place * 5 + len(case.tables["alipay_owners"])) % 20
            case.add("alipay_logins", {"登陆账号": account.alias or account.number, "支付宝用户ID": account.number,
                                       "账户名": owner.caption,
                                       "客户端ip": f"192.52.193.{address}",
                                       "操作发生时间": case.rng.choice(case.transfers).when,
                                       "对应的协查数据": account.number})

"""Kinds with a fixed vocabulary: which way money went, currency, yes or no, account scheme."""

from __future__ import annotations

import re
from collections.abc import Callable

from graphkit.model.kinds.base import Bad, Clean, Kind, fold, says_nothing, without_spaces

_DIRECTIONS = {
    "in": "进 入 收 存 贷 贷方 贷记 收入 存入 转入 汇入 进账 入账 c + in credit",
    "out": "出 付 支 取 借 借方 借记 支出 支取 取出 转出 汇出 出账 付款 d o - out debit",
}
_ANSWERS = {
    "yes": "是 有 对 真 成功 y yes true t 1 √ ✓",
    "no": "否 无 没有 不是 假 失败 n no false f 0 ×",
}
_CURRENCIES = {
    "CNY": "cny rmb 人民币 人民币元 元 ¥ 156 01",
    "USD": "usd 美元 840",
    "HKD": "hkd 港币 港元 344",
    "EUR": "eur 欧元 978",
    "JPY": "jpy 日元 392",
    "GBP": "gbp 英镑 826",
    "MOP": "mop 澳门元 澳门币 446",
    "TWD": "twd 新台币 台币 901",
    "KRW": "krw 韩元 韩币 410",
    "SGD": "sgd 新加坡元 702",
    "AUD": "aud 澳元 澳大利亚元 036",
    "CAD": "cad 加元 加拿大元 124",
    "RUB": "rub 卢布 643",
}
_SCHEMES = {
    "bank": "bank 银行 银行卡 银行账户 银行账号 储蓄卡 借记卡 信用卡",
    "tenpay": "tenpay 财付通 微信 微信支付 微信钱包 微信转账 wechat wechatpay",
    "alipay": "alipay 支付宝",
    "other": "other 其他 其它",
}


def _vocabulary(code: str, terms: dict[str, str]) -> Callable[[str], Clean]:
    """A cleaning function that looks a folded lower-case word up, words for "nothing" (无, -) included."""
    words = {word: term for term, line in terms.items() for word in [*line.split(), term.lower()]}
    unknown = Bad(code)

    def clean(raw: str) -> Clean:
        if raw in words:
            return words[raw]
        plain = without_spaces(fold(raw)).lower()
        if plain in words:
            return words[plain]
        return None if says_nothing(plain) else unknown

    return clean


_listed_currency = _vocabulary("currency_unknown", _CURRENCIES)
_ISO_CODE = re.compile("[A-Z]{3}").fullmatch


def currency(raw: str) -> Clean:
    """An ISO 4217 code; codes beyond the list pass as they are."""
    found = _listed_currency(raw)
    code = fold(raw).upper()
    return code if isinstance(found, Bad) and _ISO_CODE(code) else found


KINDS = (
    Kind("direction", "收付方向", "direction", _vocabulary("direction_unknown", _DIRECTIONS)),
    Kind("currency", "币种", "currency", currency),
    Kind("yes_no", "是否", "yes or no", _vocabulary("yes_no_unknown", _ANSWERS)),
    Kind("scheme", "账户类别", "account scheme", _vocabulary("scheme_unknown", _SCHEMES)),
)

"""Back offices, orders and domain records as files."""

import json
from pathlib import Path
from typing import Any

from tests.second_case.world import Case
from tests.second_case.writing import Sheet, Written, same, write

ORDER = ("订单号 服务商 服务类型 客户名称 客户证件号 客户手机 客户邮箱 IP 域名 开通时间 到期时间 金额 付款账号 "
         "最后登录IP 监管告知时间 告知后是否继续服务 调证文书号").split()


def network_files(case: Case, folder: Path) -> list[Written]:
    tables = case.tables
    keys = list(tables["passive_dns"][0][0])
    written = [
        write(folder, "勘验/cert_info.jsonl", "back_office", [Sheet(same(
            "录入时间", "证书编号", "姓名", "身份证号", "操作项目", "站点域名", "录入账号", "代理账号", "费用",
            "录入IP"), tables["office_rows"])]),
        write(folder, "勘验/用户表.csv", "back_office_users", [Sheet(same(
            "账号", "角色", "上级账号", "站点域名", "微信", "QQ", "手机", "最后登录IP", "创建时间"),
            tables["office_users"])], "gb18030"),
        write(folder, "服务商/虚年云.csv", "service_orders", [Sheet(same(*ORDER), tables["orders_ordinary"])],
              "gb18030", tab="\t"),
        write(folder, "服务商/空山数据.xlsx", "service_orders",
              [Sheet(same(*reversed(ORDER)), tables["orders_reseller"], ("协助查询反馈表",), "反馈")]),
        write(folder, "服务商/捷讯.xls", "service_orders", [Sheet(same(*ORDER), tables["orders_enabler"])], "gb18030",
              delimiter="\t"),
        write(folder, "服务商/域名注册订单.csv", "service_orders", [Sheet(same(*ORDER), tables["orders_registrar"])],
              "utf-8-sig"),
        write(folder, "域名/被动解析.jsonl", "passive_dns", [Sheet(same(*keys), tables["passive_dns"])]),
        write(folder, "域名/证书透明度.json", "certificate_transparency",
              [Sheet(same(*tables["ct"][0][0]), tables["ct"])]),
        write(folder, "域名/备案.json", "icp", [Sheet(same(*tables["filings"][0][0]), tables["filings"])]),
        _whois(folder, "域名/whois查询.txt", tables["whois"], "gb18030"),
        _whois(folder, "域名/2024年存档_yunhe-xunian.com.txt", tables["whois_old"], "utf-8"),
    ]
    for row, _outcome, _why in tables["rdap"]:
        path = f"域名/rdap_{row['name']}.json"
        (folder / path).write_text(json.dumps(_rdap(row), indent=2), encoding="utf-8")
        written.append(Written(path, "rdap", "json", "utf-8", {"accepted": 1, "rejected": 0, "no_data": 0}))
    return written


def _whois(folder: Path, path: str, rows: list[Any], encoding: str) -> Written:
    text = "\r\n\r\n".join("\r\n".join(f"{key}: {value}" for key, value in row.items()) for row, _outcome, _why in rows)
    (folder / path).write_bytes((text + "\r\n").encode(encoding))
    return Written(path, "whois", "text", encoding, {"accepted": len(rows), "rejected": 0, "no_data": 0})


def _rdap(row: dict[str, Any]) -> dict[str, Any]:
    def entity(role: str, name: str, mail: str) -> dict[str, Any]:
        return {"objectClassName": "entity", "roles": [role],
                "vcardArray": ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", name],
                                         ["email", {}, "text", mail]]]}

    return {
        "objectClassName": "domain", "handle": "88001_DOMAIN-XN", "ldhName": row["name"].upper(),
        "unicodeName": row["name"], "port43": "whois.registrar-xunian.com",
        "nameservers": [{"objectClassName": "nameserver", "ldhName": "ns1.dns-xunian.cn"}],
        "secureDNS": {"delegationSigned": False}, "links": [],
        "entities": [entity("registrar", row["registrar"], "abuse@registrar-xunian.com"),
                     entity("registrant", "REDACTED FOR PRIVACY", row["mail"])],
        "status": ["active"], "events": [{"eventAction": "registration", "eventDate": row["start"]},
                                         {"eventAction": "expiration", "eventDate": row["end"]}],
    }

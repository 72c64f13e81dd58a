"""The people: two rings, and those who only look like part of them."""

from scripts.sample.mint import at
from scripts.sample.world import SL, XG, YF, YL, Party, World

SITE_A1, OFFICE_A1 = "cx-mem.gov.cn.aqcx-xugou.cn", "ht.aqcx-xugou.cn"
SITE_A2, OFFICE_A2 = "cx.mem-zscx-xugou.com", "mem-zscx-xugou.com"
SITE_B1, SITE_B2 = "special.yjgl-xugou.net", "cx-saws.zsjx-xugou.com"
MOVED = at("2025-12-20", "20:00:00")  # ring A changes its domain after the regulator's notice
HOME, WORKSHOP = "虚江市样本县平安路7号1幢301室", "虚江市示例区假山路18号3幢402室"

# login, name, upper login, bank, statement answered, WeChat
AGENTS = (
    ("dl001", "覃海波", "zz01", XG, True, "qinhb_zs"),
    ("dl002", "褚建国", "zz01", XG, True, "cjg_anquan"),
    ("dl003", "闵思雨", "zz02", SL, True, "minsy0088"),
    ("dl004", "滕志强", "zz02", SL, True, "tzq_peixun"),
    ("dl101", "樊丽娜", "dl001", XG, True, "fln_2025"),
    ("dl102", "彭国栋", "dl001", SL, True, "pgd_kaozheng"),
    ("dl103", "娄小军", "dl002", XG, True, "lxj_hangao"),
    ("dl104", "苗春燕", "dl003", SL, True, "miao_cy"),
    ("dl105", "", "dl003", YF, False, "aq_zhushou7"),
    ("dl106", "奚文博", "dl004", XG, True, "xwb_gongdi"),
)


def ring_a(world: World) -> None:
    """Own imitation site with a back office, makers, two tiers of agents, a hosting firm that knew."""
    makers = (("zz01", "贺立锋", XG, HOME), ("zz02", "邵美琴", SL, "虚江市示例区假山路20号"))
    for login, name, bank, address in makers:
        born = world.mint.resident_id(1985, 1992)
        maker = world.party(f"A-maker-{login}", name=name, ident=born, address=address, ring="A", roles=["maker"])
        maker.online = [f"{OFFICE_A1}:{login}", f"{OFFICE_A2}:{login}"]
        world.open_account(maker, bank, queried=True, opened="2023-05-11")
    world.find("A-maker-zz01").online.append("wechat:hlf_zhizheng")

    operator = world.party(
        "A-operator", name="岳文涛", ring="A", roles=["site_operator"], address="虚江市示例区代码巷3号"
    )
    operator.online = [f"{OFFICE_A1}:admin", f"{OFFICE_A2}:admin", "email:ywt_dev@mail-xugou.cn"]
    world.open_account(operator, YL, queried=True, opened="2021-08-19")

    firm = world.party(
        "A-enabler",
        "Organization",
        "虚江市云栈网络科技有限公司",
        ring="A",
        roles=["enabler"],
        note="监管告知后仍向同一客户提供服务",
    )
    world.open_account(firm, XG, queried=True, card=False, opened="2020-03-02")

    for login, name, _upper, bank, answered, wechat in AGENTS:
        slug = f"A-agent-{login}"
        if name:
            agent = world.party(slug, name=name, ring="A", roles=["agent"])
        else:
            agent = world.party(
                slug,
                "OnlineAccount",
                f"{OFFICE_A1}:dl105",
                ring="A",
                roles=["agent"],
                phone=world.mint.phone("170"),
                note="材料中只见后台账号、微信和手机号，身份未查明",
            )
        agent.online = [f"{OFFICE_A1}:{login}", f"{OFFICE_A2}:{login}", f"wechat:{wechat}"]
        made = world.open_account(agent, bank, queried=answered, opened="2024-02-20")
        if not answered:
            made.owner = None
            agent.note += "；收款卡的开户行尚未反馈"

    wife = world.party("A-collector", name="陶小燕", ring="A", roles=["collector"], note="替滕志强收款并转交大部分")
    world.open_account(wife, SL, queried=True, opened="2024-06-03")


def ring_b(world: World) -> None:
    """No back office seized: sellers on WeChat and QQ, the collector apart from them, gaps in the evidence."""
    seller = world.party("B-agent-1", name="佘小雨", ring="B", roles=["agent"], phone=world.mint.phone("166"))
    seller.online = ["wechat:bz_xiaoyu99", "qq:2850000417"]
    world.open_account(seller, XG, queried=True, opened="2025-01-08")

    world.party(
        "B-agent-2",
        "OnlineAccount",
        "wechat:kz_banzheng",
        online=["wechat:kz_banzheng"],
        ring="B",
        roles=["agent"],
        note="身份未查明；未调取微信注册资料",
    )
    world.party(
        "B-advertiser",
        "OnlineAccount",
        "qq:2850000990",
        online=["qq:2850000990"],
        ring="B",
        roles=["advertiser"],
        note="仅线索反映其群发免考广告；未固定广告",
    )

    collector = world.party("B-collector-1", name="鲁桂芳", ring="B", roles=["collector"])
    world.open_account(collector, XG, queried=True, opened="2025-02-14")
    carrier = world.party(
        "B-collector-2", name="丁广发", ring="B", roles=["collector"], note="他人使用其银行卡过账、取现"
    )
    world.open_account(carrier, SL, queried=True, opened="2025-02-17")
    unknown = world.party(
        "B-collector-3", "Account", ring="B", roles=["collector"], note="收款卡，开户行尚未反馈，户主不明"
    )
    card = world.open_account(unknown, YF)
    unknown.name, card.owner = card.card, None

    maker = world.party("B-maker", name="邱志远", ring="B", roles=["maker"], address="假山市样例镇二路44号")
    world.open_account(maker, YL, queried=True, opened="2024-11-05")
    world.party(
        "B-operator",
        "Phone",
        phone=world.mint.phone("171"),
        ring="B",
        roles=["site_operator"],
        note="订单仅登记手机号，证件号被遮挡，机主未调取",
    ).name = "未知机主"


def innocents(world: World) -> None:
    """Each is here for one wrong inference a reader could draw."""
    maker, agent = world.find("A-maker-zz01"), world.find("A-agent-dl002")

    def person(slug: str, trap: str, bank: str = "", name: str = "", **more: str) -> Party:
        made = world.party(f"innocent-{slug}", name=name, trap=trap, **more)
        if bank:
            world.open_account(made, bank, listed=True)
        return made

    person("namesake-maker", "namesake", SL, maker.name, note="与制证人同名，身份证号不同，持真证")
    person("namesake-agent", "namesake", XG, "覃海波", note="与代理同名，身份证号不同，持真证")
    earlier = person(
        "recycled-phone",
        "recycled_phone",
        XG,
        "缪春兰",
        phone=agent.phone,
        note="该手机号2024年6月前为其使用，后被运营商收回再售给褚建国",
    )
    earlier.account.opened, earlier.account.closed = at("2018-04-12", "10:02:00"), at("2024-06-28", "15:20:00")
    mother = person(
        "family",
        "family_member",
        name="周秀英",
        address=HOME,
        ident=world.mint.resident_id(1958, 1962),
        note="制证人之母，同住址，每月给儿子生活费",
    )
    world.open_account(mother, SL, queried=True, opened="2012-03-06")
    person("landlord", "landlord", SL, "金福生", note="工作室房东，按月收租")
    person("second-hand", "unrelated_payment", XG, "邹凯", note="向代理购买二手手机")
    person("web-client", "unrelated_payment", XG, "柏静", note="请站长做网店页面，与案件无关")
    person("false-report", "genuine_holder", XG, "水明辉", note="被举报持假证，官方核验为真")
    for number in range(1, 4):
        shared = person(f"nat-ip-{number}", "shared_ip", XG, note="与制证人先后使用同一运营商出口IP")
        shared.account.queried = True

    def organization(slug: str, name: str, trap: str, bank: str = "", **more: object) -> None:
        made = world.party(f"innocent-{slug}", "Organization", name, trap=trap, **more)
        if bank:
            world.open_account(made, bank, card=False, opened="2015-05-18")

    organization("school", "虚江市正途职业技能培训学校", "training_school", XG, note="持证办学，学员缴纳培训费")
    world.find("innocent-school").account.queried = True
    world.find("innocent-school").account.listed = True
    organization("merchant", "虚江市百家惠超市有限公司", "merchant", XG)
    organization("clearing", "虚构支付有限公司客户备付金", "payment_platform", YL, ident="")
    organization("courier", "虚构速运有限公司", "courier", XG)
    organization(
        "cloud", "虚构云计算有限公司", "hosting_provider", YL, note="正常经营的云服务商，接到告知当日即停止服务"
    )
    organization("registrar", "虚构域名注册服务有限公司", "registrar", note="受理大量域名注册")
    for number, name in enumerate(
        ("虚江市鼎固建筑劳务有限公司", "假山市恒顺机电安装有限公司", "样本县新禾食品有限公司"), 1
    ):
        organization(f"employer-{number}", name, "employer", SL, roles=["employer"])
    world.find("innocent-employer-1").trap = ""  # it bought for its workers
    world.find("innocent-employer-1").note = "出资为5名工人买证；是否默许由侦查判断"

"""The commands and their options. Help is in the user's language."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from graphkit.cli.arguments import LAST_PORT, number, plain, sha256, stated
from graphkit.cli.printing import Refused
from graphkit.cli.speaking import spoken
from graphkit.words import LANGUAGES, text

JUDGING = ("list", "undo", "confirm-link", "reject-link", "confirm-role", "reject-role", "exclude-row",
           "exclude-statement", "hub", "not-hub", "same", "not-same", "unsure")
"""What `judge` can do; graphkit.workbench.judging says what each is said of."""

Arguments = Callable[[argparse.ArgumentParser, Callable[[str], str]], None]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Refused("cli.usage_error", message=message, prog=self.prog)


def _seed(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    parser.add_argument("seed", metavar="SEED", type=plain, help=say("arg_seed"))


def _ingest(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help=say("arg_paths"))
    parser.add_argument("--kind", type=plain, help=say("arg_kind"))
    parser.add_argument("--dry-run", action="store_true", help=say("arg_dry_run"))
    parser.add_argument("--rejects", metavar="FILE", help=say("arg_rejects"))
    parser.add_argument("--mapping", action="append", default=[], metavar="FILE", help=say("arg_mapping"))


def _mapping(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    parser.add_argument("file", nargs="?", metavar="FILE", help=say("arg_mapping_file"))
    parser.add_argument("--kind", type=plain, help=say("arg_kind"))
    parser.add_argument("--forget", metavar="NAME", type=stated(say), help=say("arg_forget"))


def _tip(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    parser.add_argument("text", nargs="?", metavar="TEXT", type=plain, help=say("arg_tip_text"))
    for name in ("number", "receiving-body", "received-at", "origin", "informant", "province", "city", "handler"):
        parser.add_argument(f"--{name}", default="", type=plain, help=say(f"arg_tip_{name.replace('-', '_')}"))
    parser.add_argument("--yes", action="store_true", help=say("arg_yes"))


def _withdraw(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    parser.add_argument("sha256", metavar="SHA256", type=sha256(say), help=say("arg_sha256"))
    parser.add_argument("--reason", required=True, type=stated(say), help=say("arg_reason"))


def _restore(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    parser.add_argument("sha256", metavar="SHA256", type=sha256(say), help=say("arg_sha256"))
    parser.add_argument("--reason", default="", type=plain, help=say("arg_reason"))


def _find(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    parser.add_argument("text", metavar="TEXT", type=plain, help=say("arg_text"))
    parser.add_argument("--type", type=plain, help=say("arg_type"))
    parser.add_argument("--limit", type=number(say), default=20, help=say("arg_limit"))


def _trace(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    _seed(parser, say)
    parser.add_argument("--max-hops", type=number(say), default=8, help=say("arg_max_hops"))
    parser.add_argument("--limit", type=number(say), default=50, help=say("arg_limit"))


def _paths(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    parser.add_argument("first", metavar="A", type=plain, help=say("arg_seed"))
    parser.add_argument("second", metavar="B", type=plain, help=say("arg_seed"))
    parser.add_argument("--max-hops", type=number(say), default=6, help=say("arg_max_hops"))
    parser.add_argument("--types", nargs="+", metavar="TYPE", type=plain, help=say("arg_types"))
    parser.add_argument("--limit", type=number(say), default=1000, help=say("arg_limit"))


def _roles(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    parser.add_argument("--role", metavar="ROLE", type=plain, help=say("arg_role"))


def _money(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    parser.add_argument("account", metavar="ACCOUNT", nargs="?", type=plain, help=say("arg_account"))
    parser.add_argument("--direction", choices=("out", "in"), default="out", help=say("arg_direction"))
    parser.add_argument("--hops", type=number(say), default=3, help=say("arg_hops"))
    parser.add_argument("--method", choices=("fifo", "proportional"), default="fifo", help=say("arg_method"))
    parser.add_argument("--limit", type=number(say), default=1000, help=say("arg_limit"))


def _communities(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    parser.add_argument("--limit", type=number(say), default=50, help=say("arg_limit"))


def _lookalikes(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help=say("arg_names"))


def _export(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    parser.add_argument("--seed", nargs="+", action="extend", default=[], metavar="SEED", type=plain,
                        help=say("arg_seeds"))
    parser.add_argument("--out", required=True, metavar="DIR", help=say("arg_out"))


def _verify(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    parser.add_argument("folder", metavar="DIR", help=say("arg_folder"))
    parser.add_argument("--digest", type=stated(say), help=say("arg_digest"))


def _copy(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    parser.add_argument("--to", required=True, metavar="URL", help=say("arg_to"))


def _backup(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    parser.add_argument("file", metavar="FILE", help=say("arg_backup"))


def _app(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    parser.add_argument("--host", default="127.0.0.1", help=say("arg_host"))
    parser.add_argument("--port", type=number(say, LAST_PORT), default=8501, help=say("arg_port"))


def _neo4j(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    parser.add_argument("action", choices=("start", "stop", "status"), help=say("arg_action"))
    parser.add_argument("--home", default="graphkit-data/neo4j", metavar="DIR", help=say("arg_home"))
    parser.add_argument("--port", type=number(say, LAST_PORT), help=say("arg_port"))


def _judge(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    parser.add_argument("action", metavar="ACTION", choices=JUDGING, help=say("arg_judge_action"))
    parser.add_argument("of", nargs="*", metavar="OF", type=plain, help=say("arg_judge_of"))
    parser.add_argument("--reason", default="", type=plain, help=say("arg_reason"))
    parser.add_argument("--by", default="", type=plain, help=say("arg_by"))


def _none(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """A command without arguments."""


COMMANDS: dict[str, tuple[str, Arguments]] = {
    "ingest": ("loading", _ingest), "mapping": ("taking", _mapping), "corrections": ("taking", _none),
    "tip": ("taking", _tip), "sources": ("listing", _none), "withdraw": ("listing", _withdraw),
    "restore": ("listing", _restore), "stats": ("reading", _none), "find": ("reading", _find),
    "show": ("reading", _seed), "trace": ("questions", _trace), "paths": ("questions", _paths),
    "certificates": ("questions", _none), "coverage": ("covering", _none), "roles": ("parts", _roles),
    "elements": ("counting", _none),
    "lookalikes": ("imitations", _lookalikes),
    "money": ("following", _money), "hubs": ("wholes", _none), "communities": ("wholes", _communities),
    "conflicts": ("wholes", _none),
    "judge": ("judging", _judge), "export": ("leaving", _export), "verify": ("leaving", _verify),
    "rebuild": ("keeping", _none), "copy": ("keeping", _copy), "backup": ("keeping", _backup),
    "app": ("serving", _app), "neo4j": ("serving", _neo4j),
}
"""Command → (module of graphkit.cli that runs it, its arguments)."""


def parse(argv: Sequence[str], lang: str) -> argparse.Namespace:
    """The options of one call; `run` in them runs it. Raises Refused on wrong usage; `--help` exits."""

    def say(key: str) -> str:
        return text(f"cli.{key}", lang).replace("%", "%%")

    with spoken(lang):
        options = _parser(lang, say, argv).parse_args(argv)
    options.run = getattr(import_module(f"graphkit.cli.{options.module}"), options.command)
    return options


def _parser(lang: str, say: Callable[[str], str], argv: Sequence[str]) -> argparse.ArgumentParser:
    parser = _Parser(prog="graphkit", description=say("about"), epilog=say("epilog"))
    parser.add_argument("--store", default=None, metavar="URL", help=say("arg_store"))
    parser.add_argument("--investigation", default=None, metavar="NAME", type=stated(say),
                        help=say("arg_investigation"))
    parser.add_argument("--lang", choices=LANGUAGES, default=lang, help=say("arg_lang"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (module, arguments) in COMMANDS.items():
        about = say(f"about_{name}")
        command = commands.add_parser(name, help=about, description=about)
        if name in argv:  # of the others only their names are shown
            command.add_argument("--json", action="store_true", help=say("arg_json"))
            arguments(command, say)
            command.set_defaults(module=module)
    return parser

"""Value kinds: how a raw cell becomes the one canonical value that identity, sums and searches rest on.

`clean(kind, raw)` never raises on any str and gives
- str or int: the canonical value (money as int 分; long numbers as str; times as ISO 8601);
- None: the cell states nothing (empty, 无, N/A, -, …);
- Bad: it states something without a canonical value; `Bad.code` names the entry of words/issues.toml that says why.
Cleaning a canonical value gives it back. Formats and their sources: docs/adr/0003-value-kinds.md.
"""

from __future__ import annotations

from collections.abc import Callable

from graphkit.model.kinds import accounts, contacts, hosts, mixed, numbers, people, sites, terms, texts, things, times
from graphkit.model.kinds.accounts import is_alipay_user
from graphkit.model.kinds.base import Bad, Clean, Kind
from graphkit.model.kinds.people import cert_number_form, person_of
from graphkit.model.kinds.sites import icp_site_number

__all__ = ["KINDS", "Bad", "Clean", "Kind", "cert_number_form", "clean", "icp_site_number", "is_alipay_user",
           "person_of"]

_GROUPS = (texts, terms, people, accounts, mixed, contacts, hosts, sites, things, numbers, times)
KINDS: dict[str, Kind] = {kind.name: kind for group in _GROUPS for kind in group.KINDS}
"""Every kind by its name in declarations."""

_MEMO_ENTRIES = 20_000  # per kind: what a few thousand rows repeat; more costs memory and saves no time
_MEMO_LENGTH = 64


class _Memo(dict[str, Clean]):
    """Raw text → cleaned, computed once. Threads may share it: a lost entry is computed again."""

    __slots__ = ("_clean",)

    def __init__(self, clean_kind: Callable[[str], Clean]) -> None:
        super().__init__()
        self._clean = clean_kind

    def __missing__(self, raw: str) -> Clean:
        found = self._clean(raw)
        if len(raw) <= _MEMO_LENGTH:
            if len(self) >= _MEMO_ENTRIES:
                self.clear()
            self[raw] = found
        return found


_MEMOS = {name: _Memo(kind.clean) for name, kind in KINDS.items()}


def clean(kind: str, raw: str) -> Clean:
    """The canonical value of `raw` as `kind`, None, or Bad (see above). KeyError: there is no such kind."""
    return _MEMOS[kind][raw]

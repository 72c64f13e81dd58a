"""Integrity check values (完整性校验值) of files: SHA-256, and SM3 as GB/T 32905 defines it."""

from __future__ import annotations

import hashlib
from pathlib import Path

_CHUNK = 1 << 20
_FALLBACK_LIMIT = 8 << 20  # SM3 in pure Python runs at some 100 kB/s


class CheckValues:
    """Both check values of a stream of bytes, computed in one pass."""

    def __init__(self) -> None:
        self._sha256 = hashlib.sha256()
        self._sm3 = hashlib.new("sm3") if "sm3" in hashlib.algorithms_available else None
        self._kept = bytearray()

    def update(self, data: bytes) -> None:
        """Take in the next bytes."""
        self._sha256.update(data)
        if self._sm3 is not None:
            self._sm3.update(data)
        elif len(self._kept) <= _FALLBACK_LIMIT:
            self._kept += data

    @property
    def sha256(self) -> str:
        """SHA-256 in hexadecimal."""
        return self._sha256.hexdigest()

    @property
    def sm3(self) -> str:
        """SM3 in hexadecimal; "" for more than 8 MB where OpenSSL was built without it."""
        if self._sm3 is not None:
            return self._sm3.hexdigest()
        if len(self._kept) > _FALLBACK_LIMIT:
            return ""
        from gmssl import func, sm3

        return str(sm3.sm3_hash(func.bytes_to_list(bytes(self._kept))))


def check_values(path: Path) -> CheckValues:
    """The check values of a file. Raises OSError."""
    values = CheckValues()
    with path.open("rb") as file:
        while data := file.read(_CHUNK):
            values.update(data)
    return values

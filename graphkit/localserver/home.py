"""A server's home folder: its settings, its own password and the note of the running process."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from graphkit.localserver.errors import LocalServerError

USER = "neo4j"
_FOLDERS = ("conf", "data/dbms", "logs", "plugins", "run", "import", "lib", "licenses")
_SETTINGS = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.heap.initial_size=512m
server.memory.heap.max_size=512m
server.memory.pagecache.size=128m
internal.server.bolt.thread_pool_shutdown_wait_time=1s
dbms.usage_report.enabled=false
db.tx_log.rotation.retention_policy=keep_none
"""


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one server; `path` is absolute."""

    path: Path

    @property
    def log(self) -> Path:
        """What the server's process prints."""
        return self.path / "logs" / "console.log"

    @property
    def _note(self) -> Path:
        return self.path / "run" / "server.json"

    @property
    def _password(self) -> Path:
        return self.path / "password"

    def prepare(self, port: int) -> None:
        """Make the folders, write the settings, and choose a password before the first start.

        Raises LocalServerError: folder_unusable, password_missing.
        """
        try:
            for folder in _FOLDERS:
                (self.path / folder).mkdir(parents=True, exist_ok=True)
            (self.path / "conf" / "neo4j.conf").write_text(_SETTINGS.format(port=port), encoding="utf-8")
            if not self._password.exists():
                if (self.path / "data" / "databases").exists():
                    raise LocalServerError("password_missing", path=self._password)
                self._choose_password()
        except OSError as reason:
            raise LocalServerError("folder_unusable", path=self.path, reason=reason) from reason

    def _choose_password(self) -> None:
        """Write a random password, and the file from which the server makes its first user.

        So it never listens with the well-known first password. The form is what `neo4j-admin dbms
        set-initial-password` writes for this version: user:SHA-256,digest,salt,rounds: in upper-case hex.
        """
        password, salt, rounds = secrets.token_urlsafe(24), secrets.token_bytes(32), 1024
        digest = salt + password.encode()
        for _ in range(rounds):
            digest = hashlib.sha256(digest).digest()
        first = f"{USER}:SHA-256,{digest.hex().upper()},{salt.hex().upper()},{rounds}:\n"
        for file, content in ((self.path / "data" / "dbms" / "auth.ini", first), (self._password, password)):
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
                stream.write(content)

    def password(self) -> str:
        """The server's password, made at its first start."""
        return self._password.read_text("ascii")

    def note(self, pid: int, port: int) -> None:
        """Remember the process that serves this home."""
        self._note.write_text(json.dumps({"pid": pid, "port": port}), encoding="ascii")

    def noted(self) -> tuple[int, int]:
        """The (pid, port) last noted; (0, 0) when there is none. The process may be long gone."""
        try:
            note = json.loads(self._note.read_text("ascii"))
            return int(note["pid"]), int(note["port"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, 0

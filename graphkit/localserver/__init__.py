"""A local Neo4j server for trials and tests: `start`, `stop`, `status`.

It runs as a process of its own on 127.0.0.1, from ordinary packages: the jars named in `jars.sha256`, fetched once and
checked at every start, and the Java runtime of the extra `neo4j-server` or the machine's own.
"""

from graphkit.localserver.errors import LocalServerError
from graphkit.localserver.jars import fetch
from graphkit.localserver.server import ServerInfo, start, status, stop

__all__ = ["LocalServerError", "ServerInfo", "fetch", "start", "status", "stop"]

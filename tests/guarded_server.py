"""A Neo4j server that can't outlive whoever asked for it.

Prints one line of JSON (url, user, password, home, pid; or error), waits for the end of its input, which comes with the
asker's death too, however sudden, then stops the server and removes its folder.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

from graphkit.localserver import LocalServerError, start, stop

os.environ["JAVA_TOOL_OPTIONS"] = "-XX:TieredStopAtLevel=1"  # tests are over before an optimising compiler pays

with tempfile.TemporaryDirectory(prefix="graphkit-neo4j-") as folder:
    home = Path(folder) / "测试 server"
    try:
        server = start(home)
    except LocalServerError as reason:
        print(json.dumps({"error": reason.message("en")}), flush=True)
    else:
        known = {"url": server.url, "user": server.user, "password": server.password, "home": folder, "pid": server.pid}
        print(json.dumps(known), flush=True)
        sys.stdin.read()
        stop(home)

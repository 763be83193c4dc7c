"""`make cluster`: three NATS servers and three nodes on this computer, until Ctrl+C.

python -m tests.cluster FOLDER
"""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path

from desktop_chat.cluster.seal import make_key
from tests.cluster.nats_servers import MISSING, PROGRAM, NatsServers
from tests.e2e.programs import ServerProcess

NODES = "abc"


def main() -> int:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if PROGRAM is None:
        print(MISSING, file=sys.stderr)
        return 2
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    key = folder / "cluster.key"
    if not key.exists():
        key.write_text(make_key().hex(), "ascii")
    servers = NatsServers(folder, len(NODES))
    nodes = [ServerProcess(folder / name, "listen.announce=nowhere") for name in NODES]
    try:
        options = ("--cluster", ",".join(servers.urls), "--cluster-key", str(key))
        for name, node in zip(NODES, nodes, strict=True):
            node.start(*options, "--cluster-name", name)
            print(f"node {name}, process {node.pid}: desktop-chat ircs://127.0.0.1:{node.port}")
        print(f"desktop-chat cluster status {' '.join(options)}")
        print("Ctrl+C ends all.")
        threading.Event().wait()
    except KeyboardInterrupt:
        pass
    finally:
        for node in nodes:
            node.end()
        servers.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`desktop-chat cluster`: what an administrator does with a cluster from a terminal."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop_chat.cluster.seal import make_key


def run_key(path: Path) -> int:
    """Write a new key for all nodes of a cluster, readable by the owner only. Return the exit status."""
    try:
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(f"{make_key().hex()}\n")
    except OSError as error:
        print(f"{path} cannot be written: {error.strerror or error}.", file=sys.stderr)
        return 2
    print(f"{path} is the key: copy it to all nodes, and show it to nobody.")
    return 0

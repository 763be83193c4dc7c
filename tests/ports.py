"""Ports of loopback for tests: one that a server can have, also when it is started again, and one that refuses."""

from __future__ import annotations

import random
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_FIRST, _LAST = 10_000, 28_000
"""Systems give connections, and servers without a wish, higher ports: none of them takes one of these meanwhile."""


def free_port(above: int = 0) -> int:
    """Return a port that nobody uses, such that the one `above` it is free as well."""
    while True:
        port = random.randrange(_FIRST, _LAST)
        with suppress(OSError), socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", port))
            if above:
                second.bind(("127.0.0.1", port + above))
            return port


@contextmanager
def refusing_port() -> Iterator[int]:
    """A port at which nobody listens. It is held, so that nobody begins to."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield int(held.getsockname()[1])

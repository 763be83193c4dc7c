"""Snapshot: all that a Replica knows, as bytes in rows, and a Replica for another node of the bytes. Pure.

Each object with an identity, such as a Seat, a dict or a list, has a row; rows name one another by number. Rows stand
in the order in which the walk from the Replica meets the objects, and a dict keeps its order. What belongs to the node
alone (outboxes, open broadcasts, bytes made for views) is left out: on the node that reads the snapshot no client is
connected yet. Only classes and functions of this program are named, and reading a snapshot calls none of them.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from typing import Any

from desktop_chat.cluster.chain import Chain
from desktop_chat.cluster.graph_layout import BROKEN, OTHER_VERSION, SnapshotError
from desktop_chat.cluster.graph_reader import GraphReader
from desktop_chat.cluster.graph_writer import GraphWriter
from desktop_chat.cluster.replica import Act, Replica
from desktop_chat.version import VERSION

_MARK = f"desktop-chat {VERSION} snapshot 3\n".encode()
_BROKEN_BYTES = (
    zlib.error, struct.error, LookupError, TypeError, ValueError, AttributeError, OverflowError, RecursionError,
)  # fmt: skip
"""Errors of the reader for bytes that no writer has made."""


def encode_snapshot(replica: Replica) -> bytes:
    """Return the bytes of all that the Replica knows.

    Raises: SnapshotError while something under way is no plain data, such as a long answer. Try again later.
    """
    if replica.has_errands:
        raise SnapshotError("A long answer is under way.")
    return encode_graph((replica.chain.position, replica.chain.newest, dict(replica.shared_state)))


def decode_snapshot(data: bytes, node: str, boot: str, acts: Mapping[str, Act]) -> Replica:
    """Return a Replica of `node` that goes on where the snapshot ends.

    Raises: SnapshotError.
    """
    try:
        position, newest, state = decode_graph(data)
        return Replica.from_shared_state(node, boot, acts, Chain(position, newest), state)
    except (TypeError, ValueError, AttributeError) as error:
        raise SnapshotError(BROKEN) from error


def encode_graph(roots: tuple[object, ...]) -> bytes:
    """Return the bytes of the roots and of all objects that the roots lead to.

    Raises: SnapshotError.
    """
    return _MARK + zlib.compress(GraphWriter().write_graph(roots), 1)


def decode_graph(data: bytes) -> tuple[Any, ...]:
    """Return the roots of `encode_graph`.

    Raises: SnapshotError.
    """
    if not data.startswith(_MARK):
        raise SnapshotError(OTHER_VERSION)
    try:
        return GraphReader(zlib.decompress(data[len(_MARK) :])).read_graph()
    except _BROKEN_BYTES as error:
        raise SnapshotError(BROKEN) from error

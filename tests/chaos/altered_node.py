"""`desktop-chat` with faults of its own: `python -m tests.chaos.altered_node FAULT,FAULT serve …`.

The cluster must bear `message` and `clock`; the checker must find the others.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from desktop_chat.__main__ import main
from desktop_chat.cluster.chain import Chain
from desktop_chat.cluster.events import Batch
from desktop_chat.cluster.replica import Replica
from desktop_chat.hub.hub import Hub
from desktop_chat.irc.message import Message, ProtocolError

DEADLY = "the hub fails at these words"


def fail_at_message() -> None:
    """The hub fails in the middle of its work at a message with DEADLY."""
    real = Hub.receive_messages

    def receive_messages(hub: Hub, seat: Any, items: Sequence[Message | ProtocolError], now: int) -> int:
        for item in items:
            if isinstance(item, Message) and item.params and item.params[-1] == DEADLY:
                raise RuntimeError(DEADLY)
        return real(hub, seat, items, now)

    _replace(Hub, "receive_messages", receive_messages)


def set_clock_ahead() -> None:
    """The clock is a day ahead."""
    real = time.time
    _replace(time, "time", lambda: real() + 86_400)
    _replace(time, "time_ns", lambda: int((real() + 86_400) * 1e9))


def count_nothing() -> None:
    """A batch that the log shows twice is applied twice."""
    real = Replica._apply_batch

    def apply_batch(replica: Replica, batch: Batch) -> bool:
        node = replica._nodes.get(batch.node)
        if node is not None and node.boot == batch.boot and batch.number > 1:
            node.number = batch.number - 1
        return real(replica, batch)

    _replace(Replica, "_apply_batch", apply_batch)


def compare_nothing() -> None:
    """A log that has lost its end is not noticed."""
    _replace(Chain, "require_same", lambda chain, position, claimed: None)
    from desktop_chat.cluster import jetstream

    _replace(jetstream.JetStreamLog, "_require_entry", lambda log, position, data: None)


FAULTS: dict[str, Callable[[], None]] = {
    "message": fail_at_message,
    "clock": set_clock_ahead,
    "counts-nothing": count_nothing,
    "compares-nothing": compare_nothing,
}


def _replace(owner: object, name: str, content: object) -> None:
    setattr(owner, name, content)


if __name__ == "__main__":
    for fault in sys.argv[1].split(","):
        FAULTS[fault]()
    sys.exit(main(sys.argv[2:]))

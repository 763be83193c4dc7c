"""The layout of snapshots: tags, kinds of rows, and what is left out. Pure."""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Mapping
from enum import IntEnum
from struct import Struct
from typing import Any

from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.fanout import Statement
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.live.wake_list import WakeList
from desktop_chat.net.outbox import Outbox, OutboxPiece

OTHER_VERSION = "The snapshot in the log's store is of another version: run one version on all nodes."
BROKEN = "The snapshot in the log's store is broken."
PACKAGE = "desktop_chat."
FLOAT = Struct(">d")
LEFT_OUT: Mapping[type, Mapping[str, Callable[[], object]]] = {
    Seat: {
        "admission": lambda: None,
        "here": bool,
        "outbox": Outbox,
        "reached_at": str,
        "run": lambda: None,
        "thread": int,
    },
    Channel: {"_groups": lambda: None, "_packed": dict, "run": lambda: None},
    OutboxPiece: {"commit": int, "data": bytes},
    Statement: {"_lines": dict},
    WakeList: {"now": set, "waiting": list},
}
"""Attributes that belong to one node, and what the attributes are on another node."""


class Tag(IntEnum):
    """The first byte of a value."""

    NONE, FALSE, TRUE, NUMBER, REAL, TEXT, CODED_TEXT, BYTES, TUPLE, FROZENSET, MAPPING = range(11)
    ENUM, FUNCTION, METHOD, PARTIAL, VALUE, ROW, UNSET = range(11, 18)


CONTAINERS: tuple[type[Any], ...] = (list, dict, set, deque, OrderedDict, Counter, bytearray)
"""The kind of a row is a place here, or behind these a place in the snapshot's list of classes."""
MISSING = object()
"""Stands for an attribute that is not set."""
_SLOTS: dict[type[Any], tuple[str, ...]] = {}


class SnapshotError(Exception):
    """Bytes are no snapshot of this version, or the state cannot be kept now. The text is a sentence."""


def slots_of(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of the slots, of the base classes first."""
    known = _SLOTS.get(kind)
    return _SLOTS.setdefault(kind, _find_slots(kind)) if known is None else known


def _find_slots(kind: type[Any]) -> tuple[str, ...]:
    names: list[str] = []
    for base in reversed(kind.__mro__):
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name not in ("__dict__", "__weakref__"):
                mangled = name.startswith("__") and not name.endswith("__")
                names.append(f"_{base.__name__.lstrip('_')}{name}" if mangled else name)
    return tuple(names)


def is_value(kind: type[Any]) -> bool:
    """Return whether objects of the class are compared by their content. An object of this kind has no row."""
    return any("__eq__" in vars(base) for base in kind.__mro__[:-1])

"""GraphWriter: a walk over objects that writes a row for each of them. Pure."""

from __future__ import annotations

from collections import deque
from enum import Enum
from functools import partial
from types import FunctionType, MappingProxyType, MethodType
from typing import Any

from desktop_chat.cluster.graph_layout import (
    CONTAINERS,
    FLOAT,
    LEFT_OUT,
    MISSING,
    PACKAGE,
    SnapshotError,
    Tag,
    is_value,
    slots_of,
)
from desktop_chat.cluster.wire import write_number, write_sized
from desktop_chat.texts import CodedText


class GraphWriter:
    """Walks from the roots, and writes a row for each object on the way."""

    def __init__(self) -> None:
        self._rows: list[object] = []
        self._numbers: dict[int, int] = {}
        """The number of the row, by the id of the object."""
        self._classes: dict[type, int] = {}

    def write_graph(self, roots: tuple[object, ...]) -> bytes:
        """Return the classes, the kinds of the rows, the roots, and the content of the rows."""
        content = bytearray()
        self._write(content, roots)
        kinds = bytearray()
        done = 0
        while done < len(self._rows):
            one = self._rows[done]
            done += 1
            write_number(kinds, self._kind_of(one))
            self._write_row(content, one)
        head = bytearray()
        write_number(head, len(self._classes))
        for kind in self._classes:
            for text in (kind.__module__, kind.__qualname__, " ".join(slots_of(kind))):
                write_sized(head, text.encode())
        write_number(head, len(self._rows))
        return bytes(head + kinds + content)

    def _kind_of(self, one: object) -> int:
        kind = type(one)
        return CONTAINERS.index(kind) if kind in CONTAINERS else len(CONTAINERS) + self._class_number(kind)

    def _class_number(self, kind: type) -> int:
        if kind not in self._classes and not kind.__module__.startswith(PACKAGE):
            raise SnapshotError(f"{kind.__qualname__} cannot be kept.")
        return self._classes.setdefault(kind, len(self._classes))

    def _write_row(self, out: bytearray, one: object) -> None:
        match one:
            case bytearray():
                write_sized(out, bytes(one))
            case deque():
                self._write(out, one.maxlen)
                self._write_all(out, tuple(one))
            case list():
                self._write_all(out, tuple(one))
            case set():
                self._write_all(out, _in_order(one))
            case dict():
                self._write_all(out, tuple(part for pair in one.items() for part in pair))
            case _:
                self._write_attributes(out, one)

    def _write_attributes(self, out: bytearray, one: object) -> None:
        left_out = LEFT_OUT.get(type(one), {})
        for name in slots_of(type(one)):
            if name not in left_out:
                self._write(out, getattr(one, name, MISSING))
        named = getattr(one, "__dict__", {})
        self._write_all(out, tuple(part for pair in named.items() if pair[0] not in left_out for part in pair))

    def _write_all(self, out: bytearray, parts: tuple[object, ...]) -> None:
        write_number(out, len(parts))
        for one in parts:
            self._write(out, one)

    def _write(self, out: bytearray, one: object) -> None:
        kind = type(one)
        if one is None or one is MISSING or kind is bool:
            out.append(Tag.NONE if one is None else Tag.UNSET if one is MISSING else Tag.TRUE if one else Tag.FALSE)
        elif isinstance(one, Enum):
            self._write_named(out, Tag.ENUM, kind, one.name)
        elif kind is int:
            out.append(Tag.NUMBER)
            assert isinstance(one, int)
            write_number(out, one)
        elif isinstance(one, str):
            self._write_text(out, one)
        elif isinstance(one, bytes):
            out.append(Tag.BYTES)
            write_sized(out, one)
        elif isinstance(one, float):
            out.append(Tag.REAL)
            out += FLOAT.pack(one)
        else:
            self._write_composite(out, one, kind)

    def _write_composite(self, out: bytearray, one: object, kind: type) -> None:
        if kind is tuple:
            out.append(Tag.TUPLE)
            assert isinstance(one, tuple)
            self._write_all(out, one)
        elif isinstance(one, frozenset):
            out.append(Tag.FROZENSET)
            self._write_all(out, _in_order(one))
        elif isinstance(one, MappingProxyType):
            out.append(Tag.MAPPING)
            self._write_all(out, tuple(part for pair in one.items() for part in pair))
        elif isinstance(one, FunctionType | MethodType | partial):
            self._write_callable(out, one)
        elif kind not in CONTAINERS and is_value(kind):
            out.append(Tag.VALUE)
            write_number(out, self._class_number(kind))
            self._write_value(out, one)
        else:
            out.append(Tag.ROW)
            write_number(out, self._row_number(one))

    def _row_number(self, one: object) -> int:
        number = self._numbers.get(id(one))
        if number is None:
            number = self._numbers[id(one)] = len(self._rows)
            self._rows.append(one)
        return number

    def _write_text(self, out: bytearray, one: str) -> None:
        if isinstance(one, CodedText):
            out.append(Tag.CODED_TEXT)
            self._write_all(out, (str.__str__(one)[:], one.context, one.template, one.singular, one.arguments))
            return
        out.append(Tag.TEXT)
        write_sized(out, one.encode("utf-8", "surrogatepass"))

    def _write_value(self, out: bytearray, one: object) -> None:
        if isinstance(one, tuple):
            self._write_all(out, tuple(one))
        else:
            self._write_attributes(out, one)

    def _write_named(self, out: bytearray, tag: int, kind: type, name: str) -> None:
        out.append(tag)
        write_number(out, self._class_number(kind))
        write_sized(out, name.encode())

    def _write_callable(self, out: bytearray, one: FunctionType | MethodType | partial[object]) -> None:
        match one:
            case MethodType():
                out.append(Tag.METHOD)
                self._write(out, one.__self__)
                write_sized(out, one.__name__.encode())
            case partial():
                out.append(Tag.PARTIAL)
                self._write_all(out, (one.func, one.args, MappingProxyType(one.keywords)))
            case _:
                if "<" in one.__qualname__:
                    raise SnapshotError(f"{one.__qualname__} cannot be kept.")
                out.append(Tag.FUNCTION)
                write_sized(out, one.__module__.encode())
                write_sized(out, one.__qualname__.encode())


def _in_order(one: set[Any] | frozenset[Any]) -> tuple[object, ...]:
    """Return the elements in an order that all processes agree on. Only texts and numbers have such an order."""
    try:
        return tuple(sorted(one))
    except TypeError:
        raise SnapshotError("A set without an order cannot be kept.") from None

"""GraphReader: the objects of a GraphWriter's rows. Pure."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from functools import partial
from types import MappingProxyType
from typing import Any

from desktop_chat.cluster.graph_layout import (
    BROKEN,
    CONTAINERS,
    FLOAT,
    LEFT_OUT,
    MISSING,
    OTHER_VERSION,
    PACKAGE,
    SnapshotError,
    slots_of,
)
from desktop_chat.cluster.wire import read_number, read_sized
from desktop_chat.texts import CodedText


def _find_named(module: str, path: str) -> Any:
    """Return a class or function of this program by its name.

    Raises: SnapshotError.
    """
    found: Any = sys.modules.get(module) if module.startswith(PACKAGE) else None
    for name in path.split("."):
        found = getattr(found, name, None)
    if found is None:
        raise SnapshotError(OTHER_VERSION)
    return found


class GraphReader:
    """Makes empty objects for all rows, and then fills the objects in."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._classes: list[Any] = []
        self._rows: list[Any] = []
        self._readers: tuple[Callable[[], Any], ...] = (
            lambda: None,
            lambda: False,
            lambda: True,
            self._read_number,
            self._read_real,
            self._read_text,
            self._read_coded_text,
            self._read_sized,
            lambda: tuple(self._read_all()),
            lambda: frozenset(self._read_all()),
            lambda: MappingProxyType(_pair_up(self._read_all())),
            lambda: self._read_class()[self._read_text()],
            lambda: _find_named(self._read_text(), self._read_text()),
            lambda: getattr(self._read_next(), self._read_text()),
            self._read_partial,
            self._read_value,
            lambda: self._rows[self._read_number()],
            lambda: MISSING,
        )

    def read_graph(self) -> tuple[Any, ...]:
        """Return the roots.

        Raises: SnapshotError, and errors of broken bytes.
        """
        for _ in range(self._read_number()):
            kind = _find_named(self._read_text(), self._read_text())
            if not isinstance(kind, type) or self._read_text() != " ".join(slots_of(kind)):
                raise SnapshotError(OTHER_VERSION)
            self._classes.append(kind)
        count = self._read_number()
        kinds = [self._read_number() for _ in range(count)]
        made = (*CONTAINERS, *self._classes)
        # The bounds of a deque stand in its row.
        self._rows = [object.__new__(made[kind]) if kind >= len(CONTAINERS) else made[kind]() for kind in kinds]
        roots = self._read_next()
        for one in self._rows:
            self._fill_row(one)
        if self._at != len(self._data) or not isinstance(roots, tuple):
            raise SnapshotError(BROKEN)
        return roots

    def _fill_row(self, one: Any) -> None:
        match one:
            case bytearray():
                one += self._read_sized()
            case deque():
                self._fill_deque(one)
            case list():
                one.extend(self._read_all())
            case set():
                one.update(self._read_all())
            case dict():
                for key, content in _pair_up(self._read_all()).items():
                    one[key] = content
            case _:
                self._fill_attributes(one)

    def _fill_deque(self, one: deque[Any]) -> None:
        deque.__init__(one, (), self._read_next())
        one.extend(self._read_all())

    def _fill_attributes(self, one: Any) -> None:
        left_out = LEFT_OUT.get(type(one), {})
        for name in slots_of(type(one)):
            content = left_out[name]() if name in left_out else self._read_next()
            if content is not MISSING:
                object.__setattr__(one, name, content)
        for name, content in _pair_up(self._read_all()).items():
            object.__setattr__(one, name, content)

    def _read_next(self) -> Any:
        tag = self._data[self._at]
        self._at += 1
        return self._readers[tag]()

    def _read_number(self) -> int:
        number, self._at = read_number(self._data, self._at)
        return number

    def _read_sized(self) -> bytes:
        found, self._at = read_sized(self._data, self._at)
        return found

    def _read_text(self) -> str:
        return self._read_sized().decode("utf-8", "surrogatepass")

    def _read_coded_text(self) -> CodedText:
        english, context, template, singular, arguments = self._read_all()
        return CodedText(context, template, singular, arguments).in_words(english)

    def _read_real(self) -> float:
        (found,) = FLOAT.unpack_from(self._data, self._at)
        self._at += FLOAT.size
        return float(found)

    def _read_all(self) -> list[Any]:
        count = self._read_number()
        if not 0 <= count <= len(self._data) - self._at:
            raise SnapshotError(BROKEN)
        return [self._read_next() for _ in range(count)]

    def _read_class(self) -> Any:
        return self._classes[self._read_number()]

    def _read_partial(self) -> partial[Any]:
        run, arguments, named = self._read_all()
        return partial(run, *arguments, **named)

    def _read_value(self) -> Any:
        kind = self._read_class()
        if issubclass(kind, tuple):
            return kind(*self._read_all())
        made = object.__new__(kind)
        self._fill_attributes(made)
        return made


def _pair_up(parts: list[Any]) -> dict[Any, Any]:
    return dict(zip(parts[::2], parts[1::2], strict=True))

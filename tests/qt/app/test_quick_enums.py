"""Enums of Qt are as Python itself would make them."""

from __future__ import annotations

import enum
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from PySide6.QtCore import Qt

from desktop_chat.qt.app import quick_enums
from desktop_chat.qt.app.quick_enums import (
    LateEnumType,
    create_enums_plainly,
    create_enums_quickly,
    quick_creation,
)

_CREATE = "_create_"
_BASES: tuple[Any, ...] = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
_MEMBERS: tuple[list[tuple[str, int]], ...] = (
    [],
    [("ZERO", 0)],
    [("ONE", 1), ("TWO", 2), ("SAME", 2), ("NONE", 0), ("ALL", 7)],
    [("FOUR", 4), ("ONE", 1), ("THREE", 3), ("MINUS", -1)],
    [("LARGE", 2**40), ("SMALL", 2**31)],
)
_NOT_OF_QT: tuple[Any, ...] = (
    "ONE TWO",
    ["ONE", "TWO"],
    {"ONE": 1},
    [("name", 1), ("TWO", 2)],
    [("ONE", "a"), ("TWO", "b")],
)


@pytest.fixture(autouse=True)
def _quickly() -> Iterator[None]:
    create_enums_quickly()
    yield
    create_enums_plainly()


def _described(made: Any) -> dict[str, object]:
    """Return what can be seen of an enum, without the module that it was made in."""
    shown = {
        name: [sorted(vars(value)), value.name, value.value, value._sort_order_, repr(value), str(value), f"{value}"]
        if isinstance(value, made)
        else repr(value)
        for name, value in vars(made).items()
        if name not in ("__module__", "__new__", "__reduce_ex__")
    }
    return shown | {"order": [one.name for one in made], "all": [*made.__members__]}


@pytest.mark.parametrize("base", _BASES, ids=lambda base: base.__name__)
def test_enums_are_as_python_makes_them(base: Any) -> None:
    for members in _MEMBERS:
        # an enum with a module is not of Qt: Python makes it
        own, other = (base("Made", members, boundary=enum.KEEP, **more) for more in ({}, {"module": __name__}))
        assert (own.__module__, other.__module__) == (quick_enums.__name__, __name__)
        assert _described(own) == _described(other)
        assert [one for name, _ in members if (one := own[name]) is not own(one.value)] == []
        if issubclass(base, enum.Flag) and members:
            assert [repr(own(5)), repr(~own(members[0][1]))] == [repr(other(5)), repr(~other(members[0][1]))]


def test_other_enums_are_left_to_python() -> None:
    for members in _NOT_OF_QT:
        assert enum.Enum("Other", members, boundary=enum.KEEP).__module__ != quick_enums.__name__
    assert enum.Enum("Other", [("ONE", 1)]).__module__ != quick_enums.__name__


def test_enums_of_qt_are_usual() -> None:
    both = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    assert both & Qt.AlignmentFlag.AlignTop
    assert pickle.loads(pickle.dumps([both, Qt.Key.Key_A])) == [both, Qt.Key.Key_A]
    assert Qt.Key(Qt.Key.Key_A.value) is Qt.Key.Key_A


def test_it_begins_once() -> None:
    before = getattr(enum.EnumType, _CREATE)
    create_enums_quickly()
    assert getattr(enum.EnumType, _CREATE) is before


def test_an_unknown_attribute_leaves_all_enums_to_python() -> None:
    def create(base: Any, *arguments: Any, **options: Any) -> Any:
        made = getattr(enum.EnumType, _CREATE)(base, *arguments, **options)
        made._of_a_later_python_ = True
        return made

    assert quick_creation(create) is None


_USES: tuple[Callable[[Any], object], ...] = (
    lambda made: made.TWO,
    lambda made: made(2),
    lambda made: made["TWO"],
    lambda made: [*made],
    lambda made: [*reversed(made)],
    lambda made: len(made),
    lambda made: 2 in made.__members__.values(),
    lambda made: made.__members__,
    lambda made: "TWO" in dir(made),
    lambda made: vars(made)["_member_names_"],
    lambda made: getattr(made, "THREE", None),
    lambda made: isinstance(made.ONE, made),
    repr,
    str,
)


@pytest.mark.parametrize("use", range(len(_USES)))
def test_an_enum_gets_its_members_at_the_first_use(use: int) -> None:
    base: Any = enum.IntFlag
    made = base("Made", [("ONE", 1), ("TWO", 2)], boundary=enum.KEEP)
    assert type(made) is LateEnumType
    made.__module__, made.__qualname__, made._missing_ = "m", "Outer.Made", None  # PySide6 does that; it is no use
    assert (made.__name__, made.__qualname__, made.__module__, type(made)) == (
        "Made", "Outer.Made", "m", LateEnumType,
    )  # fmt: skip
    usual = base("Made", [("ONE", 1), ("TWO", 2)], boundary=enum.KEEP, module="m", qualname="Outer.Made")
    assert str(_USES[use](made)) == str(_USES[use](usual))
    assert type(made) is enum.EnumType
    assert [one.name for one in made] == ["ONE", "TWO"]


def test_threads_may_use_an_enum_at_once() -> None:
    base: Any = enum.Enum
    made = base("Made", [(f"N{number}", number) for number in range(200)], boundary=enum.KEEP)
    with ThreadPoolExecutor(4) as pool:
        found = [*pool.map(lambda number: made(number % 200), range(800))]
    assert [one.value for one in found] == [*range(200)] * 4


def test_a_member_stays_the_member() -> None:
    base: Any = enum.Enum
    made = base("Made", [("ONE", 1)], boundary=enum.KEEP)
    with pytest.raises(AttributeError, match="cannot reassign"):
        made.ONE = 2
    assert made.ONE.value == 1


def test_python_makes_the_enums_in_the_end() -> None:
    base: Any = enum.Enum
    made = base("Made", [("ONE", 1)], boundary=enum.KEEP)
    assert type(made) is LateEnumType
    create_enums_plainly()
    assert type(made) is enum.EnumType
    assert vars(made)["_member_map_"] == {"ONE": made.ONE}
    assert type(base("Other", [("ONE", 1)], boundary=enum.KEEP)) is enum.EnumType
    create_enums_plainly()

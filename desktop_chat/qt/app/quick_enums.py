"""The enums of Qt, made several times as fast as by `enum` alone.

PySide6 makes the enums of a class when the class is first used: 240 enums with 2,400 members before the first frame.
`enum` removes an attribute of the new class and adds one for each member, and after each change Python looks for the
attributes of the class anew. Here an enum is a copy of one without members, and all members are added in one go when
the enum is first used.

The code of PySide6 for signatures finds the members of an enum in the class around it (`QListWidgetItem.Type`), and for
that PySide6 knows only enums of Python. So before this code runs, `create_enums_plainly` ends the quick way.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from functools import partial
from threading import RLock
from typing import Any, cast

_CREATE = "_create_"
"""The method of `enum` that makes an enum from a name and a list of members."""
_BASES: tuple[type[enum.Enum], ...] = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
_FILLED = frozenset({
    "_member_names_", "_member_map_", "_value2member_map_", "_hashable_values_", "_flag_mask_", "_singles_mask_",
    "_all_bits_",
})  # fmt: skip
"""The attributes of an enum that depend on its members."""
_COPIED = frozenset({
    "_boundary_", "_generate_next_value_", "_inverted_", "_member_type_", "_new_member_", "_use_args_",
    "_value_repr_", "_unhashable_values_", "_unhashable_values_map_",
    "__doc__", "__module__", "__new__", "__format__", "__str__", "__repr__", "__reduce_ex__",
    "__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__",
})  # fmt: skip
"""The other attributes that `enum` gives to each enum."""

_Create = Callable[..., type[enum.Enum]]
_replaced: list[_Create] = []
"""The method of `enum`, while this module makes the enums."""


def create_enums_quickly() -> None:
    """Let this module make the enums of PySide6. May be called again.

    If the enums of this Python have an attribute that is not known here, Python makes all enums itself.
    """
    standard: _Create = getattr(enum.EnumType, _CREATE)
    if standard.__module__ != __name__ and (quick := quick_creation(standard)):
        _replaced.append(standard)
        setattr(enum.EnumType, _CREATE, quick)


def create_enums_plainly() -> None:
    """Let Python make all enums from now on, and give the members to those that have none yet. Thread: any."""
    with _completing:
        while _replaced:
            setattr(enum.EnumType, _CREATE, _replaced.pop())
        for made in [*_members]:
            _complete(made)


def quick_creation(standard: _Create) -> _Create | None:
    """Return a method that makes the enums of PySide6 as `standard` would, and leaves all others to `standard`.

    PySide6 gives pairs of a name and an int, and names the module afterwards.
    """
    empty = {base: standard(base, "Empty", [], module=__name__, boundary=enum.KEEP) for base in _BASES}
    if any(vars(one).keys() - _FILLED - _COPIED for one in empty.values()):
        return None
    taken = {base: frozenset(name for kind in base.__mro__ for name in vars(kind)) | {"mro"} for base in _BASES}

    def create(
        base: type[enum.Enum],
        class_name: str,
        names: Any,
        *,
        module: str | None = None,
        boundary: enum.FlagBoundary | None = None,
        **options: Any,
    ) -> type[enum.Enum]:
        if boundary is enum.KEEP and module is None and base in empty and _are_plain_pairs(names, taken[base]):
            return _begin(empty[base], class_name, dict(names))
        return standard(base, class_name, names, module=module, boundary=boundary, **options)

    return create


def _are_plain_pairs(members: Any, taken: frozenset[str]) -> bool:
    """Return True for a list of pairs of a name, which means nothing else to an enum, and an int."""
    if not isinstance(members, list) or {*map(type, members)} - {tuple}:
        return False
    by_name = dict(members)
    return (
        len(by_name) == len(members)
        and taken.isdisjoint(by_name)
        and not {*map(type, by_name.values())} - {int}
        and not [name for name in by_name if name.startswith("_")]
    )


class LateEnumType(enum.EnumType):
    """The type of an enum whose members are made at its first use; afterwards the type is that of other enums.

    Two enums of three are not used before the first frame, and members take half of the time of an enum.
    Thread: any.
    """

    def __getattribute__(cls, name: str) -> Any:
        if name in _KNOWN:
            return type.__getattribute__(cls, name)
        return getattr(_complete(cls), name)

    def __setattr__(cls, name: str, value: object) -> None:
        """PySide6 gives more attributes to a new enum. To replace a member is an error."""
        if name in _members.get(cls, ()):
            setattr(_complete(cls), name, value)
        else:
            type.__setattr__(cls, name, value)

    def __call__(cls, *arguments: Any, **options: Any) -> Any:
        return _complete(cls)(*arguments, **options)

    def __getitem__(cls, name: str) -> Any:
        return _complete(cls)[name]

    def __contains__(cls, value: object) -> bool:
        return value in _complete(cls)

    def __iter__(cls) -> Any:
        return iter(_complete(cls))

    def __reversed__(cls) -> Any:
        return reversed(_complete(cls))

    def __len__(cls) -> int:
        return len(_complete(cls))

    def __dir__(cls) -> list[str]:
        return dir(_complete(cls))

    def __repr__(cls) -> str:
        return repr(_complete(cls))


_KNOWN = frozenset({"__module__", "__qualname__", "__name__", "__class__"})
"""What PySide6 asks of a new enum."""
_members: dict[Any, Mapping[str, int]] = {}
"""The members of enums that were not used yet."""
_completing = RLock()


def _begin(empty: type[enum.Enum], class_name: str, members: Mapping[str, int]) -> type[enum.Enum]:
    """Return an enum like `empty`, which gets these members at its first use."""
    body = {name: value.copy() if isinstance(value, list | dict) else value for name, value in vars(empty).items()}
    made: Any = type.__new__(LateEnumType, class_name, empty.__bases__, body)
    _members[made] = members
    return cast("type[enum.Enum]", made)


def _complete(made: Any) -> Any:
    """Give an enum its members. Return the enum."""
    with _completing:
        members = _members.get(made)
        if members is not None:
            _fill(made, members, dict(type.__getattribute__(made, "__dict__")))
            made.__class__ = enum.EnumType
            del _members[made]
    return made


def _fill(made: Any, members: Mapping[str, int], body: Mapping[str, Any]) -> None:
    """Make the members of an enum. `body`: its attributes."""
    names, by_name, by_value = body["_member_names_"], body["_member_map_"], body["_value2member_map_"]
    change = partial(type.__setattr__, made)
    if "_hashable_values_" in body:
        body["_hashable_values_"].extend(dict.fromkeys(members.values()))
    is_flag = issubclass(made, enum.Flag)
    if is_flag:
        mask = 0
        for value in members.values():
            mask |= value
        change("_flag_mask_", mask)
        change("_all_bits_", 2 ** mask.bit_length() - 1)
        change("_singles_mask_", sum({value for value in members.values() if _is_single_bit(value)}))
    new, takes_value = type.__getattribute__(made, "_new_member_"), body["_use_args_"]
    for name, value in members.items():
        member = by_value.get(value)
        if member is None:
            member = new(made, value) if takes_value else new(made)
            member._value_, member._name_ = value, name
            member.__objclass__, member._sort_order_ = made, len(names)
            by_value[value] = member
            if not is_flag or _is_single_bit(value):
                names.append(name)
        by_name[name] = member
    for name, member in by_name.items():
        change(name, member)
    if is_flag and (values := [by_name[name]._value_ for name in names]) != sorted(values):
        change("_iter_member_", type.__getattribute__(made, "_iter_member_by_def_"))


def _is_single_bit(value: int) -> bool:
    return value != 0 and value & (value - 1) == 0

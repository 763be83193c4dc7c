"""The enums of Qt, made several times as fast as by `enum` alone.

PySide6 makes the enums of a class when the class is first used: 240 enums with 2,400 members before the first frame.
`enum` removes an attribute of the new class and adds one for each member, and after each change Python looks for the
attributes of the class anew. Here an enum is a copy of one without members, and all members are added in one go.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
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


def create_enums_quickly() -> None:
    """Let this module make the enums of PySide6. May be called again.

    If the enums of this Python have an attribute that is not known here, Python makes all enums itself.
    """
    standard: _Create = getattr(enum.EnumType, _CREATE)
    if standard.__module__ != __name__ and (quick := quick_creation(standard)):
        setattr(enum.EnumType, _CREATE, quick)


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
            return _fill(empty[base], class_name, dict(names))
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


def _fill(empty: type[enum.Enum], class_name: str, members: Mapping[str, int]) -> type[enum.Enum]:
    """Return an enum like `empty` with these members."""
    names: list[str] = []
    by_name: dict[str, enum.Enum] = {}
    by_value: dict[int, enum.Enum] = {}
    body = {name: value.copy() if isinstance(value, list | dict) else value for name, value in vars(empty).items()}
    body |= {"_member_names_": names, "_member_map_": by_name, "_value2member_map_": by_value}
    if "_hashable_values_" in body:
        body["_hashable_values_"] = list(dict.fromkeys(members.values()))
    is_flag = issubclass(empty, enum.Flag)
    if is_flag:
        mask = 0
        for value in members.values():
            mask |= value
        body["_flag_mask_"], body["_all_bits_"] = mask, 2 ** mask.bit_length() - 1
        body["_singles_mask_"] = sum({value for value in members.values() if _is_single_bit(value)})
    made: Any = type.__new__(enum.EnumType, class_name, empty.__bases__, body)
    new, takes_value = made._new_member_, made._use_args_
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
        type.__setattr__(made, name, member)
    if is_flag and (values := [by_name[name]._value_ for name in names]) != sorted(values):
        made._iter_member_ = made._iter_member_by_def_
    return cast("type[enum.Enum]", made)


def _is_single_bit(value: int) -> bool:
    return value != 0 and value & (value - 1) == 0

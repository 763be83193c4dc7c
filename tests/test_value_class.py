"""A value is what a frozen dataclass is."""

from __future__ import annotations

import inspect
from dataclasses import field, fields, is_dataclass, replace
from typing import Any, ClassVar

import pytest

from desktop_chat.value_class import field_names, record, value


@value
class Lamp:
    place: str
    on: bool = False
    colours: tuple[str, ...] = field(default_factory=tuple)


@value
class Shelf:
    number: int

    def __repr__(self) -> str:
        return f"shelf {self.number}"


@record
class Basket:
    owner: str
    apples: list[int] = field(default_factory=list)
    weight: int = 0


@value
class Nothing:
    """No fields."""


@value
class DeskLamp(Lamp):
    KIND: ClassVar[str] = "desk"
    arms: int = 2
    place: str = "desk"


def _new_class() -> type:
    @value
    class Fresh:
        number: int = 3

    return Fresh


def test_equal_fields_make_equal_values() -> None:
    assert Lamp("door") == Lamp("door", False)
    assert Lamp("door") != Lamp("shelf")
    assert hash(Lamp("door")) == hash(Lamp("door"))
    assert len({Shelf(1), Shelf(1), Shelf(2)}) == 2
    assert Nothing() == Nothing()
    assert len({Nothing(), Nothing()}) == 1


def test_values_of_different_classes_differ() -> None:
    one: object = Shelf(1)
    assert one != 1
    assert one != Lamp("door")


def test_repr_names_class_and_fields() -> None:
    assert repr(Lamp("door")) == "Lamp(place='door', on=False, colours=())"
    assert repr(Shelf(3)) == "shelf 3"
    assert repr(Nothing()) == "Nothing()"


def test_value_is_a_dataclass_with_slots() -> None:
    assert replace(Lamp("door"), on=True) == Lamp("door", True)
    assert not hasattr(Lamp("door"), "__dict__")
    match Lamp("door", True):
        case Lamp(place, on):
            assert (place, on) == ("door", True)


def test_fields_of_a_base_come_first() -> None:
    assert [one.name for one in fields(DeskLamp)] == ["place", "on", "colours", "arms"]
    assert DeskLamp() == DeskLamp("desk", False, (), 2)
    assert DeskLamp() != Lamp("desk")
    assert (DeskLamp.KIND, DeskLamp.__match_args__) == ("desk", ("place", "on", "colours", "arms"))
    assert not hasattr(DeskLamp(), "__dict__")


def test_the_first_instances_need_nothing_that_is_generated() -> None:
    fresh = _new_class()
    assert (fresh().number, fresh(number=4).number) == (3, 4)
    assert not inspect.isfunction(vars(fresh)["__init__"])
    assert [fresh(number).number for number in range(40)] == [*range(40)]
    assert inspect.isfunction(vars(fresh)["__init__"])
    assert not isinstance(vars(fresh)["__dataclass_fields__"], dict)
    assert replace(fresh(), number=5) == fresh(5)
    assert isinstance(vars(fresh)["__dataclass_fields__"], dict)


def test_fields_of_a_record_are_assigned() -> None:
    basket, other = Basket("ann"), Basket("ann")
    basket.apples.append(1)
    assert (basket == other, other.apples, Basket("ann", [1], weight=2)) == (False, [], Basket("ann", [1], 2))
    other.apples, other.owner = [1], "ann"
    assert basket == other
    assert repr(replace(basket, weight=3)) == "Basket(owner='ann', apples=[1], weight=3)"
    assert not hasattr(basket, "__dict__")
    with pytest.raises(TypeError, match="unhashable"):
        hash(basket)


@pytest.mark.parametrize("generated", [False, True])
def test_init_refuses_what_a_dataclass_refuses(generated: bool) -> None:
    @record
    class Fresh:
        number: int
        apples: list[int] = field(default_factory=list)

    if generated:
        assert inspect.isfunction(Fresh.__init__)
    untyped: Any = Fresh
    for values, named, said in (
        ((), {}, "missing 1 required positional argument: 'number'"),
        ((1, [], 2), {}, "takes from 2 to 3 positional arguments but 4 were given"),
        ((1,), {"number": 2}, "got multiple values for argument 'number'"),
        ((1,), {"pears": 2}, "got an unexpected keyword argument 'pears'"),
    ):
        with pytest.raises(TypeError, match=said):
            untyped(*values, **named)
    one, other = Fresh(1), Fresh(number=1)
    one.apples.append(2)
    assert (one, other) == (Fresh(1, [2]), Fresh(1, apples=[]))


def test_init_refuses_what_is_no_field() -> None:
    untyped: Any = Shelf
    with pytest.raises(TypeError, match=r"Shelf.__init__\(\) missing 1 required positional argument: 'number'"):
        untyped()


def test_dataclass_generates_at_the_first_question() -> None:
    assert [one.name for one in fields(_new_class())] == ["number"]
    assert field_names(DeskLamp) == ("place", "on", "colours", "arms")
    assert is_dataclass(_new_class())
    assert list(inspect.signature(_new_class()).parameters) == ["number"]
    assert _new_class().__qualname__ == "_new_class.<locals>.Fresh"

"""A value is what a frozen dataclass is."""

from __future__ import annotations

from dataclasses import field, replace

from desktop_chat.value_class import value


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


@value
class Nothing:
    """No fields."""


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

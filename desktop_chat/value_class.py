"""`@value`: a faster `@dataclass(frozen=True, slots=True)`, for classes with very many values, and for modules that
each start of the windows imports. Pure.

Only the type checker forbids assignments to fields. So a value of twelve fields is made in 0.2 us instead of 1.2. What
`dataclass` generates is made when the class is first used, because most classes are not used before the first window
is painted; so the class itself is made in a fifth of the time, and `__init__` in a third. The first 30 instances of a
class are made without a generated `__init__`. All else is as in a dataclass: `replace`, `fields`, `match`, equality and
hash. `@record` is the same for `@dataclass(slots=True)`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import partial
from operator import attrgetter
from typing import Any, TypeVar, cast, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[T]) -> type[T]:
    """Make a value class from a class with annotated fields. A `ClassVar` is no field."""
    return _make_class(cls, _hash)


@dataclass_transform(field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """Make a class like a value class, whose fields may be assigned, and which therefore has no hash."""
    return _make_class(cls, None)


def field_names(cls: type) -> tuple[str, ...]:
    """Return the names of the fields of a value class or record. `fields` has to generate more for them."""
    names: tuple[str, ...] = vars(cls)["__match_args__"]
    return names


def _make_class(cls: type[T], hashed: Callable[[Any], int] | None) -> type[T]:
    content = {name: one for name, one in vars(cls).items() if name not in ("__dict__", "__weakref__")}
    kinds: Mapping[str, str] = content.get("__annotations__", {})
    own = [name for name, kind in kinds.items() if not kind.startswith("ClassVar")]
    defaults = {name: content.pop(name) for name in own if name in content}
    inherited: tuple[str, ...] = getattr(cls, "__match_args__", ())
    names = tuple(dict.fromkeys((*inherited, *own)))
    plain = {"__module__": cls.__module__, "__annotations__": kinds, **defaults}
    generated = {name: _Generated(plain) for name in _GENERATED}
    common = {
        "_content": attrgetter(*names) if names else staticmethod(_nothing),
        "__eq__": _equal,
        "__hash__": hashed,
        "__repr__": _show,
    }
    slots = tuple(name for name in own if name not in inherited)
    added = {"__qualname__": cls.__qualname__, "__slots__": slots, "__match_args__": names}
    made = type(cls.__name__, cls.__bases__, {**common, **content, **generated, **added})
    return cast(type[T], made)


_GENERATED = ("__init__", "__dataclass_fields__", "__dataclass_params__")
_FEW = 30
"""As many instances take the time in which their `__init__` is generated."""


class _Generated:
    """Stands for an attribute of a value class until its first use. Then `dataclass` generates all of them."""

    def __init__(self, plain: Mapping[str, object]) -> None:
        self._plain = plain
        """Module, annotations and defaults of the class."""
        self._made = 0
        """Instances without a generated `__init__`."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._owner, self._name = owner, name

    def __get__(self, instance: object | None, _owner: type) -> Any:
        """Thread: any; two threads at once generate the same."""
        owner = self._owner
        if self._name == "__init__" and (self._made or _has_plain_fields(owner, self._plain)):
            self._made += 1
            if instance is not None and self._made < _FEW:
                return partial(_set_fields, instance, self._plain)
            found = _make_init(owner, self._plain)
            setattr(owner, self._name, found)
        else:
            found = self._generate_all()
        return found.__get__(instance) if instance is not None and self._name == "__init__" else found

    def _generate_all(self) -> Any:
        """Let `dataclass` generate all attributes. Return this one."""
        owner = self._owner
        namespace = {**self._plain, "__qualname__": owner.__qualname__, "__doc__": owner.__doc__ or owner.__name__}
        model: type = dataclass(eq=False, repr=False)(type(owner.__name__, owner.__bases__, namespace))
        for name in _GENERATED:
            setattr(owner, name, vars(model)[name])
        return vars(model)[self._name]


def _set_fields(instance: Any, plain: Mapping[str, object], /, *values: object, **named: object) -> None:
    """Do for one instance what a generated `__init__` does."""
    names = field_names(type(instance))
    given = dict(zip(names, values, strict=False))
    is_clear = len(values) == len(given) and given.keys().isdisjoint(named)
    given.update(named)
    for name in names[len(values) :]:
        if name not in given and name in plain:
            default = plain[name]
            given[name] = cast("Any", default).default_factory() if isinstance(default, Field) else default
    if not is_clear or given.keys() != {*names}:
        _make_init(type(instance), plain)(instance, *values, **named)  # says what is wrong
    for name, one in given.items():
        setattr(instance, name, one)


def _has_plain_fields(owner: type, plain: Mapping[str, object]) -> bool:
    """Return True if a class has no inherited fields, and `field(...)` only for a factory."""
    names = field_names(owner)
    special = [one for name in names if isinstance(one := plain.get(name), Field)]
    return len(names) == len(vars(owner)["__slots__"]) and all(one.default_factory is not MISSING for one in special)


def _make_init(owner: type, plain: Mapping[str, object]) -> Any:
    """Return `__init__` as `dataclass` writes it, in a third of the time."""
    names = field_names(owner)
    factories = {name: one.default_factory for name in names if isinstance(one := plain.get(name), Field)}
    defaults = {name: MISSING if name in factories else plain[name] for name in names if name in plain}
    parameters = ", ".join(f"{name}=_defaults[{name!r}]" if name in defaults else name for name in names)
    source = f"def __init__(self, {parameters}):\n" + "".join(
        f" self.{name} = _factories[{name!r}]() if {name} is _missing else {name}\n"
        if name in factories
        else f" self.{name} = {name}\n"
        for name in names
    )
    namespace: dict[str, Any] = {
        "__name__": owner.__module__,
        "_defaults": defaults,
        "_factories": factories,
        "_missing": MISSING,
    }
    exec(source if names else f"{source} pass", namespace)
    made = namespace["__init__"]
    made.__qualname__ = f"{owner.__qualname__}.__init__"
    return made


def _nothing(_: object) -> tuple[()]:
    return ()


def _equal(self: Any, other: Any) -> bool:
    if other.__class__ is not self.__class__:
        return False
    return bool(self._content(self) == self._content(other))


def _hash(self: Any) -> int:
    return hash(self._content(self))


def _show(self: Any) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{one.name}={getattr(self, one.name)!r}' for one in fields(self))})"

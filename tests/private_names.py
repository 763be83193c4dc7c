"""Private names of our classes that hide names of their foreign base classes.

`threading.Thread` got an attribute `_handle` in Python 3.13; a method of that name in a subclass ended the server at
its first line.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import inspect
import pkgutil
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from threading import Thread

import desktop_chat

LATER_NAMES: Mapping[type, set[str]] = {Thread: {"_after_fork", "_context", "_handle"}}
"""What classes have got in Pythons that may be later than the one that runs this."""


WITH_EXTRA: Mapping[str, str] = {
    "desktop_chat.cluster.file_store": "nats",
    "desktop_chat.cluster.jetstream": "nats",
    "desktop_chat.cluster.nats_connection": "nats",
    "desktop_chat.server.cluster_file_host": "nats",
    "desktop_chat.server.cluster_server": "nats",
}
"""Modules that need the library of an extra of the wheel, which may be missing."""


def module_names() -> list[str]:
    """The modules of the program that can be imported here, without those that run it."""
    missing = {module for module, library in WITH_EXTRA.items() if importlib.util.find_spec(library) is None}
    found = (module.name for module in pkgutil.walk_packages(desktop_chat.__path__, "desktop_chat."))
    return sorted(name for name in found if not name.endswith("__main__") and name not in missing)


def classes_of(module: str) -> Iterator[type]:
    """The classes that a module defines."""
    for value in list(vars(importlib.import_module(module)).values()):
        if isinstance(value, type) and value.__module__ == module:
            yield value


def hidden_names(cls: type) -> dict[str, set[str]]:
    """Private names of a class that hide those of its foreign bases: base -> names."""
    bases = filter(_is_foreign, cls.__mro__)
    found = {f"{base.__module__}.{base.__qualname__}": _private_names(cls) & _private_names(base) for base in bases}
    return {base: names for base, names in found.items() if names}


def all_hidden_names() -> dict[str, dict[str, set[str]]]:
    """The same for every class of the program: class -> base -> names."""
    classes = (cls for module in module_names() for cls in classes_of(module))
    found = {f"{cls.__module__}.{cls.__qualname__}": hidden_names(cls) for cls in classes}
    return {name: hidden for name, hidden in found.items() if hidden}


def _is_foreign(cls: type) -> bool:
    """True for a class of a library with names of its own; `typing`, `enum` and `abc` only describe our classes."""
    return cls.__module__.split(".")[0] not in {"desktop_chat", "tests", "builtins", "typing", "enum", "abc"}


@cache
def _private_names(cls: type) -> set[str]:
    names = {*vars(cls), *_assigned_to_self(cls), *LATER_NAMES.get(cls, ())} - {"_abc_impl"}
    return {name for name in names if name.startswith("_") and not name.startswith("__")}


def _assigned_to_self(cls: type) -> set[str]:
    """Names of the attributes that the methods of a class give to `self`, as far as its source is there."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    except (OSError, TypeError, SyntaxError):
        return set()
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }

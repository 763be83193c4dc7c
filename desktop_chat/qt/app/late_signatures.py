"""The code by which PySide6 explains signatures, compiled and run at its first use.

PySide6 carries Python source in its library, and compiles and runs all of it at each import: two fifths of the work for
a bare window. Nearly all of it serves three ends: the sentence of a TypeError, the documentation of a function of Qt,
and the writing of stubs. None of them is needed before the first frame.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import RLock
from typing import Any

from desktop_chat.qt.app import quick_enums

_COMPILE = "compile"
"""The function of Python by which PySide6 makes its modules."""
_PACKAGE = "shibokensupport.signature."
_MAPPING = f"{_PACKAGE}mapping"
_LATE = frozenset(
    f"{_PACKAGE}{name}"
    for name in ("errorhandler", "layout", "lib.enum_sig", "lib.pyi_generator", "lib.tool", "mapping", "parser")
)
"""Modules of PySide6 that do nothing at their import but define names."""
_UPDATE = "update_mapping"
_STUB = f"from {__name__} import late_attribute as __getattr__\n__getattr__ = __getattr__(__name__)\n"
_MAPPING_STUB = f"{_STUB}from {__name__} import {_UPDATE}\n"
"""PySide6 looks for this function in the dictionary of the module, where no `__getattr__` is asked."""
_sources: dict[str, tuple[Any, str]] = {}
"""Source and file name of each module that was not used yet."""
_updates: list[Callable[[], None]] = []
"""The function that `update_mapping` stands for."""
_loading = RLock()


@contextmanager
def delay_signature_code() -> Iterator[None]:
    """Delay the code of PySide6 for signatures, if PySide6 is first imported meanwhile.

    A PySide6 that makes its modules in another way loads all of them at once, as ever.
    """
    original = vars(builtins)[_COMPILE]
    setattr(builtins, _COMPILE, partial(_compile, original))
    try:
        yield
    finally:
        setattr(builtins, _COMPILE, original)


def watch_explanations() -> bool:
    """Let PySide6 call `update_mapping` of this module before each explanation. Return True if that is possible."""
    if _MAPPING in _sources:
        return True
    mapping = sys.modules.get(_MAPPING)
    update = vars(mapping).get(_UPDATE) if mapping is not None else None
    if update is not None and update is not update_mapping:
        _updates.append(update)
        for name, module in [*sys.modules.items()]:
            if name.startswith(_PACKAGE) and vars(module).get(_UPDATE) is update:
                setattr(module, _UPDATE, update_mapping)
    return update is not None


def _compile(original: Callable[..., Any], source: Any, filename: Any, mode: str, *rest: Any, **options: Any) -> Any:
    """Compile a source, or a stub in its place if the source is late."""
    module = filename.removesuffix(".py").replace("/", ".") if isinstance(filename, str) else ""
    if module not in _LATE or mode != "exec":
        return original(source, filename, mode, *rest, **options)
    _sources[module] = source, filename
    return original(_MAPPING_STUB if module == _MAPPING else _STUB, filename, mode, dont_inherit=True)


def late_attribute(module: str) -> Callable[[str], object]:
    """Return the `__getattr__` of a module whose code has not run yet."""

    def load_attribute(name: str) -> object:
        """Thread: any."""
        if not name.startswith("__"):  # such names are asked of every module, by importlib and others
            content = _load(module)
            if name in content:
                return content[name]
        raise AttributeError(f"module {module!r} has no attribute {name!r}")

    return load_attribute


def update_mapping() -> None:
    """Do what the function of this name does in PySide6, before each explanation. Thread: any."""
    quick_enums.create_enums_plainly()
    _load(_MAPPING)
    _updates[-1]()


def _load(module: str) -> dict[str, Any]:
    """Run the code of a late module, once. Return the content of the module."""
    content = vars(sys.modules[module])
    with _loading:
        source = _sources.pop(module, None)
        if source is not None:
            exec(compile(*source, "exec", dont_inherit=True), content)
            content.pop("__getattr__", None)
            watch_explanations()
    return content

"""What the bundle has in the place of `typing_extensions`, which pyOpenSSL loads before Python 3.13 for one decorator.

The library takes nearly 2 MB of memory in each process, and 4 ms of its start.
"""

from __future__ import annotations

import typing
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def deprecated(
    message: str, /, *, category: type[Warning] | None = DeprecationWarning, stacklevel: int = 1
) -> Callable[[T], T]:
    """Return a decorator that changes nothing: nobody sees warnings of a bundle."""
    del message, category, stacklevel
    return lambda decorated: decorated


def __getattr__(name: str) -> object:
    """Return the type of this name, which the standard library has. Raises: AttributeError."""
    found: object = getattr(typing, name)
    return found

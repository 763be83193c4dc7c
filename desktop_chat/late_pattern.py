"""LatePattern: a regular expression that is compiled at its first use, not at the start of the program. Pure.

A compilation takes 50 to 500 us. The modules that each start of the windows imports have some fifty expressions; few of
them are used before the first frame.
"""

from __future__ import annotations

import re
from typing import cast


class _LatePattern:
    """Stands for a compiled pattern. Attributes are taken from the pattern once, so later uses cost nothing more."""

    def __init__(self, expression: str, flags: int) -> None:
        self._source = expression, flags

    def __getattr__(self, name: str) -> object:
        """Thread: any; two threads at once compile the same."""
        found: object = getattr(re.compile(*self._source), name)  # re keeps what it compiled
        setattr(self, name, found)
        return found


def late_pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled at its first use. A mistake in `expression` is found then, too.

    Where Python itself must be given a pattern (`re.sub(pattern, ...)`), take `re.compile`.
    """
    return cast("re.Pattern[str]", _LatePattern(expression, flags))

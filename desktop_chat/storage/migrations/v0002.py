"""Version 2: accounts."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = ()

"""Version 5: metadata and read markers."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = ()

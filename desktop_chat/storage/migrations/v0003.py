"""Version 3: what channels and bans keep over a restart beyond version 1."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = ()

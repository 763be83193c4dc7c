"""Version 4: edits, redactions and the full-text index."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = ()

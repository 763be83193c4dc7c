"""Version 6: how often an identity was here. Those from before count as ones that come back."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = ("ALTER TABLE identity ADD COLUMN visits INTEGER NOT NULL DEFAULT 2",)

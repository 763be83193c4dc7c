"""Version 6: the number of an identity's visits. Known identities count as returning."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = ("ALTER TABLE identity ADD COLUMN visits INTEGER NOT NULL DEFAULT 2",)

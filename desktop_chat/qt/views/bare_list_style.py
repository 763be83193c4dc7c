"""Style sheet for lists painted by a delegate. The application's sheet would paint below the rows."""

from __future__ import annotations

_PARTS = ("", "::item", "::item:hover", "::item:selected", "::item:focus")
_NOTHING = "{ background: transparent; border: none; padding: 0; }"

BARE_LIST = ", ".join(f"QAbstractItemView{part}" for part in _PARTS) + _NOTHING

"""KeptConnections: connections to objects with a longer life than the receiver. GUI thread.

Qt ends a connection to a method of a QObject when the QObject is deleted, but knows no receiver behind a lambda: the
lambda would be called for a window that was made anew in another language.
"""

from __future__ import annotations

from PySide6.QtCore import QMetaObject, QObject


class KeptConnections:
    """Ends its connections when `owner` is deleted."""

    def __init__(self, owner: QObject) -> None:
        self._kept: list[QMetaObject.Connection] = []
        owner.destroyed.connect(self.end)

    def keep(self, *made: QMetaObject.Connection) -> None:
        """End the connections together with the others."""
        self._kept.extend(made)

    def end(self) -> None:
        """End all connections now."""
        kept, self._kept = self._kept, []
        for connection in kept:
            QObject.disconnect(connection)

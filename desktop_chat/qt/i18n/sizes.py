"""Sizes in the person's language. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def size_text(count: int) -> str:
    """Return a number of bytes as `3.2 MB`."""
    return QLocale().formattedDataSize(count, 0 if count < 1000 else 1, QLocale.DataSizeFormat.DataSizeSIFormat)

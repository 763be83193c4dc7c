"""Sizes in the person's language. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject


class SizeWords(QObject):
    """Counts bytes: Qt has one word for "bytes" in a language, whatever their number."""

    def count_bytes(self, count: int) -> str:
        return self.tr("%n bytes", "", count)


def size_text(count: int) -> str:
    """Return a number of bytes as `3.2 MB`."""
    if count < 1000:
        return SizeWords().count_bytes(count)
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)

"""Pixels of pictures."""

from __future__ import annotations

from PySide6.QtGui import QImage


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}

"""QrCode: a link for the camera of a telephone, dark on white in every theme because cameras expect these colours."""

from __future__ import annotations

import math

import segno
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_QUIET = 4
"""Empty modules around the code. Spec: ISO/IEC 18004."""
_GROWTH = 1.15
"""How much larger than wanted a code may be, so that the modules are larger."""
_INK, _PAPER = QColor("#10121a"), QColor("#ffffff")


def qr_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of the code for a text, without the quiet zone; () if the text is too long for a code."""
    try:
        code = segno.make(text, error="l", boost_error=True, micro=False)
    except segno.DataOverflowError:
        return ()
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def fitting_side(side: int, modules: int) -> int:
    """Return the side in pixels at which each of `modules` has whole pixels, near the wanted `side`."""
    up, down = math.ceil(side / modules) * modules, side // modules * modules
    return up if up <= side * _GROWTH or not down else down


class QrCode(QWidget):
    """A square of about `side` pixels, painted as vectors and therefore sharp at every scale.

    The square fits the code: whole pixels for each module, and no wider margin than the quiet zone.
    """

    def __init__(self, side: int = 152, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[bool, ...], ...] = ()
        self._text = ""
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("QR code of the link"))

    def set_text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._rows = qr_modules(text) if text else ()
            self.updateGeometry()
            self.update()

    @property
    def side_modules(self) -> int:
        """The number of modules along one side, with the quiet zone; 0 without a code."""
        return len(self._rows) + 2 * _QUIET if self._rows else 0

    def set_side(self, side: int) -> None:
        self._side = side
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = fitting_side(self._side, self.side_modules) if self._rows else self._side
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_PAPER)
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
            if not self._rows:
                return
            # A module covers whole device pixels: no blur, and no hairlines between modules.
            ratio = self.devicePixelRatioF()
            module = max(1, math.floor(self.width() * ratio / self.side_modules)) / ratio
            edge = (self.width() - module * self.side_modules) / 2
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.translate(round(edge * ratio) / ratio, round(edge * ratio) / ratio)
            painter.scale(module, module)
            painter.fillPath(_modules_path(self._rows), _INK)


def _modules_path(rows: tuple[tuple[bool, ...], ...]) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for y, row in enumerate(rows):
        start = None
        for x, dark in enumerate((*row, False)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                path.addRect(QRectF(start + _QUIET, y + _QUIET, x - start, 1))
                start = None
    return path

"""Labels: plain text, one line cut with an ellipsis, and an icon."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_chat.late_pattern import late_pattern
from desktop_chat.qt.theme import icon_side
from desktop_chat.qt.theme.icons import SIZE, icon_pixmap, ratio_of
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets.painted import Painted

_LONG_WORD = late_pattern(r"\S{18,}")
_PIECE = late_pattern(r"[^.:/_-]{1,11}[.:/_-]?")
LabelType = Literal["body", "title", "heading", "strong", "muted", "small", "mono"]


def make_label(
    text: str = "", kind: LabelType = "body", parent: QWidget | None = None, *, wrap: bool = False
) -> QLabel:
    """Make a label for plain text, so that Qt never reads a person's text as markup."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setProperty("type", kind)
    made.setWordWrap(wrap)
    made.setIndent(0)  # Qt would indent the text of a label with a padding by half a letter
    made.setAlignment(leading_alignment() | Qt.AlignmentFlag.AlignVCenter)
    return made


def leading_alignment() -> Qt.AlignmentFlag:
    """Return the side at which reading begins in the windows.

    Without an absolute alignment Qt aligns each label by its text, so Latin text would stand at the left everywhere.
    """
    right_to_left = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


def make_reachable(label: QLabel) -> None:
    """Let people reach a text by Tab, select and copy it: a label for reading is passed over otherwise."""
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    label.setProperty("reachable", True)


def breakable_text(text: str) -> str:
    """Return the text with places in long words, such as addresses, where a label with word wrap may break them."""
    return _LONG_WORD.sub(lambda word: _PIECE.sub("\\g<0>\u200b", word[0]), text)


class ElidedLabel(QLabel):
    """One line of text. A text that does not fit ends in an ellipsis, and the tooltip shows the full text."""

    def __init__(
        self,
        text: str = "",
        kind: LabelType = "body",
        parent: QWidget | None = None,
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(parent)
        self._whole = ""
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", kind)
        self.setIndent(0)
        self.setAlignment(leading_alignment() | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def text(self) -> str:
        """Return the full text, also if a part is cut off."""
        return self._whole

    def setText(self, text: str) -> None:
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self._elide_to_width()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        edges = self.contentsMargins().left() + self.contentsMargins().right()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + edges + 2, self.fontMetrics().height() + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…"), self.fontMetrics().height() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide_to_width()

    def _elide_to_width(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, self._mode, max(0, self.contentsRect().width()))
        super().setText(shown)
        self.setToolTip(literal_text(self._whole, TextSink.TIP) if shown != self._whole else "")


def make_title(text: str) -> ElidedLabel:
    """Make the title of a page, which leaves its place to the controls beside it where the letters are large."""
    made = ElidedLabel(text, "title")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


class IconLabel(Painted):
    """An icon without an action. `size` is in pixels beside text of 100 %."""

    def __init__(self, icon: str, role: str = "muted", size: int = SIZE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._role, self._size = icon, role, size
        self.setFixedSize(icon_side(size), icon_side(size))

    def on_look_changed(self) -> None:
        self.setFixedSize(icon_side(self._size), icon_side(self._size))
        super().on_look_changed()

    def set_icon(self, icon: str, role: str = "") -> None:
        self._icon, self._role = icon, role or self._role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, icon_pixmap(self._icon, self._role, self.width(), ratio_of(painter)))

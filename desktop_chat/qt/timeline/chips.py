"""Chips: the reactions below an entry, each with a number. Laid out in lines, painted, and told in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from desktop_chat.client.entry import Entry
from desktop_chat.client.reactions import Reaction, reactions_of, shown_reaction
from desktop_chat.client.safe_display import shown_name
from desktop_chat.qt.theme import Theme, qcolor
from desktop_chat.qt.timeline.geometry import Geometry
from desktop_chat.qt.timeline.row_plan import Names
from desktop_chat.value_class import value

_GAP = 6
"""Pixels between chips, and above their first line."""
_PAD = 8
_LETTERS = 12
"""The widest reaction, in average characters; a longer text is elided."""
_NAMES = 20
"""Names in a tip at most."""


@value
class Chip:
    """One reaction. `rect` counts from the top left of the body."""

    reaction: Reaction
    text: str
    rect: QRect


class ReactionTexts(QObject):
    """Texts with numbers. A QObject, because Qt's tools find plurals only in calls of `self.tr`."""

    def more_text(self, count: int) -> str:
        return self.tr("%n more", "", count)

    def you_text(self) -> str:
        return self.tr("you")

    def tip_text(self, names: str, text: str) -> str:
        return self.tr("{names} reacted with {reaction}").format(names=names, reaction=text)

    def refusal_text(self) -> str:
        return self.tr("Reactions do not work on this server")

    def spoken_text(self, listed: str) -> str:
        return self.tr("Reactions: {0}").format(listed)

    def spoken_reaction(self, text: str, names: str) -> str:
        return self.tr("{reaction} by {names}").format(reaction=text, names=names)


_texts = ReactionTexts()


def lay_out_chips(entry: Entry, geometry: Geometry, top: int) -> tuple[tuple[Chip, ...], int]:
    """Return the chips of an entry and the height of their lines. `top`: from the top of the body."""
    reactions = reactions_of(entry)
    if not reactions:
        return (), 0
    emoji, number = QFontMetrics(_emoji_font(geometry)), QFontMetrics(geometry.small)
    height = max(emoji.height(), number.height()) + 6
    chips, x, y = [], 0, top + _GAP
    for reaction in reactions:
        text = emoji.elidedText(
            shown_reaction(reaction.text), Qt.TextElideMode.ElideRight, _LETTERS * emoji.averageCharWidth()
        )
        width = emoji.horizontalAdvance(text) + _PAD + number.horizontalAdvance(str(len(reaction.nicks))) + 2 * _PAD
        width = min(width, geometry.text_width)
        if x and x + width > geometry.text_width:
            x, y = 0, y + height + _GAP
        left = geometry.text_width - x - width if geometry.right_to_left else x
        chips.append(Chip(reaction, text, QRect(left, y, width, height)))
        x += width + _GAP
    return tuple(chips), y + height + 2 - top


def _emoji_font(geometry: Geometry) -> QFont:
    font = QFont(geometry.body)
    font.setPointSizeF(font.pointSizeF() * 1.05)
    return font


def paint_chips(
    painter: QPainter, chips: Sequence[Chip], origin: QPoint, geometry: Geometry, theme: Theme, hovered: str
) -> None:
    """Paint the chips. `origin`: the top left of the body. `hovered`: the reaction under the mouse, or ""."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for chip in chips:
        area, own = chip.rect.translated(origin), chip.reaction.own
        ground = theme.accent_soft if own else theme.hover if chip.reaction.text == hovered else theme.sunken
        edge = theme.accent if own else theme.outline if chip.reaction.text == hovered else theme.line
        painter.setPen(QPen(qcolor(edge), 1.5 if own else 1))
        painter.setBrush(qcolor(ground))
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), area.height() / 2, area.height() / 2)
        inner = area.adjusted(_PAD, 0, -_PAD, 0)
        first, last = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if geometry.right_to_left:
            first, last = last, first
        painter.setPen(qcolor(theme.text))
        painter.setFont(_emoji_font(geometry))
        painter.drawText(inner, first | Qt.AlignmentFlag.AlignVCenter, chip.text)
        painter.setPen(qcolor(theme.link if own else theme.muted))
        painter.setFont(geometry.small)
        painter.drawText(inner, last | Qt.AlignmentFlag.AlignVCenter, str(len(chip.reaction.nicks)))
    painter.restore()


def reaction_tip(reaction: Reaction, names: Names = shown_name) -> str:
    """Return who reacted, for a tooltip."""
    return _texts.tip_text(_named(reaction, names), shown_reaction(reaction.text))


def cannot_react() -> str:
    """Return why nobody can react to a message."""
    return _texts.refusal_text()


def spoken_reactions(entry: Entry, names: Names = shown_name) -> str:
    """Return the reactions to an entry for a screen reader, or ""."""
    listed = [_texts.spoken_reaction(shown_reaction(one.text), _named(one, names)) for one in reactions_of(entry)]
    return _texts.spoken_text("; ".join(listed)) if listed else ""


def _named(reaction: Reaction, names: Names) -> str:
    """Return the names of the people, the person as "you"."""
    count = len(reaction.nicks)
    shown = [names(nick) for nick in reaction.nicks[:_NAMES]]
    if reaction.own:
        shown[0] = _texts.you_text()
    if count > _NAMES:
        shown.append(_texts.more_text(count - _NAMES))
    return ", ".join(shown)

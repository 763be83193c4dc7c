"""LookPage: theme, accent, sizes, times, language. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.settings.option_page import OptionPage
from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.theme import appearance, qcolor
from desktop_chat.qt.theme.accents import ACCENTS, accented_theme
from desktop_chat.qt.theme.emoji_font import NOTO, emoji_font
from desktop_chat.qt.theme.roles import DARK, LIGHT
from desktop_chat.qt.widgets import Card
from desktop_chat.qt.widgets.choice_box import ChoiceBox

ZOOMS = (75, 90, 100, 110, 125, 150, 175, 200)
LANGUAGES = (("en", "English"), ("ru", "Русский"))
_SWATCH = 16


class LookPage(OptionPage):
    """Each choice is applied to all windows at once."""

    def __init__(self, context: SettingsContext, title: str, parent: QWidget | None = None) -> None:
        super().__init__(context, title, parent)
        self._add_colours(self.add_card(self.tr("Colours")))
        self._add_sizes(self.add_card(self.tr("Text and rows")))
        self._add_pictures(self.add_card(self.tr("Emoji and motion")))
        self._add_times(self.add_card(self.tr("Times")))
        self._add_language(self.add_card(self.tr("Language")))

    def _add_colours(self, card: Card) -> None:
        kept, change = self.context.preferences, self.context.change_look
        themes = (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("contrast", self.tr("High contrast")),
        )
        self.theme_box = self.add_choice(card, self.tr("Theme"), themes, kept.look, lambda look: change(look=look))
        accents = (
            ("", self.tr("Indigo")),
            ("blue", self.tr("Blue")),
            ("teal", self.tr("Teal")),
            ("green", self.tr("Green")),
            ("orange", self.tr("Orange")),
            ("red", self.tr("Red")),
            ("pink", self.tr("Pink")),
            ("purple", self.tr("Purple")),
        )
        current = kept.accent if kept.accent in ACCENTS else ""
        self.accent_box = self.add_choice(
            card,
            self.tr("Accent"),
            accents,
            current,
            lambda accent: change(accent=accent),
            self.tr("The colour of links, buttons and chosen rows. High contrast has its own."),
        )
        self._paint_swatches()
        self._on_look_changed()
        appearance().changed.connect(self._on_look_changed)

    def _paint_swatches(self) -> None:
        for index in range(self.accent_box.count()):
            accent = str(self.accent_box.itemData(index))
            self.accent_box.setItemIcon(index, _swatch(accented_theme(LIGHT, accent).accent))

    def _on_look_changed(self) -> None:
        """Offer accents where the theme has them."""
        self.accent_box.setEnabled(appearance().current.name in (LIGHT.name, DARK.name))

    def _add_sizes(self, card: Card) -> None:
        kept, change = self.context.preferences, self.context.change_look
        sizes = [(str(zoom), f"{zoom} %") for zoom in sorted({*ZOOMS, kept.zoom})]
        self.zoom_box = self.add_choice(
            card,
            self.tr("Size of text"),
            sizes,
            str(kept.zoom),
            lambda zoom: change(zoom=int(zoom)),
            self.tr("Ctrl and the wheel change the size of messages only."),
        )
        densities = (
            ("compact", self.tr("Compact")),
            ("normal", self.tr("Normal")),
            ("roomy", self.tr("Roomy")),
        )
        self.density_box = self.add_choice(
            card, self.tr("Density"), densities, kept.density, lambda density: change(density=density)
        )

    def _add_pictures(self, card: Card) -> None:
        kept, change = self.context.preferences, self.context.change_look
        styles = (("system", self.tr("As the system")), ("noto", "Noto"))
        self.emoji_box = self.add_choice(
            card,
            self.tr("Emoji"),
            styles,
            kept.emoji_style,
            lambda style: change(emoji_style=style),
            self._emoji_reason(),
        )
        self.emoji_box.setEnabled(not self._emoji_reason())
        motions = (
            ("system", self.tr("As the system")),
            ("full", self.tr("On")),
            ("little", self.tr("Off")),
        )
        self.motion_box = self.add_choice(
            card, self.tr("Animations"), motions, kept.motion, lambda motion: change(motion=motion)
        )

    def _emoji_reason(self) -> str:
        """Return why there is no choice between fonts of emoji, or ""."""
        if not emoji_font().has_noto():
            return self.tr("The font Noto Color Emoji is not installed.")
        return self.tr("This system has no other emoji than Noto.") if emoji_font().system() in ("", NOTO) else ""

    def _add_times(self, card: Card) -> None:
        kept, change = self.context.preferences, self.context.change_look
        times = (
            ("groups", self.tr("Beside each name")),
            ("all", self.tr("At each message")),
        )
        self.times_box = self.add_choice(card, self.tr("Show times"), times, kept.times, lambda on: change(times=on))
        clocks = (
            ("system", self.tr("As the system")),
            ("24", self.tr("24 hours")),
            ("12", self.tr("12 hours")),
        )
        self.clock_box = self.add_choice(
            card, self.tr("Time of day"), clocks, kept.clock, lambda clock: change(clock=clock)
        )

    def _add_language(self, card: Card) -> None:
        choices = (("", self.tr("As the system")), *LANGUAGES)
        self.language_box: ChoiceBox = self.add_choice(
            card,
            self.tr("Language of the windows"),
            choices,
            self.context.preferences.language,
            self.context.change_language,
        )


def _swatch(colour: str) -> QIcon:
    """Return a disc of a colour."""
    picture = QPixmap(2 * _SWATCH, 2 * _SWATCH)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(colour))
        painter.drawEllipse(2, 2, 2 * _SWATCH - 4, 2 * _SWATCH - 4)
    picture.setDevicePixelRatio(2)
    return QIcon(picture)

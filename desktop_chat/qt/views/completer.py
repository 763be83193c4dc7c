"""Completer: offers completions in a list while a person types in a text field. Thread: GUI."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit

from desktop_chat.qt.views import completion_popup
from desktop_chat.qt.views.completion import Choice, Offer
from desktop_chat.qt.views.edit_text import caret_position, exact_text, place_in_field
from desktop_chat.qt.widgets.avatar import PortraitOf, no_portrait

Source = Callable[[str], Offer | None]
"""Returns what the end of the text before the caret may become, or None."""


class Completer(QObject):
    """Asks each source after each change of the text, and shows the first offer in `popup`.

    The list vanishes with the focus, with a selection, when the caret is moved, and with Escape, until the text changes
    again.
    """

    chosen = Signal(int, int, str)  # the start and the end of the word, and the text that replaces it

    def __init__(self, edit: QPlainTextEdit, sources: Sequence[Source]) -> None:
        super().__init__(edit)
        self.sources = list(sources)
        """The first source with an offer wins."""
        self.portrait_of: PortraitOf = no_portrait
        self._edit = edit
        self._offer: Offer | None = None
        self._asked: tuple[str, int] | None = None
        """The text and the caret of the last offer."""
        edit.textChanged.connect(self.on_text_changed)
        edit.cursorPositionChanged.connect(self.on_caret_moved)

    @cached_property
    def popup(self) -> completion_popup.CompletionPopup:
        """The list; made for the first offer."""
        made = completion_popup.CompletionPopup(self._edit)
        made.chosen.connect(self.on_chosen)
        made.dismissed.connect(self.hide_offer)
        made.delegate.portrait_of = lambda nick, side: self.portrait_of(nick, side)
        return made

    @property
    def _has_popup(self) -> bool:
        return "popup" in vars(self)

    def handle_key(self, key: int) -> bool:
        """Handle a key of the field. Return False if the field must handle the key: all but Escape while help is
        shown."""
        if self._offer is not None and self._offer.is_help and key != Qt.Key.Key_Escape:
            return False
        return self._edit.hasFocus() and self._has_popup and self.popup.handle_key(key)

    def on_text_changed(self) -> None:
        text, caret = exact_text(self._edit), caret_position(self._edit)
        self._asked = text, caret
        wanted = self._edit.hasFocus() and not self._edit.textCursor().hasSelection()
        before = text[:caret] if wanted else ""
        offers = (source(before) for source in self.sources) if before else iter(())
        self._offer = next((offer for offer in offers if offer is not None), None)
        offer = self._offer if self._offer is not None else Offer(0, ())
        if offer.choices or self._has_popup:
            word = place_in_field(self._edit, offer.start)
            self.popup.show_choices(offer.choices, word, selectable=not offer.is_help)

    def on_caret_moved(self) -> None:
        if (
            self._has_popup
            and self.popup.isVisible()
            and (exact_text(self._edit), caret_position(self._edit)) != self._asked
        ):
            self.hide_offer()

    def repaint_people(self) -> None:
        """Paint the people of the list again: a picture has come."""
        if self._has_popup:
            self.popup.list_view.viewport().update()

    def follow_focus(self) -> None:
        """Hide the list if the field has lost the focus."""
        if not self._edit.hasFocus():
            self.hide_offer()

    def hide_offer(self) -> None:
        """Hide the list until the text changes again."""
        self._offer = None
        if self._has_popup:
            self.popup.hide()

    def on_chosen(self, choice: Choice) -> None:
        if self._offer is not None and self._asked is not None and not self._offer.is_help:
            self.chosen.emit(self._offer.start, self._asked[1], choice.text)

"""HostNotes: sentences for the host's log."""

from __future__ import annotations

from desktop_chat.hub.limits import strip_controls
from desktop_chat.texts import CodedText

_NOTES = 1_000
"""Notes in one hold of the lock, at most."""


class HostNotes:
    """The notes of one hold of the lock."""

    def __init__(self) -> None:
        self._notes: list[CodedText] = []

    def add_note(self, text: CodedText) -> None:
        """Add a sentence. The nick, or the subject, comes first."""
        if len(self._notes) < _NOTES:
            self._notes.append(_without_controls(text))

    def take_notes(self) -> tuple[CodedText, ...]:
        """Return the notes, and forget them."""
        notes = tuple(self._notes)
        self._notes.clear()
        return notes


def _without_controls(text: CodedText) -> CodedText:
    """Return the text with the foreign words in it without control characters."""
    return text(
        *(
            _without_controls(part)
            if isinstance(part, CodedText) and part.arguments
            else part
            if isinstance(part, int | CodedText)
            else strip_controls(part)
            for part in text.arguments
        )
    )

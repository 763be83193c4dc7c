"""PortraitUpload: the question for an upload address for the person's picture. Pure; GUI thread.

The window sends the file there, and publishes the address of the file as AVATAR of the profile.

Spec: docs/specifications/filehost.md
"""

from __future__ import annotations

from desktop_chat.client.connection_events import PortraitRefused, PortraitUploadOpened
from desktop_chat.client.events import Event, Phase
from desktop_chat.client.pacing import Rank
from desktop_chat.client.session_state import SessionState
from desktop_chat.irc.isupport import PORTRAITS
from desktop_chat.irc.message import Message
from desktop_chat.texts import client as texts


class PortraitUpload:
    """One question at a time."""

    def __init__(self, state: SessionState) -> None:
        self._state = state
        self._is_asking = False

    @property
    def refusal(self) -> str:
        """Why the server of this connection keeps no picture of the person, or ""."""
        if self._state.phase is not Phase.ONLINE:
            return texts.NEEDS_CONNECTION
        return "" if PORTRAITS in self._state.support else texts.NO_PORTRAITS_HERE

    def ask_address(self, now: int) -> list[Event]:
        """Ask for an address. PortraitUploadOpened or PortraitRefused follows, unless the connection ends."""
        self._state.now = now
        if not self.refusal and not self._is_asking:
            self._is_asking = True
            self._state.send("FILEHOST", "AVATAR", rank=Rank.COMMAND)
        return self._state.drain_events()

    def handle_answer(self, message: Message) -> None:
        """FILEHOST AVATAR path seconds bytes."""
        if not self._is_asking:
            return
        self._is_asking = False
        path = message.param_at(1)
        self._state.emit(PortraitUploadOpened(path) if path[:1] == "/" else PortraitRefused(texts.NO_PORTRAITS_HERE))

    def take_refusal(self, sentence: str) -> bool:
        """Take a FAIL of the question. Return False without a question."""
        was_asking, self._is_asking = self._is_asking, False
        if was_asking:
            self._state.emit(PortraitRefused(sentence))
        return was_asking

    def end_connection(self) -> None:
        """Forget the question."""
        self._is_asking = False

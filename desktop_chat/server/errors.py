"""The error of a server that cannot start."""

from __future__ import annotations

from desktop_chat.net.free_port import FreePort


class StartError(Exception):
    """The text is one clear sentence for the person who started the server; the process ends with 2."""

    def __init__(self, text: str, *, busy_port: int = 0, free_port: FreePort | None = None) -> None:
        super().__init__(text)
        self.busy_port = busy_port
        """The port that another program uses, or 0."""
        self.free_port = free_port
        """A port to use instead, or None."""

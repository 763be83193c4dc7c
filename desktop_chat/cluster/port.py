"""The log, as a node sees the log. Engines stand behind the protocol. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from desktop_chat.value_class import value


@value
class LogEntry:
    """A sealed batch in the log."""

    position: int
    """1, 2, 3 ... without a gap."""
    time: int
    """Unix ms by the log's own clock, which may jump."""
    data: bytes


class LogUnavailable(Exception):
    """The log takes and gives nothing at present. The text is a sentence for the administrator."""


class LogRefused(LogUnavailable):
    """The log cannot be used as it is set up; to wait does not help."""


class Log(Protocol):
    """A replicated log.

    Thread: any.
    """

    def append(self, data: bytes) -> None:
        """Ask the log to add a batch. Only an entry proves the success: batches get lost, or arrive late or twice.

        Raises: LogUnavailable.
        """

    def follow(self, after: int) -> Iterator[LogEntry]:
        """Return all entries behind a position in order, and wait for more.

        Raises: LogUnavailable, also while waiting.
        """

    @property
    def last_position(self) -> int:
        """The position of the newest entry.

        Raises: LogUnavailable.
        """

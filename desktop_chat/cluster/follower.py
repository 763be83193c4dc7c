"""Follower: the thread that applies the entries of the log in order."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from desktop_chat.cluster.chain import ForkError
from desktop_chat.cluster.events import Batch
from desktop_chat.cluster.port import Log, LogEntry, LogUnavailable
from desktop_chat.cluster.seal import BatchSeal, SealError
from desktop_chat.cluster.wire import WireError, decode_batch

_log = logging.getLogger(__name__)


class Follower(threading.Thread):
    """Reads the log behind a position, and gives each entry to `apply`."""

    def __init__(
        self,
        log: Log,
        seal: BatchSeal,
        after: int,
        apply: Callable[[LogEntry, Batch | None], None],
        fail: Callable[[str], None],
    ) -> None:
        """`fail`: called with a sentence if this node cannot go on."""
        super().__init__(name="cluster-follow")
        self._source = log
        self._seal = seal
        self._after = after
        self._apply = apply
        self._fail = fail
        self._has_warned = False

    def run(self) -> None:
        try:
            for entry in self._source.follow(self._after):
                self._apply(entry, self._open_entry(entry))
        except LogUnavailable as error:
            _log.info("%s", error)
        except (ForkError, WireError) as error:
            _log.critical("%s", error)
            self._fail(str(error))

    def _open_entry(self, entry: LogEntry) -> Batch | None:
        """Return the batch; None for an entry without the seal of a node: other programs can write to the log.

        Raises: WireError.
        """
        try:
            return decode_batch(self._seal.open_sealed(entry.data))
        except SealError as error:
            if not self._has_warned:
                self._has_warned = True
                _log.warning("%s", error)
            return None

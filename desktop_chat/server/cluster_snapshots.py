"""SnapshotKeeper: the thread of a node that has snapshots made, so that the log stays short.

The first node of the cluster does this for all. A process of its own replays the log and writes the snapshot: no node
that serves people waits.
"""

from __future__ import annotations

import logging
import subprocess
import threading
from collections.abc import Callable, Sequence

LOOK_SECONDS = 300.0
"""Seconds between two looks at the log."""
SNAPSHOT_ENTRIES = 20_000
"""Entries of the log after which a snapshot is made."""
_log = logging.getLogger(__name__)


class SnapshotKeeper(threading.Thread):
    """Runs `desktop-chat cluster snapshot` when the log has grown."""

    def __init__(self, command: Sequence[str], count_entries: Callable[[], int]) -> None:
        """`count_entries` returns the entries behind the newest snapshot; 0 if another node looks after snapshots."""
        super().__init__(name="cluster-snapshot")
        self._command = command
        self._count_entries = count_entries
        self._stopping = threading.Event()

    def run(self) -> None:
        while not self._stopping.wait(LOOK_SECONDS):
            if self._count_entries() >= SNAPSHOT_ENTRIES:
                self._make_snapshot()

    def _make_snapshot(self) -> None:
        with subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as making:
            while making.poll() is None:
                if self._stopping.wait(0.5):
                    making.kill()
            told = making.stderr.read().strip() if making.stderr is not None else ""
        if making.returncode > 0:
            _log.warning("No snapshot of the log could be made: %s", told)

    def close(self) -> None:
        """End the thread, and the process if there is one. Thread: any."""
        self._stopping.set()
        if self.ident is not None:
            self.join()

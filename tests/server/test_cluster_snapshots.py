"""A snapshot is made when the log has grown, by a process that ends with the node."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path

import pytest

from desktop_chat.server import cluster_snapshots as module
from desktop_chat.server.cluster_snapshots import SNAPSHOT_ENTRIES, SnapshotKeeper
from tests.patience import SECONDS


@pytest.fixture(autouse=True)
def _look_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.01)


def test_snapshot_is_made_when_the_log_has_grown(tmp_path: Path) -> None:
    counts, looked = [SNAPSHOT_ENTRIES, SNAPSHOT_ENTRIES - 1], threading.Event()

    def count() -> int:
        if len(counts) == 1:
            looked.set()
        return counts.pop(0) if len(counts) > 1 else counts[0]

    keeper = SnapshotKeeper([sys.executable, "-c", f"open({str(tmp_path / 'made')!r}, 'a').write('x')"], count)
    keeper.start()
    assert looked.wait(SECONDS)
    keeper.close()
    assert (tmp_path / "made").read_text() == "x"


def test_failure_is_told_and_a_hanging_process_ends_with_the_node(expected_warnings: list[logging.LogRecord]) -> None:
    looked = threading.Semaphore(0)

    def count() -> int:
        looked.release()
        return SNAPSHOT_ENTRIES

    failing = SnapshotKeeper([sys.executable, "-c", "raise SystemExit('No disk.')"], count)
    failing.start()
    for _ in range(2):
        assert looked.acquire(timeout=SECONDS)
    failing.close()
    assert "No disk." in expected_warnings[0].getMessage()
    hanging = SnapshotKeeper([sys.executable, "-c", "import time; time.sleep(1000)"], count)
    hanging.start()
    assert looked.acquire(timeout=SECONDS)
    hanging.close()

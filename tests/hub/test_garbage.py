"""What the hub drops is freed at once: it leaves no cycles to Python's garbage collector.

A pass over all objects of a large chat stops every thread for half a second, so the server makes none while people talk
(`server.collector`).
"""

from __future__ import annotations

import gc
from pathlib import Path

from desktop_chat.storage.sql_store import SqlStore
from tests.hub.harness import NOW
from tests.hub.recorded_chat import RecordedChat


def test_people_who_come_talk_and_go_leave_no_cycles(tmp_path: Path) -> None:
    store = SqlStore.open(tmp_path / "chat.sqlite", now=NOW)
    chat = RecordedChat(store, 1, len)
    try:
        chat.play(50)  # what is imported and cached at its first use
        gc.collect()
        gc.disable()
        gc.set_debug(gc.DEBUG_SAVEALL)
        chat.play(500)
        gc.collect()
        ours = [thing for thing in gc.garbage if type(thing).__module__.startswith("desktop_chat")]
        assert ours == []
        assert len(gc.garbage) < 100
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
        store.close()

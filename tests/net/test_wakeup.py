"""The wakeup of a selector."""

from __future__ import annotations

import selectors
import threading

from desktop_chat.net.wakeup import Wakeup


def test_many_wakes_cost_one_byte() -> None:
    wakeup = Wakeup()
    with selectors.DefaultSelector() as selector:
        selector.register(wakeup, selectors.EVENT_READ)
        assert not selector.select(0)
        for _ in range(100_000):
            wakeup.wake()
        assert selector.select(0)
        wakeup.clear()
        assert not selector.select(0)
        thread = threading.Thread(target=wakeup.wake)
        thread.start()
        assert selector.select(10)
        thread.join()
    wakeup.close()
    wakeup.close()
    wakeup.wake()

"""Python's cyclic garbage collector in the process of a server: no pass over everything while people talk.

A pass over all objects of 20,000 users stops every thread for half a second. The server leaves hardly any cycles: what
is dropped is freed at once. So only new objects are looked at, old ones in the quiet, and never very many of them.
"""

from __future__ import annotations

import gc
import time

_YOUNG, _MIDDLE, _NEVER = 1_000, 10, 1 << 30
"""Containers until a pass over the young generation, young passes until a pass over the middle one, and no further
passes by themselves."""
_MOST_OLD = 8
"""Passes over the middle generation, with at most 10,000 survivors each, after which all survivors are frozen: no later
pass looks at them."""
QUIET_SECONDS = 10
"""Quiet seconds in a row before a pass over everything that is not frozen."""
_QUIET_CPU = 0.02
"""Seconds of processor time that this process takes in a quiet second, at most."""


class ServerCollector:
    """Replaces Python's own policy. Made once, after the start of the server, for the rest of the process.

    Thread: one thread at a time.
    """

    def __init__(self) -> None:
        self._cpu = time.process_time()
        self._quiet = 0
        gc.collect()
        gc.freeze()
        gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)

    def advance_seconds(self, seconds: int) -> None:
        """Freeze old objects if there are many; pass over the rest after QUIET_SECONDS. `seconds`: since the last call.

        Call this once a second while people talk."""
        cpu = time.process_time()
        is_quiet = cpu - self._cpu <= _QUIET_CPU * seconds
        self._cpu = cpu
        before, self._quiet = self._quiet, self._quiet + seconds if is_quiet else 0
        if gc.get_count()[2] >= _MOST_OLD:
            gc.freeze()
        elif before < QUIET_SECONDS <= self._quiet:
            gc.collect()

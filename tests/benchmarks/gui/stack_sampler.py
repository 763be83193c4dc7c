"""StackSampler: says which Python code was at work while the GUI thread was busy.

A signal each millisecond interrupts the main thread between two of its instructions. So what is counted for a call is
also what it waited for: long calls of C, and threads that held Python's lock.
"""

from __future__ import annotations

import signal
import time
from collections import Counter, deque
from pathlib import Path
from types import CodeType, FrameType

_EVERY = 0.001
"""Seconds."""
_DEEPEST = 40
_KEPT_SECONDS = 2.0
_DEPTH = 6
"""Calls of a described path."""
_PATHS = 4
Stack = tuple[CodeType, ...]


class StackSampler:
    """Samples the stack of the main thread, and keeps the longest pieces of work."""

    def __init__(self, below: str) -> None:
        """`below`: the function that runs the event loop."""
        self._below = below
        self._samples: deque[tuple[float, Stack]] = deque()
        self._pieces: list[tuple[float, float, str]] = []

    def start(self) -> None:
        signal.signal(signal.SIGALRM, self._on_alarm)
        signal.setitimer(signal.ITIMER_REAL, _EVERY, _EVERY)

    def stop(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _on_alarm(self, _number: int, frame: FrameType | None) -> None:
        now, calls = time.perf_counter(), list[CodeType]()
        while frame is not None and len(calls) < _DEEPEST:
            calls.append(frame.f_code)
            frame = frame.f_back
        self._samples.append((now, tuple(reversed(calls))))
        while self._samples[0][0] < now - _KEPT_SECONDS:
            self._samples.popleft()

    def note_piece(self, begin: float, end: float, used: float) -> None:
        """Keep what was at work from `begin` to `end` (seconds of `perf_counter`); `used` is ms of processor time."""
        stacks = [stack for moment, stack in list(self._samples) if begin <= moment <= end]
        paths = Counter(map(self._describe_path, stacks)).most_common(_PATHS)
        self._pieces.append(((end - begin) * 1000, used, "; ".join(f"{count} {path}" for path, count in paths)))

    def _describe_path(self, stack: Stack) -> str:
        names = [code.co_qualname for code in stack]
        first = names.index(self._below) + 1 if self._below in names else 0
        return " > ".join(names[first : first + _DEPTH])

    def write_longest(self, count: int, path: Path) -> None:
        """Write a line for each of the longest pieces: ms, ms of processor time, and its calls with their samples."""
        longest = sorted(self._pieces, reverse=True)[:count]
        lines = [f"{whole:6.1f} ms, {used:6.1f} of the processor: {calls}\n" for whole, used, calls in longest]
        path.write_text("".join(lines), encoding="utf-8")

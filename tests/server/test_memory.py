"""Free memory is returned to the system."""

from __future__ import annotations

import subprocess
import sys

import pytest

from desktop_chat.server import memory

_FLOOD = """
import psutil
from desktop_chat.server.memory import release_free_memory
held = [bytes(1000) for _ in range(60_000)]
del held[:-1]  # the last one stands behind all others
before = psutil.Process().memory_info().rss
release_free_memory()
print(before - psutil.Process().memory_info().rss)
"""


@pytest.mark.skipif(memory._trim is None, reason="the system's own allocator gives back by itself")
def test_memory_of_a_flood_is_given_back() -> None:
    given = subprocess.run([sys.executable, "-c", _FLOOD], capture_output=True, text=True, check=True)
    assert int(given.stdout) > 30_000_000


def test_without_glibc_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_trim", None)
    memory.release_free_memory()

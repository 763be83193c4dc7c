"""Code that only the start has needed is unmapped, and still runs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from desktop_chat import idle_code
from desktop_chat.idle_code import release_idle_code

_PROGRAM = """
import hashlib, json, sqlite3, ssl
from desktop_chat.idle_code import release_idle_code

def mapped():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("RssFile"))

def work():
    with sqlite3.connect(":memory:") as database:
        (total,) = database.execute("SELECT 20 + 22").fetchone()
    return total, hashlib.sha256(b"x").hexdigest()[:4], json.dumps([1]), ssl.create_default_context().verify_mode.name

before, first = mapped(), work()
had = release_idle_code()
after = mapped()
assert work() == first, "the code is mapped again when it is needed"
print(had, before - after, before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process unmap code")
def test_code_is_unmapped_and_runs_again() -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True)
    had, given, before = map(int, done.stdout.split())
    assert had > 1_000_000
    assert given > before / 5


def test_changed_and_writable_parts_and_what_is_no_library_stay() -> None:
    facts = "Rss: 4 kB\nAnonymous:        {} kB\nVmFlags: rd mr mw me\n"
    lines = (
        ("1000-2000 r-xp 00000000 fe:00 77    /usr/lib/libssl.so.3\n", 0),
        ("2000-3000 r--p 00000000 fe:00 77    /usr/lib/libssl.so.3\n", 4),
        ("3000-4000 rw-p 00000000 fe:00 77    /usr/lib/libssl.so.3\n", 0),
        ("4000-5000 rw-p 00000000 00:00 0 \n", 0),
        ("5000-6000 r--s 00000000 fe:00 78    /srv/chat.db\n", 0),
        ("6000-7000 r--p 00000000 fe:00 79    /usr/share/fonts/a.ttf\n", 0),
        ("7000-8000 r--p 00000000 fe:00 80    /usr/lib/my lib.so.1.2\n", 0),
    )
    smaps = "".join(line + facts.format(own) for line, own in lines).encode()
    assert list(idle_code._unchanged_parts(smaps)) == [(0x1000, 0x2000), (0x7000, 0x8000)]


def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert release_idle_code() == 0

"""The store on a disk and in a folder that refuse, as only POSIX systems can be made to."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.storage.entries import opened, said

FILL_THE_DISK = """
import logging, resource, signal, sys, threading
from pathlib import Path
from tests.patience import SECONDS
from tests.storage.entries import NOW, entry, opened, said, settle
logging.disable()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
with opened(Path(sys.argv[1])) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    changed = threading.Event()
    store.watch_commits(changed.set)
    number = 0
    while not store.error_text:
        changed.clear()
        number += 1
        store.submit([entry(number, text="x" * 400)])
        changed.wait(SECONDS)
    durable = store.durable
    assert durable < number, (durable, number)
    assert len(said(store, durable)) == durable
    print(store.error_text)
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    settle(store, number)
    assert not store.error_text
print(number)
"""

OPEN_AS_NOBODY = """
import os, sys
from pathlib import Path
from desktop_chat.storage.store_api import StoreError
from tests.storage.entries import opened
if os.geteuid() == 0:
    os.setuid(65534)
try:
    with opened(Path(sys.argv[1])) as store:
        store.load()
except StoreError as error:
    print(error)
"""


def run(script: str, path: Path) -> list[str]:
    command = [sys.executable, "-c", script, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


if sys.platform != "win32":

    def test_a_disk_that_refuses_to_grow_is_trouble_that_passes(tmp_path: Path) -> None:
        path = tmp_path / "chat.db"
        trouble, number = run(FILL_THE_DISK, path)
        assert trouble.startswith(f"The disk that holds {path} ")
        with opened(path) as store:
            assert store.load().last_sequence == int(number)
            assert len(said(store, int(number))) == int(number)

    def test_a_file_that_may_not_be_written_is_refused() -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "chat.db"
            with opened(path) as store:
                store.load()
            Path(folder).chmod(0o777)
            path.chmod(0o444)
            before = path.read_bytes()
            assert run(OPEN_AS_NOBODY, path) == [f"{path} cannot be written: the file or its folder is read-only."]
            assert path.read_bytes() == before

"""The processes of a cluster: three NATS servers and three nodes, each on a computer of its own if there are wires, and
what an administrator does with them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import connect

from desktop_chat.cluster.seal import make_key
from tests.chaos.checker import difference
from tests.chaos.wires import Computer
from tests.cluster.nats_certificates import AUTHORITY
from tests.cluster.nats_servers import NatsServers
from tests.e2e.programs import ServerProcess

COUNT = 3
SETTINGS = ("limits.enabled=false", "threads.io=1")
_COMMAND_SECONDS = 60.0
"""Seconds that a command of an administrator may take."""


class ClusterProcesses:
    """Use as a context manager; the processes end with it."""

    def __init__(self, folder: Path, computers: Sequence[Computer] = (), faults: Sequence[str] = ()) -> None:
        """`computers`: six, or none for loopback. `faults`: those of `altered_node` that all nodes have."""
        self._folder = folder
        self._faults = faults
        self._key = folder / "key"
        self._key.write_text(make_key().hex(), "ascii")
        self._computers = tuple(computers[COUNT:]) or (Computer(),) * COUNT
        self.cables = tuple(computers)
        """The computers whose cable can be pulled."""
        self.servers = NatsServers(folder, COUNT, computers=computers[:COUNT])
        self._authority = ("--cluster-ca", str(folder / AUTHORITY)) if computers else ()
        self.nodes = [self._make_node(number) for number in range(COUNT)]

    def _make_node(self, number: int, *faults: str) -> ServerProcess:
        computer = self._computers[number]
        command = (*computer.before, *self._program(*faults))
        return ServerProcess(self.folder_of(number), *SETTINGS, command=command, host=computer.host)

    def _program(self, *faults: str) -> tuple[str, ...]:
        """Return the beginning of a command of desktop-chat, which decides as all nodes do."""
        every = (*self._faults, *faults)
        altered = ("-m", "tests.chaos.altered_node", ",".join(every))
        return (sys.executable, *(altered if every else ("-m", "desktop_chat")))

    def folder_of(self, number: int) -> Path:
        """Return the data folder of a node."""
        return self._folder / f"node-{number}"

    def host_of(self, number: int) -> str:
        return self._computers[number].host

    def start_node(self, number: int, *faults: str) -> None:
        """Start a node, and wait until it takes clients. `faults`: those that this node alone has."""
        before, node = self.nodes[number], self._make_node(number, *faults)
        node.port = before.port
        self.nodes[number] = node
        node.start(*self._options, "--cluster-name", f"node{number}")

    @property
    def _options(self) -> tuple[str, ...]:
        return ("--cluster", ",".join(self.servers.urls), "--cluster-key", str(self._key), *self._authority)

    def require_running(self) -> None:
        """Raises AssertionError with the last words of a node that has ended."""
        for number, node in enumerate(self.nodes):
            assert node.is_running, f"node {number} has ended: {node.log[-2000:]}"

    def close(self) -> None:
        for node in self.nodes:
            node.end()
        self.servers.close()

    # What an administrator does

    def run_command(self, *words: str) -> str:
        """Run `desktop-chat` with these words. Return what it says. Raises AssertionError if it fails."""
        before = self._computers[0].before
        done = subprocess.run(
            [*before, *self._program(), *words],
            capture_output=True, text=True, timeout=_COMMAND_SECONDS, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"desktop-chat {words[0]}: {done.stderr}"
        return done.stdout

    def make_snapshot(self) -> None:
        self.run_command("cluster", "snapshot", *self._options)

    def recover(self, number: int) -> None:
        """Begin the log anew with the chat of a node; no node runs."""
        self.run_command("cluster", "recover", "--data", str(self.folder_of(number)), *self._options)

    def copy_folder(self, source: int, target: int) -> None:
        """Give a node a copy of the folder of another; neither runs."""
        self._empty_folder(target)
        for path in self.folder_of(source).iterdir():
            if path.is_file() and path.name != "lock":
                shutil.copy2(path, self.folder_of(target))

    def replace_folder(self, number: int, source: int) -> None:
        """Lose the folder of a node that does not run, and restore a backup of a node that runs."""
        self._empty_folder(number)
        backup = self._folder / "backup.zip"
        backup.unlink(missing_ok=True)
        self.run_command("backup", "--data", str(self.folder_of(source)), str(backup))
        self.run_command("restore", "--yes", "--data", str(self.folder_of(number)), str(backup))

    def _empty_folder(self, number: int) -> None:
        for path in self.folder_of(number).iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()

    def farthest_node(self) -> int:
        """Return the node that has written most; none runs."""
        return max(range(COUNT), key=lambda number: last_sequence(self.folder_of(number)))


def last_sequence(folder: Path) -> int:
    """Return the last sequence in the database of a node."""
    with closing(connect(f"file:{folder / 'chat.db'}?mode=ro", uri=True)) as database:
        rows = "SELECT max(sequence) FROM (SELECT sequence FROM entry UNION ALL SELECT sequence FROM event)"
        return int(database.execute(rows).fetchone()[0] or 0)


class SameEntries:
    """Compares what the nodes have written, whether they run or not."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._compared = 0
        """The last sequence up to which all Entries are the same."""

    def require(self) -> None:
        """Compare the Entries that all nodes have and that were not compared yet. Raises AssertionError."""
        newest = min(map(last_sequence, self._folders))
        written = [self._read_rows(folder, newest) for folder in self._folders]
        for number, rows in enumerate(written):
            different = difference(rows, written[0]) if rows != written[0] else ""
            assert not different, f"node {number} has written other Entries than node 0: {different}"
        self._compared = max(self._compared, newest)

    def _read_rows(self, folder: Path, newest: int) -> list[tuple[object, ...]]:
        with closing(connect(f"file:{folder / 'chat.db'}?mode=ro", uri=True)) as database:
            between = "WHERE sequence > ? AND sequence <= ?"
            rows = (
                f"SELECT sequence, * FROM entry {between} UNION ALL SELECT sequence, * FROM event {between} ORDER BY 1"
            )
            return database.execute(rows, (self._compared, newest) * 2).fetchall()


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[None]:
    """Mount a disk of so many bytes as a folder (Linux, root)."""
    folder.mkdir(mode=0o700)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "none", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)

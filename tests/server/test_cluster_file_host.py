"""The files of a node beside a store in memory: what the store refuses is nowhere, and a content is fetched once."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from desktop_chat.cluster import file_plan
from desktop_chat.cluster.file_plan import FileCopy, name_of_file
from desktop_chat.cluster.file_store import FileMissing, FileStore
from desktop_chat.cluster.port import LogUnavailable
from desktop_chat.hub.hub import Hub
from desktop_chat.hub.people.file_desk import FileFault, FileRefusal
from desktop_chat.hub.records.shared_files import UploadPermit
from desktop_chat.net.control_values import FileSpace
from desktop_chat.server.cluster_file_host import ClusterFileHost
from desktop_chat.server.cluster_runtime import ClusterRuntime
from desktop_chat.server.file_host.file_settings import FileSettings
from desktop_chat.server.file_host.upload import Upload, UploadHead
from desktop_chat.storage.records import SharedFile
from tests.hub.harness import NOW, HubHarness
from tests.patience import SECONDS

PERMIT = UploadPermit("", "key:ann", "ann!ann@a", 0, "", 0)


class MemoryStore(FileStore):
    """Keeps whole files. `is_silent`: takes and gives nothing."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.reads = 0
        self.is_silent = False
        self.may_read = threading.Event()
        self.may_read.set()

    def close(self) -> None:
        self.may_read.set()

    def list_copies(self, name: str = "*") -> list[FileCopy]:
        return [FileCopy(one, "m", 1, 1) for one in self.files if name in ("*", one)]

    def delete_copy(self, copy: FileCopy) -> None:
        del self.files[copy.name]

    def delete_file(self, name: str) -> None:
        self.files.pop(name, None)

    def put_file(self, name: str, file: BinaryIO, size: int, is_wanted: Callable[[], bool]) -> None:
        if self.is_silent:
            raise LogUnavailable("Nothing answers.")
        self.files[name] = file.read()

    def read_file(self, name: str) -> Iterator[bytes]:
        self.reads += 1
        assert self.may_read.wait(SECONDS)
        if name not in self.files:
            raise FileMissing(name)
        yield self.files[name]


class _Runtime:
    """The hub without a log; everything is durable at once."""

    def __init__(self) -> None:
        self.hub = HubHarness().hub
        self._lock = threading.Lock()
        self.on_commit: list[Callable[[], None]] = []
        self.store = self
        self.durable = 1 << 30
        self.is_first = True

    @contextmanager
    def locked_hub(self) -> Iterator[Hub]:
        with self._lock:
            yield self.hub


class Node:
    """A node with its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = MemoryStore()
        self.runtime = _Runtime()
        runtime = cast(ClusterRuntime, self.runtime)
        self.host = ClusterFileHost(folder, runtime, FileSettings(), self.store)
        self.host._has_begun = True

    def send(self, body: bytes) -> Upload:
        """Send a file, and wait for the outcome."""
        upload = self.host.begin_upload(PERMIT, UploadHead("a.txt", "text/plain", len(body)), keep=False)
        done = threading.Event()
        upload.on_change = done.set
        upload.add_bytes(body)
        upload.finish()
        assert done.wait(SECONDS)
        return upload

    def add_file(self, body: bytes, *, stored: bool = True, here: bool = False) -> SharedFile:
        """Add a file that another node has taken."""
        content = hashlib.sha256(body).hexdigest()
        with self.host.desk() as desk:
            file, _ = desk.finish(
                PERMIT, 0, content=content, name="a", media_type="text/plain", size=len(body), now=NOW,
                id_=content[:22],
            )  # fmt: skip
        if stored:
            self.store.files[name_of_file(file.id)] = body
        if here:
            with self.host.folder.open_partial("other") as partial:
                partial.write(body)
            self.host.folder.adopt("other", content, lambda: None)
        return file

    def fence(self) -> None:
        """Wait until the background has done what it was given so far."""
        done = threading.Event()
        self.host._background.submit("", done.set)
        assert done.wait(SECONDS)

    @property
    def paths(self) -> list[Path]:
        return [path for path in (self.folder / "files").rglob("*") if path.is_file()]


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    made = Node(tmp_path)
    yield made
    made.host.close()


def test_file_is_in_the_store_before_anybody_is_told(node: Node) -> None:
    upload = node.send(b"words")
    assert upload.location
    assert node.store.files == {name_of_file(upload.location.split("/")[2]): b"words"}
    assert [path.read_bytes() for path in node.paths] == [b"words"]


def test_file_that_the_store_does_not_take_is_nowhere(
    node: Node, expected_warnings: list[logging.LogRecord]
) -> None:  # fmt: skip
    node.store.is_silent = True
    upload = node.send(b"words")
    node.host._transfers.close()
    assert upload.refusal is not None
    assert upload.refusal.status is HTTPStatus.SERVICE_UNAVAILABLE
    with node.host.desk() as desk:
        assert desk.measure_space() == FileSpace(0, 0, 10_000_000_000)
    assert node.paths == []
    assert "Nothing answers." in expected_warnings[0].getMessage()


@pytest.mark.parametrize(("fault", "left"), [(FileFault.NO_SPACE, 0), (FileFault.TRY_LATER, 1)])
def test_file_that_the_log_refuses_leaves_the_store(
    node: Node, monkeypatch: pytest.MonkeyPatch, fault: FileFault, left: int
) -> None:
    """If the log has not answered, the file may come later."""

    def refuse(*_: object, **__: object) -> None:
        raise FileRefusal(fault, "No.")

    monkeypatch.setattr(node.runtime.hub.files, "finish", refuse)
    upload = node.send(b"words")
    node.host._transfers.close()
    assert str(upload.refusal) == "No."
    assert (len(node.store.files), node.paths) == (left, [])


def test_content_is_fetched_once_for_all(node: Node) -> None:
    file = node.add_file(b"words")
    node.store.may_read.clear()
    done = [threading.Event() for _ in range(3)]
    assert all(node.host.fetch_content(file, one.set) for one in done)
    node.store.may_read.set()
    assert all(one.wait(SECONDS) for one in done)
    assert node.store.reads == 1
    assert [path.read_bytes() for path in node.paths] == [b"words"]


def test_content_of_another_size_is_not_kept(node: Node) -> None:
    file = node.add_file(b"words")
    node.store.files[name_of_file(file.id)] = b"longer words"
    done = threading.Event()
    node.host.fetch_content(file, done.set)
    assert done.wait(SECONDS)
    assert node.paths == []


def test_files_of_other_nodes_come_and_go(node: Node) -> None:
    file = node.add_file(b"words")
    node.host._note_files([file], False)
    node.fence()
    assert [path.read_bytes() for path in node.paths] == [b"words"]
    with node.host.desk() as desk:
        assert desk.delete_file(file.id, NOW)
    dropped = [change for change in node.runtime.hub.take_outcome().changes if isinstance(change, SharedFile)]
    for is_first, left in ((False, 1), (True, 0)):
        node.host._note_files(dropped, is_first)
        done = threading.Event()
        node.host._background.submit("deletion", done.set)
        assert done.wait(SECONDS)
        assert len(node.store.files) == left


def test_look_mends_the_folder_and_the_store(node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_plan, "SURPLUS_SECONDS", 0.0)
    missing, lost = node.add_file(b"missing"), node.add_file(b"lost", stored=False, here=True)
    node.store.files["surplus"] = b"x"
    node.runtime.is_first = False
    node.host._look_after_files()
    node.fence()
    assert node.host.folder.has_content(missing.content)
    assert node.store.files.keys() == {name_of_file(missing.id), "surplus"}, "another node is the first"
    node.runtime.is_first = True
    node.host._look_after_files()
    node.fence()
    assert node.store.files == {name_of_file(missing.id): b"missing", name_of_file(lost.id): b"lost"}

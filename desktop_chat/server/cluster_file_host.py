"""ClusterFileHost: the FileHost of a cluster's node. Each content is in the common store of all nodes, too.

A client is told of a file once the store has the content, and the log has the file. The folder of a node holds copies.
A missing content is fetched for a request at once, and otherwise in the background.
"""

from __future__ import annotations

import logging
import os
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from pathlib import Path

from desktop_chat.cluster.file_plan import SurplusWatch, name_of_file, plan_files
from desktop_chat.cluster.file_store import MOST_COPIES, FileMissing, FileStore
from desktop_chat.cluster.port import LogUnavailable
from desktop_chat.cluster.seal import SealError
from desktop_chat.hub.people.file_desk import ID_BYTES, code_of
from desktop_chat.server.cluster_runtime import ClusterRuntime
from desktop_chat.server.fair_threads import FairThreads
from desktop_chat.server.file_host.file_host import FileHost, http_refusal
from desktop_chat.server.file_host.file_settings import FileSettings
from desktop_chat.server.file_host.upload import Upload
from desktop_chat.server.http.exchange import HttpRefusal
from desktop_chat.storage.records import SharedFile
from desktop_chat.texts import server as texts

LOOK_SECONDS = 600.0
"""Seconds between two looks at all files."""
SOON_SECONDS = 20.0
"""Seconds until the next look if the store lacks files."""
TRANSFER_THREADS = 3
"""Transfers that somebody waits for, at one time. One more is under way in the background."""
_log = logging.getLogger(__name__)


class ClusterFileHost(FileHost):
    """Thread: any."""

    def __init__(self, data: Path, runtime: ClusterRuntime, settings: FileSettings, store: FileStore) -> None:
        """Raises: OSError."""
        super().__init__(data, runtime, settings)
        self._runtime = runtime
        self._store = store
        self._transfers = FairThreads(TRANSFER_THREADS, "cluster-file")
        self._background = FairThreads(1, "cluster-file-background")
        self._pinned: Counter[str] = Counter()
        """Contents whose file is about to come."""
        self._fetches: dict[str, list[Callable[[], None]]] = {}
        """By content on its way: who waits."""
        self._watch = SurplusWatch()
        self._unstored: set[str] = set()
        """Ids of the files without a copy in the store at the last look."""
        self._has_begun = False
        self._ending = threading.Event()
        self._looking = threading.Thread(target=self._keep_looking, name="cluster-files-look")
        runtime.on_files = self._note_files

    def start(self) -> None:
        """Do nothing: a node that does not take part yet knows an old state only. `begin` follows."""

    def begin(self) -> None:
        """Look after the contents, once the node takes part."""
        self._has_begun = True
        super().start()
        self._looking.start()

    def close(self) -> None:
        self._ending.set()
        self._store.close()
        if self._looking.ident is not None:
            self._looking.join()
        self._transfers.close()
        self._background.close()
        super().close()

    @property
    def _is_first(self) -> bool:
        """Whether this node looks after the store."""
        with self._runtime.locked_hub():
            return self._runtime.is_first

    # Uploads

    def _keep_upload(self, upload: Upload, media_type: str) -> None:
        self._transfers.submit(f"upload {upload.permit.owner}", partial(self._publish_upload, upload, media_type))

    def _publish_upload(self, upload: Upload, media_type: str) -> None:
        """Put a content into the store, and then the file into the log. Blocks."""
        id_ = code_of(secrets.token_bytes(32), ID_BYTES)
        try:
            with self.folder.read_partial(upload.name) as file:
                self._store.put_file(name_of_file(id_), file, upload.received, lambda: not upload.is_over)
            with self._pin_content(upload.content):
                self.folder.adopt(upload.name, upload.content, _do_nothing)
                self._record_upload(upload, media_type, id_)
        except HttpRefusal as refusal:
            self._refuse_upload(upload, refusal)
            if refusal.status is not HTTPStatus.SERVICE_UNAVAILABLE:  # else the file may come into the log later
                self._delete_copies(id_)
        except (LogUnavailable, OSError) as error:
            if not upload.is_over:
                _log.warning("A file could not be put into the store of the cluster: %s", error)
            self._refuse_upload(upload, http_refusal(HTTPStatus.SERVICE_UNAVAILABLE, texts.NO_CONTACT))

    def _refuse_upload(self, upload: Upload, refusal: HttpRefusal) -> None:
        upload.fail(refusal)
        self._delete(upload.content)

    @contextmanager
    def _pin_content(self, content: str) -> Iterator[None]:
        """Keep a content from being deleted."""
        with self._guard:
            self._pinned[content] += 1
        try:
            yield
        finally:
            with self._guard:
                self._pinned[content] -= 1
                self._pinned += Counter()  # without those that are not pinned any more

    def _is_used(self, content: str) -> bool:
        with self._guard:
            if content in self._pinned:
                return True
        return super()._is_used(content)

    def _delete(self, content: str) -> None:
        if self._has_begun:
            super()._delete(content)

    # Downloads

    def fetch_content(self, file: SharedFile, then: Callable[[], None]) -> bool:
        if self._is_first_fetch(file, then):
            self._transfers.submit(f"fetch {file.content}", partial(self._receive_content, file))
        return True

    def _is_first_fetch(self, file: SharedFile, *waiting: Callable[[], None]) -> bool:
        """Add to the waiting for a content. Return True if the content is not on the way yet."""
        with self._guard:
            is_first = file.content not in self._fetches
            self._fetches.setdefault(file.content, []).extend(waiting)
            return is_first

    def _receive_content(self, file: SharedFile) -> None:
        try:
            if not self.folder.has_content(file.content):
                with self._pin_content(file.content):
                    self._write_content(file)
        except FileMissing as error:
            _log.info("The store of the cluster lacks a file at present: %s", error)
        except (LogUnavailable, OSError, SealError) as error:
            _log.warning("A file could not be fetched from the store of the cluster: %s", error)
        with self._guard:
            waiting = self._fetches.pop(file.content)
        for then in waiting:
            self._threads.submit("", then)
        self._delete(file.content)  # the file may have gone meanwhile

    def _write_content(self, file: SharedFile) -> None:
        """Write the content of a file, whose seal proves that the content is the file's.

        Raises: FileMissing, LogUnavailable, OSError, SealError.
        """
        name, written = secrets.token_hex(16), 0
        try:
            with self.folder.open_partial(name) as partial_file:
                for data in self._store.read_file(name_of_file(file.id)):
                    written += len(data)
                    view = memoryview(data)
                    while view:
                        view = view[partial_file.write(view) :]
                os.fsync(partial_file.fileno())
            if written != file.size:
                raise FileMissing(f"{file.id} has {written} bytes in place of {file.size}")
            self.folder.adopt(name, file.content, _do_nothing)
        except BaseException:
            self.folder.drop_partial(name)
            raise

    # All files

    def _note_files(self, files: Sequence[SharedFile], is_first: bool) -> None:
        """Follow the files of the log. Never blocks; thread: the follower."""
        if not self._has_begun:
            return
        for file in files:
            if not file.dropped:
                self._background.submit("", partial(self._fetch_missing, file))
            elif is_first:
                self._background.submit("deletion", partial(self._delete_copies, file.id))

    def _fetch_missing(self, file: SharedFile) -> None:
        if not self.folder.has_content(file.content) and self._is_first_fetch(file):
            self._receive_content(file)

    def _delete_copies(self, id_: str) -> None:
        with suppress(LogUnavailable):  # a look deletes them later
            self._store.delete_file(name_of_file(id_))

    def _keep_looking(self) -> None:
        while not self._ending.is_set():
            try:
                self._look_after_files()
            except LogUnavailable as error:
                _log.info("%s", error)
            self._ending.wait(SOON_SECONDS if self._unstored else LOOK_SECONDS)

    def _look_after_files(self) -> None:
        """Fetch and store missing contents, and delete surplus copies.

        Raises: LogUnavailable.
        """
        copies = self._store.list_copies()
        with self.desk() as desk:  # after the copies: a file that has come meanwhile has a copy that is not needed yet
            files = desk.all_files()
        is_first = self._is_first
        plan = plan_files(files, set(self.folder.contents()), copies)
        for file in plan.wanted:
            self._background.submit("", partial(self._fetch_missing, file))
        earlier, self._unstored = self._unstored, {file.id for file in plan.unstored}
        if len(copies) < MOST_COPIES:
            for file in plan.unstored:
                if is_first or file.id in earlier:
                    self._background.submit("", partial(self._store_again, file))
        late = self._watch.take_late(plan.surplus, time.monotonic())
        for copy in late if is_first else ():
            self._store.delete_copy(copy)

    def _store_again(self, file: SharedFile) -> None:
        """Give a content of the folder to a store without a copy. Blocks."""
        name = name_of_file(file.id)
        try:
            with self.folder.open_content(file.content) as content:
                if not any(copy.is_whole for copy in self._store.list_copies(name)):
                    self._store.put_file(name, content, file.size, lambda: not self._ending.is_set())
        except (LogUnavailable, OSError) as error:
            _log.warning("A file could not be put into the store of the cluster: %s", error)


def _do_nothing() -> None:
    """Record nothing: the log has the record."""

"""FileHost: the running uploads, the contents on the disk, and the routes for both."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

from desktop_chat.clock import now_ms
from desktop_chat.hub.people.file_desk import FileDesk, FileFault, FileRefusal
from desktop_chat.hub.records.shared_files import PERMIT_SECONDS, UploadPermit
from desktop_chat.net.media_types import PORTRAIT_KINDS, is_in_ranges, sniff_media_type
from desktop_chat.server.fair_threads import FairThreads
from desktop_chat.server.file_host.announced_type import is_announced_in_ranges
from desktop_chat.server.file_host.file_folder import FileFolder
from desktop_chat.server.file_host.file_settings import FileSettings
from desktop_chat.server.file_host.upload import Upload, UploadHead
from desktop_chat.server.http.exchange import HttpRefusal
from desktop_chat.server.hub_runtime import HubRuntime
from desktop_chat.server.password_hashing import PasswordHashing
from desktop_chat.storage.records import SharedFile
from desktop_chat.texts import server as texts
from desktop_chat.texts.codes import encode_json

FILE_THREADS = 4
"""More than one waits for a sync of the disk while others write and read."""
LOGIN_THREADS = 1
"""A password is compared at a time."""
SWEEP_PAUSE = 0.001
"""Seconds between two contents that are looked at after the start."""
TEXT_HEADER = "desktop-chat-text"
"""The header of a refusal with the code of its sentence (percent-encoded), by which clients translate it."""
_STATUS = {
    FileFault.UNKNOWN: HTTPStatus.NOT_FOUND,
    FileFault.FORBIDDEN: HTTPStatus.FORBIDDEN,
    FileFault.TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    FileFault.NO_SPACE: HTTPStatus.INSUFFICIENT_STORAGE,
    FileFault.TRY_LATER: HTTPStatus.SERVICE_UNAVAILABLE,
}
_log = logging.getLogger(__name__)


class FileHost:
    """All files of a server. Blocking methods say so.

    Thread: any.
    """

    def __init__(self, data: Path, core: HubRuntime, settings: FileSettings) -> None:
        """Open the folder. Raises: OSError."""
        self.settings = settings
        self.folder = FileFolder(data)
        self._core = core
        self._threads = FairThreads(FILE_THREADS, "file")
        self._logins = FairThreads(LOGIN_THREADS, "file-login")
        self._passwords = PasswordHashing()
        self._guard = threading.Lock()
        self._uploads: dict[str, tuple[Upload, float]] = {}
        """Uploads with an address of their own, by its token, and until when they may go on."""
        self._waiting: list[tuple[int, Callable[[], None]]] = []
        """What is done once a commit is durable."""
        core.on_commit.append(self._run_waiting)
        core.on_unused_contents = self._delete_when_durable

    def start(self) -> None:
        """Delete the contents without a file: a crash may have left some."""
        self._threads.submit("", self._sweep)

    def close(self) -> None:
        """End all work. Incomplete uploads are gone. Blocks."""
        self._logins.close()
        self._threads.close()
        for upload, _ in self._uploads.values():
            upload.close()

    # The hub

    @contextmanager
    def desk(self) -> Iterator[FileDesk]:
        """Ask the hub about files.

        Raises: HttpRefusal in place of a FileRefusal.
        """
        try:
            with self._core.locked_hub() as hub:
                yield hub.files
        except FileRefusal as refusal:
            raise http_refusal(_STATUS[refusal.fault], str(refusal)) from None

    def when_durable(self, commit: int, then: Callable[[], None]) -> None:
        """Call `then` on a file thread once a commit is on the disk."""
        with self._guard:
            self._waiting.append((commit, then))
        self._run_waiting()

    def _run_waiting(self) -> None:
        """Thread: any; called by the store thread after each commit."""
        if not self._waiting:
            return
        durable = self._core.store.durable
        with self._guard:
            ready = [then for commit, then in self._waiting if commit <= durable]
            self._waiting = [one for one in self._waiting if one[0] > durable]
        for then in ready:
            self._threads.submit("", then)

    # Uploads

    def check_password(
        self,
        name: str,
        password: str,
        neighbourhood: str,
        then: Callable[[UploadPermit], None],
        failed: Callable[[HttpRefusal], None],
    ) -> None:
        """Compare the password of an account on another thread, and call `then` with a permit, or `failed`."""

        def check() -> None:
            try:
                with self.desk() as desk:
                    secret = desk.secret_of(name, neighbourhood)
                proven = self._passwords.is_right_password(secret, password)
                with self.desk() as desk:
                    permit = desk.permit_of_account(name, neighbourhood, proven=proven)
            except HttpRefusal as refusal:
                failed(refusal)
            else:
                then(permit)

        self._logins.submit(neighbourhood, check)

    def begin_upload(self, permit: UploadPermit, head: UploadHead, *, keep: bool) -> Upload:
        """Return a new upload with reserved space.

        `keep`: after a break the client may go on, by the token of the permit.
        Raises: HttpRefusal, also for a file that is unwanted by the words of the client.
        """
        self._forget_late()
        if not is_announced_in_ranges(head.declared, head.name, self._ranges_of(permit)):
            raise _kind_refusal(permit)
        with self.desk() as desk:
            most = desk.reserve(permit, head.size)
        name = secrets.token_hex(16)
        upload = Upload(
            name,
            permit,
            head,
            most=most,
            folder=self.folder,
            submit=partial(self._threads.submit, name),
            require_kind=self._require_kind,
            complete=self._complete,
            abandoned=self._give_back,
        )
        if keep:
            with self._guard:
                self._uploads[permit.token] = (upload, time.monotonic() + PERMIT_SECONDS)
        return upload

    def find_upload(self, token: str) -> Upload | None:
        """Return the upload of the address."""
        self._forget_late()
        with self._guard:
            found = self._uploads.get(token)
        return found[0] if found is not None else None

    def rest_upload(self, upload: Upload) -> None:
        """Let an upload rest until the client goes on, and give back the space that no byte has taken."""
        upload.pause()
        if not upload.is_whole:
            with self.desk() as desk:
                free = max(0, upload.reserved - upload.received)
                upload.reserved -= free
                desk.give_back(upload.permit, free)

    def continue_upload(self, upload: Upload) -> None:
        """Reserve the space for the rest of an upload again.

        Raises: HttpRefusal.
        """
        size = upload.head.size
        with self.desk() as desk:
            if upload.reserved < upload.most:
                upload.reserved += desk.reserve(upload.permit, None if size is None else size - upload.reserved)
                upload.most = upload.reserved

    def drop_upload(self, upload: Upload) -> None:
        """Give up an incomplete upload."""
        with self._guard:
            self._uploads.pop(upload.permit.token, None)
        if not upload.is_over:
            upload.cancel()

    def _give_back(self, upload: Upload) -> None:
        """Give back the reserved space of a failed upload."""
        with self.desk() as desk:
            desk.give_back(upload.permit, upload.reserved)
            upload.reserved = 0

    def _forget_late(self) -> None:
        now = time.monotonic()
        with self._guard:
            late = [upload for upload, until in self._uploads.values() if until <= now]
        for upload in late:
            self.drop_upload(upload)

    def _ranges_of(self, permit: UploadPermit) -> tuple[str, ...]:
        """Return the media ranges of an upload."""
        return PORTRAIT_KINDS if permit.is_portrait else self.settings.kinds.ranges

    def _require_kind(self, upload: Upload) -> str:
        """Return the media type of an upload by the first bytes. Raises: HttpRefusal for an unwanted one."""
        media_type = sniff_media_type(upload.start, upload.head.declared)
        if not is_in_ranges(media_type, self._ranges_of(upload.permit)):
            raise _kind_refusal(upload.permit)
        return media_type

    def _complete(self, upload: Upload) -> None:
        """Give a complete upload a place and a record. Blocks; thread: a file thread."""
        media_type = self._require_kind(upload)
        self._keep_upload(upload, media_type)

    def _keep_upload(self, upload: Upload, media_type: str) -> None:
        try:
            self.folder.adopt(upload.name, upload.content, lambda: self._record_upload(upload, media_type))
        except HttpRefusal:
            self._delete(upload.content)
            raise

    def _record_upload(self, upload: Upload, media_type: str, id_: str = "") -> None:
        """Add the file of an upload, and tell the client once that is durable. `id_`: "" for a new one.

        Raises: HttpRefusal.
        """
        with self.desk() as desk:
            file, commit = desk.finish(
                upload.permit,
                upload.reserved,
                content=upload.content,
                name=upload.head.name,
                media_type=media_type,
                size=upload.received,
                now=now_ms(),
                id_=id_,
            )
        self.when_durable(commit, partial(_tell_location, upload, file))

    # Contents

    def fetch_content(self, file: SharedFile, then: Callable[[], None]) -> bool:
        """Fetch a content that is not on the disk, and call `then` on a file thread, whether it is there or not.

        Return False if the disk is the only place for contents.
        """
        del file, then
        return False

    def _delete_when_durable(self, commit: int, contents: Sequence[str]) -> None:
        """Delete contents without a file, once the commit is durable. Thread: any, without the lock."""
        for content in contents:
            self.when_durable(commit, partial(self._delete, content))

    def _delete(self, content: str) -> None:
        try:
            self.folder.delete_unused(content, self._is_used)
        except OSError as error:  # Windows: somebody reads the file; the next start deletes it
            _log.warning("A deleted file could not be removed from the disk yet: %s.", error.strerror or error)

    def _is_used(self, content: str) -> bool:
        with self._core.locked_hub() as hub:
            return hub.files.is_content_used(content)

    def _sweep(self) -> None:
        for content in self.folder.contents():
            if not self._is_used(content):
                with suppress(OSError):
                    self.folder.delete_unused(content, self._is_used)
            time.sleep(SWEEP_PAUSE)

    def read_on_thread(self, place: str, work: Callable[[], None]) -> None:
        """Run work with the disk on a file thread. `place`: of one download, so that all go on alike."""
        self._threads.submit(place, work)


def _tell_location(upload: Upload, file: SharedFile) -> None:
    upload.location = file_path(file)
    upload.on_change()


def file_path(file: SharedFile) -> str:
    """Return the path of a file's address."""
    return f"/files/{file.id}/{quote(file.name, safe='')}"


def _kind_refusal(permit: UploadPermit) -> HttpRefusal:
    text = texts.PORTRAIT_IS_NO_PICTURE if permit.is_portrait else texts.MEDIA_ONLY
    return http_refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, text)


def http_refusal(status: HTTPStatus, text: str) -> HttpRefusal:
    """Return a refusal with a sentence for translation by clients."""
    coded = encode_json(text)
    return HttpRefusal(status, text, ((TEXT_HEADER, quote(coded)),) if coded else ())

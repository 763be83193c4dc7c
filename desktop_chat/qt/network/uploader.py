"""Uploader: sends the files of a network's messages, each on an own thread. GUI thread, except `_carry_file`.

The Session opens the uploads in turn (`client.uploads`), and learns the outcome of each.
"""

from __future__ import annotations

import logging
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Qt, Signal

from desktop_chat.client.entry import Entry
from desktop_chat.client.events import Event, UploadOpened
from desktop_chat.client.phase import Phase
from desktop_chat.client.session import Session
from desktop_chat.client.uploads import UploadSource, source_of
from desktop_chat.clock import now_ms
from desktop_chat.qt.network.http_client import Cancelled
from desktop_chat.qt.network.link import LinkTarget
from desktop_chat.qt.network.upload_courier import BreakError, ExpiredError, UploadCourier, UploadError, UploadTask
from desktop_chat.texts import client as texts

_log = logging.getLogger(__name__)
_REPORT_SECONDS = 0.2
"""Between two reports of progress."""
_HTTPS_PORT = 443
_STOP_SECONDS = 2.0


@dataclass(slots=True)
class _Upload:
    room: str
    courier: UploadCourier
    thread: threading.Thread
    sent: int = 0
    told: float = 0.0
    """When progress was reported last. Thread: the upload's."""


class Uploader(QObject):
    """The uploads under way. Files of other Entries wait for a turn."""

    progressed = Signal(str, int)  # key of a room, id of an Entry
    _reported = Signal(int, object, int)  # id of an Entry, UploadCourier, bytes
    _ended = Signal(int, object, object)  # id of an Entry, UploadCourier; the address, or the exception

    def __init__(
        self,
        session: Session,
        apply: Callable[[Sequence[Event]], None],
        target: Callable[[], LinkTarget | None],
        flush: Callable[[Callable[[], None]], None],
        parent: QObject | None = None,
    ) -> None:
        """`apply` applies Events of the Session. `target` returns the server of the connection, None without one.

        `flush` calls its argument on any thread once all Entries are on the disk.
        """
        super().__init__(parent)
        self._session = session
        self._apply = apply
        self._target = target
        self._flush = flush
        self._running: dict[int, _Upload] = {}
        self._stopped: list[threading.Thread] = []
        """Threads that end soon."""
        self._reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def sent_bytes(self, entry: Entry) -> int | None:
        """Return how many bytes of the file of an Entry were sent; None before the turn of the Entry."""
        running = self._running.get(entry.id)
        return running.sent if running is not None else None

    def begin_upload(self, opened: UploadOpened) -> None:
        """Send the file of an Entry, or go on at once if the file is on its way and the connection broke off."""
        entry = opened.entry
        running = self._running.get(entry.id)
        if running is not None:
            running.courier.hurry()
            return
        task = self._make_task(opened)
        if task is None:
            self._apply(self._session.uploads.fail_upload(entry.id, texts.NO_FILES_HERE, now_ms()))
            return
        courier = UploadCourier(task, lambda sent: self._report_progress(entry.id, courier, sent))
        thread = threading.Thread(target=self._carry_file, args=(entry.id, courier), name="upload", daemon=True)
        self._running[entry.id] = _Upload(opened.room, courier, thread)
        thread.start()
        self.progressed.emit(opened.room, entry.id)

    def cancel_upload(self, entry: Entry) -> None:
        """Stop sending the file of an Entry. A person can retry the Entry."""
        running = self._running.pop(entry.id, None)
        if running is not None:
            self._stop_upload(running)
        self._apply(self._session.uploads.fail_upload(entry.id, "", now_ms()))

    def stop(self) -> None:
        """Stop all uploads. The Entries stay pending."""
        for running in self._running.values():
            self._stop_upload(running)
        self._running.clear()

    def _stop_upload(self, running: _Upload) -> None:
        running.courier.cancel()
        self._stopped = [*filter(threading.Thread.is_alive, self._stopped), running.thread]

    def wait_for_threads(self) -> None:
        """Wait until no upload's thread runs, 2 s at most for each. After `stop`."""
        for thread in self._stopped:
            thread.join(_STOP_SECONDS)
        self._stopped.clear()

    def _make_task(self, opened: UploadOpened) -> UploadTask | None:
        """Return the task with file and place; None without a usable connection."""
        entry, target = opened.entry, self._target()
        source, attachment = source_of(entry), entry.attachment
        if target is None or source is None or attachment is None:
            return None
        task = UploadTask(
            file=Path(source.path),
            name=attachment.name,
            media_type=attachment.media_type,
            size=attachment.size,
            target=target,
            path=opened.address,
            address=f"{'https' if target.tls else 'http'}://{target}{opened.address}",
            earlier=opened.earlier,
            is_resumable=True,
        )
        return task if opened.address.startswith("/") else self._send_elsewhere(task, opened.address)

    def _send_elsewhere(self, task: UploadTask, address: str) -> UploadTask | None:
        """Return the task for an address of ISUPPORT.

        The connection's key counts too, because a bouncer may have the same key for both.
        """
        try:
            parts = urlsplit(address)
            host, port = parts.hostname or "", parts.port or _HTTPS_PORT
        except ValueError:
            return None
        if parts.scheme != "https" or not host or "@" in parts.netloc:
            return None
        there = replace(task.target, elsewhere=())
        if (host, port) != (there.host, there.port) or not there.tls:
            pin = there.pin if host == there.host and there.tls else LinkTarget.pin
            there = replace(there, host=host, port=port, tls=True, pin=pin, exact=False, vouched=True)
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        login = self._authorization()
        return replace(
            task, target=there, path=path, address=address, earlier="", authorization=login, is_resumable=False
        )

    def _authorization(self) -> str:
        """Return the header's value with the login of the IRC connection, "" without a password."""
        person = self._session.person
        if not person.account or not person.account_password:
            return ""
        login = f"{person.account}:{person.account_password}".encode()
        return f"Basic {b64encode(login).decode('ascii')}"

    # The thread of an upload

    def _carry_file(self, entry_id: int, courier: UploadCourier) -> None:
        """Thread: upload."""
        outcome = courier.carry_or_fail()
        with suppress(RuntimeError):  # the program ends, and Qt has deleted the uploader
            self._ended.emit(entry_id, courier, outcome)

    def _report_progress(self, entry_id: int, courier: UploadCourier, sent: int) -> None:
        """Thread: upload."""
        running, now = self._running.get(entry_id), time.monotonic()
        if running is not None and running.courier is courier and now - running.told >= _REPORT_SECONDS:
            running.told = now
            with suppress(RuntimeError):
                self._reported.emit(entry_id, courier, sent)

    def _on_reported(self, entry_id: int, courier: UploadCourier, sent: int) -> None:
        running = self._running.get(entry_id)
        if running is not None and running.courier is courier:
            running.sent = sent
            self.progressed.emit(running.room, entry_id)

    def _on_ended(self, entry_id: int, courier: UploadCourier, outcome: object) -> None:
        running = self._running.get(entry_id)
        if running is None or running.courier is not courier:
            return  # it was stopped, and perhaps begun again
        del self._running[entry_id]
        uploads, now = self._session.uploads, now_ms()
        if isinstance(outcome, str):
            source = uploads.source_of(entry_id)
            self._apply(uploads.finish_upload(entry_id, outcome, now))
            if source is not None:
                self.drop_copy(source)
        elif isinstance(outcome, ExpiredError):
            self._apply(uploads.renew_address(entry_id, now))
        elif isinstance(outcome, BreakError) and self._session.phase is not Phase.ONLINE:
            return  # the next connection opens the upload again
        elif not isinstance(outcome, Cancelled):
            reason = outcome.reason if isinstance(outcome, UploadError) else texts.UPLOAD_FAILED
            self._apply(uploads.fail_upload(entry_id, reason, now))

    def drop_copy(self, source: UploadSource) -> None:
        """Delete the copy that was made of a file, once the Entry on the disk does not need the copy any more."""

        def delete() -> None:
            with suppress(OSError):
                Path(source.path).unlink(missing_ok=True)

        if source.is_copy:
            self._flush(delete)

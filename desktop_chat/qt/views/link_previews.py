"""LinkPreviews: the previews of links in the room of a pane: asked for when painted, kept in memory. GUI thread.

The person has switched previews on: each site learns the address of this computer. Links of strangers without an answer
have no preview, and nothing is asked without a connection: the proxy of the connection counts.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPixmap

from desktop_chat.client.entry import Entry
from desktop_chat.client.safe_display import shown_address
from desktop_chat.qt.network.page_courier import PageCourier, PagePreview
from desktop_chat.qt.timeline.preview_box import PreviewLook
from desktop_chat.qt.views.room_pane import RoomPane
from desktop_chat.qt.views.shown_files import is_stranger

COURIERS = 3
"""Fetches at one time."""
MOST_WAITING = 40
"""Links that wait; beyond them the one that has waited longest is asked for at its next paint."""
_MOST_KEPT = 1_000
_MOST_PICTURES = 60
_MOST_REMOVED = 1_000
_MOST_PLACED = 10_000
_log = logging.getLogger(__name__)


class _Bench:
    """The waiting links, and the threads for fetching. Holds no widget: a thread may be the last to let go."""

    def __init__(self, tell: Callable[[str, object], None]) -> None:
        self._tell = tell
        self._guard = threading.Lock()
        self._waiting: list[PageCourier] = []
        self._running: list[PageCourier] = []
        self._is_closed = False

    def add(self, courier: PageCourier) -> str:
        """Fetch a preview. Return the address of a dropped fetch, or ""."""
        with self._guard:
            if self._is_closed:
                return ""
            self._waiting.append(courier)
            dropped = self._waiting.pop(0).address if len(self._waiting) > MOST_WAITING else ""
            if len(self._running) < COURIERS:
                first = self._waiting.pop()
                self._running.append(first)
                threading.Thread(target=self._run, args=(first,), name="link preview", daemon=True).start()
        return dropped

    def close(self) -> None:
        """Stop all fetches. The threads end soon."""
        with self._guard:
            self._is_closed = True
            self._waiting.clear()
            running = list(self._running)
        for courier in running:
            courier.cancel()

    def _run(self, courier: PageCourier | None) -> None:
        """Thread: link preview."""
        while courier is not None:
            outcome: PagePreview | None = None
            try:
                outcome = courier.fetch()
            except Exception:
                _log.exception("A preview cannot be shown.")
            with self._guard:
                self._running.remove(courier)
                if not self._is_closed:
                    with suppress(RuntimeError):  # the program ends, and Qt has deleted the receiver
                        self._tell(courier.address, outcome)
                courier = self._waiting.pop() if self._waiting and not self._is_closed else None
                if courier is not None:
                    self._running.append(courier)


class LinkPreviews(QObject):
    """The previews of one window."""

    changed = Signal()  # a preview is to be painted
    _ended = Signal(str, object)  # the address; PagePreview, or None

    def __init__(self, pane: RoomPane, parent: QObject) -> None:
        super().__init__(parent)
        self._pane = pane
        self._known: OrderedDict[str, PreviewLook | None] = OrderedDict()
        """By address: what is shown; None without a preview."""
        self._pictured: OrderedDict[str, None] = OrderedDict()
        self._asked: set[str] = set()
        self._removed: dict[int, None] = {}
        """Ids of the entries whose preview the person has removed."""
        self._placed: set[int] = set()
        """Ids of the entries of the shown room whose preview has a place, which stays: nothing moves."""
        pane.room_shown.connect(self._placed.clear)
        self._ended.connect(self.on_ended, Qt.ConnectionType.QueuedConnection)
        self._bench = _Bench(self._ended.emit)
        self.destroyed.connect(self._bench.close)

    def close(self) -> None:
        """Stop all fetches."""
        self._bench.close()

    def is_wanted(self, entry: Entry, address: str) -> bool:
        """Return whether a link of an entry has a preview, now or later."""
        room = self._pane.room
        if entry.id in self._removed or room is None or is_stranger(room):
            return False
        if self._known.get(address, _WAITING) is None and entry.id not in self._placed:
            return False
        if len(self._placed) >= _MOST_PLACED:
            self._placed.clear()
        self._placed.add(entry.id)
        return True

    def look_of(self, address: str) -> PreviewLook:
        """Return the look of a preview, and fetch the preview at the first time."""
        known = self._known.get(address)
        if known is not None:
            self._known.move_to_end(address)
            return known
        if address in self._known:
            return PreviewLook(note=self.tr("No preview"), site=_site_of(address))
        network = self._pane.network
        target = network.server_target() if network is not None else None
        if address not in self._asked and target is not None:
            self._asked.add(address)
            self._asked.discard(self._bench.add(PageCourier(address, target.proxy)))
        return PreviewLook(note=self.tr("Loading…"), site=_site_of(address))

    def spoken_text(self, address: str) -> str:
        """Return the words of a screen reader for a loaded preview."""
        look = self._known.get(address)
        if look is None or not (look.title or look.is_picture):
            return ""
        words = look.title or self.tr("Picture")
        return self.tr("Preview of {0}: {1}").format(look.site, words)

    def remove_preview(self, entry: Entry) -> None:
        """Take away the preview of an entry."""
        self._removed[entry.id] = None
        if len(self._removed) > _MOST_REMOVED:
            del self._removed[next(iter(self._removed))]

    def on_ended(self, address: str, preview: PagePreview | None) -> None:
        """Show a preview, or the lack of a preview."""
        self._asked.discard(address)
        self._known[address] = self._look_of_preview(address, preview) if preview is not None else None
        while len(self._known) > _MOST_KEPT:
            self._known.popitem(last=False)
        self.changed.emit()

    def _look_of_preview(self, address: str, preview: PagePreview) -> PreviewLook:
        pixmap = QPixmap.fromImage(preview.picture) if preview.picture is not None else None
        if pixmap is not None:
            self._pictured[address] = None
            if len(self._pictured) > _MOST_PICTURES:  # the oldest picture is asked for again when it is painted
                self._known.pop(self._pictured.popitem(last=False)[0], None)
        return PreviewLook(
            preview.title,
            description=preview.description,
            site=preview.site,
            pixmap=pixmap,
            is_picture=preview.is_picture,
        )


_WAITING = PreviewLook()


def _site_of(address: str) -> str:
    return shown_address(urlsplit(address).hostname or "")

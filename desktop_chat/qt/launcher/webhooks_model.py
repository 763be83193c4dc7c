"""The webhooks of the hosted chat as a list model with a search. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from desktop_chat.client.safe_display import shown_name
from desktop_chat.net.control_values import WebhookRow
from desktop_chat.qt.launcher.strings import moment_text
from desktop_chat.qt.launcher.two_line_delegate import DETAILS_ROLE, ICON_ROLE
from desktop_chat.qt.models.item_list import ItemListModel

WEBHOOK_ROLE = Qt.ItemDataRole.UserRole
"""The WebhookRow."""
ANY_ROOM = "*"
"""The room of a webhook for all rooms."""


class WebhooksModel(ItemListModel[WebhookRow]):
    """The webhooks whose name, room or address contains the searched text, the oldest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hooks: tuple[WebhookRow, ...] = ()
        self._searched = ""
        self._now = 0

    @property
    def webhook_count(self) -> int:
        """The number of webhooks, found or not."""
        return len(self._hooks)

    def set_webhooks(self, hooks: tuple[WebhookRow, ...], now: int) -> None:
        """Replace all webhooks. `now`: Unix ms."""
        self._hooks, self._now = hooks, now
        self._search()

    def set_search_text(self, text: str) -> None:
        self._searched = text.casefold()
        self._search()

    def _search(self) -> None:
        found = (hook for hook in self._hooks if self._searched in f"{hook.name}\n{hook.room}\n{hook.url}".casefold())
        self.set_items(list(found))

    def row_of(self, number: int) -> int:
        """Return the row of the webhook with the id, -1 if it is not shown."""
        return next((row for row, hook in enumerate(self.items) if hook.id == number), -1)

    def item_data(self, item: WebhookRow, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.title_text(item)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.title_text(item)}, {self.details_text(item)}"
            case _ if role == DETAILS_ROLE:
                return self.details_text(item)
            case _ if role == ICON_ROLE:
                return "send" if item.url else "code"
        return item if role == WEBHOOK_ROLE else None

    def title_text(self, item: WebhookRow) -> str:
        """Return from where to where the messages go."""
        room = self.tr("all rooms") if item.room == ANY_ROOM else shown_name(item.room)
        if not item.url:
            return self.tr("{name} posts to {room}").format(name=shown_name(item.name), room=room)
        if not item.word:
            return self.tr("{room} calls {address}").format(room=room, address=shown_name(item.url))
        texts = {"word": shown_name(item.word), "room": room, "address": shown_name(item.url)}
        return self.tr("“{word}” in {room} calls {address}").format(**texts)

    def details_text(self, item: WebhookRow) -> str:
        """Return how the webhook was used, and who made it."""
        if not item.count:
            used = self.tr("not used since the start")
        elif item.url:
            used = self.tr("%n calls since the start", "", item.count)
        else:
            used = self.tr("%n posts since the start", "", item.count)
        parts = [used]
        if item.last:
            parts.append(self.tr("the last one {when}").format(when=moment_text(item.last, self._now)))
        if item.per_minute:
            parts.append(self.tr("%n a minute at most", "", item.per_minute))
        return " · ".join(parts)

"""The page of webhooks: which programs post to rooms, and which addresses are called. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu

from desktop_chat.net.control_values import WebhookRow
from desktop_chat.qt.launcher.list_page import ListPage
from desktop_chat.qt.launcher.two_line_delegate import TwoLineDelegate
from desktop_chat.qt.launcher.webhooks_model import WEBHOOK_ROLE, WebhooksModel
from desktop_chat.qt.widgets import RowList, ScrollBar, make_button


class WebhooksPage(ListPage):
    """Shows WebhookRows and emits wishes."""

    post_requested = Signal()  # let a program post
    call_requested = Signal()  # let an address be called
    removal_requested = Signal(object)  # WebhookRow

    def __init__(self) -> None:
        self.model = WebhooksModel()
        super().__init__(
            RowList(self.model, TwoLineDelegate(), ScrollBar(), self.tr("Webhooks")),
            self.tr("Search names, rooms and addresses"),
        )
        self.post_button = make_button(self.tr("Let a program post…"))
        self.call_button = make_button(self.tr("Call an address…"))
        self.remove_button = make_button(self.tr("Delete…"), "danger")
        self.remove_action = self.make_action(self.tr("Delete…"), "trash", Qt.Key.Key_Delete)
        self.compose(self.tr("Webhooks"), (self.remove_button, self.call_button, self.post_button))
        self.search_field.searched.connect(self.on_searched)
        self.view.selectionModel().currentChanged.connect(self._show_choice)
        self.post_button.clicked.connect(self.post_requested)
        self.call_button.clicked.connect(self.call_requested)
        self.remove_button.clicked.connect(self.on_remove_clicked)
        self.remove_action.triggered.connect(self.on_remove_clicked)
        self._show_state()

    def set_webhooks(self, hooks: tuple[WebhookRow, ...], now: int) -> None:
        """Show all webhooks, and keep the chosen one. `now`: Unix ms."""
        chosen = self.chosen_webhook()
        self.model.set_webhooks(hooks, now)
        self.choose_row(self.model.row_of(chosen.id) if chosen is not None else 0)
        self._show_state()

    def set_running(self, *, running: bool) -> None:
        self.running = running
        if not running:
            self.model.set_webhooks((), 0)
        self._show_state()

    def chosen_webhook(self) -> WebhookRow | None:
        index = self.view.currentIndex()
        return index.data(WEBHOOK_ROLE) if index.isValid() else None

    def on_searched(self, text: str) -> None:
        self.model.set_search_text(text)
        self.choose_row(0)
        self._show_state()

    def on_remove_clicked(self) -> None:
        hook = self.chosen_webhook()
        if hook is not None:
            self.removal_requested.emit(hook)

    def make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.remove_action)
        return menu

    def _show_choice(self) -> None:
        has_choice = self.chosen_webhook() is not None
        self.remove_button.setEnabled(has_choice)
        self.remove_action.setEnabled(has_choice)

    def _show_state(self) -> None:
        self.post_button.setEnabled(self.running)
        self.call_button.setEnabled(self.running)
        self._show_choice()
        self.show_list(
            count=self.model.webhook_count,
            stopped=self.tr("While it runs, other programs can post to its rooms."),
            nothing=(
                "code",
                self.tr("No webhook yet"),
                self.tr("A build server, an alarm or a form posts to a room; or a word in a room calls a program."),
            ),
            not_found=(self.tr("No webhook found"), self.tr("Search for a name, a room or an address.")),
        )

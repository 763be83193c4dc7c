"""WebhookChanges: the host makes and deletes webhooks, from the question to the outcome. GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop_chat.client.safe_display import shown_name
from desktop_chat.clock import now_ms
from desktop_chat.net.control import webhook_rows
from desktop_chat.net.control_values import ControlAnswer, WebhookRow
from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.launcher.list_actions import ListActions
from desktop_chat.qt.launcher.webhook_questions import CallQuestion, PostQuestion, SecretQuestion
from desktop_chat.qt.launcher.webhooks_page import WebhooksPage
from desktop_chat.qt.widgets import Toast


class WebhookChanges(ListActions):
    """Connects the page with the server."""

    def __init__(self, hosting: Hosting, page: WebhooksPage, toast: Toast, window: QWidget) -> None:
        super().__init__(hosting, page, toast, window)
        self._page = page
        page.post_requested.connect(self.on_post_requested)
        page.call_requested.connect(self.on_call_requested)
        page.removal_requested.connect(self.on_removal_requested)

    def refresh(self) -> None:
        self.request_rows("webhooks", webhook_rows, lambda rows: self._page.set_webhooks(rows, now_ms()))

    def on_post_requested(self) -> None:
        question = PostQuestion(self.known_rooms(), self._window)
        question.answered.connect(self._let_post)
        question.open()

    def _let_post(self, room: str, name: str, picture: str, per_minute: int) -> None:
        def on_made(path: str) -> None:
            address = self._hosting.invitations.best_address()
            title = self.tr("The address for {name}").format(name=shown_name(name))
            text = self.tr("Whoever has it can post to {room}. It is shown only now.").format(room=shown_name(room))
            SecretQuestion(title, text, f"https://{address}{path}", self._window).open()

        self._make("webhook_add", {"room": room, "name": name, "picture": picture, "per_minute": per_minute}, on_made)

    def on_call_requested(self) -> None:
        question = CallQuestion(self.known_rooms(), self._window)
        question.answered.connect(self._let_call)
        question.open()

    def _let_call(self, room: str, address: str, word: str) -> None:
        def on_made(secret: str) -> None:
            title = self.tr("The secret of the calls")
            text = self.tr("Calls are signed with it, as Standard Webhooks says. It is shown only now.")
            SecretQuestion(title, text, secret, self._window).open()

        self._make("webhook_call", {"room": room, "url": address, "word": word}, on_made)

    def _make(self, do: str, arguments: dict[str, Any], on_made: Callable[[str], None]) -> None:
        def on_answered(answer: ControlAnswer) -> None:
            if answer.ok:
                on_made(str(answer.value))
            else:
                self._toast.show_toast(answer.error, icon="alert")
            self.refresh()

        self._hosting.send_request(do, arguments, on_answered)

    def on_removal_requested(self, hook: WebhookRow) -> None:
        title = self.tr("Delete this webhook?")
        name = self._page.model.title_text(hook)
        text = self.tr("{name}. Nobody can use it any more; messages stay.").format(name=name)
        question = ActQuestion("trash", title, text, self.tr("Delete"), "danger", self._window)
        question.add_buttons()
        done = self.tr("The webhook is deleted")
        question.accepted.connect(lambda: self.send_change("webhook_delete", {"number": hook.id}, done))
        question.open()

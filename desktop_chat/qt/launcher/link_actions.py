"""LinkActions: the host's acts on invitation links, from the question to the toast with the outcome. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop_chat.clock import now_ms
from desktop_chat.net.control_values import ControlAnswer, LinkRow, ServerState
from desktop_chat.qt.dialogs import invite_dialog
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.launcher.link_questions import NewLinkQuestion, RevokeQuestion
from desktop_chat.qt.launcher.links_page import LinksPage, link_name
from desktop_chat.qt.launcher.setting_texts import ENTRY
from desktop_chat.qt.widgets import Toast


class LinkActions(QObject):
    """Connects the page with the chat."""

    def __init__(self, hosting: Hosting, page: LinksPage, toast: Toast, window: QWidget) -> None:
        super().__init__(window)
        self._hosting = hosting
        self._page = page
        self._toast = toast
        self._window = window
        page.rule_requested.connect(self.on_rule_requested)
        page.new_requested.connect(self.on_new_requested)
        page.show_requested.connect(self.on_show_requested)
        page.copy_requested.connect(self.on_copy_requested)
        page.revoke_requested.connect(self.on_revoke_requested)
        page.start_requested.connect(lambda: hosting.start_server())
        hosting.links_changed.connect(self.on_links_changed)
        hosting.state_changed.connect(self.on_state_changed)
        self.on_links_changed(hosting.links)
        self.on_state_changed(hosting.state)

    def on_links_changed(self, links: tuple[LinkRow, ...]) -> None:
        self._page.set_links(links, now_ms())

    def on_state_changed(self, state: ServerState) -> None:
        self._page.set_running(running=self._hosting.is_running)
        self._page.set_rule(state.entry)

    def on_rule_requested(self, rule: str) -> None:
        def on_answered(answer: ControlAnswer) -> None:
            if not answer.ok:
                self._toast.show_toast(answer.error, icon="alert")
                self._page.set_rule(self._hosting.state.entry)

        self._hosting.change_setting(ENTRY, rule, on_answered)

    def on_new_requested(self) -> None:
        question = NewLinkQuestion(self._window)
        question.answered.connect(self._make_link)
        question.open()

    def _make_link(self, name: str) -> None:
        self._send("make_link", {"name": name}, self.tr("The link is ready"))

    def on_show_requested(self, link: LinkRow) -> None:
        text, note = self._hosting.token_link(link), self.tr("Whoever has this link may join.")
        invite_dialog.InviteDialog(link_name(link), text, note, self._window).open()

    def on_copy_requested(self, link: LinkRow) -> None:
        QGuiApplication.clipboard().setText(self._hosting.token_link(link))
        self._toast.show_toast(self.tr("The link is copied"), icon="check")

    def on_revoke_requested(self, link: LinkRow) -> None:
        question = RevokeQuestion(link_name(link), link.uses, self._window)
        question.answered.connect(lambda people: self._revoke_link(link, people=people))
        question.open()

    def _revoke_link(self, link: LinkRow, *, people: bool) -> None:
        self._send("revoke_link", {"link": link.token, "people": people}, self.tr("The link is revoked"))

    def _send(self, do: str, arguments: dict[str, object], done: str) -> None:
        def on_answered(answer: ControlAnswer) -> None:
            self._toast.show_toast(done if answer.ok else answer.error, icon="check" if answer.ok else "alert")

        self._hosting.send_request(do, arguments, on_answered)

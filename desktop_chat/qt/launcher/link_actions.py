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
from desktop_chat.qt.launcher.links_page import LinksPage, link_name, link_words
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
        question = NewLinkQuestion(self._window, announced=self._hosting.state.announced)
        question.answered.connect(self._make_link)
        question.open()

    def _make_link(self, name: str, words: bool) -> None:
        self._send("make_words" if words else "make_link", {"name": name}, self.tr("The link is ready"))

    def on_show_requested(self, link: LinkRow) -> None:
        text, words = self._hosting.invitations.token_link(link), link_words(link)
        note = self.tr("Whoever has this link may join.")
        if words:
            note += " " + self.tr("On this network it is enough to type: {words}").format(words=words)
        invite_dialog.InviteDialog(link_name(link), text, note, self._window).open()

    def on_copy_requested(self, link: LinkRow) -> None:
        words = link_words(link)
        QGuiApplication.clipboard().setText(words or self._hosting.invitations.token_link(link))
        copied = self.tr("The words are copied") if words else self.tr("The link is copied")
        self._toast.show_toast(copied, icon="check")

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

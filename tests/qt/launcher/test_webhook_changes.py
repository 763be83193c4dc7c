"""The host makes and deletes webhooks, with a real server: a program posts to the address that is shown."""

from __future__ import annotations

import ssl
from http.client import HTTPSConnection
from urllib.parse import urlsplit

from pytestqt.qtbot import QtBot

from desktop_chat.net.addresses import parse_address
from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.launcher.webhook_questions import CallQuestion, PostQuestion, SecretQuestion
from desktop_chat.qt.launcher.window import WEBHOOKS, LauncherWindow
from tests.irc_client import IrcClient
from tests.patience import MILLISECONDS, SECONDS


def _post(address: str, text: str) -> int:
    parts = urlsplit(address)
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = HTTPSConnection(parts.hostname or "", parts.port, timeout=SECONDS, context=context)
    connection.request("POST", parts.path, text.encode(), {"content-type": "text/plain"})
    status = connection.getresponse().status
    connection.close()
    return status


def test_a_program_posts_until_its_webhook_is_deleted(qtbot: QtBot, live_window: LauncherWindow) -> None:
    window, page = live_window, live_window.webhooks
    with IrcClient(parse_address(window.hosting.state.listening[0]).port) as ann:
        ann.register("ann")
        ann.join("#lobby")
        window.navigation.choose_page(WEBHOOKS)
        page.post_button.click()
        (asking,) = window.findChildren(PostQuestion)
        asking.name_field.setText("CI")
        asking.go_button.click()
        qtbot.waitUntil(lambda: bool(window.findChildren(SecretQuestion)), timeout=MILLISECONDS)
        (shown,) = window.findChildren(SecretQuestion)
        address = shown.secret_field.text()
        shown.cancel_button.click()
        assert _post(address, "built") == 200
        heard = ann.until("PRIVMSG")[-1]
        assert (heard.nick, heard.params[-1]) == ("CI/bot", "built")
        qtbot.waitUntil(lambda: page.model.webhook_count == 1, timeout=MILLISECONDS)
        page.refresh_button.click()
        qtbot.waitUntil(lambda: page.model.items[0].count == 1, timeout=MILLISECONDS)
        page.remove_button.click()
        next(one for one in window.findChildren(ActQuestion) if one.isVisible()).go_button.click()
        qtbot.waitUntil(lambda: window.toast.text() == "The webhook is deleted", timeout=MILLISECONDS)
        qtbot.waitUntil(lambda: page.model.webhook_count == 0, timeout=MILLISECONDS)
        assert _post(address, "built") == 404


def test_an_address_is_called_and_its_secret_shown(qtbot: QtBot, live_window: LauncherWindow) -> None:
    window, page = live_window, live_window.webhooks
    window.navigation.choose_page(WEBHOOKS)
    page.call_button.click()
    (asking,) = window.findChildren(CallQuestion)
    asking.room_box.setCurrentIndex(asking.room_box.count() - 1)
    asking.address_field.setText("ftp://example.org/")
    asking.word_field.setText("deploy")
    asking.go_button.click()
    refusal = "A webhook calls an https:// address, or an http:// address on this network."
    qtbot.waitUntil(lambda: window.toast.text() == refusal, timeout=MILLISECONDS)
    page.call_button.click()
    asking = next(one for one in window.findChildren(CallQuestion) if one.isVisible())
    asking.room_box.setCurrentIndex(asking.room_box.count() - 1)
    asking.address_field.setText("https://example.org/")
    asking.word_field.setText("deploy")
    asking.go_button.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(SecretQuestion)), timeout=MILLISECONDS)
    (shown,) = window.findChildren(SecretQuestion)
    assert shown.secret_field.text().startswith("whsec_")
    shown.cancel_button.click()
    qtbot.waitUntil(lambda: page.model.webhook_count == 1, timeout=MILLISECONDS)

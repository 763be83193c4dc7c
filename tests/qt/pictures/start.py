"""Pictures of the start window and of its answers to "Why?"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop_chat.client.chat_address import parse_chat_address
from desktop_chat.client.preferences import ServerRecord
from desktop_chat.lan.beacon import ChatBeacon
from desktop_chat.lan.diagnosis import Facts, Reachability
from desktop_chat.lan.firewalls import Firewall
from desktop_chat.lan.found_chats import FoundChat
from desktop_chat.lan.interfaces import InterfaceAddress
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.net.free_port import FreePort
from desktop_chat.qt.dialogs.why_dialog import WhyDialog
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.views.start_window import StartWindow
from desktop_chat.texts import server as server_texts
from desktop_chat.texts import storage as storage_texts
from tests.qt.pictures.stage import Picture, say, shown


def _start(prepare: Callable[[StartWindow], None], width: int = 480, height: int = 610) -> Picture:
    @contextmanager
    def build() -> Iterator[QWidget]:
        window = StartWindow("Ann Example")
        window.resize(width, height)
        prepare(window)
        with shown(window):
            yield window
        QGuiApplication.clipboard().clear()

    return build


def found_chat(number: int, name: str, host: str, people: int, *, locked: bool = False) -> FoundChat:
    """A chat as the network tells of it."""
    beacon = ChatBeacon(KeyPin(f"{number:064x}"), name, host, 6697, people, locked=locked)
    return FoundChat(beacon, (ListenAddress(f"192.168.1.{20 + number}", 6697),))


FOUND = (
    found_chat(1, "Classroom 4b", "teacher-pc", 23),
    found_chat(2, "Мастерская", "daria-laptop", 2, locked=True),
    found_chat(3, "Workshop with a name that is rather long for a window", "workshop-server-in-the-basement", 0),
)


def _found_one(window: StartWindow) -> None:
    window.found_list.begin()
    window.found_list.set_chats(FOUND[:1])


def _found_many(window: StartWindow) -> None:
    window.found_list.begin()
    window.found_list.set_chats(FOUND)
    _recent(window)


def _looking(window: StartWindow) -> None:
    window.found_list.begin()


def _sweeping(window: StartWindow) -> None:
    window.found_list.begin()
    window.found_list.set_chats((), is_sweeping=True)


def _found_none(window: StartWindow) -> None:
    window.found_list.begin()
    window.found_list.end_patience()


_HOME = InterfaceAddress("eth0", 2, "192.168.1.5", 24)


_FACTS = Facts(interfaces=(_HOME,), default_interface="eth0", neighbours=("192.168.1.20", "192.168.1.31"))


_THERE = ListenAddress("192.168.1.20", 6697)


WHY: dict[str, Facts | None] = {
    "checking": None,
    "no-network": Facts(),
    "firewall-there": replace(_FACTS, unreachable=FOUND[:1]),
    "firewall-here": replace(_FACTS, hears_itself=False, firewall=Firewall.FIREWALLD),
    "blocked": replace(_FACTS, usual=((_THERE, Reachability.CHAT),)),
    "vpn": replace(_FACTS, default_interface="tun0"),
    "isolation": replace(_FACTS, neighbours=()),
    "nobody": _FACTS,
}


def _why(facts: Facts | None) -> Picture:
    @contextmanager
    def build() -> Iterator[QWidget]:
        dialog = WhyDialog((), (), None)
        dialog.stop()
        if facts is not None:
            dialog.show_facts(facts)
        with shown(dialog):
            yield dialog

    return build


RECENT = (
    ServerRecord("a", "192.168.1.20", 6697, name="Workshop", hosted=False),
    ServerRecord("b", "127.0.0.1", 6697, name="Ann's chat", hosted=True),
    ServerRecord("c", "irc.example.org", 6667, tls=False, name="Example network with a rather long name"),
)


def _recent(window: StartWindow) -> None:
    window.set_recent(RECENT)


def _offer(window: StartWindow) -> None:
    window.set_recent(RECENT[:1])
    QGuiApplication.clipboard().setText("ircs://192.168.1.20:6697/#lobby")


def _error(window: StartWindow) -> None:
    window.set_recent(RECENT[:2])
    window.address_field.setText("192.168.1.77")
    window.join_button.click()
    window.set_error(say("Link", "Nobody is listening at {0}. Is the chat running?").format("192.168.1.77:6697"))


def _busy_port(window: StartWindow) -> None:
    window.set_recent(RECENT[:1])
    reason = translate_text(server_texts.PORT_USED_BY(6697, "nginx", 1234, "0.0.0.0:6697"))
    window.set_host_error(reason, FreePort(6698, "listen.addresses", ("0.0.0.0:6698", "[::]:6698")))


def _not_hosted(window: StartWindow) -> None:
    window.set_host_error(translate_text(storage_texts.DISK_FULL("/home/ann/chat/chat.db")))


def _failed_row(window: StartWindow) -> None:
    _found_many(window)
    window.found_list.rows()[1].click()
    window.set_error(say("Link", "Nobody is listening at {0}. Is the chat running?").format("192.168.1.22:6697"))


def _failed_recent(window: StartWindow) -> None:
    _recent(window)
    window.recent.rows()[0].click()
    window.set_error(say("Link", "Nobody is listening at {0}. Is the chat running?").format("192.168.1.20:6697"))


def _password(window: StartWindow) -> None:
    fault = say("Network", "Wrong password.")
    window.ask_password(parse_chat_address("chat.example.org"), fault)


def _busy(window: StartWindow) -> None:
    window.set_busy(say("StartFlow", "Starting your chat…"))


SCENES: tuple[tuple[str, Picture], ...] = (
    ("start-first", _start(lambda window: None)),
    ("start-recent", _start(_recent)),
    ("start-found-one", _start(_found_one)),
    ("start-found-many", _start(_found_many, 480, 760)),
    ("start-looking", _start(_looking)),
    ("start-sweeping", _start(_sweeping)),
    ("start-found-none", _start(_found_none)),
    *((f"why-{name}", _why(facts)) for name, facts in WHY.items()),
    ("start-found-narrow", _start(_found_many, 380, 480)),
    ("start-offer", _start(_offer)),
    ("start-error", _start(_error)),
    ("start-busy-port", _start(_busy_port)),
    ("start-busy-port-narrow", _start(_busy_port, 380, 480)),
    ("start-not-hosted", _start(_not_hosted)),
    ("start-failed-found", _start(_failed_row, 480, 800)),
    ("start-failed-found-narrow", _start(_failed_row, 380, 480)),
    ("start-failed-recent", _start(_failed_recent, 480, 800)),
    ("start-password", _start(_password)),
    ("start-busy", _start(_busy)),
    ("start-narrow", _start(_recent, 380, 480)),
)

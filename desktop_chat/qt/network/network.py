"""Network: one server of the sidebar: its Session, its rooms, and the connection of both. GUI thread.

Hop by hop: the Link's batch goes to the Session; the Session's Events go to the archive, the rooms and the windows; the
Session's Messages go to the Link, own messages only after the archive has stored them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.client import connection_events as told
from desktop_chat.client import uploads
from desktop_chat.client.archive import Archive
from desktop_chat.client.certificate import Certificate
from desktop_chat.client.entry import Entry
from desktop_chat.client.events import AwayChanged, Event, NickChanged, RoomKeyChanged
from desktop_chat.client.pacing import Waiting
from desktop_chat.client.person import Person
from desktop_chat.client.phase import Phase
from desktop_chat.client.secret_store import UseSecrets
from desktop_chat.client.server_pace import is_reconnect_refused
from desktop_chat.client.session import Session
from desktop_chat.client.sts import is_eligible
from desktop_chat.clock import now_ms
from desktop_chat.irc.message import Message
from desktop_chat.net.addresses import is_loopback
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.network import link as links
from desktop_chat.qt.network import network_files, traffic_log
from desktop_chat.qt.network import uploader as uploaders
from desktop_chat.qt.network.away_term import AwayTerm
from desktop_chat.qt.network.message_intake import IntakeTurns
from desktop_chat.qt.network.network_account import ACCOUNT_EVENTS, NetworkAccount
from desktop_chat.qt.network.network_rooms import NetworkRooms
from desktop_chat.qt.network.paced_sender import PacedSender
from desktop_chat.qt.network.reconnector import Reconnector
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.network.secret_loader import SecretLoader
from desktop_chat.qt.network.taken_nick import TakenNick

SHY_MS = 3_000
"""How long an unencrypted server may take to ask for TLS. After that the client registers in plain text."""


def _random_token() -> str:
    return os.urandom(16).hex()


class Network(NetworkRooms):
    """One server: keeps its Session connected, and applies the Events of the Session."""

    phase_changed = Signal()
    welcomed = Signal(str, str)  # nick, requested nick
    nick_changed = Signal(str)
    bouncer_network_told = Signal(str, str)  # the id and the name of a network behind this bouncer
    secret_learned = Signal(str, str)  # a name of client.secret_store and its secret, "" to forget it
    waiting_changed = Signal()  # the number of messages that wait for the server may have changed
    flood_punished = Signal(int)  # the strictness of pacing from now on
    host_spoke = Signal(str)  # the name of the chat and the words
    transport_told = Signal(object)  # TlsWanted, TlsInsisted
    opened = Signal(object)  # Certificate, None without TLS
    distrusted = Signal(object)  # Certificate with another key than expected
    portrait_told = Signal(object)  # PortraitUploadOpened, PortraitRefused
    away_changed = Signal()
    ended = Signal()  # after `disconnect_now`: no Link's thread runs any more

    def __init__(
        self,
        network: str,
        person: Person,
        archive: Archive,
        target: Callable[[], links.LinkTarget | None],
        secrets: Callable[[UseSecrets], None],
        *,
        turns: IntakeTurns,
        parent: QObject | None = None,
        strictness: int = 0,
    ) -> None:
        """`target` is called before each attempt: the address of a chat hosted here may change, and so may its key.

        `secrets` is called before the first attempt. It gives the secrets of this chat to its argument, on any thread.
        `turns` are shared by all networks of the window.
        """
        session = Session(network, person, ids=archive.next_id, tokens=_random_token, strictness=strictness)
        super().__init__(network, session, archive, parent)
        self.name = ""
        self.label = ""
        """The person's own name for the network."""
        self.taken_nick = TakenNick()
        self.is_renewing = False
        """The network goes offline only to connect anew."""
        self.reason = ""
        self._last_words = ""
        """Why the server ended the connection, shown instead of the failures of later attempts."""
        self.password_wanted: told.PasswordWanted | None = None
        """Set if the last attempt failed for want of a password."""
        self.trusted: Certificate | None = None
        """The server's certificate in this connection."""
        self.away_term = AwayTerm(self)
        self.away_term.ended.connect(self.on_away_ended)
        attempts = self._attempts = Reconnector(target, turns, self)
        attempts.begun.connect(self.on_begun)
        attempts.opened.connect(self.on_opened)
        attempts.received.connect(self.on_received)
        attempts.distrusted.connect(self.distrusted)
        attempts.closed.connect(self.on_closed)
        attempts.given_up.connect(self.phase_changed)
        attempts.ended.connect(self.ended)
        self._pacer = PacedSender(session, archive, lambda: attempts.link, self._on_gui_thread, self)
        self._pacer.progressed.connect(self.waiting_changed)
        unlocking = self._unlocking = SecretLoader(session, secrets, self)
        unlocking.done.connect(attempts.connect_and_stay)
        unlocking.learned.connect(self.secret_learned)
        self.account = NetworkAccount(session, unlocking, self._apply_events, self.connect_again, self)
        self.upload_opened.connect(lambda opened: self.uploader.begin_upload(opened))
        self._restore_rooms()

    # State

    @property
    def nick(self) -> str:
        return self.session.nick

    @property
    def phase(self) -> Phase:
        return self.session.phase

    @property
    def display_name(self) -> str:
        """The name in the sidebar."""
        return self.label or self.session.network_name or self.name

    @property
    def seconds_to_retry(self) -> int:
        """Seconds until the next attempt to connect; 0 if none is planned."""
        return self._attempts.seconds_to_retry

    @property
    def is_seeking(self) -> bool:
        """False after `disconnect_now`, and if only a person can help."""
        return self._attempts.seeking

    @property
    def is_alive(self) -> bool:
        """True while a Link's thread runs."""
        return self._attempts.is_alive

    @property
    def is_unencrypted(self) -> bool:
        """True while there is a connection in plain text."""
        return self.phase in (Phase.REGISTERING, Phase.ONLINE) and self.trusted is None

    def server_target(self) -> links.LinkTarget | None:
        """Return how to reach the server of this connection again, by the same key; None without a connection.

        Beside the address of the connection are those of the other servers of a cluster.
        """
        target, trusted = self._attempts.reached_target, self.trusted
        if target is None or self.phase is not Phase.ONLINE:
            return None
        target = network_files.add_nodes(target, self.session.isupport)
        if trusted is None:
            return target
        return replace(target, pin=trusted.fingerprint, exact=not trusted.verified, vouched=False)

    @cached_property
    def uploader(self) -> uploaders.Uploader:
        """Sends the files of own messages."""
        made = uploaders.Uploader(self.session, self._apply_events, self.server_target, self._archive.flush, self)
        made.progressed.connect(self.on_upload_progressed)
        return made

    def delete_entry(self, room: Room, entry: Entry) -> None:
        super().delete_entry(room, entry)
        source = uploads.source_of(entry) if entry.is_undelivered else None
        if source is not None:
            self.uploader.drop_copy(source)

    def on_upload_progressed(self, room: str, entry_id: int) -> None:
        if room in self.rooms:
            self.rooms[room].note_upload(entry_id)

    @cached_property
    def files(self) -> network_files.NetworkFiles:
        """How the files of this chat are loaded."""
        made = network_files.NetworkFiles(self.session, self.server_target, self._ask_file_token, self)
        self.phase_changed.connect(made.note_phase)
        return made

    def _ask_file_token(self) -> None:
        self._apply_events(self.session.ask_file_token(now_ms()))

    def ask_portrait_address(self) -> None:
        """Ask where the person's picture can be sent. `portrait_told` follows."""
        self._apply_events(self.session.portrait.ask_address(now_ms()))

    # Connection

    def connect_now(self) -> None:
        """Connect now, and again after each cut, until `disconnect_now`. The first call looks up the secrets before."""
        if self._unlocking.known:
            self._attempts.connect_and_stay()
        else:
            self._unlocking.load_secrets()

    def test_answer(self, seconds: float) -> None:
        """Leave the present connection if the server gives no sign of life within `seconds`."""
        self._attempts.test_answer(seconds)

    def give_password(self, password: str) -> None:
        """Connect with this password. It is kept once the server has accepted it."""
        self._unlocking.give_password(password)
        self.connect_again()

    def give_token(self, token: str, *, once: bool = False) -> None:
        """Connect by an invitation. Its token is kept once the server has accepted it, unless it counts `once`."""
        self._unlocking.give_token(token, once=once)
        self.connect_again()

    def connect_again(self) -> None:
        """Connect anew, in place of the present connection. Meanwhile `is_renewing` is True."""
        if self.phase is not Phase.OFFLINE:
            self.is_renewing = True
            self.disconnect_now()
            self.is_renewing = False
        self.connect_now()

    def secret(self, name: str) -> str:
        """Return a secret of this chat (client.secret_store) that was looked up, or ""."""
        return self._unlocking.secret(name)

    def renew_setup(self, person: Person, secrets: Mapping[str, str]) -> None:
        """Use another person and these changed secrets from the next connection on."""
        self.session.set_person(person)
        self._unlocking.renew_secrets(person.account, secrets)

    def set_label(self, label: str) -> None:
        """Show the name in the sidebar; the server's own one for ""."""
        self.label = label
        self.phase_changed.emit()

    def disconnect_now(self, farewell: str = "") -> None:
        """Say goodbye and stay disconnected."""
        self._unlocking.cancel_loading()
        if self._has_uploader:
            self.uploader.stop()
        self._read_marks.send_marks()
        if self._attempts.stop_connecting(*self.session.farewell_messages(farewell)):
            self._apply_events(self.session.note_closed(self.tr("You are disconnected."), now_ms()))
        elif self.phase is Phase.OFFLINE:
            self.phase_changed.emit()

    def wait_for_links(self) -> None:
        """Wait until no Link runs, 2 s at most for each. After `disconnect_now`, at the program's end."""
        self._attempts.wait_for_links()
        if self._has_uploader:
            self.uploader.wait_for_threads()

    @property
    def _has_uploader(self) -> bool:
        return "uploader" in vars(self)

    def on_begun(self) -> None:
        self.reason = ""
        self.password_wanted = None
        self._apply_events(self.session.note_connecting(now_ms()))

    def on_opened(self, certificate: Certificate | None) -> None:
        self.trusted = certificate
        self.opened.emit(certificate)
        host = self._attempts.target.host if self._attempts.target is not None else ""
        upgradable, private = certificate is None and is_eligible(host), certificate is not None or is_loopback(host)
        self._apply_events(self.session.note_opened(now_ms(), upgradable=upgradable, private=private))
        if upgradable:
            QTimer.singleShot(SHY_MS, self, lambda: self._apply_events(self.session.greet_at_last(now_ms())))

    def watch_traffic(self) -> traffic_log.TrafficLog:
        """Return the log of all lines from now on."""
        return self._pacer.watch_traffic()

    def unwatch_traffic(self) -> None:
        """Keep no lines any more."""
        self._pacer.unwatch_traffic()

    def on_received(self, messages: tuple[Message, ...]) -> None:
        if self._pacer.traffic is not None:
            self._pacer.traffic.add_messages(messages, sent=False)
        self._apply_events(self.session.receive_messages(messages, now_ms()))
        if self.password_wanted is not None and self.phase is not Phase.OFFLINE:
            # Some servers wait for minutes for a password that only a person can give.
            self._attempts.stop_connecting()
            self._apply_events(self.session.note_closed("", now_ms()))

    def on_closed(self, reason: str) -> None:
        self._apply_events(self.session.note_closed(reason, now_ms()))

    def progress_of(self, room: Room) -> Waiting:
        """Return how many own messages for the room wait, and for how long."""
        return self._pacer.progress_of(room.key)

    def _now(self) -> int:
        return now_ms()

    # Events

    def _apply_events(self, events: Sequence[Event]) -> None:
        self._apply_in_runs(events)
        self._pacer.send_due()
        if (
            events
            and isinstance(events[-1], told.Overrun)
            and self._attempts.stop_connecting(*self.session.farewell_messages())
        ):
            self._apply_events(self.session.note_closed(events[-1].reason, now_ms()))  # no further attempt

    def _apply_event(self, event: Event) -> None:
        match event:
            case told.PhaseChanged():
                self._apply_phase(event)
            case told.PasswordWanted() | told.EntryAwaited():
                self._apply_hindrance(event)
            case told.Welcomed(nick, wanted):
                self._last_words = ""
                self._unlocking.keep_proved()
                is_cluster = bool(self.session.isupport.nodes)
                self._attempts.note_welcome(utf8=self.session.encoding == "utf-8", is_cluster=is_cluster)
                self._know_nick(nick)
                self.taken_nick.note_welcome(nick, wanted)
                self.welcomed.emit(nick, wanted)
                self.account.note_welcome()
            case NickChanged(_, new):
                self._know_nick(new)
                self.nick_changed.emit(new)
            case told.TlsWanted() | told.TlsInsisted():
                self.transport_told.emit(event)
            case told.PortraitUploadOpened() | told.PortraitRefused():
                self.portrait_told.emit(event)
            case RoomKeyChanged(key, secret) if key in self.rooms:
                self._unlocking.keep_secret(self.rooms[key].name, secret)
            case told.FloodPunished() | told.FileTokenTold() | told.BouncerNetworkTold() | told.HostSpoke():
                self._apply_news(event)
            case AwayChanged(away):
                if not away:
                    self.away_term.begin(0)
                self.away_changed.emit()
            case one if isinstance(one, ACCOUNT_EVENTS):
                self.account.apply_event(one)
            case _:
                self._apply_member_event(event)

    def _apply_hindrance(self, event: told.PasswordWanted | told.EntryAwaited) -> None:
        if isinstance(event, told.PasswordWanted):
            self.password_wanted = event
        else:
            self.reason = translate_text(event.words)
            self.phase_changed.emit()

    def _apply_news(
        self, event: told.FloodPunished | told.FileTokenTold | told.BouncerNetworkTold | told.HostSpoke
    ) -> None:
        match event:
            case told.FloodPunished(strictness):
                self.flood_punished.emit(strictness)
            case told.HostSpoke(words):
                self.host_spoke.emit(f"{self.name}: {words}")
            case told.FileTokenTold(token):
                self.files.note_token(token)
            case told.BouncerNetworkTold(network, name):
                self.bouncer_network_told.emit(network, name)

    def _apply_phase(self, event: told.PhaseChanged) -> None:
        self.reason = translate_text(event.reason)
        if event.phase is Phase.OFFLINE:
            if event.said and is_reconnect_refused(event.reason):
                self._attempts.slow_down()
            self._last_words = self.reason if event.said else self._last_words
            self.reason = self._last_words or self.reason
            if self.password_wanted is not None and self.password_wanted.sure:
                self._attempts.stop_connecting()
                self.reason = self._password_words(self.password_wanted)
            self._pacer.drop_waiting()
            self.trusted = None
        self.phase_changed.emit()

    def _password_words(self, wanted: told.PasswordWanted) -> str:
        if wanted.words:
            return translate_text(wanted.words)
        return self.tr("Wrong password.") if wanted.given else self.tr("This chat requires a password.")

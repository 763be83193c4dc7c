"""Controller: the networks of a profile, and the settings kept for them. Knows no window. GUI thread."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, partial

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from desktop_chat.client import connection_events as events
from desktop_chat.client import file_cache
from desktop_chat.client.archive import Archive
from desktop_chat.client.certificate import Certificate, certificate_fingerprint
from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.known_servers import KnownServers
from desktop_chat.client.network_setup import make_person
from desktop_chat.client.own_keys import Keys
from desktop_chat.client.person import Person
from desktop_chat.client.phase import Phase
from desktop_chat.client.preferences import ServerRecord, Settings
from desktop_chat.client.saved_chats import SavedChats
from desktop_chat.client.secret_store import INVITATION, PROXY_PASSWORD, SecretStore
from desktop_chat.client.system_user import full_name, login_name
from desktop_chat.clock import now_ms
from desktop_chat.net.addresses import Reach
from desktop_chat.net.fingerprints import NO_CERTIFICATE, NO_KEY
from desktop_chat.paths import file_cache_folder
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.network import file_loader, link, link_targets, network_editor, own_portrait, server_trust
from desktop_chat.qt.network import network as networks
from desktop_chat.qt.network import room as rooms
from desktop_chat.qt.network.identity_keeper import IdentityKeeper
from desktop_chat.qt.network.message_intake import IntakeTurns
from desktop_chat.qt.network.strict_transport import StrictTransport

_log = logging.getLogger(__name__)
_FAREWELL_MS = 2_000


class Controller(QObject):
    """Opens, connects and closes the networks of one profile."""

    network_added = Signal(object)
    network_about_to_go = Signal(object)
    unread_changed = Signal()
    previews_changed = Signal()  # the person wants previews of links, or no more
    quiet_changed = Signal()  # a term of quiet was begun or ended
    distrusted = Signal(object, object, str)  # Network, Certificate, the expected key (hex)
    toast_requested = Signal(str)  # a sentence to show
    _archive_troubled = Signal()  # from any thread
    _written = Signal(object)  # from the archive's thread: all entries of this Network are on disk

    def __init__(
        self,
        settings: Settings,
        archive: Archive,
        known: KnownServers,
        hosting: Hosting,
        keys: Keys,
        secrets: SecretStore,
        transport: StrictTransport,
        parent: QObject | None = None,
    ) -> None:
        """`keys` are the person's own keys, one per chat; `transport` knows the servers with an STS policy."""
        super().__init__(parent)
        self.settings = settings
        self.archive = archive
        self.hosting = hosting
        self.networks: list[networks.Network] = []
        self.chats = SavedChats(settings, known, keys.name_for)
        self._keys = keys
        self._transport = transport
        hosting.person = self.person_name
        self._secrets = secrets
        self.identity = IdentityKeeper(settings, lambda: self.person_name, self._person_of, self)
        self.identity.name_changed.connect(lambda: setattr(hosting, "person", self.person_name))
        self._turns = IntakeTurns(self)
        self._leaving: set[networks.Network] = set()
        self._archive_troubled.connect(self.on_archive_troubled, Qt.ConnectionType.QueuedConnection)
        archive.on_trouble = self._archive_troubled.emit
        self._written.connect(self.on_written, Qt.ConnectionType.QueuedConnection)
        # One signal for all rooms changed within 200 ms: its receivers count over all rooms.
        self._unread_timer = QTimer(self, singleShot=True, interval=200)
        self._unread_timer.timeout.connect(self.unread_changed)

    @cached_property
    def file_loader(self) -> file_loader.FileLoader:
        """Loads the files of messages, into a cache that may be deleted at any time."""
        return file_loader.FileLoader(file_cache.FileCache(file_cache_folder(self.archive.path.parent)), self)

    @cached_property
    def portrait(self) -> own_portrait.OwnPortrait:
        """The person's picture."""
        made = own_portrait.OwnPortrait(self.settings, self.identity, lambda: self.networks, self)
        made.failed.connect(self.toast_requested)
        return made

    @cached_property
    def editor(self) -> network_editor.NetworkEditor:
        """Changes how the chats are reached and entered."""
        return network_editor.NetworkEditor(
            self.settings, self._secrets, self.find_network, self._open_network, self._person_of, self
        )

    @cached_property
    def trust(self) -> server_trust.ServerTrust:
        """The keys of the servers."""
        made = server_trust.ServerTrust(self.chats, self)
        made.distrusted.connect(self.distrusted)
        made.failed.connect(self.toast_requested)
        return made

    @cached_property
    def _targets(self) -> link_targets.LinkTargets:
        return link_targets.LinkTargets(self.settings, self.chats, self._keys, self._transport, self.hosted_place)

    @property
    def troubles(self) -> tuple[str, ...]:
        """A sentence for each file found damaged at the start, "" for a sound file."""
        return self.settings.trouble, self.chats.known.trouble, self.archive.rescued

    # Who we are

    @property
    def person_name(self) -> str:
        """The person's name from the settings, or else from the system."""
        return self.settings.preferences.name or full_name()

    def set_name(self, name: str) -> None:
        """Use the name from now on."""
        self.identity.set_name(name)

    def set_quiet(self, until: int) -> None:
        """Do not disturb the person before `until` (Unix ms); 0 ends quiet."""
        self.settings.set_quiet(until, now_ms())
        self.quiet_changed.emit()

    def set_mention_words(self, words: Sequence[str]) -> None:
        """Count the words as a mention from now on, in all chats."""
        self.settings.change_fields(mention_words=tuple(words))
        for network in self.networks:
            network.set_mention_words(words)

    def _person_of(self, record: ServerRecord) -> Person:
        return make_person(record, self.person_name, login_name())

    # Networks

    def open_last_chats(self) -> None:
        """Open the chats of the last run from the archive, without connecting."""
        for record in self.settings.preferences.servers:
            if record.connect:
                self.editor.enter_rooms(self._open_network(record), record)

    def connect_all(self) -> None:
        """Connect all open networks now, without waiting for a planned retry."""
        for network in self.networks:
            network.connect_now()

    def join_chat(self, place: ChatAddress, *, password: str = "", hosted: bool = False) -> networks.Network:
        """Join a chat: open or reuse its network, connect, and join the room of `place`.

        `hosted`: this computer hosts the chat.
        """
        is_new = self.chats.find_record(place) is None
        record = self.chats.find_or_save(place, lambda: os.urandom(8).hex())
        if hosted:
            record = self.chats.keep_hosted(record.network, place) or record
        network = self.find_network(record.network)
        record = replace(record, connect=True, used=now_ms())
        if place.code and is_new:  # the account has a profile, which another device has published
            record = replace(
                record,
                profile_version=self.settings.preferences.profile_version,
                portrait=self.settings.preferences.portrait,
            )
        self.settings.keep_server(record)
        if network is None:
            network = self._open_network(record)
        if place.room:
            network.join_channel(place.room)
        if place.code and is_new:  # a known chat keeps its account, whatever a link says
            network.account.log_in(place.account, "", place.code)
        elif password:
            network.give_password(password)
        elif place.token and place.owns:
            network.give_token(place.token, once=True)
        elif place.token and (is_new or network.password_wanted is not None):  # a known chat keeps its own way in
            network.give_token(place.token)
        else:
            network.connect_now()
        return network

    def forget_chat(self, key: str) -> None:
        """Remove a saved chat and its secrets."""
        self.settings.forget_server(key)
        self._secrets.forget_chat(key)
        self.identity.forget_chat(key)

    def find_network(self, key: str) -> networks.Network | None:
        """Return the open network with the key, or None."""
        return next((network for network in self.networks if network.network == key), None)

    def _open_network(self, record: ServerRecord) -> networks.Network:
        key = record.network
        person, secrets = self._person_of(record), partial(self._secrets.load_secrets, key)
        target = partial(self._connect_target, key)
        network = networks.Network(
            key, person, self.archive, target, secrets, turns=self._turns, parent=self, strictness=record.strictness
        )
        network.set_mention_words(self.settings.preferences.mention_words)
        queued = Qt.ConnectionType.QueuedConnection
        network.name, network.label = record.name or str(record.address), record.label
        network.welcomed.connect(lambda *_: self.on_welcomed(network))
        network.nick_changed.connect(lambda nick: self.on_nick_changed(network, nick))
        network.secret_learned.connect(partial(self._secrets.keep_secret, key))
        network.bouncer_network_told.connect(
            lambda told, name: self.on_bouncer_network_told(network, told, name), queued
        )
        network.opened.connect(lambda certificate: self.on_opened(network, certificate))
        network.transport_told.connect(lambda told: self.on_transport_told(network, told), queued)
        network.phase_changed.connect(lambda: self.on_phase_changed(network))
        network.distrusted.connect(lambda certificate: self.trust.note_distrusted(network, certificate))
        network.host_spoke.connect(self.toast_requested)
        network.flood_punished.connect(lambda strictness: self.on_flood_punished(key, strictness))
        network.unread_changed.connect(self.on_unread_changed)
        network.ended.connect(lambda: self.on_ended(network))
        network.tells_read = lambda: self.settings.preferences.tell_read
        self.networks.append(network)
        self.identity.connect_network(network)
        self.network_added.emit(network)
        return network

    def remove_network(self, network: networks.Network, *, forget: bool = True) -> None:
        """Leave a chat. With `forget` the next start does not open it."""
        if network not in self.networks:
            return
        record = self.settings.find_server(network.network)
        if forget and record is not None:
            self.settings.keep_server(replace(record, connect=False))
        self.network_about_to_go.emit(network)
        self.networks.remove(network)
        self.identity.disconnect_network(network)
        if "portrait" in vars(self):
            self.portrait.forget_network(network)
        self._leaving.add(network)
        network.disconnect_now()
        self.unread_changed.emit()
        if not network.is_alive:
            self.on_ended(network)

    def on_ended(self, network: networks.Network) -> None:
        """Delete the network only after the archive's thread, which may still call it, has stored everything."""
        if network in self._leaving:
            self._leaving.discard(network)
            self.archive.flush(lambda: self._written.emit(network))

    def on_written(self, network: networks.Network) -> None:
        network.deleteLater()

    # Addresses and keys

    def _connect_target(self, key: str) -> link.LinkTarget | None:
        network = self.find_network(key)
        return self._targets.target_of(key, network.secret(PROXY_PASSWORD) if network is not None else "")

    def hosted_place(self) -> ChatAddress | None:
        """Return this computer's own address of its chat; None while the chat is stopped."""
        groups = self.hosting.invitations.grouped_addresses()
        address = next((found[0] for kind in (Reach.COMPUTER, *Reach) if (found := groups.get(kind))), None)
        state = self.hosting.state
        if address is None:
            return None
        return ChatAddress(address.host, address.port, True, state.lobby, state.fingerprint)

    def place_for_others(self, network: networks.Network, room: str) -> ChatAddress:
        """Return the address of a room for an invitation. For a chat hosted here, others can reach the address."""
        record = self.settings.find_server(network.network)
        address = self.hosting.invitations.best_address() if record is not None and record.hosted else None
        if address is not None:
            return self.hosting.invitations.place_at(address, room)
        if record is None:
            return ChatAddress(network.name, 0, True, room)
        shown = network.trusted
        own = shown.fingerprint if shown is not None and not shown.verified else NO_KEY
        fingerprint, token = record.fingerprint or own, network.secret(INVITATION)
        return ChatAddress(record.host, record.port, record.tls, room, fingerprint, token=token)

    def is_newcomer_anywhere(self) -> bool:
        """True if an open chat is new to the person."""
        records = (self.settings.find_server(network.network) for network in self.networks)
        return any(record is not None and record.newcomer for record in records)

    def is_hosted(self, network: networks.Network) -> bool:
        """True for the chat hosted on this computer."""
        return self._is_hosted(network.network)

    def _is_hosted(self, key: str) -> bool:
        record = self.settings.find_server(key)
        return record is not None and record.hosted

    def on_opened(self, network: networks.Network, certificate: Certificate | None) -> None:
        if certificate is not None and self.is_hosted(network):
            self._show_who_hosts(network.network)
        self.trust.note_opened(network, certificate)

    def on_phase_changed(self, network: networks.Network) -> None:
        if network.phase is Phase.OFFLINE:
            self.chats.note_ended(network.network)
            self._transport.note_ended(network.network)
        elif network.phase is Phase.ONLINE and self.settings.preferences.portrait:
            self.portrait.offer_to(network)

    def on_transport_told(self, network: networks.Network, told: events.TlsWanted | events.TlsInsisted) -> None:
        """Keep the server's STS policy, or reconnect with TLS."""
        if isinstance(told, events.TlsInsisted):
            self._transport.keep_policy(network.network, told.duration, network.trusted)
        elif self._transport.upgrade_to(network.network, told.port):
            network.connect_again()

    def _show_who_hosts(self, key: str) -> None:
        """Tell the server on this computer the host's certificate. Only the host can open the control channel."""
        files = self._targets.own_files(key)
        try:
            shown = certificate_fingerprint(files[0].read_bytes()) if files else NO_CERTIFICATE
        except OSError:
            return
        if shown:
            self.hosting.send_request("oper", {"fingerprint": shown})

    def on_welcomed(self, network: networks.Network) -> None:
        record = self.settings.find_server(network.network)
        if record is not None:
            self.settings.keep_server(replace(record, name=network.session.network_name or network.name, used=now_ms()))
            self.chats.note_nodes(network.network, network.session.isupport.nodes)

    def on_bouncer_network_told(self, network: networks.Network, told: str, name: str) -> None:
        """Open each new network of a bouncer as a chat of its own, with the bouncer's password."""
        bouncer = network.network if network in self.networks else ""
        record = self.chats.save_bouncer_network(bouncer, told, name, os.urandom(8).hex(), now_ms())
        if record is not None:
            opened = self._open_network(record)
            opened.account.copy_login(network.account)
            opened.give_password(network.session.person.password)

    def on_nick_changed(self, network: networks.Network, nick: str) -> None:
        """Save a nick chosen by the person for this chat, but not a nick assigned by the server."""
        if nick == network.session.wanted_nick:
            self.identity.on_nick_chosen(network, nick)

    def on_flood_punished(self, network: str, strictness: int) -> None:
        """Save how strictly this server paces its clients."""
        record = self.settings.find_server(network)
        if record is not None:
            self.settings.keep_server(replace(record, strictness=strictness))

    # Counts

    def on_unread_changed(self) -> None:
        if not self._unread_timer.isActive():
            self._unread_timer.start()

    def unread_totals(self) -> tuple[int, int]:
        """Return (unread, mentions) over all rooms."""
        rooms = [room for network in self.networks for room in network.rooms.values()]
        return sum(room.unread for room in rooms), sum(room.mentions for room in rooms)

    def find_room(self, network: str, room: str) -> rooms.Room | None:
        """Return an open room, or None."""
        found = self.find_network(network)
        return found.rooms.get(room) if found else None

    def on_archive_troubled(self) -> None:
        """Say once that the archive has begun to fail."""
        trouble = self.archive.error_text
        if trouble:
            self.toast_requested.emit(translate_text(trouble))

    def close(self, farewell: str = "") -> None:
        """Disconnect all networks, wait for their Links (3 s at most), and close the archive. For the program's end."""
        clock = QElapsedTimer()
        clock.start()
        everybody = [*self.networks, *self._leaving]
        for network in everybody:
            network.disconnect_now(farewell)
        for network in everybody:
            network.wait_for_links()
        if clock.elapsed() > _FAREWELL_MS:
            _log.info("Saying goodbye took %d ms.", clock.elapsed())
        if "file_loader" in vars(self):
            self.file_loader.close()
        if "portrait" in vars(self):
            self.portrait.close()
        self._secrets.close()
        self.archive.close()

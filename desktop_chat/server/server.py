"""ChatServer: a whole server. It opens the data folder, the store and the ports, and starts and stops the threads."""

from __future__ import annotations

import logging
import os
import socket
import sys
from dataclasses import replace
from pathlib import Path

from desktop_chat.clock import now_ms
from desktop_chat.files import FolderBusy, FolderLock, is_open_to_others, restrict_files
from desktop_chat.hub.hub import Hub
from desktop_chat.hub.settings import HubSettings
from desktop_chat.net.addresses import ADDRESSES_KEY, ListenAddress, parse_address
from desktop_chat.net.control_values import ServerPhase, ServerState
from desktop_chat.net.identity import IdentityError, KeyPair
from desktop_chat.net.tls import TlsError
from desktop_chat.paths import FILES_FOLDER
from desktop_chat.server import lan_announcement
from desktop_chat.server.backlog import Backlog
from desktop_chat.server.backup import BackupError
from desktop_chat.server.busy_port import offer_free_port
from desktop_chat.server.cloak_key import open_cloak_key
from desktop_chat.server.codecs.gateways import GATEWAYS
from desktop_chat.server.connection_gate import ConnectionGate, most_connections
from desktop_chat.server.daily_backup import DailyBackup
from desktop_chat.server.errors import StartError
from desktop_chat.server.file_host.file_host import FileHost
from desktop_chat.server.file_host.file_routes import file_routes
from desktop_chat.server.http.http_thread import HttpThread
from desktop_chat.server.http.route_table import RouteTable
from desktop_chat.server.http.site import site_routes
from desktop_chat.server.hub_runtime import HubRuntime
from desktop_chat.server.io_thread import IoThread
from desktop_chat.server.lan_announcement import LanAnnouncement
from desktop_chat.server.listener import Listener, open_listening_socket
from desktop_chat.server.own_networks import own_networks
from desktop_chat.server.part_settings import (
    backup_plan,
    browser_scheme,
    file_settings,
    gate_limits,
    io_limits,
    listen_addresses,
    router_trouble,
    site_settings,
    wants_router_port,
)
from desktop_chat.server.restore import finish_exchange
from desktop_chat.server.router_port import RouterPort
from desktop_chat.server.server_reports import ServerReports, version_text
from desktop_chat.server.settings_file import ServerSettings
from desktop_chat.server.ticker import Ticker
from desktop_chat.server.tls_certificate import TlsCertificate, utc_now
from desktop_chat.server.webhooks.outgoing_caller import OutgoingCaller
from desktop_chat.server.webhooks.webhook_route import webhook_route
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.storage.store_api import StoreError
from desktop_chat.texts import log
from desktop_chat.texts import server as texts

FAREWELL_SECONDS = 1.5
"""Seconds that the last words may take when the server stops."""
SWITCH_SECONDS = 0.0005
"""Python's switch interval: beside busy I/O threads the store's thread gets the GIL ten times sooner."""
_OWN_FILES = ("chat.", "server.", "settings.toml", "control.json", "failed.json", "cloak.key", "lock")
_log = logging.getLogger(__name__)


class ChatServer:
    """A server, which is made, started and stopped once.

    Thread: the thread that made the server, unless a method names another.
    """

    def __init__(self, data: Path, config: ServerSettings) -> None:
        """Open everything, but serve nothing yet.

        Raises: StartError.
        """
        self.config = config
        self.data = data
        self._since = now_ms()
        self._phase = ServerPhase.STARTING
        self._networks: tuple[str, ...] = ()
        try:
            self._lock = FolderLock(data)
        except FolderBusy:
            raise StartError(texts.DATA_IN_USE(str(data))) from None
        except OSError as error:
            raise StartError(texts.DATA_CANNOT_BE_WRITTEN(str(data), str(error.strerror or error))) from error
        restrict_files(data, _OWN_FILES)
        if is_open_to_others(data):
            _log.warning("Other users of this computer can look into the folder %s: close it (chmod 700).", data)
        try:
            if finish_exchange(data):
                config.reload()
            self._open_data(data)
        except BackupError as error:
            self._lock.release()
            raise StartError(str(error)) from error
        except BaseException:
            self._lock.release()
            raise

    def _hub_settings(self) -> HubSettings:
        """Return the hub's settings. An STS policy is announced only with the certificate of an authority.

        A client that cannot verify the certificate would be locked out by the policy.
        """
        days = self.config.number_value("tls.sts_days") if self._certificate.signed else 0
        return replace(
            self.config.hub_settings(version_text()),
            sts_seconds=days * 86_400,
            sts_port=self.listening[0].port,
            cloak_key=self._cloak_key,
            networks=self._networks,
        )

    def _open_data(self, data: Path) -> None:
        config = self.config
        try:
            self._certificate = TlsCertificate(data, config, utc_now())
            self._cloak_key = open_cloak_key(data)
            self._store = SqlStore.open(data / "chat.db", now=self._since)
            self._store.set_retention_days(config.number_value("history.days"))
        except (IdentityError, TlsError, StoreError) as error:
            raise StartError(str(error)) from error
        try:
            sockets = self._open_sockets()
        except BaseException:
            self._store.close()
            raise
        places = [(ListenAddress(*sock.getsockname()[:2]), gateway) for sock, gateway in sockets.items()]
        self.listening = tuple(address for address, gateway in places if not gateway)
        self.gateways = {gateway: address for address, gateway in places if gateway}
        """The addresses of the open gateways by name."""
        self._networks = own_networks(config)
        try:
            self.core = self._open_core()
        except (StartError, StoreError) as error:
            for opened in sockets:
                opened.close()
            self._store.close()
            raise StartError(str(error)) from error
        try:
            self._files = self._open_files()
        except OSError as error:
            self.core.end_jobs()
            self._store.close()
            raise StartError(
                texts.FILE_CANNOT_BE_USED(str(data / FILES_FOLDER), str(error.strerror or error))
            ) from error
        count = config.number_value("threads.io") or _default_thread_count()
        self._gate = ConnectionGate(gate_limits(self.config), most_connections(count))
        self._listener = Listener(sockets, self._gate)
        self._backlog = Backlog(count)
        self._http = HttpThread(self._site_routes(), limited=bool(config["limits.enabled"]))
        limits, context = io_limits(self.config), self._certificate.context
        self._io = [IoThread(index, self.core, self._backlog, context, limits, self._http) for index in range(count)]
        self.core.owners.extend(self._io)
        self.core.on_rehash = self.reload_settings
        self._caller = OutgoingCaller(self.core, version_text())
        self.core.on_calls = self._caller.call_all
        self._listener.owners = self._io
        self.reports = ServerReports(config, self.core, self._store, self.listening, lambda: self.identity, self._since)
        self._lan = LanAnnouncement(
            self.reports.read_beacon, self.listening, self.reports.read_words, lambda: self.core.holds_with_effect
        )
        self._router = RouterPort()
        self._backups = DailyBackup(data, self._store.backup, backup_plan(self.config))
        self.ticker = Ticker(self.core, self.look_around)
        self.ticker.on_second.append(self._lan.note_second)

    def _open_core(self) -> HubRuntime:
        """Return the hub of the database with all that works for it. Raises: StartError, StoreError."""
        hub = Hub(self._hub_settings(), self._store.load(), now=self._since, seed=os.urandom(32))
        return HubRuntime(hub, self._store, f"{self.data}{os.sep}")

    def _open_files(self) -> FileHost:
        """Return what keeps the files of people. Raises: OSError."""
        return FileHost(self.data, self.core, file_settings(self.config, self.listening))

    def _open_sockets(self) -> dict[socket.socket, str]:
        """Open all listening sockets, each with its gateway. If one cannot be opened, all are closed.

        Raises: StartError.
        """
        places = [(address, "", ADDRESSES_KEY) for address in listen_addresses(self.config)]
        for name, row in GATEWAYS.items():
            if text := self.config.text_value(row.setting):
                places.append((parse_address(text), name, row.setting))
        sockets: dict[socket.socket, str] = {}
        for address, gateway, key in places:
            try:
                sockets[open_listening_socket(address)] = gateway
            except StartError as error:
                for opened in sockets:
                    opened.close()
                offer_free_port(error, self.config, key)
                raise
        return sockets

    def _site_routes(self) -> RouteTable:
        return site_routes(
            site_settings(self.config, self.identity.fingerprint),
            (*file_routes(self._files), webhook_route(self.core)),
        )

    def start(self) -> None:
        """Start all threads, and serve."""
        sys.setswitchinterval(SWITCH_SECONDS)
        for thread in (self._http, *self._io, self._listener, self.ticker):
            thread.start()
        self._files.start()
        self._phase = ServerPhase.RUNNING
        for address in self.listening:
            _log.info("%s", log.LISTENING(str(address)))
        for gateway, address in self.gateways.items():
            _log.info("%s", log.GATEWAY_LISTENING(gateway, str(address)))
        self._lan.set_scope(self.config.text_value("listen.announce"))
        self._router.set_wanted(self.listening, wanted=wants_router_port(self.config))
        self._backups.start()

    @property
    def is_stopped(self) -> bool:
        return self._phase is ServerPhase.STOPPED

    def stop(self, reason: str = texts.HOST_STOPPED) -> None:
        """Tell all clients, commit, and end all threads. Takes at most 2 s if the disk works."""
        self._phase = ServerPhase.STOPPING
        self.ticker.stop()
        self._backups.stop()
        self._lan.set_scope(lan_announcement.NOWHERE)
        self._router.set_wanted((), wanted=False)
        self._listener.stop()
        self._listener.join()
        with self.core.locked_hub() as hub:
            hub.close_all(reason, now_ms())
            self.core.farewell = reason
        owners: list[HttpThread | IoThread] = [self._http, *self._io]
        for thread in owners:
            thread.finish_within(FAREWELL_SECONDS)
        for thread in owners:
            thread.join()
        for thread in owners:  # each may have given a connection to the other
            thread.close_inbox()
        self.ticker.join()
        self._lan.close()
        self._router.stop()
        self._backups.join()
        self._caller.close()
        self._files.close()
        self.core.end_jobs()
        self._store.close()
        self._lock.release()
        self._phase = ServerPhase.STOPPED
        _log.info("%s", log.STOPPED)

    def apply_settings(self) -> None:
        """Apply changed settings.

        Thread: any.
        """
        self._networks = own_networks(self.config)
        with self.core.locked_hub() as hub:
            hub.apply_settings(self._hub_settings(), now_ms())
        for thread in self._io:
            thread.limits = io_limits(self.config)
        self._files.settings = file_settings(self.config, self.listening)
        self._http.routes = self._site_routes()
        self._http.limited = bool(self.config["limits.enabled"])
        self._store.set_retention_days(self.config.number_value("history.days"))
        self._gate.limits = gate_limits(self.config)
        self._backups.plan = backup_plan(self.config)
        if self._phase is ServerPhase.RUNNING:
            self._lan.set_scope(self.config.text_value("listen.announce"))
            self._router.set_wanted(self.listening, wanted=wants_router_port(self.config))

    @property
    def identity(self) -> KeyPair:
        """The server's key and certificate. Thread: any."""
        return self._certificate.pair

    def look_around(self) -> None:
        """Follow changes around the server: its certificate, and the networks of the computer.

        Thread: the ticker.
        """
        renewed = self._certificate.look_again(utc_now())
        for thread in self._io:
            thread.tls_context = self._certificate.context
        if renewed or own_networks(self.config) != self._networks:
            self.apply_settings()

    def reload_settings(self) -> str:
        """Reload and apply the settings. Return a sentence for the operator. Invalid settings change nothing.

        Thread: any.
        Raises: StartError.
        """
        try:
            self.config.reload()
        except StartError as error:
            _log.warning("%s", log.SETTINGS_UNCHANGED(str(error)))
            raise
        self.apply_settings()
        later = self.config.changed_at_restart()
        told = texts.SETTINGS_READ_LATER(", ".join(later)) if later else texts.SETTINGS_READ
        _log.info("%s", told)
        return told

    def current_state(self) -> ServerState:
        """Return the state for the launcher.

        Thread: any.
        """
        return ServerState(
            phase=self._phase,
            since=self._since,
            name=self.config.text_value("server.name"),
            version=version_text(),
            pid=os.getpid(),
            listening=tuple(str(address) for address in self.listening),
            fingerprint=self.identity.fingerprint,
            lobby=self.config.text_value("server.lobby"),
            trouble=self._store.error_text or self._certificate.trouble,
            data=str(self.data),
            entry=self.config.text_value("access.entry"),
            browsers=browser_scheme(self.config),
            announced=self._lan.announcer is not None,
            router=bool(self.config["listen.router"]),
            outside=str(self._router.state.outside or ""),
            router_trouble=router_trouble(self.config, self._router.state),
            own_certificate=not self.config.text_value("tls.certificate"),
        )


def _default_thread_count() -> int:
    """Return the number of I/O threads for this computer.

    One thread that never waits for the GIL is the fastest. With four processors a second thread pays, because
    encryption and sending release the GIL.
    """
    return 1 if (os.cpu_count() or 1) < 4 else 2

"""The start of a cluster's node: the checks of the log, the record of the chat, and the Replica to begin with.

The first node of a new cluster makes the record: the key of the server, the secret of cloaks, and a snapshot of the
chat in its data folder. All other nodes take the key, and begin with the newest snapshot that their database has
reached.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import socket
import ssl
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from desktop_chat.clock import now_ms
from desktop_chat.cluster import patience
from desktop_chat.cluster.chain import START, Chain
from desktop_chat.cluster.events import Batch, Configure, Fail, Finish, Hello, HostAct, Receive
from desktop_chat.cluster.graph_layout import SnapshotError
from desktop_chat.cluster.host_acts import ACTS
from desktop_chat.cluster.port import LogEntry, LogUnavailable
from desktop_chat.cluster.replica import Replica
from desktop_chat.cluster.seal import KEY_BYTES, BatchSeal, SealError
from desktop_chat.cluster.snapshot import decode_snapshot, encode_snapshot
from desktop_chat.cluster.wire import decode_batch
from desktop_chat.files import write_whole
from desktop_chat.hub.hub import Hub
from desktop_chat.hub.settings import HubSettings
from desktop_chat.net.addresses import ListenAddress, is_loopback
from desktop_chat.net.own_host import own_address_towards
from desktop_chat.server.cluster_plan import ClusterPlan
from desktop_chat.server.cluster_runtime import ClusterRuntime, other_log
from desktop_chat.server.errors import StartError
from desktop_chat.storage.records import LogPosition
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.texts import server as texts
from desktop_chat.version import VERSION

if TYPE_CHECKING:
    from desktop_chat.cluster.file_store import FileStore
    from desktop_chat.cluster.jetstream import JetStreamLog

SERVER_KEY = "server.key"
SHARED_FILES = (SERVER_KEY, "cloak.key")
"""Files of the data folder that are equal on all nodes."""
KEPT_SNAPSHOTS = 3
START_SECONDS = 60.0
"""Seconds that a node, or a command, waits for the NATS servers."""
_Answer = TypeVar("_Answer")
INPUTS = (Configure, Fail, Finish, HostAct, Receive)
"""Events that may change what people see. Connections that come and go change nothing while the nodes stop."""
MONITOR_PORT = 8222
MONITOR_SECONDS = 2.0
_log = logging.getLogger(__name__)


class ClusterStart:
    """The connection to the log, until the node takes part."""

    def __init__(self, plan: ClusterPlan) -> None:
        """Connect, and check what is unsafe. Blocks.

        Raises: StartError.
        """
        self._plan = plan
        self._key = _read_key(plan.key_file)
        self._seal = BatchSeal(self._key, plan.chat)
        _require_synced_disks(plan.servers)
        self._files: FileStore | None = None
        self._log = _open_log(plan)
        try:
            self._record = self._read_record()
        except BaseException:
            self._log.close()
            raise

    def close(self) -> None:
        """End the connections. Idempotent."""
        self._log.close()
        if self._files is not None:
            self._files.close()

    def open_file_store(self) -> FileStore:
        """Return the store of files, which has a connection of its own. Blocks. Raises: StartError."""
        from desktop_chat.cluster.file_store import FileStore

        plan = self._plan
        tls = _tls_context(plan.servers, plan.authority)
        self._files = ask_at_start(
            lambda: FileStore(list(plan.servers), plan.chat, self._key, replicas=plan.replicas, tls=tls)
        )
        return self._files

    def prepare_folder(self, data: Path) -> None:
        """Write the files that all nodes share. Raises: StartError."""
        if self._record is None:
            return
        for name, content in self._record["files"].items():
            path, wanted = data / name, bytes.fromhex(content)
            try:
                if not path.exists():
                    write_whole(path, wanted)
                elif path.read_bytes() != wanted:
                    raise StartError(texts.CLUSTER_OTHER_CHAT(str(path)))
            except OSError as error:
                raise StartError(texts.FILE_CANNOT_BE_USED(str(path), str(error.strerror or error))) from error

    def open_runtime(
        self, store: SqlStore, settings: HubSettings, data: Path, listening: ListenAddress, end: Callable[[str], None]
    ) -> ClusterRuntime:
        """Return the runtime of the node. `listening`: where the node listens. `end`: as for the ClusterRuntime.

        Raises: StartError.
        """
        name = self._plan.name or f"{socket.gethostname()}:{listening.port}"
        address = self._plan.address or _reachable_address(listening)
        try:
            if self._record is None:
                self._begin_chat(store, settings, data)
            written = self._written_position(store)
            replica = ask_at_start(lambda: self._restore_replica(written, name))
        except (LogUnavailable, SnapshotError, SealError) as error:
            raise StartError(str(error)) from error
        return ClusterRuntime(
            replica, store, log=self._log, seal=self._seal, name=name, hello=Hello(_read_versions(), address),
            folder=f"{data}{os.sep}", written=written, end=end,
        )  # fmt: skip

    # The record

    def _read_record(self) -> dict[str, Any] | None:
        sealed = ask_at_start(self._log.read_record)
        try:
            return dict(json.loads(self._seal.open_sealed(sealed))) if sealed is not None else None
        except SealError as error:
            raise StartError(str(error)) from error

    def _begin_chat(self, store: SqlStore, settings: HubSettings, data: Path) -> None:
        """Let the chat in the data folder become the chat of the cluster."""
        now = now_ms()
        stored = store.load()
        # What the new Hub wants to keep stays in the snapshot, and leaves with the first entry on every node.
        hub = Hub(settings, stored, now=now, seed=os.urandom(32))
        replica = Replica(hub, "", "", ACTS, Chain(), now)
        snapshot = f"{0:020d}-{secrets.token_hex(8)}"
        ask_at_start(lambda: self._log.put_snapshot(snapshot, self._seal.seal_bytes(encode_snapshot(replica))))
        record = {
            "files": {name: (data / name).read_bytes().hex() for name in SHARED_FILES if (data / name).exists()},
            "last_sequence": stored.last_sequence,
            "snapshot": snapshot,
        }
        sealed = self._seal.seal_bytes(json.dumps(record).encode())
        if not ask_at_start(lambda: self._log.create_record(sealed)):
            self._log.delete_snapshot(snapshot)
            raise StartError(texts.CLUSTER_BEGUN_ELSEWHERE)
        self._record = record

    # The Replica

    @property
    def log(self) -> JetStreamLog:
        return self._log

    def replay(self) -> Replica:
        """Return a Replica that serves nobody, with all entries of the log at this moment. Blocks.

        Raises: StartError, LogUnavailable, SnapshotError, SealError, WireError, ForkError.
        """
        if self._record is None:
            raise StartError(texts.CLUSTER_NO_CHAT(self._plan.chat))
        goal = self._log.last_position
        replica = decode_snapshot(
            self._seal.open_sealed(self._log.read_snapshot(self._list_snapshots()[-1])), "", "", ACTS
        )
        if replica.position < goal or replica.has_errands:
            for entry in self._log.follow(replica.position):
                replica.apply_entry(entry, self._open_entry(entry))
                if replica.position >= goal and not replica.has_errands:
                    break
        return replica

    def make_snapshot(self) -> int:
        """Keep a snapshot of this moment, and forget what only older snapshots need. Return its position. Blocks.

        Raises: as `replay`.
        """
        replica = self.replay()
        older = self._list_snapshots()
        name = f"{replica.position:020d}-{secrets.token_hex(8)}"
        self._log.put_snapshot(name, self._seal.seal_bytes(encode_snapshot(replica)))
        kept = [*older, name][-KEPT_SNAPSHOTS:]
        for old in older:
            if old not in kept:
                self._log.delete_snapshot(old)
        self._log.forget_before(position_of(kept[0]) + 1)
        return replica.position

    def count_entries(self, replica: Replica, name: str) -> int:
        """Return the entries behind the newest snapshot; 0 if `name` is not the first node. Blocks."""
        if replica.nodes[:1] != (name,):
            return 0
        try:
            return replica.position - position_of(self._list_snapshots()[-1])
        except LogUnavailable:
            return 0

    def begin_anew(self, store: SqlStore, settings: HubSettings, data: Path) -> None:
        """Delete the log, and begin a new one with the chat in a data folder. Raises: StartError, LogUnavailable."""
        ask_at_start(self._log.delete)
        self.close()
        self._log = _open_log(self._plan)
        self._begin_chat(store, settings, data)

    def require_whole_folder(self, store: SqlStore) -> None:
        """Raises: StartError if the log has inputs of clients that the database lacks. LogUnavailable, WireError."""
        position, last = self._written_position(store).position, self._log.last_position
        if position >= last:
            return
        for entry in self._log.follow(position):
            batch = self._open_entry(entry)
            if batch is not None and any(isinstance(event, INPUTS) for event in batch.events):
                raise StartError(texts.CLUSTER_FOLDER_NOT_WHOLE(str(entry.position)))
            if entry.position >= last:
                return

    def _list_snapshots(self) -> list[str]:
        """Return the names of the snapshots behind which the log has all entries, the oldest first."""
        first = self._log.first_position
        return [name for name in self._log.list_snapshots() if first - 1 <= position_of(name)]

    def _open_entry(self, entry: LogEntry) -> Batch | None:
        try:
            return decode_batch(self._seal.open_sealed(entry.data))
        except SealError:
            return None

    def _restore_replica(self, written: LogPosition, name: str) -> Replica:
        """Return the Replica of the newest snapshot that is not newer than the database.

        Raises: StartError, LogUnavailable, SnapshotError, SealError.
        """
        names = [name for name in self._list_snapshots() if position_of(name) <= written.position]
        if not names:
            raise StartError(texts.CLUSTER_FOLDER_TOO_OLD)
        replica = decode_snapshot(self._seal.open_sealed(self._log.read_snapshot(names[-1])), name, "", ACTS)
        if replica.position == written.position and replica.chain.newest.hex() != written.chain:
            raise StartError(other_log(replica.position))
        return replica

    def _written_position(self, store: SqlStore) -> LogPosition:
        """Return how far the log is written to the database; the beginning of the log for a new node.

        Raises: StartError unless the database holds what the chat began with.
        """
        assert self._record is not None
        log = str(self._record["snapshot"])
        written = store.read_log_position()
        if written is not None and written.log == log:
            return written
        if store.last_sequence != self._record["last_sequence"]:
            raise StartError(texts.CLUSTER_FOLDER_DIFFERS)
        return LogPosition(log, 0, START.hex())


def _open_log(plan: ClusterPlan) -> JetStreamLog:
    """Return the connected log. Raises: StartError."""
    try:
        from desktop_chat.cluster.jetstream import JetStreamLog
    except ModuleNotFoundError as error:
        raise StartError(texts.CLUSTER_NEEDS_CLIENT) from error
    tls = _tls_context(plan.servers, plan.authority)
    return ask_at_start(lambda: JetStreamLog(list(plan.servers), plan.chat, replicas=plan.replicas, tls=tls))


def ask_at_start(ask: Callable[[], _Answer]) -> _Answer:
    """Ask the log for START_SECONDS while it is unavailable. Blocks.

    Raises: StartError, at once if the log is refused.
    """
    try:
        return patience.ask_patiently(ask, START_SECONDS)
    except LogUnavailable as error:
        raise StartError(str(error)) from error


def _reachable_address(listening: ListenAddress) -> str:
    """Return the address at which others reach the node, "" if that is unknown."""
    if listening.host not in ("0.0.0.0", "::"):
        return str(listening)
    host = own_address_towards("192.0.2.1") or own_address_towards("2001:db8::1")
    return str(ListenAddress(host, listening.port)) if host else ""


def position_of(snapshot: str) -> int:
    """Return the position of a snapshot with the name."""
    return int(snapshot.partition("-")[0])


def _read_versions() -> str:
    """Return what must be equal on all nodes."""
    return f"Desktop Chat {VERSION} with Unicode {unicodedata.unidata_version}"


def _read_key(path: Path) -> bytes:
    """Return the key of the cluster. Raises: StartError."""
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
    except (OSError, ValueError) as error:
        raise StartError(texts.CLUSTER_KEY_UNREADABLE(str(path))) from error
    if len(key) != KEY_BYTES:
        raise StartError(texts.CLUSTER_NOT_A_KEY(str(path)))
    return key


def _tls_context(servers: tuple[str, ...], authority: str) -> ssl.SSLContext | None:
    """Return the context for TLS; None if all NATS servers are on this computer and no authority is named.

    Raises: StartError.
    """
    if not authority and all(is_loopback(urlsplit(server).hostname or "") for server in servers):
        return None
    try:
        return ssl.create_default_context(cafile=authority or None)
    except OSError as error:
        raise StartError(texts.CLUSTER_AUTHORITY_UNREADABLE(authority, str(error.strerror or error))) from error


def _require_synced_disks(servers: tuple[str, ...]) -> None:
    """Ask the monitoring port of each server whether each write is synced. A server without the port is only named.

    Raises: StartError.
    """
    for server in servers:
        parts = urlsplit(server)
        port = MONITOR_PORT + (parts.port or 4222) - 4222
        try:
            with urlopen(f"http://{parts.hostname}:{port}/jsz", timeout=MONITOR_SECONDS) as answer:
                about = json.loads(answer.read(1 << 20))
        except (URLError, OSError, ValueError):
            _log.warning(
                "%s:%d does not tell whether it syncs each write: set sync_interval to always, and http_port.",
                parts.hostname,
                port,
            )
            continue
        if not about.get("config", {}).get("sync_always"):
            raise StartError(texts.CLUSTER_NOT_SYNCED(parts.hostname or ""))

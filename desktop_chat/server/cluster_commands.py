"""`desktop-chat cluster`: what an administrator does with a cluster from a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desktop_chat.clock import now_ms
from desktop_chat.cluster.chain import ForkError
from desktop_chat.cluster.file_plan import name_of_file
from desktop_chat.cluster.graph_layout import SnapshotError
from desktop_chat.cluster.port import LogUnavailable
from desktop_chat.cluster.seal import SealError, make_key
from desktop_chat.cluster.wire import WireError
from desktop_chat.files import FolderBusy, FolderLock
from desktop_chat.server.cluster_plan import ClusterPlan
from desktop_chat.server.cluster_start import ClusterStart, ask_at_start
from desktop_chat.server.errors import StartError
from desktop_chat.server.server_reports import version_text
from desktop_chat.server.settings_file import ServerSettings
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.storage.store_api import StoreError
from desktop_chat.texts import server as texts

_SILENCE_SECONDS = 2.5
"""A node writes to the log each second."""


def run_key(path: Path) -> int:
    """Write a new key for all nodes of a cluster, readable by the owner only. Return the exit status."""
    try:
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(f"{make_key().hex()}\n")
    except OSError as error:
        print(f"{path} cannot be written: {error.strerror or error}.", file=sys.stderr)
        return 2
    print(f"{path} is the key: copy it to all nodes, and show it to nobody.")
    return 0


def run_status(plan: ClusterPlan) -> int:
    """Tell how the log is kept, who takes part, and how many people and files are there. Return the exit status."""
    return _run_plan(plan, _tell_status)


def run_snapshot(plan: ClusterPlan) -> int:
    """Make a snapshot, so that nodes begin soon and the log stays short. Return the exit status."""
    return _run_plan(plan, _make_snapshot)


def run_recover(plan: ClusterPlan, data: Path) -> int:
    """Begin the log anew with the chat in a data folder, while no node runs. Return the exit status."""
    return _run_plan(plan, lambda start: _recover_log(start, data))


def run_upgrade(plan: ClusterPlan, data: Path) -> int:
    """Begin the log anew for a new version, with a folder that holds all of the old log. Return the exit status."""
    return _run_plan(plan, lambda start: _recover_log(start, data, whole=True))


def _run_plan(plan: ClusterPlan, act: Callable[[ClusterStart], None]) -> int:
    try:
        start = ClusterStart(plan)
        try:
            act(start)
        finally:
            start.close()
    except (StartError, LogUnavailable, SnapshotError, SealError, WireError, ForkError, StoreError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _make_snapshot(start: ClusterStart) -> None:
    print(f"The snapshot is made at entry {ask_at_start(start.make_snapshot)}.")


def _tell_status(start: ClusterStart) -> None:
    about, replica = ask_at_start(start.log.describe), ask_at_start(start.replay)
    print(f"Log: entries {about.first} to {about.last}, {about.size:,} bytes, {about.copies} copies")
    print(f"Leader: {about.leader or 'one server' if about.copies == 1 else about.leader or 'none at present'}")
    if about.behind:
        print(f"Behind: {', '.join(about.behind)}")
    print(f"Nodes: {', '.join(replica.nodes) or 'none'}")
    if replica.skipped:
        print(f"Faults: entries {', '.join(map(str, replica.skipped))} are skipped in part (see the nodes' logs)")
    print(f"People: {replica.hub.user_count}, rooms: {replica.hub.room_count}")
    stored = {copy.name for copy in start.open_file_store().list_copies() if copy.is_whole}
    files = replica.hub.files.all_files()
    missing = sum(name_of_file(file.id) not in stored for file in files)
    print(f"Files: {len(files)}" + (f", {missing} of them not on the NATS servers" if missing else ""))


def _recover_log(start: ClusterStart, data: Path, *, whole: bool = False) -> None:
    """`whole`: refuse a folder that lacks entries of the log."""
    before = ask_at_start(lambda: start.log.last_position)
    time.sleep(_SILENCE_SECONDS)
    if ask_at_start(lambda: start.log.last_position) != before:
        raise StartError(texts.CLUSTER_NODE_RUNS)
    try:
        lock = FolderLock(data)
    except (FolderBusy, OSError) as error:
        raise StartError(texts.CLUSTER_FOLDER_BUSY(str(data))) from error
    try:
        store = SqlStore.open(data / "chat.db", now=now_ms())
        try:
            if whole:
                start.require_whole_folder(store)
            config = ServerSettings(data, None, [])
            settings = replace(config.hub_settings(version_text()), cloak_key=(data / "cloak.key").read_bytes())
            start.begin_anew(store, settings, data)
        finally:
            store.close()
    finally:
        lock.release()
    print(f"The log begins anew with the chat in {data}. Start its node first; a folder that holds less is refused.")

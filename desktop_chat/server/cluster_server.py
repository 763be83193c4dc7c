"""ClusterServer: a ChatServer that is one node of a cluster. Loaded by `serve --cluster` only."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from desktop_chat.server.cluster_file_host import ClusterFileHost
from desktop_chat.server.cluster_plan import ClusterPlan
from desktop_chat.server.cluster_runtime import ClusterRuntime
from desktop_chat.server.cluster_snapshots import SnapshotKeeper
from desktop_chat.server.cluster_start import ClusterStart
from desktop_chat.server.errors import StartError
from desktop_chat.server.file_host.file_host import FileHost
from desktop_chat.server.hub_runtime import HubRuntime
from desktop_chat.server.part_settings import file_settings
from desktop_chat.server.server import ChatServer
from desktop_chat.server.settings_file import ServerSettings
from desktop_chat.texts import server as texts


class ClusterServer(ChatServer):
    """A node."""

    def __init__(self, data: Path, config: ServerSettings, plan: ClusterPlan, end: Callable[[str], None]) -> None:
        """Open everything, but serve nothing yet.

        `end`: called with a sentence, on any thread, if the node cannot go on.
        Raises: StartError.
        """
        self._end = end
        self._plan = plan
        self._start = ClusterStart(plan)
        try:
            super().__init__(data, config)
        except BaseException:
            self._start.close()
            raise

    def _open_data(self, data: Path) -> None:
        self._start.prepare_folder(data)
        super()._open_data(data)

    def _open_core(self) -> HubRuntime:
        """Return the runtime, which does not take part in the cluster yet. Raises: StartError, StoreError."""
        self._file_store = self._start.open_file_store()
        self.runtime: ClusterRuntime = self._start.open_runtime(
            self._store, self._hub_settings(), self.data, self.listening[0], self._end
        )
        command = (sys.executable, "-m", "desktop_chat", "cluster", "snapshot", *self._plan.options)
        self._snapshots = SnapshotKeeper(
            command, lambda: self._start.count_entries(self.runtime.node.replica, self.runtime.name)
        )
        return self.runtime

    def _open_files(self) -> FileHost:
        settings = file_settings(self.config, self.listening)
        self._kept_files = ClusterFileHost(self.data, self.runtime, settings, self._file_store)
        return self._kept_files

    def start(self) -> None:
        """Start all threads, and serve. Until the node takes part, clients are told to go elsewhere.

        Raises: StartError.
        """
        self.runtime.node.on_outage = self._let_clients_go
        self.runtime.node.on_congestion = self._note_congestion
        super().start()
        try:
            self.runtime.begin()
        except StartError:
            self.stop()
            raise
        self._kept_files.begin()
        self._snapshots.start()

    def stop(self, reason: str = texts.HOST_STOPPED) -> None:
        """Let the clients go to other nodes, and end all threads."""
        self._snapshots.close()
        super().stop(reason)

    def _let_clients_go(self) -> None:
        for thread in self._io:
            thread.let_go()

    def _note_congestion(self, waiting: int) -> None:
        self._backlog.is_log_full = waiting > 0

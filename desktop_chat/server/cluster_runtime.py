"""ClusterRuntime: the HubRuntime of a cluster's node. Only the log changes the hub; the threads see a NodeHub.

The changes of an entry are committed together with the position of the entry. What an earlier run has committed is
counted, and not committed again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from desktop_chat.cluster.applied import Applied
from desktop_chat.cluster.chain import ForkError
from desktop_chat.cluster.events import Hello
from desktop_chat.cluster.node import ClusterNode
from desktop_chat.cluster.node_hub import NodeHub
from desktop_chat.cluster.port import LogUnavailable
from desktop_chat.cluster.replica import Replica
from desktop_chat.cluster.seal import BatchSeal
from desktop_chat.hub.hub import Hub
from desktop_chat.hub.job import HashJob, Job, Outcome, Rehash
from desktop_chat.server.errors import StartError
from desktop_chat.server.hub_runtime import HubRuntime
from desktop_chat.storage.records import LogPosition, SharedFile
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.texts import server as texts

if TYPE_CHECKING:
    from desktop_chat.cluster.jetstream import JetStreamLog

BEGIN_SECONDS = 600.0
"""Seconds that a node may take to apply what has happened while it was away."""


class ClusterRuntime(HubRuntime):
    """Made with a Replica of a snapshot, at or before the position of the Store."""

    def __init__(
        self,
        replica: Replica,
        store: SqlStore,
        log: JetStreamLog,
        seal: BatchSeal,
        name: str,
        hello: Hello,
        folder: str,
        written: LogPosition,
        end: Callable[[str], None],
    ) -> None:
        """`name`: of the node. `folder`: as in HubRuntime. `written`: how far the log is in the Store already. `end`:
        called with a sentence, on any thread, if the node cannot go on."""
        super().__init__(replica.hub, store, folder)
        self._source = log
        self.name = name
        self._written = written
        store.skip_commits(replica.hub.commit_count)
        self.node = ClusterNode(
            name, log, seal, replica, self._lock, hello,
            apply=self._apply_entry, fail=end, read_trouble=lambda: store.error_text,
        )  # fmt: skip
        self.on_files: Callable[[Sequence[SharedFile], bool], None] = _follow_no_files
        """Called with the files that have come or gone, and with `is_first`. Never blocks; thread: the follower."""
        self._node_hub = NodeHub(replica.hub, self.node, texts.NO_CONTACT)

    @property
    def is_first(self) -> bool:
        """Whether this node is the first of the cluster: the first node acts for all nodes. Thread: hub lock."""
        return self.node.replica.nodes[:1] == (self.name,)

    @contextmanager
    def locked_hub(self) -> Iterator[Hub]:
        """Hold the lock and give a Hub whose inputs go to the log."""
        with self._lock:
            yield self._node_hub

    def begin(self) -> None:
        """Take part in the cluster. Blocks until the Replica is up to date.

        Raises: StartError.
        """
        try:
            self.node.start()
        except LogUnavailable as error:
            raise StartError(str(error)) from error
        reason = self.node.wait_until_member(BEGIN_SECONDS)
        if reason:
            raise StartError(reason)

    def end_jobs(self) -> None:
        self._source.close()
        self.node.close()
        self._write_position()
        super().end_jobs()

    def _write_position(self) -> None:
        """Let the database tell how far this node has come, even if the last entries have changed nothing."""
        replica = self.node.replica
        if replica.position > self._written.position:
            self.store.submit((LogPosition(self._written.log, replica.position, replica.chain.newest.hex()),))

    def _apply_entry(self, applied: Applied) -> Callable[[], None]:
        """Submit the changes of an entry. Return the rest of the work. Thread: hub lock."""
        replica, outcome = self.node.replica, applied.outcome
        chain = replica.chain.newest.hex()
        if replica.position > self._written.position:
            if outcome.changes:
                position = LogPosition(self._written.log, replica.position, chain)
                commit = self.store.submit((*outcome.changes, position))
                assert commit == outcome.commit, "the hub and the store count alike"
        elif outcome.changes:
            assert isinstance(self.store, SqlStore)
            self.store.skip_commits(1)
        if replica.position == self._written.position and chain != self._written.chain:
            raise ForkError(other_log(replica.position))
        files = tuple(one for one in outcome.changes if isinstance(one, SharedFile))
        return partial(self._hand_out_entry, self._own_part(applied), files, self.is_first)

    def _hand_out_entry(self, outcome: Outcome, files: Sequence[SharedFile], is_first: bool) -> None:
        self._hand_out(outcome)
        if files:
            self.on_files(files, is_first)

    def _own_part(self, applied: Applied) -> Outcome:
        """Return the outcome with the work of this node. The first node of the cluster calls outgoing webhooks."""
        work = [one for _, one in applied.work]
        outcome = applied.outcome
        return replace(
            outcome,
            touched=(*outcome.touched, *applied.detached),
            jobs=tuple(one for one in work if isinstance(one, Job)),
            hashes=tuple(one for one in work if isinstance(one, HashJob)),
            rehash=tuple(one for one in work if isinstance(one, Rehash)),
            errands=(),
            calls=outcome.calls if self.is_first else (),
        )


def _follow_no_files(files: Sequence[SharedFile], is_first: bool) -> None:
    """Do nothing: no files are kept."""
    del files, is_first


def other_log(position: int) -> str:
    """Return the sentence for a log that the database does not come from."""
    return f"The log up to {position} is not the one that this node's database comes from."

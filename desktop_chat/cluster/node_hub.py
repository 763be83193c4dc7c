"""NodeHub: the Hub as the threads of a node see it. Reads answer from the Replica, inputs become events of the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NoReturn, Protocol

from desktop_chat.cluster.events import Configure, Detach, Event, HostAct, Malformed, Receive, Secure
from desktop_chat.cluster.host_acts import HostDoor, publish_call
from desktop_chat.cluster.node_file_desk import NodeFileDesk
from desktop_chat.hub.hub import Hub
from desktop_chat.hub.job import BlockingWork, Errand
from desktop_chat.hub.live.user import ConnectionPlace, Seat
from desktop_chat.hub.messaging.webhook_posts import WebhookPost
from desktop_chat.hub.settings import HubSettings
from desktop_chat.irc.message import Message, ProtocolError
from desktop_chat.irc.privmsg_runs import PrivmsgRun
from desktop_chat.net.fingerprints import NO_CERTIFICATE, CertificateFingerprint


class Inputs(Protocol):
    """The functions of a node that its NodeHub calls. Thread: hub lock. Nothing but `ask` waits."""

    def connect(self, *, thread: int, address: str, port: int, reached_at: str) -> Seat | None:
        """Publish a new connection. Return its Seat; None if the node takes no clients at present."""

    def publish(self, seat: Seat, event: Event) -> None:
        """Publish an event of a connection, unless the connection was given up."""

    def change(self, event: Event) -> None:
        """Publish an event of the node."""

    def end_work(self, work: BlockingWork[Any], outcome: object) -> None:
        """Publish the answer of a Job or of a hash, or the exception."""

    def ask(self, act: HostAct) -> object:
        """Publish an act, and wait for the outcome without the lock."""

    def pass_second(self) -> None:
        """Look whether the log is silent."""

    def leave(self) -> None:
        """Publish the end of the boot, and wait for the end without the lock."""


class NodeHub(Hub):
    """Shares all state with the Hub of the Replica. The time of every input is the log's.

    Thread: hub lock.
    """

    def __init__(self, hub: Hub, inputs: Inputs, refusal: str) -> None:
        """`refusal`: what clients are told while the node takes none."""
        vars(self).update(vars(hub))
        self._inputs = inputs
        self._refusal = refusal
        self._refused = 0
        self.files = NodeFileDesk(hub.files, inputs.ask)
        self.host = HostDoor(hub.host, inputs.ask)

    @staticmethod
    def connection_of(seat: Seat) -> int:
        """Return the number of the connection within its boot."""
        return seat.id & 0xFFFFFFFF

    def attach_seat(
        self,
        *,
        thread: int,
        address: str,
        port: int,
        secure: bool,
        fingerprint: CertificateFingerprint = NO_CERTIFICATE,
        now: int,
        admission: ConnectionPlace | None = None,
        refusal: str = "",
        here: bool = True,
        reached_at: str = "",
    ) -> Seat:
        """Publish a connection. A refused one is this node's alone, so that the log has no part in an attack."""
        seat = None
        if not refusal:
            seat = self._inputs.connect(thread=thread, address=address, port=port, reached_at=reached_at)
        if seat is None:
            self._refused += 1
            seat = Seat(-self._refused, thread=thread, address=address, port=port, secure=secure)
            self._state.refuse_seat(seat, refusal or self._refusal)
        elif secure:
            self.mark_secured(seat, fingerprint)
        return seat

    def mark_secured(self, seat: Seat, fingerprint: CertificateFingerprint) -> None:
        self._inputs.publish(seat, Secure(self.connection_of(seat), fingerprint))

    def receive_messages(self, seat: Seat, items: Sequence[Message | ProtocolError], now: int) -> int:
        said = tuple(item if isinstance(item, Message) else Malformed(item.code, item.command) for item in items)
        self._inputs.publish(seat, Receive(self.connection_of(seat), said))
        return len(said)

    def receive_bulk(self, seat: Seat, lines: PrivmsgRun, now: int) -> bool:
        self._inputs.publish(seat, Receive(self.connection_of(seat), (lines,)))
        return True

    def detach_seat(self, seat: Seat, reason: str, now: int, *, lost: bool = False) -> None:
        self._inputs.publish(seat, Detach(self.connection_of(seat), reason, lost))

    def end_faulty_seat(self, seat: Seat, reason: str, now: int) -> None:
        self.detach_seat(seat, reason, now)

    def finish_work(self, work: BlockingWork[Any], answer: Any, now: int) -> None:
        self._inputs.end_work(work, answer)

    def fail_work(self, work: BlockingWork[Any], error: Exception, now: int) -> None:
        self._inputs.end_work(work, error)

    def go_on(self, errand: Errand, now: int) -> NoReturn:
        raise AssertionError("the Replica goes on with each entry of the log")

    def seconds_without_work(self, most: int) -> int:
        """Return 1: each second the node looks whether the log is silent."""
        return 1

    def advance_second(self, now: int, seconds: int = 1) -> None:
        """Pass the second to the node only: the log is the clock of the Replica."""
        self._inputs.pass_second()

    def close_all(self, reason: str, now: int) -> None:
        """Let the own clients go: other nodes take them."""
        self._inputs.leave()

    def apply_settings(self, settings: HubSettings, now: int) -> None:
        if settings != replace(self.settings, nodes=()):
            self._inputs.change(Configure(settings))

    def receive_post(self, token: str, post: WebhookPost, now: int) -> None:
        publish_call(self._inputs.ask, Hub, "receive_post", token, post, now)

    def receive_answer(self, number: int, room: str, post: WebhookPost, now: int) -> None:
        publish_call(self._inputs.ask, Hub, "receive_answer", number, room, post, now)

"""A NodeHub publishes each input, and answers reads at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desktop_chat.cluster.events import Configure, Detach, Event, HostAct, Malformed, Receive, Secure
from desktop_chat.cluster.members import seat_id
from desktop_chat.cluster.node_hub import NodeHub
from desktop_chat.hub.hub import Hub
from desktop_chat.hub.job import BlockingWork, Rehash
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.messaging.webhook_posts import WebhookPost
from desktop_chat.irc.message import Message, ProtocolError
from desktop_chat.irc.privmsg_runs import PrivmsgRun
from desktop_chat.storage.records import StoredState
from tests.hub.harness import FINGERPRINT, NOW, SETTINGS


class Recorder:
    """Inputs that are only written down."""

    def __init__(self) -> None:
        self.events: list[object] = []
        self.takes_clients = True

    def connect(self, *, thread: int, address: str, port: int, reached_at: str) -> Seat | None:
        seat = Seat(seat_id(3, 7), thread=thread, address=address, port=port, secure=False)
        return seat if self.takes_clients else None

    def publish(self, seat: Seat, event: Event) -> None:
        self.events.append(event)

    def change(self, event: Event) -> None:
        self.events.append(event)

    def end_work(self, work: BlockingWork[Any], outcome: object) -> None:
        self.events.append(outcome)

    def ask(self, act: HostAct) -> object:
        self.events.append(act)
        return True

    def pass_second(self) -> None:
        self.events.append("second")

    def leave(self) -> None:
        self.events.append("leave")


@pytest.fixture
def inputs() -> Recorder:
    return Recorder()


@pytest.fixture
def hub(inputs: Recorder) -> NodeHub:
    return NodeHub(Hub(SETTINGS, StoredState(), now=NOW, seed=b"x"), inputs, "Go elsewhere.")


def _attach(hub: NodeHub, *, secure: bool = False, refusal: str = "") -> Seat:
    return hub.attach_seat(
        thread=1, address="10.0.0.1", port=5, secure=secure, fingerprint=FINGERPRINT, now=NOW, refusal=refusal
    )


def test_inputs_of_clients_become_events(hub: NodeHub, inputs: Recorder) -> None:
    seat = _attach(hub, secure=True)
    run = PrivmsgRun("#tea", ("a", "b"))
    assert hub.receive_messages(seat, [Message("LIST"), ProtocolError("TOO_LONG", "x", "JOIN")], NOW) == 2
    assert hub.receive_bulk(seat, run, NOW)
    hub.detach_seat(seat, "Gone", NOW, lost=True)
    assert inputs.events == [
        Secure(7, FINGERPRINT),
        Receive(7, (Message("LIST"), Malformed("TOO_LONG", "JOIN"))),
        Receive(7, (run,)),
        Detach(7, "Gone", lost=True),
    ]


@pytest.mark.parametrize("takes_clients", [True, False])
def test_refused_client_is_this_nodes_alone(hub: NodeHub, inputs: Recorder, takes_clients: bool) -> None:
    inputs.takes_clients = takes_clients
    seat = _attach(hub, refusal="Too many." if takes_clients else "")
    assert seat.closing
    assert (b"Too many." if takes_clients else b"Go elsewhere.") in seat.outbox.take(1 << 30, 1 << 30)
    assert inputs.events == []


def test_acts_and_posts_go_through_the_log_and_reads_do_not(hub: NodeHub, inputs: Recorder) -> None:
    assert hub.host.kick_person("ann", "Bye", NOW)
    assert hub.host.user_rows(NOW) == ()
    hub.receive_post("token", WebhookPost("words"), NOW)
    hub.receive_answer(4, "#tea", WebhookPost("words"), NOW)
    assert inputs.events == [
        HostAct("kick_person", (("nick", "ann"), ("reason", "Bye"))),
        HostAct("receive_post", (("token", "token"), ("post", WebhookPost("words")))),
        HostAct("receive_answer", (("number", 4), ("room", "#tea"), ("post", WebhookPost("words")))),
    ]


def test_the_rest_of_the_door(hub: NodeHub, inputs: Recorder) -> None:
    settings = hub.settings
    hub.apply_settings(settings, NOW)
    hub.advance_second(NOW)
    hub.close_all("Bye", NOW)
    hub.finish_work(Rehash(seat=_attach(hub), then=print, failed=print), "answer", NOW)
    assert inputs.events == ["second", "leave", "answer"]
    hub.apply_settings(replace(settings, name="New"), NOW)
    assert inputs.events[-1] == Configure(replace(settings, name="New"))

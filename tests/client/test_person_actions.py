"""Acts on people: blocking by nick and account, bans, mutes, and questions about a person, also on our own server."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import BlockChanged, ClientTold, EntryAdded, PersonTold, RoomRemoved
from desktop_chat.client.person_facts import PersonFacts
from desktop_chat.irc.message import parse_line
from tests.client.memory_hub import MemoryHub, SimulatedClient, settle_clients
from tests.client.session_harness import MODERN, SessionHarness

LOBBY = "#lobby"


@pytest.fixture
def harness() -> SessionHarness:
    made = SessionHarness()
    made.connect(f"{MODERN} account-tag account-notify", ":s 005 ann EXTBAN=~,afmr ACCOUNTEXTBAN=a,account :are")
    made.enter_room("#tea", "@bob", "cid")
    made.receive(":bob!b@h ACCOUNT bobby")
    made.events.clear()
    made.sent.clear()
    return made


def texts(harness: SessionHarness) -> list[str]:
    return [entry.text for entry in harness.entries("#tea") if entry.kind is EntryKind.MESSAGE]


def test_a_blocked_guest_is_not_heard_under_a_new_nick(harness: SessionHarness) -> None:
    assert BlockChanged("cid", "cid", True) in harness.record(harness.session.block_person("cid"))
    harness.receive(":cid!c@h PRIVMSG #tea :one", ":cid!c@h PRIVMSG ann :two")
    events = harness.receive(":cid!c@h NICK sid")
    assert BlockChanged("sid", "sid", True) in events
    assert BlockChanged("cid", "cid", False) in events
    harness.receive(":sid!c@h PRIVMSG #tea :three", ":bob!b@h PRIVMSG #tea :hello")
    assert texts(harness) == ["hello"]
    assert "sid" not in harness.session.rooms
    harness.record(harness.session.unblock("sid"))
    harness.receive(":sid!c@h PRIVMSG #tea :four")
    assert texts(harness) == ["hello", "four"]


def test_an_account_is_blocked_under_any_nick(harness: SessionHarness) -> None:
    harness.record(harness.session.block_person("bob"))
    assert harness.session.blocked == ["~a:bobby"]
    assert harness.session.is_blocked("bob")
    harness.receive("@account=bobby :other!b@h PRIVMSG #tea :psst", "@account=bobby :other!b@h PRIVMSG ann :psst")
    assert texts(harness) == []
    assert "other" not in harness.session.rooms
    harness.record(harness.session.open_direct_messages("bob"))
    assert harness.session.blocked == []


def test_blocking_closes_direct_messages_and_spares_oneself(harness: SessionHarness) -> None:
    harness.receive(":cid!c@h PRIVMSG ann :hi")
    assert RoomRemoved("cid") in harness.record(harness.session.block_person("cid"))
    assert harness.session.block_person("ann") == []
    assert not harness.session.is_blocked("ann")


def test_blocked_people_are_not_in_the_history(harness: SessionHarness) -> None:
    harness.record(harness.session.block_person("cid"))
    harness.receive(
        ":s BATCH +h chathistory #tea",
        "@batch=h;time=2026-01-01T00:00:00.000Z;msgid=1 :cid!c@h PRIVMSG #tea :unwanted",
        "@batch=h;time=2026-01-01T00:00:01.000Z;msgid=2 :bob!b@h PRIVMSG #tea :kept",
        ":s BATCH -h",
    )
    shown = [str(event) for event in harness.events if "unwanted" in str(event)]
    assert shown == []


def test_a_ban_kicks_too(harness: SessionHarness) -> None:
    harness.record(harness.session.ban_member("#tea", "bob", "~a:bobby", "too loud"))
    assert harness.sent == ["MODE #tea +b ~a:bobby", "KICK #tea bob :too loud"]


def test_a_mute_is_put_and_lifted(harness: SessionHarness) -> None:
    assert harness.session.can_mute()
    harness.record(harness.session.mute_member("#tea", "bob!*@*"))
    harness.record(harness.session.mute_member("#tea", "bob!*@*", muted=False))
    assert harness.sent == ["MODE #tea +b ~m:bob!*@*", "MODE #tea -b ~m:bob!*@*"]


def test_the_program_of_a_person_is_told(harness: SessionHarness) -> None:
    harness.record(harness.session.ask_client("bob"))
    assert harness.sent == ["PRIVMSG bob :\x01VERSION\x01"]
    events = harness.receive(":bob!b@h NOTICE ann :\x01VERSION HexChat 2.16\x01")
    assert events == [ClientTold("bob", "HexChat 2.16")]
    later = harness.receive(":bob!b@h NOTICE ann :\x01VERSION again\x01")
    assert [type(event) for event in later] == [EntryAdded], "only an asked answer belongs to the card"


def test_our_server_tells_about_people_here_and_gone() -> None:
    hub = MemoryHub()
    ann, bob = SimulatedClient(hub, "ann"), SimulatedClient(hub, "bob")
    for client in (ann, bob):
        client.connect()
        settle_clients(client)
    settle_clients(ann, bob)
    facts = ask(ann, "bob", bob)
    assert [(one.online, one.realname, one.secure) for one in facts] == [(True, "Bob", True)]
    assert facts[0].rooms == ("#lobby",)
    assert facts[0].idle_seconds >= 0
    assert ann.session.rooms_in_common("bob") == ["#lobby"]
    bob.apply_events(bob.session.run_command(LOBBY, "/quote QUIT :bye", hub.now))
    settle_clients(ann, bob)
    gone = ask(ann, "bob")
    assert [one.online for one in gone] == [False, False]
    assert gone[-1].known
    assert gone[-1].last_seen
    assert not ask(ann, "nobody")[-1].known


def ask(client: SimulatedClient, nick: str, *others: SimulatedClient) -> list[PersonFacts]:
    """Ask about a person, and return what is told, one after the other."""
    told: list[PersonFacts] = []
    client.apply_events(client.session.ask_about_person(LOBBY, nick))
    for _ in range(4):
        client.send_lines()
        lines = client.hub.read_lines(client.seat) if client.seat is not None else []
        events = client.session.receive_messages([parse_line(line) for line in lines], client.hub.now)
        client.apply_events(events)
        told += [event.facts for event in events if isinstance(event, PersonTold)]
    settle_clients(client, *others)
    return told

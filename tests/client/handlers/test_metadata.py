"""Profiles on the wire: subscriptions, values in both versions, and the own profile, also on our own server."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import NamesChanged
from desktop_chat.client.person import Person
from desktop_chat.client.profiles import DISPLAY_NAME, PRONOUNS, STATUS
from desktop_chat.irc.metadata_keys import CONNECTION, UNENCRYPTED
from tests.client.memory_hub import MemoryHub, SimulatedClient, settle_clients
from tests.client.session_harness import MODERN, SessionHarness

CAPABILITIES = f"{MODERN} draft/metadata-2 setname"
SUBSCRIBES = "METADATA * SUB display-name pronouns status avatar desktop-chat/connection :desktop-chat/pinned"


def on_server(capabilities: str = CAPABILITIES, *own: str, name: str = "ann") -> SessionHarness:
    harness = SessionHarness()
    harness.session.set_person(Person("ann", "ann", name))
    harness.connect(capabilities, *own)
    return harness


def sent(harness: SessionHarness) -> list[str]:
    return [line for line in harness.sent if line.startswith(("METADATA", "SETNAME"))]


def test_one_version_is_requested_and_subscribed_before_the_rooms() -> None:
    harness = SessionHarness()
    harness.record(harness.session.join_channel("#tea"))
    harness.connect(f"{MODERN} draft/metadata-2 draft/metadata-3")
    asked = harness.last_sent("CAP")
    assert all("draft/metadata-3" not in line for line in harness.sent if line.startswith("CAP REQ"))
    assert asked.params == ("END",)
    assert harness.sent.index(SUBSCRIBES) < harness.sent.index("JOIN #tea")


def test_nothing_is_asked_without_the_capability() -> None:
    assert sent(on_server(MODERN)) == []


def test_bouncer_that_keeps_only_its_own_values_is_not_asked() -> None:
    harness = on_server(f"{MODERN} draft/metadata-2=before-connect,max-keys=0,max-value-bytes=1", name="Ann Lee")
    assert sent(harness) == []
    assert not harness.session.knows_profiles
    limited = on_server(f"{MODERN} draft/metadata-2=max-subs=50,max-keys=10,max-value-bytes=300")
    assert limited.session.knows_profiles


@pytest.mark.parametrize(
    ("told", "gone"),
    [
        (":s METADATA bob display-name * :Bob Ray", ":s METADATA bob display-name *"),
        (":s 761 ann bob display-name * :Bob Ray", ":s 766 ann bob display-name :no value"),
    ],
)
def test_values_come_and_go(told: str, gone: str) -> None:
    harness = on_server()
    harness.enter_room("#tea", "bob")
    assert NamesChanged(frozenset({"bob"})) in harness.receive(told)
    assert harness.session.name_of("bob") == "Bob Ray (bob)"
    assert harness.receive(told) == []
    harness.receive(gone)
    assert harness.session.name_of("bob") == "bob"
    assert [entry.text for entry in harness.entries("")] == []


def test_a_nick_that_another_person_takes_has_no_profile() -> None:
    harness = on_server()
    harness.enter_room("#tea", "bob")
    harness.receive(":s METADATA bob status * :here", ":bob!b@h NICK rob")
    assert harness.session.profile_of("rob") == {STATUS: "here"}
    harness.receive(":rob!b@h QUIT :bye")
    assert harness.session.profile_of("rob") == {STATUS: "here"}
    harness.receive(":rob!other@h JOIN #tea")
    assert harness.session.profile_of("rob") == {}


def test_real_names_of_members_count() -> None:
    harness = on_server()
    harness.enter_room("#tea", "Bob_Ray")
    harness.receive(":Cid_Lo!c@h JOIN #tea * :Cid Lo", ":s 354 ann 77 #tea b h Bob_Ray H 0 :Bob Ray")
    assert [harness.session.name_of(nick) for nick in ("Cid_Lo", "Bob_Ray")] == ["Cid Lo", "Bob Ray"]


def test_the_name_is_published_as_it_is_written() -> None:
    harness = SessionHarness("Ann_Lee")
    harness.session.set_person(Person("Ann_Lee", "ann", "Ann Lee"))
    harness.connect(CAPABILITIES, nick="Ann_Lee")
    assert sent(harness) == [SUBSCRIBES, "METADATA * SET display-name :Ann Lee"]
    harness.receive(":s 761 Ann_Lee Ann_Lee display-name * :Ann Lee")
    assert harness.session.name_of("Ann_Lee") == "Ann Lee"
    harness.record(harness.session.note_closed("cut", 2000))
    harness.sent.clear()
    harness.connect(CAPABILITIES, ":s METADATA Ann_Lee display-name * :Ann Lee", nick="Ann_Lee")
    assert sent(harness) == [SUBSCRIBES]


def test_a_refusal_is_shown_if_the_person_has_published_something() -> None:
    harness = on_server()
    harness.record(harness.session.publish_profile({STATUS: "here"}))
    harness.receive(":s FAIL METADATA INVALID_VALUE status :Too long.")
    harness.receive(":s FAIL METADATA TOO_MANY_SUBS status :No more.")
    [entry] = harness.entries("")
    assert (entry.kind, entry.text) == (EntryKind.ERROR, "Your profile was not saved here: Too long.")
    harness.receive(":s FAIL METADATA INVALID_KEY x/y :What?")
    assert len(harness.entries("")) == 2


def test_a_value_that_another_device_has_removed_is_gone_after_the_next_connection() -> None:
    harness = on_server(CAPABILITIES, ":s METADATA ann status * :here", ":s METADATA ann pronouns * :she")
    harness.record(harness.session.note_closed("cut", 2000))
    assert harness.session.profile_of("ann") == {STATUS: "here", PRONOUNS: "she"}
    harness.connect(CAPABILITIES, ":s METADATA ann pronouns * :she")
    assert harness.session.profile_of("ann") == {PRONOUNS: "she"}


def test_what_is_said_of_connections_is_forgotten_with_the_own_one() -> None:
    """People may come back with encryption meanwhile, of which nothing is told. A profile stays."""
    said = ":s METADATA bob desktop-chat/connection * unencrypted"
    harness = on_server(CAPABILITIES)
    harness.receive(":s METADATA bob status * :here", said)
    assert harness.session.profile_of("bob") == {STATUS: "here", CONNECTION: UNENCRYPTED}
    harness.record(harness.session.note_closed("cut", 2000))
    harness.connect(CAPABILITIES)
    assert harness.session.profile_of("bob") == {STATUS: "here"}


def test_a_server_that_lets_nobody_publish_is_not_blamed() -> None:
    harness = on_server(CAPABILITIES, name="Ann")
    harness.receive(":s FAIL METADATA FORBIDDEN * :Only server operators can modify metadata")
    assert harness.entries("") == []
    harness.receive(":s FAIL METADATA FORBIDDEN * :Only server operators can modify metadata")
    assert len(harness.entries("")) == 1


def test_many_values_are_asked_for_later() -> None:
    harness = on_server()
    harness.enter_room("#tea")
    harness.receive(":s 774 ann #tea 3", ":s 774 ann #other 3", ":s 774 ann bob")
    assert harness.session.take_outgoing(10_000) == ()
    assert [message.params for message in harness.session.take_outgoing(13_999)] == []
    assert [message.params for message in harness.session.take_outgoing(14_000)] == [("#tea", "SYNC")]


def test_two_people_see_the_names_of_each_other_on_our_server() -> None:
    hub = MemoryHub()
    ann, bob = SimulatedClient(hub, "Ann_Lee"), SimulatedClient(hub, "bob")
    ann.session.set_person(Person("Ann_Lee", "ann", "Ann Lee"))
    for client in (ann, bob):
        client.connect()
        settle_clients(client)
    settle_clients(ann, bob)
    assert bob.session.name_of("Ann_Lee") == ann.session.name_of("Ann_Lee") == "Ann Lee"
    assert bob.session.profile_of("Ann_Lee") == {DISPLAY_NAME: "Ann Lee"}
    ann.apply_events(ann.session.publish_profile({STATUS: "at lunch", PRONOUNS: "she/her"}))
    settle_clients(ann, bob)
    assert bob.session.profile_of("Ann_Lee") == {DISPLAY_NAME: "Ann Lee", STATUS: "at lunch", PRONOUNS: "she/her"}
    ann.apply_events(ann.session.publish_profile({STATUS: ""}))
    settle_clients(ann, bob)
    assert bob.session.profile_of("Ann_Lee") == {DISPLAY_NAME: "Ann Lee", PRONOUNS: "she/her"}

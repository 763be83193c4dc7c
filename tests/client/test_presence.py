"""The presence of people with whom direct messages are open."""

from __future__ import annotations

import pytest

from desktop_chat.client.collection_limits import WATCHED
from desktop_chat.client.events import PresenceTold
from desktop_chat.client.presence import Presence
from tests.client.session_harness import MODERN, SessionHarness

MONITOR = ":s 005 ann MONITOR=50 :are supported"


@pytest.fixture
def harness() -> SessionHarness:
    made = SessionHarness()
    made.connect(f"{MODERN} extended-monitor", MONITOR)
    made.record(made.session.open_direct_messages("Bob"))
    return made


def watches(harness: SessionHarness) -> list[str]:
    return [line for line in harness.sent if line.startswith("MONITOR")]


def test_person_of_direct_messages_is_watched(harness: SessionHarness) -> None:
    assert watches(harness) == ["MONITOR + Bob"]
    assert harness.session.presence_of("bob") is Presence.UNKNOWN
    assert PresenceTold("bob") in harness.receive(":s 730 ann :Bob!b@h,Cid!c@h")
    assert harness.session.presence_of("bob") is Presence.ONLINE
    harness.now += 5_000
    assert harness.receive(":s 731 ann :BOB") == [PresenceTold("bob")]
    assert harness.session.presence_of("bob") is Presence.OFFLINE
    assert harness.session.left_at("bob") == harness.now


def test_watch_ends_with_the_conversation_and_follows_a_new_nick(harness: SessionHarness) -> None:
    harness.receive(":s 730 ann :Bob!b@h", ":Bob!b@h NICK Rob")
    assert watches(harness)[1:] == ["MONITOR - Bob", "MONITOR + Rob"]
    harness.record(harness.session.leave_room("rob"))
    assert watches(harness)[3:] == ["MONITOR - Rob"]
    assert harness.session.presence_of("rob") is Presence.UNKNOWN


def test_people_are_watched_again_after_a_cut(harness: SessionHarness) -> None:
    harness.receive(":s 730 ann :Bob!b@h")
    harness.record(harness.session.note_closed("cut", harness.now))
    assert harness.session.presence_of("bob") is Presence.UNKNOWN
    harness.sent.clear()
    harness.connect(MODERN, MONITOR)
    assert watches(harness) == ["MONITOR + Bob"]


def test_away_state_and_text_are_told(harness: SessionHarness) -> None:
    harness.receive(":s 730 ann :Bob!b@h")
    assert harness.receive(":Bob!b@h AWAY :at lunch") == [PresenceTold("bob")]
    assert harness.session.presence_of("bob") is Presence.AWAY
    assert harness.session.away_text_of("bob") == "at lunch"
    harness.receive(":Bob!b@h AWAY")
    assert harness.session.presence_of("bob") is Presence.ONLINE
    harness.receive(":s 301 ann Bob :back soon", ":s 731 ann :Bob", ":s 730 ann :Bob!b@h")
    assert harness.session.presence_of("bob") is Presence.ONLINE, "a person who comes again is here"


def test_common_room_tells_of_a_person_where_the_server_watches_nobody() -> None:
    harness = SessionHarness()
    harness.connect(MODERN)
    harness.enter_room("#tea", "bob")
    harness.record(harness.session.open_direct_messages("bob"))
    assert watches(harness) == []
    assert harness.session.presence_of("bob") is Presence.ONLINE
    harness.receive(":bob!b@h AWAY :lunch")
    assert harness.session.presence_of("bob") is Presence.AWAY
    harness.receive(":bob!b@h QUIT :bye")
    assert harness.session.presence_of("bob") is Presence.UNKNOWN


def test_strangers_and_services_are_not_watched(harness: SessionHarness) -> None:
    harness.record(harness.session.open_direct_messages("*status"))
    harness.receive(*(f":nick{number}!u@h PRIVMSG ann :hi" for number in range(8)))
    assert watches(harness) == ["MONITOR + Bob", "MONITOR + nick0,nick1,nick2,nick3,nick4"]
    harness.record(harness.session.accept("nick7"))
    assert watches(harness)[2:] == ["MONITOR + nick7"]


@pytest.mark.parametrize(("token", "most"), [("MONITOR=3", 3), ("MONITOR", WATCHED), ("MONITOR=5000", WATCHED)])
def test_no_more_people_are_watched_than_the_server_and_the_client_allow(token: str, most: int) -> None:
    harness = SessionHarness()
    rooms = [(f"nick{number}", False) for number in range(WATCHED + 20)]
    harness.record(harness.session.restore_rooms(rooms, {}, {}, []))
    harness.connect(MODERN, f":s 005 ann {token} :are supported")
    nicks = [nick for line in watches(harness) for nick in line.split()[2].split(",")]
    assert nicks == [name for name, _ in rooms][-most:]
    assert all(len(line) < 510 for line in watches(harness))

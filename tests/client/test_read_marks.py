"""How far was read, on all of one's devices. https://ircv3.net/specs/extensions/read-marker"""

from __future__ import annotations

from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import ReadMarked
from desktop_chat.irc.server_time import format_time
from tests.client.session_harness import MODERN, SessionHarness

CAPABILITIES = f"{MODERN} draft/read-marker"
NOW = 1_700_000_000_000


def begin(capabilities: str = CAPABILITIES) -> SessionHarness:
    harness = SessionHarness()
    harness.now = NOW
    harness.connect(capabilities)
    harness.enter_room("#tea", "bob")
    harness.receive(f"@time={format_time(NOW + 5)};msgid=a :bob!b@h PRIVMSG #tea :hello")
    harness.sent.clear()
    return harness


def test_own_read_marker_is_sent_once() -> None:
    harness = begin()
    for _ in range(3):
        harness.record(harness.session.mark_read("#tea", NOW + 10))
    assert harness.sent == [f"MARKREAD #tea timestamp={format_time(NOW + 5)}"]
    harness.receive(f"@time={format_time(NOW + 9)};msgid=b :bob!b@h PRIVMSG #tea :again")
    harness.record(harness.session.mark_read("#tea", NOW + 10))
    assert harness.sent[-1] == f"MARKREAD #tea timestamp={format_time(NOW + 9)}"
    harness.record(harness.session.mark_read("", NOW + 10))
    harness.record(harness.session.note_closed("cut", NOW + 20))
    harness.record(harness.session.mark_read("#tea", NOW + 20))
    assert len(harness.sent) == 2


def test_read_marker_of_another_device_only_advances() -> None:
    harness = begin()
    later, earlier = format_time(NOW + 60), format_time(NOW + 1)
    for mark in (later, earlier, later):
        harness.receive(f":s MARKREAD #tea timestamp={mark}")
    assert [event for event in harness.events if isinstance(event, ReadMarked)] == [ReadMarked("#tea", NOW + 60)]
    harness.record(harness.session.mark_read("#tea", NOW + 10))
    assert harness.sent == []
    harness.receive(":s MARKREAD #tea *", ":s MARKREAD #nowhere timestamp=x", ":s MARKREAD", ":s MARKREAD #tea")
    assert harness.session.rooms["#tea"].marked == NOW + 60


def test_how_far_another_device_has_read_direct_messages_is_asked() -> None:
    harness = begin(f"{CAPABILITIES} draft/chathistory")
    harness.record(harness.session.note_closed("cut", NOW + 20))
    harness.connect(f"{CAPABILITIES} draft/chathistory")
    harness.receive(
        ":s BATCH +1 draft/chathistory-targets",
        f"@batch=1 :s CHATHISTORY TARGETS bob timestamp={format_time(NOW + 30)}",
        f"@batch=1 :s CHATHISTORY TARGETS #tea timestamp={format_time(NOW + 30)}",
        ":s BATCH -1",
    )
    assert [line for line in harness.sent if line.startswith("MARKREAD")] == ["MARKREAD bob"]
    harness.receive(f":s MARKREAD bob timestamp={format_time(NOW + 30)}")
    assert harness.session.rooms["bob"].marked == NOW + 30


def test_read_markers_need_the_capability_and_refusals_are_silent() -> None:
    plain = begin(MODERN)
    plain.record(plain.session.mark_read("#tea", NOW + 10))
    assert plain.sent == []
    harness = begin()
    harness.record(harness.session.mark_read("#tea", NOW + 10))
    harness.receive(":s FAIL MARKREAD INTERNAL_ERROR #tea :The read timestamp could not be set")
    assert not any(entry.kind is EntryKind.ERROR for room in ("#tea", "") for entry in harness.entries(room))

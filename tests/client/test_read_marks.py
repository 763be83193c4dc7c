"""How far was read, on all of one's devices. https://ircv3.net/specs/extensions/read-marker"""

from __future__ import annotations

from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import ReadMarked
from desktop_chat.irc.server_time import format_time
from tests.client.script import MODERN, Script

CAPABILITIES = f"{MODERN} draft/read-marker"
NOW = 1_700_000_000_000


def begin(capabilities: str = CAPABILITIES) -> Script:
    script = Script()
    script.now = NOW
    script.connect(capabilities)
    script.enter("#tea", "bob")
    script.hear(f"@time={format_time(NOW + 5)};msgid=a :bob!b@h PRIVMSG #tea :hello")
    script.sent.clear()
    return script


def test_what_was_read_here_is_told_once() -> None:
    script = begin()
    for _ in range(3):
        script.do(script.session.mark_read("#tea", NOW + 10))
    assert script.sent == [f"MARKREAD #tea timestamp={format_time(NOW + 5)}"]
    script.hear(f"@time={format_time(NOW + 9)};msgid=b :bob!b@h PRIVMSG #tea :again")
    script.do(script.session.mark_read("#tea", NOW + 10))
    assert script.sent[-1] == f"MARKREAD #tea timestamp={format_time(NOW + 9)}"
    script.do(script.session.mark_read("", NOW + 10))
    script.do(script.session.note_closed("cut", NOW + 20))
    script.do(script.session.mark_read("#tea", NOW + 20))
    assert len(script.sent) == 2


def test_what_was_read_elsewhere_is_read_here_and_never_takes_anything_back() -> None:
    script = begin()
    later, earlier = format_time(NOW + 60), format_time(NOW + 1)
    for mark in (later, earlier, later):
        script.hear(f":s MARKREAD #tea timestamp={mark}")
    assert [event for event in script.events if isinstance(event, ReadMarked)] == [ReadMarked("#tea", NOW + 60)]
    script.do(script.session.mark_read("#tea", NOW + 10))
    assert script.sent == []
    script.hear(":s MARKREAD #tea *", ":s MARKREAD #nowhere timestamp=x", ":s MARKREAD", ":s MARKREAD #tea")
    assert script.session.rooms["#tea"].marked == NOW + 60


def test_where_the_server_knows_no_marks_none_are_sent_and_a_refusal_disturbs_nobody() -> None:
    plain = begin(MODERN)
    plain.do(plain.session.mark_read("#tea", NOW + 10))
    assert plain.sent == []
    script = begin()
    script.do(script.session.mark_read("#tea", NOW + 10))
    script.hear(":s FAIL MARKREAD INTERNAL_ERROR #tea :The read timestamp could not be set")
    assert not any(entry.kind is EntryKind.ERROR for room in ("#tea", "") for entry in script.entries(room))

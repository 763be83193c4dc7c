"""MODE +H: for how long a room keeps what is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from desktop_chat.hub.hub import FILE_SECONDS
from desktop_chat.irc import numerics as n
from desktop_chat.irc.message import Message
from desktop_chat.storage.records import Room
from desktop_chat.texts import hub as texts
from tests.hub.conftest import Open
from tests.hub.harness import FINGERPRINT, SETTINGS, HubHarness, commands_of, parse_lines
from tests.hub.people.test_file_access import add

_OURS = "desktop-chat/text message-tags"


def _params(lines: Sequence[str], command: str) -> list[tuple[str, ...]]:
    return [message.params for message in parse_lines(lines) if message.command == command]


def test_term_is_set_shown_told_and_kept(open_store: Open) -> None:
    harness = HubHarness(replace(SETTINGS, history_days=0), store=open_store())
    ann = harness.register("ann", _OURS, fingerprint=FINGERPRINT, rooms=["#tea"])
    bob = harness.register("bob", rooms=["#tea"])
    harness.read_lines(ann)
    assert commands_of(harness.exchange(bob, "MODE #tea +H 7d")) == [n.ERR_CHANOPRIVSNEEDED]
    assert _params(harness.exchange(ann, "MODE #tea +Hs 1w"), "NOTICE") == [], "this client puts modes into words"
    told = harness.read_lines(bob)
    assert _params(told, "MODE") == [("#tea", "+Hs", "7d")]
    assert _params(told, "NOTICE") == [("#tea", texts.DELETED_AFTER_DAYS(7))]
    assert _params(harness.exchange(bob, "MODE #tea"), n.RPL_CHANNELMODEIS) == [("bob", "#tea", "+nstH", "7d")]
    assert harness.exchange(ann, "MODE #tea +H 160h") == [], "a part of a day counts as a day"
    harness.exchange(ann, "PRIVMSG #tea :hello", "RENAME #tea #coffee")
    harness.hub.close_all("Good night.", harness.now)
    harness.take_outcome()
    harness = HubHarness(replace(SETTINGS, history_days=0), store=open_store())
    harness.now += 60_000
    cid = harness.register("cid")
    assert _params(harness.exchange(cid, "JOIN #coffee"), "NOTICE") == [("#coffee", texts.DELETED_AFTER_DAYS(7))]
    ann = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#coffee"])
    assert _params(harness.exchange(ann, "MODE #coffee -H"), "NOTICE") == [("#coffee", texts.KEPT_AS_IN_CHAT)]
    assert harness.exchange(ann, "MODE #coffee -H") == []
    assert [change.keep_days for change in harness.changes if isinstance(change, Room)] == [0]


def test_term_outlives_the_last_message(open_store: Open) -> None:
    """All messages of a room may be older than its term when the server starts again."""
    harness = HubHarness(replace(SETTINGS, history_days=0), store=open_store())
    ann = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    harness.exchange(ann, "MODE #tea +H 7d")
    harness.hub.close_all("Good night.", harness.now)
    harness.take_outcome()
    harness = HubHarness(replace(SETTINGS, history_days=0), store=open_store())
    ann = harness.register("ann", fingerprint=FINGERPRINT)
    assert _params(harness.exchange(ann, "JOIN #tea"), "NOTICE") == [("#tea", texts.DELETED_AFTER_DAYS(7))]
    harness.exchange(ann, "PART #tea", "JOIN #tea")
    assert _params(harness.exchange(ann, "MODE #tea"), n.RPL_CHANNELMODEIS) == [("ann", "#tea", "+ntH", "7d")]


@pytest.mark.parametrize(
    ("argument", "text"),
    [
        ("", texts.TERM_INVALID),
        ("soon", texts.TERM_INVALID),
        ("0d", texts.TERM_INVALID),
        ("31d", texts.TERM_TOO_LONG(30)),
    ],
    ids=["none", "word", "zero", "too-long"],
)
def test_term_without_sense_is_refused(argument: str, text: str) -> None:
    harness = HubHarness(replace(SETTINGS, history_days=30))
    ann = harness.register("ann", rooms=["#tea"])
    refusals: list[Message] = parse_lines(harness.exchange(ann, f"MODE #tea +H {argument}"))
    assert [message.params for message in refusals] == [("ann", "#tea", "H", argument or "*", text)]


def test_host_sets_the_term_and_sees_it() -> None:
    harness = HubHarness(SETTINGS)
    ann = harness.register("ann", rooms=["#tea"])
    harness.hub.host.change_modes("#tea", "+H 1d", harness.now)
    harness.take_outcome()
    harness.mark_durable()
    told = harness.read_lines(ann)
    assert _params(told, "MODE") == [("#tea", "+H", "1d")]
    assert _params(told, "NOTICE") == [("#tea", texts.DELETED_AFTER_DAYS(1))]
    assert [row.keep_days for row in harness.hub.host.room_rows(harness.now).values()] == [1]


def test_files_go_with_the_term_of_their_room() -> None:
    harness = HubHarness(replace(SETTINGS, history_days=0, file_days=0))
    ann = harness.register("ann", rooms=["#tea", "#other"])
    rooms = [harness.hub._state.channels[name].room for name in ("#tea", "#other")]
    for room, id_ in zip(rooms, ("A" * 22, "B" * 22), strict=True):
        add(harness, ann, id_=id_, room=room)
    harness.exchange(ann, "MODE #tea +H 1d")
    for days in (0, 2):
        harness.now += days * 86_400_000
        harness.hub.advance_second(harness.now, FILE_SECONDS)
        assert len(harness.hub._state.files) == (2 if not days else 1)
    assert [file.room for file in harness.hub._state.files] == [rooms[1]]

"""Limits of collections: an endless flood of any kind ends the connection before memory grows."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterator

import pytest

from desktop_chat.client import collection_limits
from desktop_chat.client.connection_events import Overrun
from desktop_chat.irc.batch import MOST_CHARACTERS
from desktop_chat.irc.message import Message
from tests.client.session_harness import MODERN, SessionHarness

OURS = {
    "SessionState._events": "told after every call",
    "Context.room_plans": "rooms that a person makes",
    "BlockList._names": "whom a person blocked",
    "SessionState.channel_keys": "what a person typed, one a room",
    "ToldSecrets._words": "what a person told a service, 8 at most",
    "Context.own_told": "the keys of this program",
    "Context.bouncer_networks": "bouncers.MOST_NETWORKS",
    "Context.unpublished": "what a person publishes, one for each key",
    "Context.ctcp_asked": "whose program a person asked, 100 at most",
    "Session._returning": "as many as there are rooms",
    "OutgoingQueue._own": "what a person said and the server has not confirmed",
    "OutgoingQueue._unsure": "the same, of earlier connections",
    "PingFences._unfenced": "what a person said at once",
    "PingFences._fenced": "one for what a person said at once",
    "TypingStates._told": "rooms in which a person writes",
    "Context.modes_asked": "rooms whose modes a person asked for",
    "TypedCommands._sent": "what a person typed and the server has not answered",
    "TypingStates._refused": "rooms in which a person writes",
    "Uploads._waiting": "files that a person sends",
    "PacingQueue._arrived": "collection_limits.ASKED",
    "PacingQueue._delayed": "collection_limits.ASKED",
    "PacingQueue._queues": "one a rank",
    "PacingQueue._queues[]": "collection_limits.ASKED",
    "PacingQueue._lanes": "a person's words by room",
    "PacingQueue._lanes[]": "a person's words",
    "PacingQueue._under_way": "a person's words",
}
"""Collections that no server fills by itself, and why they have an end."""
COLLECTIONS = (dict, list, set, deque)


def collections_in(thing: object, seen: set[int] | None = None) -> Iterator[tuple[str, int]]:
    """Yield each collection within an object as (`Class.attribute`, size)."""
    seen = set() if seen is None else seen
    if id(thing) in seen:
        return
    seen.add(id(thing))
    names = [
        *getattr(thing, "__dict__", ()),
        *itertools.chain(*(getattr(k, "__slots__", ()) for k in type(thing).__mro__)),
    ]
    for name in names:
        yield from _in(f"{type(thing).__name__}.{name}", getattr(thing, name, None), seen)


def _in(path: str, value: object, seen: set[int]) -> Iterator[tuple[str, int]]:
    if isinstance(value, COLLECTIONS):
        yield path, len(value)
        for inner in list(value.values() if isinstance(value, dict) else value):
            if not _is_flat(inner):
                yield from _in(f"{path}[]", inner, seen)
    elif type(value).__module__.startswith("desktop_chat.") and not isinstance(value, Message):
        yield from collections_in(value, seen)


_FLAT: dict[type[object], bool] = {str: True, int: True, bool: True, bytes: True}


def _is_flat(value: object) -> bool:
    """Return whether the value holds no collection: a text, a number, or a value class of such fields."""
    kind = type(value)
    if kind not in _FLAT:
        fields = getattr(kind, "__match_args__", ())
        kinds = [each for base in kind.__mro__ for each in getattr(base, "__annotations__", {}).values()]
        _FLAT[kind] = bool(fields) and len(kinds) == len(fields) and set(kinds) <= {"str", "int", "bool"}
    return _FLAT[kind]


def largest(harness: SessionHarness) -> dict[str, int]:
    found: dict[str, int] = {}
    for path, count in collections_in(harness.session):
        found[path] = max(found.get(path, 0), count)
    return found


def busy() -> SessionHarness:
    """Return a Session with an item in each collection."""
    harness = SessionHarness()
    harness.connect(f"{MODERN} draft/multiline")
    harness.enter_room("#tea", "bob")
    harness.record(harness.session.send_text("#tea", "hello", 5))
    harness.record(harness.session.list_rooms("", 5))
    harness.record(harness.session.run_command("#tea", "/names", 5))
    harness.record(harness.session.run_command("#tea", "/who b*", 5))
    harness.receive(":s 352 ann #tea b h s bob H :0 Bob")
    harness.record(harness.session.ask_list("#tea", "b"))
    harness.receive(":s 367 ann #tea bob!*@*")
    harness.receive(":s 322 ann #tea 3 :x", ":s 353 ann = #tea :bob", ":bob!b@h PRIVMSG ann :hi", ":s BATCH +1 x")
    harness.receive(
        "@batch=1 :s NOTICE ann :x", "@+typing=active :bob!b@h TAGMSG #tea", ":bob!b@h PRIVMSG ann :\x01PING 1\x01"
    )
    harness.receive(":s 301 ann bob :gone", ":cid!u@h JOIN #tea", ":cid!u@h QUIT :*.net *.split")
    harness.receive(":s METADATA bob display-name * :Bob", ":s METADATA bob status * :here")
    harness.record(harness.session.leave_room("bob"))
    harness.record(harness.session.ask_about_person("#tea", "bob"))
    return harness


def test_every_collection_of_a_session_has_a_limit() -> None:
    found = largest(busy())
    unknown = sorted(set(found) - set(collection_limits.HELD) - set(OURS))
    assert unknown == []
    assert set(collection_limits.HELD) <= set(found)


def endless(*lines: str) -> Iterator[list[str]]:
    """Lines with a number in them, 200 at a time."""
    numbers = itertools.count(1)
    while True:
        yield [line.replace("%", str(next(numbers))) for _ in range(200) for line in lines]


LONG = "x" * 8_000
ENDLESS = {
    "CAP LS": (":s CAP * LS * :cap% other%=5", "CAP"),
    "CAP LS of the same": (":s CAP * LS * :sasl", "CAP"),
    "CAP LS of long values": (f":s CAP * LS * :cap%={LONG}", "CAP"),
    "005": (":s 005 ann TOKEN%=1 :are", "005"),
    "005 of long values": (f":s 005 ann TOKEN%={LONG} :are", "005"),
    "rooms": (":ann!u@h JOIN #room%", "JOIN"),
    "members": (":nick%!u@h JOIN #tea", "NAMES"),
    "names": (":s 353 ann = #tea :" + " ".join(f"n%x{number}" for number in range(400)), "NAMES"),
    "batches": (":s BATCH +% x", "BATCH"),
    "a batch": (":s NOTICE ann :x", "BATCH"),
    "a batch of long lines": (f":s NOTICE ann :{LONG}", "BATCH"),
}


@pytest.mark.parametrize(("line", "word"), ENDLESS.values(), ids=ENDLESS)
def test_endless_list_ends_the_connection(line: str, word: str) -> None:
    harness = busy()
    tags = "@batch=1 " if word == "BATCH" and "BATCH" not in line else ""
    for lines in endless(tags + line):
        events = harness.receive(*lines)
        over = [event for event in events if isinstance(event, Overrun)]
        held = largest(harness)
        for path, most in collection_limits.HELD.items():
            assert held.get(path, 0) <= most + 200 * 400, path
        if over:
            assert f"({word})" in over[0].reason
            return


QUIET = {
    "LIST": (":s 322 ann #room% 5 :topic",),
    "CTCP that is not answered": (":bob!b@h PRIVMSG ann :\x01DCC SEND file% 1 2 3\x01",),
    "netsplits": (":guest!u@h JOIN #tea", ":guest!u@h QUIT :*.net *.split%"),
    "labelled answers": ("@label=x% :s BATCH +% labeled-response",),
    "CTCP": (":bob!b@h PRIVMSG ann :\x01VERSION\x01",),
    "typing": ("@+typing=active :nick%!u@h TAGMSG #tea",),
    "away": (":s 301 ann bob% :gone",),
    "WHOIS": (":s 311 ann bob% u h * :real", ":s 318 ann bob% :end"),
    "ACK": (":s CAP ann ACK :cap%",),
    "names of nothing": (":s 353 ann = #other :bob%",),
    "who": (":s 352 ann #tea u h s bob% H :0 x",),
}


KEPT_TO_A_LIMIT = ("Context.names_heard", "ListedNames._rooms", "ListedNames._sorted")


@pytest.mark.parametrize("lines", QUIET.values(), ids=QUIET)
def test_endless_lines_that_are_not_kept_are_allowed(lines: tuple[str, ...]) -> None:
    harness = busy()
    harness.record(harness.session.run_command("#tea", "/names", 5))
    fresh = largest(harness)
    source = endless(*lines)
    for _ in range(20):
        harness.receive(*next(source))
    held = largest(harness)
    for path, most in collection_limits.HELD.items():
        assert held.get(path, 0) <= most, path
        assert held.get(path, 0) <= fresh.get(path, 0) + 200 or path in KEPT_TO_A_LIMIT, path


def test_endless_targets_are_cut() -> None:
    harness = SessionHarness()
    harness.record(harness.session.restore_rooms([], {}, {}, []))
    harness.connect(MODERN)
    harness.record(harness.session.note_closed("cut", 5))
    harness.now = 100_000
    harness.connect(MODERN)
    harness.sent.clear()
    for page in range(300):
        lines = [f":s BATCH +{page} draft/chathistory-targets"]
        lines += [
            f"@batch={page} :s CHATHISTORY TARGETS bob timestamp=2026-01-01T00:{page // 60:02}:{page % 60:02}.000Z"
        ] * 100
        harness.receive(*lines, f":s BATCH -{page}")
    assert len([line for line in harness.sent if "TARGETS" in line]) <= collection_limits.TARGET_PAGES


def test_multiline_message_has_a_limit() -> None:
    harness = busy()
    text = "x" * 10_000
    lines = [f"@batch=m :bob!b@h PRIVMSG #tea :{text}"] * (collection_limits.TEXT_BYTES // 10_000 + 1)
    events = harness.receive(":bob!b@h BATCH +m draft/multiline #tea", *lines, ":s BATCH -m")
    assert any(isinstance(event, Overrun) for event in events)
    assert collection_limits.TEXT_BYTES < MOST_CHARACTERS


def test_properties_of_people_are_cut() -> None:
    harness = SessionHarness()
    harness.connect(f"{MODERN} setname chghost account-notify")
    harness.enter_room("#tea")
    long = "x" * 5_000
    harness.receive(
        f":bob!{long}@h JOIN #tea {long} :{long}", f":bob!b@h SETNAME :{long}", f":bob!b@h CHGHOST {long} {long}"
    )
    harness.receive(f":{long}!b@h JOIN #tea {long} :{long}", f":bob!b@h ACCOUNT {long}")
    harness.receive(
        f":s 352 ann #tea {long} {long} s bob H :0 {long}", f":s 354 ann 77 #tea {long} h bob H {long} :{long}"
    )
    for member in harness.session.rooms["#tea"].members.values():
        for text in (member.nick, member.account, member.userhost, member.realname):
            assert len(text) <= collection_limits.TEXT


IN_BYTES = {
    "CAP": [f":s CAP * LS * :cap{number}={LONG}" for number in range(collection_limits.CAPABILITY_BYTES // 8_000 + 1)],
    "005": [f":s 005 ann TOKEN{number}={LONG} :are" for number in range(collection_limits.TOKEN_BYTES // 8_000 + 1)],
    "BATCH": [f"@batch=1 :s NOTICE ann :{LONG}"] * (MOST_CHARACTERS // 8_000 + 1),
}


@pytest.mark.parametrize(("word", "lines"), IN_BYTES.items(), ids=IN_BYTES)
def test_few_long_items_exceed_a_limit_of_bytes(word: str, lines: list[str]) -> None:
    assert len(lines) < collection_limits.CAPABILITIES or word == "BATCH"
    events = busy().receive(*lines)
    assert [f"({word})" in event.reason for event in events if isinstance(event, Overrun)] == [True]

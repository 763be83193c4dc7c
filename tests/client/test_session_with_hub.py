"""Session and Hub talk to each other in memory: whatever breaks between them, nothing is lost and nothing doubled."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.events import Phase
from desktop_chat.client.session_state import Point
from tests.client.desk import Desk, Window, settle

LOBBY = "#lobby"


@pytest.fixture
def desk() -> Desk:
    return Desk(page=5)


def two(desk: Desk) -> tuple[Window, Window]:
    """Ann and Bob, both in the lobby."""
    ann, bob = Window(desk, "ann"), Window(desk, "bob")
    for window in (ann, bob):
        window.connect()
        settle(window)
    settle(ann, bob)
    return ann, bob


def test_they_meet_in_the_lobby_and_talk(desk: Desk) -> None:
    ann, bob = two(desk)
    assert ann.session.phase is Phase.ONLINE
    assert {member.nick for member in ann.session.rooms[LOBBY].members.values()} == {"ann", "bob"}
    ann.say(LOBBY, "hello")
    settle(ann, bob)
    bob.say(LOBBY, "hi")
    settle(ann, bob)
    assert ann.texts(LOBBY) == bob.texts(LOBBY) == ["hello", "hi"]
    assert [entry.state for entry in ann.entries(LOBBY)] == [DeliveryState.SENT, DeliveryState.RECEIVED]
    assert [entry.msgid for entry in ann.entries(LOBBY)] == [entry.msgid for entry in bob.entries(LOBBY)]


def test_what_was_sent_and_cut_is_said_once(desk: Desk) -> None:
    """The echo is lost: the hub has the words, the Session does not know."""
    ann, bob = two(desk)
    ann.say(LOBBY, "did it arrive?")
    ann.post()
    ann.cut()
    settle(bob)
    ann.connect()
    settle(ann, bob)
    assert ann.texts(LOBBY) == bob.texts(LOBBY) == ["did it arrive?"]
    assert ann.entries(LOBBY)[0].state is DeliveryState.SENT


def test_what_was_never_sent_is_said_after_the_cut(desk: Desk) -> None:
    ann, bob = two(desk)
    ann.cut()
    ann.say(LOBBY, "while away")
    ann.connect()
    settle(ann, bob)
    assert ann.texts(LOBBY) == bob.texts(LOBBY) == ["while away"]


def return_into_a_gap(ann: Window, bob: Window) -> list[str]:
    """Bob says a lot while Ann is away, and something more when she is back but knows nothing of it yet."""
    bob.say(LOBBY, "before")
    settle(ann, bob)
    ann.cut()
    missed = [f"missed {number}" for number in range(23)]
    bob.say(LOBBY, *missed)
    settle(bob)
    ann.connect()
    while not ann.session.rooms[LOBBY].joined:
        ann.read()
        ann.post()
    bob.say(LOBBY, "live")
    settle(bob)
    return ["before", *missed, "live"]


def test_a_long_gap_is_filled_while_the_talk_goes_on(desk: Desk) -> None:
    ann, bob = two(desk)
    expected = return_into_a_gap(ann, bob)
    settle(ann, bob)
    assert ann.texts(LOBBY) == bob.texts(LOBBY) == expected


def test_a_cut_within_a_gap_loses_nothing(desk: Desk) -> None:
    ann, bob = two(desk)
    expected = return_into_a_gap(ann, bob)
    ann.read()  # the live words and one page
    ann.cut()
    ann.connect()
    ann.cut()  # and once before the server says anything
    ann.connect()
    settle(ann, bob)
    assert ann.texts(LOBBY) == expected


def test_words_at_both_ends_of_a_cut_keep_their_order(desk: Desk) -> None:
    ann, bob = two(desk)
    ann.say(LOBBY, "one", "two")
    ann.post(1)
    ann.cut(noticed=False)
    ann.say(LOBBY, "three")
    ann.connect()
    settle(ann, bob)
    assert ann.texts(LOBBY) == bob.texts(LOBBY) == ["one", "two", "three"]


def test_direct_messages_missed_in_a_cut_arrive(desk: Desk) -> None:
    ann, bob = two(desk)
    ann.cut(noticed=False)
    bob.show(bob.session.open_direct_messages("ann"))
    bob.say("ann", "psst", "are you there?")
    settle(bob)
    ann.connect()
    settle(ann, bob)
    assert ann.session.nick == "ann"
    assert ann.texts("bob") == bob.texts("ann") == ["psst", "are you there?"]
    assert ann.session.rooms["bob"].kind == "direct"


def test_a_closed_conversation_returns_only_with_something_new(desk: Desk) -> None:
    ann, bob = two(desk)
    bob.show(bob.session.open_direct_messages("ann"))
    bob.say("ann", "psst")
    settle(ann, bob)
    ann.show(ann.session.leave_room("bob"))
    ann.cut()
    ann.connect()
    settle(ann, bob)
    assert "bob" not in ann.session.rooms
    ann.cut(noticed=False)
    bob.say("ann", "hello?")
    settle(bob)
    ann.connect()
    settle(ann, bob)
    assert ann.texts("bob") == ["psst", "hello?"]


def test_a_new_session_goes_on_where_the_archive_ends(desk: Desk) -> None:
    """The program ends with words under way, and begins anew from what it had kept."""
    ann, bob = two(desk)
    bob.say(LOBBY, "before")
    settle(ann, bob)
    ann.say(LOBBY, "last words")
    pending = [(LOBBY, entry) for entry in ann.entries(LOBBY) if entry.state is DeliveryState.PENDING]
    ann.post()
    ann.cut()
    bob.say(LOBBY, "missed")
    settle(bob)
    known: dict[str, Point] = {LOBBY: ann.session.rooms[LOBBY].newest}
    ann.begin()
    ann.show(ann.session.restore_rooms([(LOBBY, True)], known, known, pending))
    ann.connect()
    settle(ann, bob)
    assert ann.texts(LOBBY) == bob.texts(LOBBY) == ["before", "last words", "missed"]


_ACTS = ("say", "several", "correct", "delete", "post", "read", "cut", "cut", "settle")
_STEPS = st.lists(st.tuples(st.sampled_from(_ACTS), st.integers(0, 1), st.integers(0, 9)), max_size=30)


class Talk:
    """What two people do, and what they have said."""

    def __init__(self) -> None:
        self.desk = Desk(page=3)
        self.windows = two(self.desk)
        self.said: list[str] = []
        self._numbers = itertools.count(1)

    def step(self, what: str, window: Window, amount: int) -> None:
        match what:
            case "say":
                self._say(window, *(f"{window.nick} {next(self._numbers)}" for _ in range(amount)))
            case "several":
                self._say(window, "\n\n".join(f"line {next(self._numbers)}" for _ in range(amount + 2)))
            case "correct" | "delete":
                self._amend(what, window, amount)
            case "post":
                window.post()
            case "read":
                window.read()
            case "cut" if window.seat is None:
                window.connect()
            case "cut":
                window.post(amount // 2)
                window.cut(noticed=amount % 2 == 0)
            case _:
                settle(*self.windows)

    def _say(self, window: Window, *texts: str) -> None:
        self.said.extend(texts)
        window.say(LOBBY, *texts)

    def _amend(self, what: str, window: Window, amount: int) -> None:
        entry = window.own(LOBBY, amount)
        if entry is None:
            return
        if what == "delete":
            window.show(window.session.delete_entry(LOBBY, entry))
            return
        self.desk.now += 1
        text = f"{_first(entry)} again {next(self._numbers)}"
        window.show(window.session.edit_entry(LOBBY, entry, text, self.desk.now))


def _first(entry: Entry) -> str:
    """What it said first."""
    return entry.text.partition(" again")[0]


@settings(max_examples=150)
@given(_STEPS)
def test_whatever_breaks_nothing_is_lost_or_doubled(steps: list[tuple[str, int, int]]) -> None:
    talk = Talk()
    windows, said = talk.windows, talk.said
    for what, who, amount in steps:
        talk.step(what, windows[who], amount)
    for window in windows:
        if window.seat is None:
            window.connect()
    settle(*windows)
    gone = {one.msgid for window in windows for one in _everything(window) if one.kind is EntryKind.DELETED}
    for window in windows:
        entries = window.entries(LOBBY)
        assert len(entries) + len(gone) == len(said)  # who was away may never have seen what is gone
        assert gone.isdisjoint(entry.msgid for entry in entries)
        assert not Counter(map(_first, entries)) - Counter(said)
        assert all(entry.state in (DeliveryState.SENT, DeliveryState.RECEIVED) for entry in entries)
        assert not any(entry.is_edit_pending for entry in entries)
        assert [entry.time for entry in entries] == sorted(entry.time for entry in entries)
    first, second = ({entry.msgid: entry.text for entry in window.entries(LOBBY)} for window in windows)
    assert first == second


def _everything(window: Window) -> list[Entry]:
    log = window.log(LOBBY)
    return [log.entry_at(index) for index in range(len(log))]

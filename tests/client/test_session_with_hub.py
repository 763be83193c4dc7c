"""Session and Hub in memory: cuts at any point lose no message and double none."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_chat.client.connection_events import HostSpoke
from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.events import Event, Phase
from desktop_chat.client.markup import decode_markup, encode_markup
from desktop_chat.client.reactions import reactions_of
from desktop_chat.client.room_plan import RoomPlan
from desktop_chat.client.room_settings import RoomRule
from desktop_chat.client.room_state import SERVER_ROOM, Point
from desktop_chat.irc.text_blocks import BlockKind, split_blocks
from desktop_chat.texts import hub as hub_texts
from tests.client.memory_hub import MemoryHub, SimulatedClient, settle_clients

LOBBY = "#lobby"


@pytest.fixture
def hub() -> MemoryHub:
    return MemoryHub(page=5)


def two(hub: MemoryHub) -> tuple[SimulatedClient, SimulatedClient]:
    """Ann and Bob, both in the lobby."""
    ann, bob = SimulatedClient(hub, "ann"), SimulatedClient(hub, "bob")
    for client in (ann, bob):
        client.connect()
        settle_clients(client)
    settle_clients(ann, bob)
    return ann, bob


def test_two_clients_talk_in_the_lobby(hub: MemoryHub) -> None:
    ann, bob = two(hub)
    assert ann.session.phase is Phase.ONLINE
    assert {member.nick for member in ann.session.rooms[LOBBY].members.values()} == {"ann", "bob"}
    ann.send_texts(LOBBY, "hello")
    settle_clients(ann, bob)
    bob.send_texts(LOBBY, "hi")
    settle_clients(ann, bob)
    assert ann.texts(LOBBY) == bob.texts(LOBBY) == ["hello", "hi"]
    assert [entry.state for entry in ann.entries(LOBBY)] == [DeliveryState.SENT, DeliveryState.RECEIVED]
    assert [entry.msgid for entry in ann.entries(LOBBY)] == [entry.msgid for entry in bob.entries(LOBBY)]


def test_words_of_the_host_are_told_in_every_room(hub: MemoryHub, monkeypatch: pytest.MonkeyPatch) -> None:
    bob, told = SimulatedClient(hub, "bob"), list[Event]()
    apply_events = bob.apply_events

    def note_events(events: Sequence[Event]) -> None:
        told.extend(event for event in events if isinstance(event, HostSpoke))
        apply_events(events)

    monkeypatch.setattr(bob, "apply_events", note_events)
    bob.connect()
    settle_clients(bob)
    bob.apply_events(bob.session.join_channel("#club"))
    settle_clients(bob)
    assert told == [], "all other notices have codes"
    hub.hub.host.announce_text("Soup is ready", hub.now)
    hub.take_outcome()
    settle_clients(bob)
    assert told == [HostSpoke("Soup is ready")]
    assert bob.entries(SERVER_ROOM)[-1].text == "Soup is ready"


def test_newcomer_reads_why_the_room_begins_here(hub: MemoryHub) -> None:
    ann, bob = two(hub)
    ann.apply_events(ann.session.make_room(RoomPlan("#club", flags="W")))
    settle_clients(ann, bob)
    ann.send_texts("#club", "before")
    settle_clients(ann, bob)
    bob.apply_events(bob.session.join_channel("#club"))
    settle_clients(ann, bob)
    ann.send_texts("#club", "after")
    settle_clients(ann, bob)
    log = bob.log_of("#club")
    shown = [(entry.kind, entry.text) for entry in map(log.entry_at, range(len(log)))]
    assert shown[-2:] == [(EntryKind.NEWS, hub_texts.NOTHING_EARLIER), (EntryKind.MESSAGE, "after")]
    assert bob.texts("#club") == ["after"]
    assert bob.session.rooms["#club"].history_ends
    settings = ann.session.read_settings("#club")
    assert RoomRule.NEWCOMERS_SEE_LATER in settings.rules


def test_formatted_code_arrives_as_it_was_typed(hub: MemoryHub) -> None:
    ann, bob = two(hub)
    typed = "so **this**, ||not that||:\n```py\nx = 1\n\nprint(x)\n```\n> and *you*?"
    ann.send_texts(LOBBY, encode_markup(typed))
    settle_clients(ann, bob)
    [heard] = bob.texts(LOBBY)
    assert decode_markup(heard) == typed
    assert [block.kind for block in split_blocks(heard)] == [BlockKind.TEXT, BlockKind.CODE, BlockKind.QUOTE]
    assert [entry.state for entry in ann.entries(LOBBY)] == [DeliveryState.SENT]


def test_message_sent_before_a_cut_is_delivered_once(hub: MemoryHub) -> None:
    """The echo is lost: the hub has the words, the Session does not know."""
    ann, bob = two(hub)
    ann.send_texts(LOBBY, "did it arrive?")
    ann.send_lines()
    ann.cut_link()
    settle_clients(bob)
    ann.connect()
    settle_clients(ann, bob)
    assert ann.texts(LOBBY) == bob.texts(LOBBY) == ["did it arrive?"]
    assert ann.entries(LOBBY)[0].state is DeliveryState.SENT


def test_unsent_message_is_delivered_after_a_cut(hub: MemoryHub) -> None:
    ann, bob = two(hub)
    ann.cut_link()
    ann.send_texts(LOBBY, "while away")
    ann.connect()
    settle_clients(ann, bob)
    assert ann.texts(LOBBY) == bob.texts(LOBBY) == ["while away"]


def test_words_to_an_absent_guest_wait_for_the_return(hub: MemoryHub) -> None:
    ann, bob = two(hub)
    bob.cut_link()
    ann.apply_events(ann.session.open_direct_messages("bob", hub.now))
    settle_clients(ann)
    hub.now += 60_000
    ann.send_texts("bob", "are you there?", "call me")
    settle_clients(ann)
    assert [entry.state for entry in ann.entries("bob")] == [DeliveryState.SENT] * 2
    log = ann.log_of("bob")
    told = [log.entry_at(index).text for index in range(len(log)) if log.entry_at(index).kind is EntryKind.NEWS]
    assert told == ["Bob is not here now. Your messages will be delivered when they are back."]
    ann.apply_events(ann.session.note_typing("bob", hub.now, something=True))
    assert ann.session.take_outgoing() == ()
    bob.connect()
    settle_clients(ann, bob)
    assert bob.texts("ann") == ["are you there?", "call me"]
    bob.send_texts("ann", "here I am")
    settle_clients(ann, bob)
    hub.now += 10_000
    ann.apply_events(ann.session.note_typing("bob", hub.now, something=True))
    assert [message.command for message in ann.session.take_outgoing()] == ["TAGMSG"]


def return_into_a_gap(ann: SimulatedClient, bob: SimulatedClient) -> list[str]:
    """Bob sends many messages while Ann is away, and one more after her return, before her gap is filled."""
    bob.send_texts(LOBBY, "before")
    settle_clients(ann, bob)
    ann.cut_link()
    missed = [f"missed {number}" for number in range(23)]
    bob.send_texts(LOBBY, *missed)
    settle_clients(bob)
    ann.connect()
    while not ann.session.rooms[LOBBY].joined:
        ann.read_lines()
        ann.send_lines()
    bob.send_texts(LOBBY, "live")
    settle_clients(bob)
    return ["before", *missed, "live"]


def test_long_gap_is_filled_while_the_talk_goes_on(hub: MemoryHub) -> None:
    ann, bob = two(hub)
    expected = return_into_a_gap(ann, bob)
    settle_clients(ann, bob)
    assert ann.texts(LOBBY) == bob.texts(LOBBY) == expected


def test_cut_within_a_gap_loses_nothing(hub: MemoryHub) -> None:
    ann, bob = two(hub)
    expected = return_into_a_gap(ann, bob)
    ann.read_lines()  # the live words and one page
    ann.cut_link()
    ann.connect()
    ann.cut_link()  # and once before the server says anything
    ann.connect()
    settle_clients(ann, bob)
    assert ann.texts(LOBBY) == expected


def test_messages_around_a_cut_keep_their_order(hub: MemoryHub) -> None:
    ann, bob = two(hub)
    ann.send_texts(LOBBY, "one", "two")
    ann.send_lines(1)
    ann.cut_link(noticed=False)
    ann.send_texts(LOBBY, "three")
    ann.connect()
    settle_clients(ann, bob)
    assert ann.texts(LOBBY) == bob.texts(LOBBY) == ["one", "two", "three"]


def test_direct_messages_missed_in_a_cut_arrive(hub: MemoryHub) -> None:
    ann, bob = two(hub)
    ann.cut_link(noticed=False)
    bob.apply_events(bob.session.open_direct_messages("ann"))
    bob.send_texts("ann", "psst", "are you there?")
    settle_clients(bob)
    ann.connect()
    settle_clients(ann, bob)
    assert ann.session.nick == "ann"
    assert ann.texts("bob") == bob.texts("ann") == ["psst", "are you there?"]
    assert ann.session.rooms["bob"].kind == "direct"


def test_closed_conversation_returns_with_a_new_message_only(hub: MemoryHub) -> None:
    ann, bob = two(hub)
    bob.apply_events(bob.session.open_direct_messages("ann"))
    bob.send_texts("ann", "psst")
    settle_clients(ann, bob)
    ann.apply_events(ann.session.leave_room("bob"))
    ann.cut_link()
    ann.connect()
    settle_clients(ann, bob)
    assert "bob" not in ann.session.rooms
    ann.cut_link(noticed=False)
    bob.send_texts("ann", "hello?")
    settle_clients(bob)
    ann.connect()
    settle_clients(ann, bob)
    assert ann.texts("bob") == ["psst", "hello?"]


def test_new_session_goes_on_where_the_archive_ends(hub: MemoryHub) -> None:
    """The program ends with a message under way, and the next run starts from the archive."""
    ann, bob = two(hub)
    bob.send_texts(LOBBY, "before")
    settle_clients(ann, bob)
    ann.send_texts(LOBBY, "last words")
    pending = [(LOBBY, entry) for entry in ann.entries(LOBBY) if entry.state is DeliveryState.PENDING]
    ann.send_lines()
    ann.cut_link()
    bob.send_texts(LOBBY, "missed")
    settle_clients(bob)
    known: dict[str, Point] = {LOBBY: ann.session.rooms[LOBBY].newest}
    ann.start_program()
    ann.apply_events(ann.session.restore_rooms([(LOBBY, True)], known, known, pending))
    ann.connect()
    settle_clients(ann, bob)
    assert ann.texts(LOBBY) == bob.texts(LOBBY) == ["before", "last words", "missed"]


_ACTS = ("say", "several", "correct", "delete", "post", "read", "cut", "cut", "settle")
_STEPS = st.lists(st.tuples(st.sampled_from(_ACTS), st.integers(0, 1), st.integers(0, 9)), max_size=30)


class TalkMachine:
    """Random actions of two clients, and the texts that both have sent."""

    def __init__(self) -> None:
        self.hub = MemoryHub(page=3)
        self.clients = two(self.hub)
        self.said: list[str] = []
        self._numbers = itertools.count(1)

    def step(self, what: str, client: SimulatedClient, amount: int) -> None:
        match what:
            case "say":
                self._say(client, *(f"{client.nick} {next(self._numbers)}" for _ in range(amount)))
            case "several":
                self._say(client, "\n\n".join(f"line {next(self._numbers)}" for _ in range(amount + 2)))
            case "correct" | "delete":
                self._amend(what, client, amount)
            case "post":
                client.send_lines()
            case "read":
                client.read_lines()
            case "cut" if client.seat is None:
                client.connect()
            case "cut":
                client.send_lines(amount // 2)
                client.cut_link(noticed=amount % 2 == 0)
            case _:
                settle_clients(*self.clients)

    def _say(self, client: SimulatedClient, *texts: str) -> None:
        self.said.extend(texts)
        client.send_texts(LOBBY, *texts)

    def _amend(self, what: str, client: SimulatedClient, amount: int) -> None:
        entry = client.own_entry(LOBBY, amount)
        if entry is None:
            return
        if what == "delete":
            client.apply_events(client.session.delete_entry(LOBBY, entry))
            return
        self.hub.now += 1
        text = f"{_first(entry)} again {next(self._numbers)}"
        client.apply_events(client.session.edit_entry(LOBBY, entry, text, self.hub.now))


def _first(entry: Entry) -> str:
    """Return the text before any edit."""
    return entry.text.partition(" again")[0]


@settings(max_examples=150)
@given(_STEPS)
def test_no_sequence_of_cuts_loses_or_doubles_messages(steps: list[tuple[str, int, int]]) -> None:
    talk = TalkMachine()
    clients, said = talk.clients, talk.said
    for what, who, amount in steps:
        talk.step(what, clients[who], amount)
    for client in clients:
        if client.seat is None:
            client.connect()
    settle_clients(*clients)
    gone = {one.msgid for client in clients for one in _everything(client) if one.kind is EntryKind.DELETED}
    for client in clients:
        entries = client.entries(LOBBY)
        assert len(entries) + len(gone) == len(said)  # who was away may never have seen what is gone
        assert gone.isdisjoint(entry.msgid for entry in entries)
        assert not Counter(map(_first, entries)) - Counter(said)
        assert all(entry.state in (DeliveryState.SENT, DeliveryState.RECEIVED) for entry in entries)
        assert not any(entry.is_edit_pending for entry in entries)
        assert [entry.time for entry in entries] == sorted(entry.time for entry in entries)
    first, second = ({entry.msgid: entry.text for entry in client.entries(LOBBY)} for client in clients)
    assert first == second


def _everything(client: SimulatedClient) -> list[Entry]:
    log = client.log_of(LOBBY)
    return [log.entry_at(index) for index in range(len(log))]


def reacted(client: SimulatedClient) -> list[tuple[str, tuple[str, ...], bool]]:
    """The reactions to the first message of the lobby."""
    return [(one.text, one.nicks, one.own) for one in reactions_of(client.entries(LOBBY)[0])]


def react(client: SimulatedClient, text: str, *, present: bool = True) -> None:
    client.hub.now += 1
    entry = client.entries(LOBBY)[0]
    client.apply_events(client.session.react(LOBBY, entry, text, client.hub.now, present=present))


def test_reactions_of_two_people_are_counted_and_taken_back(hub: MemoryHub) -> None:
    ann, bob = two(hub)
    ann.send_texts(LOBBY, "tea?")
    settle_clients(ann, bob)
    react(ann, "👍")
    react(bob, "👍")
    settle_clients(ann, bob)
    react(bob, "👩‍🚀")
    settle_clients(ann, bob)
    assert reacted(ann) == [("👍", ("ann", "bob"), True), ("👩‍🚀", ("bob",), False)]
    assert reacted(bob) == [("👍", ("bob", "ann"), True), ("👩‍🚀", ("bob",), True)]
    react(ann, "👍", present=False)
    settle_clients(ann, bob)
    assert reacted(bob) == [("👍", ("bob",), True), ("👩‍🚀", ("bob",), True)]
    assert [name for name, *_ in reacted(ann)] == ["👍", "👩‍🚀"]


def test_reactions_during_an_absence_come_with_the_history(hub: MemoryHub) -> None:
    ann, bob = two(hub)
    ann.send_texts(LOBBY, "tea?")
    settle_clients(ann, bob)
    ann.cut_link()
    react(bob, "🎉")
    react(bob, "👍")
    settle_clients(bob)
    react(bob, "🎉", present=False)
    bob.send_texts(LOBBY, "yes")
    settle_clients(bob)
    ann.connect()
    settle_clients(ann, bob)
    assert reacted(ann) == [("👍", ("bob",), False)]
    assert ann.texts(LOBBY) == ["tea?", "yes"]


def test_redacted_message_has_no_reactions(hub: MemoryHub) -> None:
    ann, bob = two(hub)
    ann.send_texts(LOBBY, "tea?")
    settle_clients(ann, bob)
    react(bob, "👍")
    settle_clients(ann, bob)
    entry = ann.entries(LOBBY)[0]
    ann.apply_events(ann.session.delete_entry(LOBBY, entry))
    settle_clients(ann, bob)
    log = bob.log_of(LOBBY)
    assert [reactions_of(log.entry_at(index)) for index in range(len(log))] == [()] * len(log)
    assert bob.texts(LOBBY) == []

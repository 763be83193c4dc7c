"""A netsplit is one entry, however many people it separates."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import EntryAdded, EntryReplaced
from desktop_chat.client.netsplits import servers_of
from tests.client.session_harness import MODERN, SessionHarness

PEOPLE = [f"guest{number}" for number in range(40)]


@pytest.fixture
def harness() -> SessionHarness:
    made = SessionHarness()
    made.connect(MODERN)
    made.enter_room("#tea", *PEOPLE)
    made.enter_room("#cake", *PEOPLE[:3])
    made.events.clear()
    return made


def texts(harness: SessionHarness, room: str) -> list[str]:
    return [entry.text for entry in harness.entries(room)]


@pytest.mark.parametrize("hidden", [True, False])
def test_split_is_one_entry_in_each_room(harness: SessionHarness, hidden: bool) -> None:
    servers = "*.net *.split" if hidden else "hub.example.org leaf.example.org"
    lines = [f":{nick}!u@h QUIT :{servers}" for nick in PEOPLE]
    for first in range(0, len(lines), 15):
        harness.receive(*lines[first : first + 15])
    names = servers.replace(" ", " - ")
    assert texts(harness, "#tea") == [
        f"The network has split ({names}). Out of reach: " + ", ".join(PEOPLE[:12]) + ", +28"
    ]
    assert texts(harness, "#cake") == [f"The network has split ({names}). Out of reach: guest0, guest1, guest2"]
    assert set(harness.session.rooms["#tea"].members) == {"ann"}
    harness.receive(*(f":{nick}!u@h JOIN #tea * :Guest" for nick in PEOPLE[:5]), ":new!u@h JOIN #tea * :New")
    assert texts(harness, "#tea")[1:] == ["u@h", f"Back after the split: {', '.join(PEOPLE[:5])}"]
    assert "guest4" in harness.session.rooms["#tea"].members
    changes = [event for event in harness.events if isinstance(event, EntryAdded | EntryReplaced)]
    assert len(changes) <= 2 + 3 + 2  # by what came together, not by people


def test_netsplit_batch_is_one_entry(harness: SessionHarness) -> None:
    harness.receive(
        ":s BATCH +1 netsplit hub.example.org leaf.example.org",
        "@batch=1 :guest0!u@h QUIT :hub.example.org leaf.example.org",
        "@batch=1 :guest1!u@h QUIT :hub.example.org leaf.example.org",
        ":s BATCH -1",
        ":s BATCH +2 netjoin hub.example.org leaf.example.org",
        "@batch=2 :guest0!u@h JOIN #tea * :Guest",
        ":s BATCH -2",
    )
    assert [entry.kind for entry in harness.entries("#tea")] == [EntryKind.NEWS, EntryKind.NEWS]


def test_second_split_is_a_second_entry(harness: SessionHarness) -> None:
    harness.receive(":guest0!u@h QUIT :*.net *.split")
    harness.now += 120_000
    harness.receive(":guest1!u@h QUIT :*.net *.split")
    assert len(texts(harness, "#tea")) == 2


@pytest.mark.parametrize(
    "reason", ["", "bye", "Quit: hub.example.org leaf.example.org", "see you", "e.g. this", "Ping timeout: 240 seconds"]
)
def test_other_quit_reasons_are_no_split(harness: SessionHarness, reason: str) -> None:
    assert servers_of(reason) is None
    harness.receive(f":guest0!u@h QUIT :{reason}")
    assert [entry.kind for entry in harness.entries("#tea")] == [EntryKind.QUIT]

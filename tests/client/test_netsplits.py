"""Many people who are out of reach at once are one thing that happened."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import EntryAdded, EntryReplaced
from desktop_chat.client.netsplits import servers_of
from tests.client.script import MODERN, Script

PEOPLE = [f"guest{number}" for number in range(40)]


@pytest.fixture
def script() -> Script:
    made = Script()
    made.connect(MODERN)
    made.enter("#tea", *PEOPLE)
    made.enter("#cake", *PEOPLE[:3])
    made.events.clear()
    return made


def texts(script: Script, room: str) -> list[str]:
    return [entry.text for entry in script.entries(room)]


@pytest.mark.parametrize("hidden", [True, False])
def test_a_split_is_told_once_in_each_room(script: Script, hidden: bool) -> None:
    servers = "*.net *.split" if hidden else "hub.example.org leaf.example.org"
    lines = [f":{nick}!u@h QUIT :{servers}" for nick in PEOPLE]
    for first in range(0, len(lines), 15):
        script.hear(*lines[first : first + 15])
    names = servers.replace(" ", " - ")
    assert texts(script, "#tea") == [
        f"The network has split ({names}). Out of reach: " + ", ".join(PEOPLE[:12]) + ", +28"
    ]
    assert texts(script, "#cake") == [f"The network has split ({names}). Out of reach: guest0, guest1, guest2"]
    assert set(script.session.rooms["#tea"].members) == {"ann"}
    script.hear(*(f":{nick}!u@h JOIN #tea * :Guest" for nick in PEOPLE[:5]), ":new!u@h JOIN #tea * :New")
    assert texts(script, "#tea")[1:] == ["u@h", f"Back after the split: {', '.join(PEOPLE[:5])}"]
    assert "guest4" in script.session.rooms["#tea"].members
    changes = [event for event in script.events if isinstance(event, EntryAdded | EntryReplaced)]
    assert len(changes) <= 2 + 3 + 2  # by what came together, not by people


def test_a_batch_of_a_split_is_the_same(script: Script) -> None:
    script.hear(
        ":s BATCH +1 netsplit hub.example.org leaf.example.org",
        "@batch=1 :guest0!u@h QUIT :hub.example.org leaf.example.org",
        "@batch=1 :guest1!u@h QUIT :hub.example.org leaf.example.org",
        ":s BATCH -1",
        ":s BATCH +2 netjoin hub.example.org leaf.example.org",
        "@batch=2 :guest0!u@h JOIN #tea * :Guest",
        ":s BATCH -2",
    )
    assert [entry.kind for entry in script.entries("#tea")] == [EntryKind.NEWS, EntryKind.NEWS]


def test_another_split_is_another_thing(script: Script) -> None:
    script.hear(":guest0!u@h QUIT :*.net *.split")
    script.now += 120_000
    script.hear(":guest1!u@h QUIT :*.net *.split")
    assert len(texts(script, "#tea")) == 2


@pytest.mark.parametrize(
    "reason", ["", "bye", "Quit: hub.example.org leaf.example.org", "see you", "e.g. this", "Ping timeout: 240 seconds"]
)
def test_what_people_say_is_no_split(script: Script, reason: str) -> None:
    assert servers_of(reason) is None
    script.hear(f":guest0!u@h QUIT :{reason}")
    assert [entry.kind for entry in script.entries("#tea")] == [EntryKind.QUIT]

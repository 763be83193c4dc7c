"""The list of rooms: order, search, and what is read aloud."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_chat.net.control_values import RoomRow
from desktop_chat.qt.launcher.hosted_rooms_model import HostedRoomsModel

NOW = 1_700_000_000_000


def room(name: str, topic: str = "", people: int = 0, modes: str = "nt", password: str = "", last: int = 0) -> RoomRow:
    return RoomRow(
        name=name,
        topic=topic,
        people=people,
        modes=modes,
        password=password,
        limit=0,
        created=NOW,
        founder="",
        lobby=name == "#lobby",
        messages=3 if last else 0,
        last=last,
    )


def _names(model: HostedRoomsModel) -> list[str]:
    return [item.name for item in model.items]


def test_most_people_come_first_and_then_the_newest_message() -> None:
    model = HostedRoomsModel()
    model.set_rooms((room("#c"), room("#b", last=NOW - 5), room("#a", last=NOW - 9), room("#d", people=3)), NOW)
    assert _names(model) == ["#d", "#b", "#a", "#c"]
    assert model.row_of("#a") == 2
    assert model.row_of("#no") == -1


def test_search_looks_in_names_and_topics() -> None:
    model = HostedRoomsModel()
    model.set_rooms((room("#tea", "Green"), room("#milk", "For the tea"), room("#sugar")), NOW)
    model.set_search_text("TEA")
    assert _names(model) == ["#milk", "#tea"]
    assert model.room_count == 3


def test_people_come_and_go_without_a_new_list() -> None:
    model = HostedRoomsModel()
    model.set_rooms((room("#tea", last=NOW), room("#milk", people=2)), NOW)
    assert model.set_people({"#tea": 4})
    assert [(item.name, item.people) for item in model.items] == [("#milk", 0), ("#tea", 4)]
    assert not model.set_people({"#new": 1})


def test_all_facts_are_read_aloud() -> None:
    model = HostedRoomsModel()
    model.set_rooms((room("#tea", "Green", 2, "is", "milk", NOW - 90_000_000),), NOW)
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("#tea, 2 people, not open to everybody, hidden, Green, 3 messages · last ")

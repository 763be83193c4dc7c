"""What Events do to the rooms of a network: new Entries in runs, members, history, answers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import SignalInstance
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import Entry
from desktop_chat.irc.message import parse_line
from desktop_chat.qt.network.draft import Draft
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from tests.patience import MILLISECONDS
from tests.qt.scenes import Scene, Script, room_lines

TEA, MILK = "#tea", "#milk"


@pytest.fixture
def script() -> Script:
    return Script(lines=[*room_lines(TEA, ("Ann", "Bob")), *room_lines(MILK, ("Ann", "Bob"))])


@pytest.fixture
def network(made: Scene, script: Script) -> Network:
    return made.enter(script, entries=lambda network: MILK in network.rooms and len(members(network, MILK)) == 2)


def members(network: Network, key: str) -> set[str]:
    return set(network.rooms[key].state.members)


def receive(network: Network, *lines: str) -> None:
    """Give lines to the network as one batch of its Link."""
    network.on_received(tuple(map(parse_line, lines)))


def entries_of(network: Network) -> list[tuple[str, list[str], bool]]:
    """The list that each `entries_added` from now on is noted in: room, texts, True for a mention."""
    noted: list[tuple[str, list[str], bool]] = []

    def note(room: Room, entries: tuple[Entry, ...], mentions: bool) -> None:
        noted.append((room.key, [entry.text for entry in entries], mentions))

    network.entries_added.connect(note)
    return noted


def emissions(signal: SignalInstance) -> list[tuple[object, ...]]:
    """The list that the arguments of each emission are noted in."""
    noted: list[tuple[object, ...]] = []
    signal.connect(lambda *arguments: noted.append(arguments))
    return noted


def said(nick: str, room: str, text: str, msgid: str = "") -> str:
    return f"{f'@msgid={msgid} ' if msgid else ''}:{nick}!u@h PRIVMSG {room} :{text}"


def test_messages_of_one_batch_are_shown_once_for_each_room(network: Network) -> None:
    noted = entries_of(network)
    receive(network, said("Bob", TEA, "one"), said("Bob", MILK, "two"), said("Bob", TEA, "three"))
    assert noted == [(TEA, ["one", "three"], False), (MILK, ["two"], False)]


def test_a_deletion_ends_the_run(network: Network) -> None:
    noted = entries_of(network)
    receive(network, said("Bob", TEA, "one", "m1"), f":Bob!u@h REDACT {TEA} m1", said("Bob", TEA, "two", "m2"))
    assert [texts for _, texts, _ in noted] == [["one"], ["two"]]
    shown = network.rooms[TEA].find_by_msgid("m1")
    assert shown is not None
    assert shown.text == ""


def test_a_mention_is_counted_and_told(network: Network) -> None:
    noted = entries_of(network)
    room = network.rooms[TEA]
    receive(network, said("Bob", TEA, "hello Ann"), said("Bob", TEA, "are you there?"))
    assert noted == [(TEA, ["hello Ann", "are you there?"], True)]
    assert (room.unread, room.mentions) == (2, 1)
    network.mark_read(room)
    assert (room.unread, room.mentions) == (0, 0)


def test_new_entries_are_stored_and_answers_are_not(qtbot: QtBot, made: Scene, network: Network) -> None:
    room = network.rooms[TEA]
    receive(network, said("Bob", TEA, "hello"))
    noted = entries_of(network)
    network.run_command(room, "/help")
    assert noted
    qtbot.waitUntil(lambda: texts_on_disk(made, network) == ["hello"], timeout=MILLISECONDS)
    assert len(room.log) > 1


def texts_on_disk(made: Scene, network: Network) -> list[str]:
    archive = made.controller.archive
    return [
        entry.text for entry in archive.read_page(network.network, TEA, 0, 50) if entry.nick == "Bob" and entry.text
    ]


def test_members_come_change_and_go(network: Network) -> None:
    added, changed = emissions(network.member_added), emissions(network.member_changed)
    removed, reset = emissions(network.member_removed), emissions(network.members_reset)
    room = network.rooms[TEA]
    receive(network, f":Cid!u@h JOIN {TEA} * :Cid")
    assert [(where, getattr(member, "nick", "")) for where, member in added] == [(room, "Cid")]
    receive(network, ":Cid!u@h NICK Sid")
    assert [(where, before) for where, before, _ in changed] == [(room, "Cid")]
    receive(network, f":Sid!u@h PART {TEA}")
    assert removed == [(room, "Sid")]
    receive(network, f":Bob!u@h KICK {TEA} Ann :out")
    assert reset == [(room,)]


def test_a_room_that_was_left_is_announced_before_it_goes(network: Network) -> None:
    room = network.rooms[TEA]
    order: list[tuple[str, bool]] = []
    network.room_about_to_go.connect(lambda gone: order.append(("about to go", TEA in network.rooms)))
    network.room_removed.connect(lambda gone: order.append(("removed", TEA in network.rooms)))
    network.leave_room(room)
    receive(network, f":Ann!ann@127.0.0.1 PART {TEA}")
    assert order == [("about to go", True), ("removed", False)]


def test_direct_messages_follow_a_new_nick(network: Network) -> None:
    receive(network, said("Bob", "Ann", "psst"))
    room = network.rooms["bob"]
    changed = emissions(network.room_changed)
    receive(network, ":Bob!u@h NICK Rob")
    assert network.rooms["rob"] is room
    assert (room,) in changed
    assert "bob" not in network.rooms


def test_a_blocked_person_is_not_heard_until_unblocked(network: Network) -> None:
    receive(network, said("Bob", "Ann", "one"))
    network.block(network.rooms["bob"])
    noted = entries_of(network)
    receive(network, said("Bob", "Ann", "two"))
    assert noted == []
    network.unblock("Bob")
    receive(network, said("Bob", "Ann", "three"))
    assert [texts for _, texts, _ in noted] == [["three"]]


def test_a_failed_command_names_its_room(network: Network) -> None:
    failed = emissions(network.command_failed)
    network.run_command(network.rooms[TEA], "/nothing")
    assert [where for where, _ in failed] == [network.rooms[TEA]]


def test_a_draft_is_stored(qtbot: QtBot, made: Scene, network: Network) -> None:
    draft = Draft("half a sent")
    network.keep_draft(network.rooms[TEA], draft)
    assert network.rooms[TEA].draft is draft
    qtbot.waitUntil(lambda: draft_on_disk(made, network) == "half a sent", timeout=MILLISECONDS)


def draft_on_disk(made: Scene, network: Network) -> str:
    record = made.controller.archive.room(network.network, TEA)
    return record.draft if record is not None else ""


def test_reply_to_an_own_message_is_a_mention(network: Network) -> None:
    receive(network, "@msgid=m1 :Ann!u@h PRIVMSG #tea :who has the key?", "@msgid=m2 :Bob!u@h PRIVMSG #tea :tea?")
    noted = entries_of(network)
    receive(network, "@msgid=m3;+draft/reply=m1 :Bob!u@h PRIVMSG #tea :I do")
    receive(network, "@msgid=m4;+draft/reply=m2 :Bob!u@h PRIVMSG #tea :nobody?")
    receive(network, "@msgid=m5;+draft/reply=m1 :Ann!u@h PRIVMSG #tea :thanks")
    assert noted == [(TEA, ["I do"], True), (TEA, ["nobody?"], False), (TEA, ["thanks"], False)]
    room = network.rooms[TEA]
    assert room.mentions == 1
    stands_out = [
        room.log.entry_at(i).text for i in range(len(room.log)) if room.timeline.is_mention(room.log.entry_at(i))
    ]
    assert stands_out == ["I do"]


def test_own_words_are_mentions_from_now_on(network: Network) -> None:
    noted = entries_of(network)
    receive(network, ":Bob!u@h PRIVMSG #tea :the laser is free")
    network.set_mention_words(["laser"])
    receive(network, ":Bob!u@h PRIVMSG #tea :Laser?")
    assert [mention for _, _, mention in noted] == [False, True]
    shown = network.rooms[TEA].timeline
    assert [shown.is_mention(shown.entry_at(index)) for index in range(shown.count())][-2:] == [True, True]

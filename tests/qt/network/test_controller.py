"""Two controllers and a real server: what one says the other reads, also after the server was killed."""

from __future__ import annotations

import datetime
import logging
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop_chat.client.archive import Archive
from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.events import Phase
from desktop_chat.client.known_servers import KnownServers
from desktop_chat.client.own_keys import OwnKeys
from desktop_chat.client.preferences import Settings
from desktop_chat.client.secret_store import SecretStore
from desktop_chat.client.sts import StsPolicies
from desktop_chat.clock import now_ms
from desktop_chat.net.identity import open_identity
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.draft import Draft
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.network.strict_transport import StrictTransport
from tests.keys import FixedKeys
from tests.patience import MILLISECONDS, SECONDS
from tests.qt.conftest import MakeController, ServerProcess

LOBBY = "#lobby"


def join(qtbot: QtBot, controller: Controller, server: ServerProcess) -> tuple[Network, Room]:
    """Be in the lobby."""
    network = controller.join_chat(ChatAddress("127.0.0.1", server.port))
    qtbot.waitUntil(lambda: LOBBY in network.rooms and network.rooms[LOBBY].state.joined, timeout=MILLISECONDS)
    return network, network.rooms[LOBBY]


def said(room: Room) -> list[str]:
    entries = [room.timeline.entry_at(i) for i in range(room.timeline.count())]
    return [entry.text for entry in entries if entry.kind is EntryKind.MESSAGE]


def test_messages_reach_the_other_person(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    ann, bob = make_controller("ann"), make_controller("bob")
    network, room = join(qtbot, ann, server_process)
    _, other = join(qtbot, bob, server_process)
    network.send_text(room, "hello bob")
    network.send_text(room, "it ☃ snows")
    qtbot.waitUntil(lambda: said(other) == ["hello bob", "it ☃ snows"])
    qtbot.waitUntil(lambda: said(room) == ["hello bob", "it ☃ snows"])
    own = [room.timeline.entry_at(i) for i in range(room.timeline.count())]
    qtbot.waitUntil(
        lambda: all(
            room.timeline.entry_at(i).state is DeliveryState.SENT
            for i, entry in enumerate(own)
            if entry.own and entry.text
        )
    )
    assert (other.unread, other.mentions) == (2, 1)
    assert ann.settings.find_server(network.network) is not None


def test_a_killed_server_loses_and_doubles_nothing(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    ann, bob = make_controller("ann"), make_controller("bob")
    network, room = join(qtbot, ann, server_process)
    away, other = join(qtbot, bob, server_process)
    network.send_text(room, "one")
    qtbot.waitUntil(lambda: said(other) == ["one"])
    server_process.kill()
    qtbot.waitUntil(lambda: network.phase is Phase.OFFLINE and away.phase is Phase.OFFLINE)
    network.send_text(room, "two")
    assert said(room) == ["one", "two"]
    server_process.start()
    qtbot.waitUntil(lambda: said(other) == ["one", "two"], timeout=MILLISECONDS)
    assert said(room) == ["one", "two"]


def test_a_restart_opens_from_the_archive(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    ann = make_controller("ann")
    network, room = join(qtbot, ann, server_process)
    network.send_text(room, "kept")
    network.keep_draft(room, Draft("half a sent"))
    qtbot.waitUntil(
        lambda: (
            bool(room.timeline.count())
            and room.timeline.entry_at(room.timeline.count() - 1).state is DeliveryState.SENT
        )
    )
    network.mark_read(room)
    ann.close()
    server_process.stop()
    again = make_controller("ann")
    again.open_last_chats()
    again.connect_all()
    returned = again.networks[0]
    assert said(returned.rooms[LOBBY]) == ["kept"]
    assert returned.rooms[LOBBY].draft == Draft("half a sent")
    qtbot.waitUntil(lambda: returned.phase is Phase.OFFLINE and bool(returned.reason))
    returned.send_text(returned.rooms[LOBBY], "said offline")
    server_process.start()
    returned.connect_now()
    qtbot.waitUntil(lambda: returned.phase is Phase.ONLINE, timeout=MILLISECONDS)
    last = returned.rooms[LOBBY].timeline
    qtbot.waitUntil(lambda: last.entry_at(last.count() - 1).state is DeliveryState.SENT)
    assert said(returned.rooms[LOBBY]) == ["kept", "said offline"]


def test_leaving_says_goodbye(qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess) -> None:
    ann, bob = make_controller("ann"), make_controller("bob")
    _, room = join(qtbot, ann, server_process)
    network, _ = join(qtbot, bob, server_process)
    qtbot.waitUntil(lambda: "bob" in room.state.members)
    with qtbot.waitSignal(network.ended):
        bob.remove_network(network)
    qtbot.waitUntil(lambda: "bob" not in room.state.members)
    assert bob.networks == []
    record = bob.settings.find_server(network.network)
    assert record is not None
    assert not record.connect


def test_direct_messages_open_a_room_on_both_sides(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    ann, bob = make_controller("ann"), make_controller("bob")
    network, _ = join(qtbot, ann, server_process)
    other, _ = join(qtbot, bob, server_process)
    network.open_direct_messages("bob")
    network.send_text(network.rooms["bob"], "psst")
    qtbot.waitUntil(lambda: "ann" in other.rooms and said(other.rooms["ann"]) == ["psst"])
    assert other.rooms["ann"].mentions == 1
    other.mark_read(other.rooms["ann"])
    assert bob.unread_totals() == (0, 0)


def test_last_words_of_the_server_stay_until_it_is_back(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    network, _ = join(qtbot, make_controller("ann"), server_process)
    server_process.stop()
    qtbot.waitUntil(lambda: network.phase is Phase.OFFLINE and "stopped" in network.reason)
    said_first = network.reason
    with qtbot.waitSignals([network.phase_changed] * 4, timeout=MILLISECONDS):  # it tries again, and nobody answers
        network.connect_now()
    qtbot.waitUntil(lambda: network.phase is Phase.OFFLINE)
    assert network.reason == said_first
    server_process.start()
    network.connect_now()
    qtbot.waitUntil(lambda: network.phase is Phase.ONLINE, timeout=MILLISECONDS)
    server_process.kill()
    qtbot.waitUntil(lambda: network.phase is Phase.OFFLINE)
    assert network.reason != said_first


def test_host_is_the_owner_in_the_chat(qtbot: QtBot, tmp_path: Path) -> None:
    made = open_identity(tmp_path, "guest", "desktop-chat", datetime.datetime.now(datetime.UTC))
    hosting = Hosting(tmp_path / "server")
    known = KnownServers(tmp_path / "known.json")
    settings, archive = Settings(tmp_path / "settings.json"), Archive(tmp_path / "archive.db")
    controller = Controller(
        settings=settings,
        archive=archive,
        known=known,
        hosting=hosting,
        keys=FixedKeys(made.certificate, made.key),
        secrets=SecretStore(tmp_path / "secrets.json"),
        transport=StrictTransport(StsPolicies(tmp_path / "sts.json")),
    )
    hosting.start_server({"listen.addresses": "127.0.0.1:0"})
    qtbot.waitUntil(lambda: hosting.is_running, timeout=MILLISECONDS)
    place = controller.hosted_place()
    assert place is not None
    network = controller.join_chat(place, hosted=True)
    qtbot.waitUntil(lambda: network.phase is Phase.ONLINE, timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: [user.role for user in hosting.users] == ["owner"], timeout=MILLISECONDS)
    controller.remove_network(network)
    hosting.stop_server()
    qtbot.waitUntil(lambda: not hosting.is_active, timeout=MILLISECONDS)
    controller.close()
    hosting.close()


def last(room: Room) -> Entry:
    return room.timeline.entry_at(room.timeline.count() - 1)


def test_words_are_corrected_and_taken_back_for_everybody(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    """Also for who is away while it happens, and for who comes later."""
    ann, bob = make_controller("ann"), make_controller("bob")
    network, room = join(qtbot, ann, server_process)
    other_network, other = join(qtbot, bob, server_process)
    for text in ("teh tea", "a secret", "def tea():\n\n    pour()"):
        network.send_text(room, text)
    qtbot.waitUntil(lambda: len(said(other)) == 3 and last(room).state is DeliveryState.SENT)
    assert said(other)[2] == "def tea():\n\n    pour()"
    typed, secret = (room.timeline.entry_at(room.timeline.count() - back) for back in (3, 2))
    other_network.disconnect_now()
    qtbot.waitUntil(lambda: other_network.phase is Phase.OFFLINE)
    assert network.session.can_edit(room.key, typed)
    network.edit_entry(room, typed, "the tea")
    network.delete_entry(room, secret)
    qtbot.waitUntil(lambda: said(room) == ["the tea", "def tea():\n\n    pour()"])
    qtbot.waitUntil(lambda: room.current_entry(typed).state is DeliveryState.SENT)
    other_network.connect_now()
    qtbot.waitUntil(lambda: said(other) == ["the tea", "def tea():\n\n    pour()"], timeout=MILLISECONDS)
    assert [entry.edited_at != "" for entry in spoken(other)] == [True, False, False]
    assert [entry.kind for entry in spoken(other)] == [EntryKind.MESSAGE, EntryKind.DELETED, EntryKind.MESSAGE]
    _, late = join(qtbot, make_controller("cid"), server_process)
    qtbot.waitUntil(lambda: said(late) == ["the tea", "def tea():\n\n    pour()"])
    assert [entry.edited_at != "" for entry in spoken(late)] == [True, False]


def test_typing_is_shown_to_others(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    network, room = join(qtbot, make_controller("ann"), server_process)
    other_network, other = join(qtbot, make_controller("bob"), server_process)
    with qtbot.waitSignal(other_network.typing_changed):
        network.note_typing(room, something=True)
    assert other_network.session.nicks_typing(other.key, now_ms()) == ["ann"]
    assert network.session.nicks_typing(room.key, now_ms()) == []
    with qtbot.waitSignal(other_network.typing_changed):
        network.send_text(room, "hello")
    assert other_network.session.nicks_typing(other.key, now_ms()) == []


def test_a_correction_under_way_survives_the_server(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    ann = make_controller("ann")
    network, room = join(qtbot, ann, server_process)
    network.send_text(room, "teh tea")
    qtbot.waitUntil(lambda: last(room).state is DeliveryState.SENT)
    entry = last(room)
    server_process.kill()
    network.edit_entry(room, entry, "the tea")
    assert (last(room).text, last(room).state) == ("the tea", DeliveryState.PENDING)
    qtbot.waitUntil(lambda: network.phase is Phase.OFFLINE)
    server_process.start()
    network.connect_now()
    qtbot.waitUntil(lambda: room.current_entry(entry).state is DeliveryState.SENT, timeout=MILLISECONDS)
    assert room.current_entry(entry).text == "the tea"
    assert room.current_entry(entry).msgid == entry.msgid


def spoken(room: Room) -> list[Entry]:
    entries = [room.timeline.entry_at(i) for i in range(room.timeline.count())]
    return [entry for entry in entries if entry.kind in (EntryKind.MESSAGE, EntryKind.DELETED)]


def test_servers_are_shown_keys_that_differ(qtbot: QtBot, tmp_path: Path) -> None:
    hosting = Hosting(tmp_path / "server")
    known = KnownServers(tmp_path / "known.json")
    settings, archive = Settings(tmp_path / "settings.json"), Archive(tmp_path / "archive.db")
    keys = OwnKeys(tmp_path, known, lambda: settings.preferences.one_key)
    transport = StrictTransport(StsPolicies(tmp_path / "sts.json"))
    secrets = SecretStore(tmp_path / "secrets.json")
    controller = Controller(
        settings=settings,
        archive=archive,
        known=known,
        hosting=hosting,
        keys=keys,
        secrets=secrets,
        transport=transport,
    )
    hosting.start_server({"listen.addresses": "127.0.0.1:0"})
    qtbot.waitUntil(lambda: hosting.is_running, timeout=MILLISECONDS)
    place = controller.hosted_place()
    assert place is not None
    network = controller.join_chat(place, hosted=True)
    elsewhere = controller.join_chat(ChatAddress("localhost", place.port))
    both = (network, elsewhere)
    qtbot.waitUntil(lambda: all(one.phase is Phase.ONLINE for one in both), timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: "owner" in [user.role for user in hosting.users], timeout=MILLISECONDS)
    names = {record.key_name for record in settings.preferences.servers}
    assert len(names) == 2
    assert "" not in names
    assert {path.stem for path in tmp_path.glob("guest*.key")} == {f"guest-{name}" for name in names}
    for one in both:
        controller.remove_network(one)
    hosting.stop_server()
    qtbot.waitUntil(lambda: not hosting.is_active, timeout=MILLISECONDS)
    controller.close()
    hosting.close()


def test_read_marks_are_shared_between_devices(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess, tmp_path: Path
) -> None:
    """Also what was said while that one was away."""
    ann = make_controller("ann")
    shutil.copytree(tmp_path / "ann", tmp_path / "phone", ignore=shutil.ignore_patterns("*.json", "archive*", "server"))
    phone = make_controller("phone")
    phone.set_name("ann")
    network, room = join(qtbot, ann, server_process)
    other_network, other = join(qtbot, phone, server_process)
    _, said_by = join(qtbot, make_controller("bob"), server_process)
    bob = said_by.parent()
    assert isinstance(bob, Network)
    bob.send_text(said_by, "hello both")
    qtbot.waitUntil(lambda: (room.unread, other.unread) == (1, 1))
    network.mark_read(room)
    qtbot.waitUntil(lambda: other.unread == 0)
    other_network.disconnect_now()
    qtbot.waitUntil(lambda: other_network.phase is Phase.OFFLINE)
    bob.send_text(said_by, "one device only")
    qtbot.waitUntil(lambda: room.unread == 1)
    network.mark_read(room)
    qtbot.waitUntil(lambda: room.state.marked == room.state.newest[1])
    other_network.connect_now()
    qtbot.waitUntil(lambda: said(other)[-1:] == ["one device only"])
    qtbot.waitUntil(lambda: other.state.caught_up)
    assert other.unread == 0


def test_own_words_reach_all_chats_and_the_next_run(make_controller: MakeController) -> None:
    controller = make_controller("ann")
    first = controller.join_chat(ChatAddress("127.0.0.1", 1))
    controller.set_mention_words(["laser"])
    second = controller.join_chat(ChatAddress("127.0.0.1", 2))
    assert [network.session.other_names for network in (first, second)] == [("laser",), ("laser",)]
    assert controller.settings.preferences.mention_words == ("laser",)


def test_archive_that_begins_to_fail_is_told_once(
    qtbot: QtBot, make_controller: MakeController, expected_warnings: list[logging.LogRecord]
) -> None:
    """By the archive's thread, at once: no timer looks for it."""
    controller = make_controller("ann")
    told: list[str] = []
    controller.toast_requested.connect(told.append)
    done = threading.Event()
    with closing(sqlite3.connect(controller.archive.path, isolation_level=None)) as other:
        other.execute("ALTER TABLE entry RENAME TO hidden")
        entry = Entry(controller.archive.next_id(), EntryKind.MESSAGE, 1, "ann", "hello")
        controller.archive.add_entries("net", "#tea", [entry], done.set)
        qtbot.waitUntil(lambda: len(told) == 1, timeout=MILLISECONDS)
        other.execute("ALTER TABLE hidden RENAME TO entry")
    assert done.wait(SECONDS)
    assert len(told) == 1
    assert "tried again" in expected_warnings[0].getMessage()

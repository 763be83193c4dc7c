"""What was said before, out of a real database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.irc.message import parse_line
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.conftest import Open
from tests.hub.stage import MODERN, PRINT, SETTINGS, Stage, messages, numerics


def test_history_in_its_forms(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", MODERN, rooms=["#tea"])
    ids = [parse_line(stage.talk(ann, f"PRIVMSG #tea :{number}")[0]).tags["msgid"] for number in range(5)]

    def said(line: str) -> list[str]:
        lines = messages(stage.talk(ann, line))
        assert lines[0].params[1:] == ("chathistory", "#tea")
        assert all(message.tags["batch"] == lines[0].params[0][1:] for message in lines[1:-1])
        return [message.params[1] for message in lines[1:-1]]

    assert said("CHATHISTORY LATEST #tea * 3") == ["2", "3", "4"]
    assert said(f"CHATHISTORY LATEST #tea msgid={ids[3]} 9") == ["4"]
    assert said(f"CHATHISTORY AFTER #tea msgid={ids[1]} 2") == ["2", "3"]
    assert said(f"CHATHISTORY BEFORE #tea msgid={ids[2]} 9") == ["0", "1"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("CHATHISTORY", "INVALID_PARAMS"),
        ("CHATHISTORY FOO #tea * 5", "INVALID_PARAMS"),
        ("CHATHISTORY LATEST #tea *", "INVALID_PARAMS"),
        ("CHATHISTORY LATEST #tea * x", "INVALID_PARAMS"),
        ("CHATHISTORY BEFORE #tea * 5", "INVALID_MSGREFTYPE"),
        ("CHATHISTORY BEFORE #tea timestamp=now 5", "INVALID_PARAMS"),
        ("CHATHISTORY LATEST #else * 5", "INVALID_TARGET"),
        ("CHATHISTORY LATEST #none * 5", "INVALID_TARGET"),
        ("CHATHISTORY LATEST bob * 5", "INVALID_TARGET"),
        ("CHATHISTORY LATEST #tea * 5 6", "INVALID_PARAMS"),
        ("CHATHISTORY LATEST #tea msgid=zz 5", "MESSAGE_ERROR"),
        ("CHATHISTORY LATEST #tea msgid=9-1 5", "MESSAGE_ERROR"),
        ("CHATHISTORY AFTER #tea timestamp=2026-02-30T00:00:00Z 5", "INVALID_PARAMS"),
        ("CHATHISTORY AFTER #tea timestamp=2026-02-03T00:00:00+02:00 5", "INVALID_PARAMS"),
        ("CHATHISTORY AFTER #tea number=5 5", "INVALID_MSGREFTYPE"),
        ("CHATHISTORY TARGETS now timestamp=2026-02-03T00:00:00Z 5", "INVALID_PARAMS"),
        ("CHATHISTORY TARGETS msgid=1 timestamp=2026-02-03T00:00:00Z 5", "INVALID_PARAMS"),
    ],
)
def test_history_refusals(line: str, code: str) -> None:
    stage = Stage()
    ann = stage.enter("ann", MODERN, rooms=["#tea"])
    stage.enter("bob", rooms=["#else"])
    (answer,) = stage.talk(ann, line)
    assert parse_line(answer).params[:2] == ("CHATHISTORY", code)


def test_rights_are_checked_again_when_the_reading_ends(store: SqlStore) -> None:
    stage = Stage(store=store)
    op = stage.enter("op", rooms=["#tea"])
    ann = stage.enter("ann", MODERN, rooms=["#tea"])
    stage.talk(op, "PRIVMSG #tea :secret")
    stage.heard(ann)
    stage.send(ann, "CHATHISTORY LATEST #tea * 5")
    assert ann.paused
    stage.send(op, "KICK #tea ann")
    stage.settle()
    assert not ann.paused
    assert numerics(stage.heard(ann)) == ["KICK", "FAIL"]


def test_direct_messages_belong_to_the_two_who_can_prove_it(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", MODERN, fingerprint=PRINT)
    bob = stage.enter("bob", MODERN, fingerprint="cd" * 32)
    eve = stage.enter("eve", MODERN, fingerprint="ef" * 32)
    stage.talk(ann, "PRIVMSG bob :psst")
    stage.heard(bob)
    assert "psst" in " ".join(stage.talk(bob, "CHATHISTORY LATEST ann * 5"))
    assert "psst" in " ".join(stage.talk(ann, "CHATHISTORY LATEST bob * 5"))
    assert "psst" not in " ".join(stage.talk(eve, "CHATHISTORY LATEST ann * 5", "CHATHISTORY LATEST bob * 5"))


def test_old_clients_are_replayed_what_they_missed_in_its_place(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", rooms=["#tea"])
    stage.talk(ann, "PRIVMSG #tea :one")
    bob = stage.enter("bob")
    stage.send(bob, "JOIN #tea")
    stage.send(ann, "PRIVMSG #tea :two")
    stage.sync()
    assert numerics(stage.heard(bob)) == ["JOIN", "353", "366"]  # the rest waits behind the replay
    stage.settle()
    assert [message.params[-1] for message in messages(stage.heard(bob))] == ["one", "two"]
    stage.talk(bob, "QUIT")
    stage.talk(ann, "PRIVMSG #tea :three")
    again = stage.enter("bob")
    lines = messages(stage.talk(again, "JOIN #tea"))
    assert [message.params[-1] for message in lines if message.command == "PRIVMSG"] == ["three"]


def test_after_a_crash_nobody_is_shown_anything_twice(open_store: Open) -> None:
    stage = Stage(store=open_store())
    ann, bob = (stage.enter(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    stage.talk(ann, "PRIVMSG #tea :one")
    stage.heard(bob)
    again = Stage(store=open_store())  # nobody has left
    back = again.enter("bob")
    assert "PRIVMSG" not in numerics(again.talk(back, "JOIN #tea"))
    stranger = again.enter("cid")
    assert "PRIVMSG" in numerics(again.talk(stranger, "JOIN #tea"))


def test_after_a_stop_only_what_was_missed_is_shown(open_store: Open) -> None:
    stage = Stage(store=open_store())
    ann, bob = (stage.enter(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    stage.talk(ann, "PRIVMSG #tea :one")
    stage.talk(bob, "PART #tea")
    stage.talk(ann, "PRIVMSG #tea :two")
    stage.hub.close_all("Good night.", stage.now)
    stage.take()
    again = Stage(store=open_store())
    assert _said(again.talk(again.enter("ann"), "JOIN #tea")) == []
    assert _said(again.talk(again.enter("bob"), "JOIN #tea")) == ["two"]


def test_what_was_sent_into_a_dead_connection_is_shown_again(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann, bob = (stage.enter(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    stage.talk(bob, "PING alive")
    stage.talk(ann, "PRIVMSG #tea :lost")
    stage.hub.detach_seat(bob, "Connection reset", stage.now, lost=True)
    stage.take()
    assert _said(stage.talk(stage.enter("bob"), "JOIN #tea")) == ["lost"]


def test_a_guest_who_changes_name_is_still_recognised(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann, bob = (stage.enter(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    stage.talk(ann, "PRIVMSG #tea :one")
    stage.talk(bob, "NICK rob")
    stage.talk(bob, "QUIT")
    back = stage.connect()
    stage.talk(back, "NICK rob", "USER bob 0 * :Bob")
    assert _said(stage.talk(back, "JOIN #tea")) == []


def test_a_replay_is_a_batch_for_who_knows_batches(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", rooms=["#tea"])
    stage.talk(ann, "PRIVMSG #tea :one")
    bob = stage.enter("bob", "batch server-time message-tags labeled-response")
    lines = messages(stage.talk(bob, "@label=7 JOIN #tea,#else"))
    answer = [line.command for line in lines if line.tags.get("batch") == lines[0].params[0][1:]]
    assert (lines[0].params[1], lines[0].tags["label"]) == ("labeled-response", "7")
    assert answer == ["JOIN", "353", "366", "JOIN", "353", "366"]
    replay = lines[lines.index(next(line for line in lines if "chathistory" in line.params)) :]
    assert [line.command for line in replay] == ["BATCH", "PRIVMSG", "BATCH"]
    assert set(replay[1].tags) == {"batch", "time", "msgid"}


def test_a_replay_is_for_members_only(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", rooms=["#tea"])
    stage.talk(ann, "PRIVMSG #tea :one")
    bob = stage.enter("bob")
    stage.send(bob, "JOIN #tea")
    stage.send(ann, "KICK #tea bob")
    stage.settle()
    assert numerics(stage.heard(bob)) == ["JOIN", "353", "366", "KICK"]


def test_no_replay_when_it_is_off_or_the_client_can_ask(store: SqlStore) -> None:
    stage = Stage(replace(SETTINGS, replay_on_join=0), store=store)
    ann = stage.enter("ann", rooms=["#tea"])
    stage.talk(ann, "PRIVMSG #tea :one")
    assert _said(stage.talk(stage.enter("bob"), "JOIN #tea")) == []
    stage.hub.apply_settings(SETTINGS, stage.now)
    assert _said(stage.talk(stage.enter("cid", MODERN), "JOIN #tea")) == []
    assert _said(stage.talk(stage.enter("dan"), "JOIN #tea")) == ["one"]


def test_pages_around_and_between(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", MODERN, rooms=["#tea"])
    points = []
    for number in range(6):
        stage.now += 1000
        tags = messages(stage.talk(ann, f"PRIVMSG #tea :{number}"))[0].tags
        points.append((f"msgid={tags['msgid']}", f"timestamp={tags['time']}"))
    for kind in (0, 1):
        names = [point[kind] for point in points]
        assert _said(stage.talk(ann, f"CHATHISTORY AROUND #tea {names[2]} 3")) == ["1", "2", "3"]
        assert _said(stage.talk(ann, f"CHATHISTORY BETWEEN #tea {names[1]} {names[4]} 9")) == ["2", "3"]
        assert _said(stage.talk(ann, f"CHATHISTORY BETWEEN #tea {names[4]} {names[0]} 2")) == ["2", "3"]
        assert _said(stage.talk(ann, f"CHATHISTORY BEFORE #tea {names[1]} 9")) == ["0"]
        assert _said(stage.talk(ann, f"CHATHISTORY AFTER #tea {names[4]} 9")) == ["5"]
        assert _said(stage.talk(ann, f"CHATHISTORY LATEST #TEA {names[3]} 9")) == ["4", "5"]


def test_targets_name_rooms_and_people(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", MODERN, fingerprint=PRINT, rooms=["#Tea", "#quiet"])
    bob = stage.enter("bob", rooms=["#Tea", "#other"])
    stage.talk(bob, "PRIVMSG #other :not for ann", "PRIVMSG #tea :hi", "PRIVMSG ann :psst")
    stage.heard(ann)
    window = "timestamp=2001-01-01T00:00:00.000Z timestamp=2100-01-01T00:00:00.000Z"
    lines = messages(stage.talk(ann, f"CHATHISTORY TARGETS {window} 50"))
    assert lines[0].params[1] == "draft/chathistory-targets"
    assert {line.params[1] for line in lines[1:-1]} == {"#Tea", "bob"}
    assert _said(stage.talk(ann, "CHATHISTORY LATEST bob * 5")) == ["psst"]
    stage.talk(bob, "QUIT")
    stage.heard(ann)
    assert _said(stage.talk(ann, "CHATHISTORY LATEST bob * 5")) == ["psst"]
    guest = stage.enter("eve", MODERN)
    assert len(stage.talk(guest, f"CHATHISTORY TARGETS {window} 50")) == 2


def test_a_failing_database_is_said(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", MODERN, rooms=["#tea"])
    stage.send(ann, "@label=9 CHATHISTORY LATEST #tea * 5")
    stage.hub.finish_job(stage.jobs.pop(), OSError("disk"), stage.now)
    stage.take()
    (line,) = messages(stage.heard(ann))
    assert (line.params[:2], line.tags["label"]) == (("CHATHISTORY", "MESSAGE_ERROR"), "9")
    assert not ann.paused


def test_who_reads_is_not_read_meanwhile() -> None:
    stage = Stage()
    ann = stage.enter("ann", MODERN, rooms=["#tea"])
    lines = [parse_line("CHATHISTORY LATEST #tea * 5"), parse_line("PING x")]
    assert stage.hub.receive_messages(ann, lines, stage.now) == 1
    assert ann.paused
    stage.take()
    stage.settle()
    assert stage.hub.receive_messages(ann, lines[1:], stage.now) == 1


def _said(lines: list[str]) -> list[str]:
    return [message.params[-1] for message in messages(lines) if message.command == "PRIVMSG"]

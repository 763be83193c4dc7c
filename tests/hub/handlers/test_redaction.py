"""What was said is taken back: by whom, for whom, and that it is gone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.message import parse_line
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.conftest import Open
from tests.hub.stage import MODERN, PRINT, SETTINGS, Stage, messages, numerics

CAPABILITIES = f"{MODERN} draft/message-redaction"


def say(stage: Stage, seat: Seat, target: str = "#tea", text: str = "oops") -> str:
    stage.heard(seat)
    return parse_line(stage.talk(seat, f"PRIVMSG {target} :{text}")[0]).tags["msgid"]


def test_ones_own_words_are_gone_for_everybody(store: SqlStore) -> None:
    stage = Stage(store=store)
    op = stage.enter("op", MODERN, rooms=["#tea"])
    ann = stage.enter("ann", CAPABILITIES, rooms=["#tea"])
    bob = stage.enter("bob", CAPABILITIES, rooms=["#tea"])
    msgid = say(stage, ann)
    for seat in (op, bob):
        stage.heard(seat)
    (answer,) = messages(stage.talk(ann, f"@label=r REDACT #tea {msgid} :wrong room"))
    assert (answer.nick, answer.command, answer.params) == ("ann", "REDACT", ("#tea", msgid, "wrong room"))
    assert answer.tags["label"] == "r"
    assert parse_line(stage.heard(bob)[0]).params == ("#tea", msgid, "wrong room")
    (told,) = messages(stage.heard(op))
    assert (told.nick, told.command, told.params[0]) == ("ann", "NOTICE", "#tea")
    assert told.params[1] == "* deleted a message from just now: wrong room"
    assert "oops" not in " ".join(stage.talk(op, "CHATHISTORY LATEST #tea * 9"))
    shown = messages(stage.talk(bob, "CHATHISTORY LATEST #tea * 9"))[1:-1]
    assert [(line.command, line.params, line.tags["msgid"]) for line in shown] == [
        ("REDACT", ("#tea", msgid, "wrong room"), answer.tags["msgid"])
    ]
    (answer,) = messages(stage.talk(ann, f"REDACT #tea {msgid}"))
    assert answer.params[:2] == ("REDACT", "UNKNOWN_MSGID")


def test_it_stays_gone_after_a_restart(open_store: Open) -> None:
    stage = Stage(store=open_store())
    ann = stage.enter("ann", CAPABILITIES, fingerprint=PRINT, rooms=["#tea"])
    kept, gone = say(stage, ann, text="kept"), say(stage, ann)
    stage.talk(ann, f"REDACT #tea {gone}")
    stage = Stage(store=open_store())
    ann = stage.enter("ann", CAPABILITIES, fingerprint=PRINT, rooms=["#tea"])
    shown = messages(stage.talk(ann, "CHATHISTORY LATEST #tea * 9"))[1:-1]
    assert [line.params[1] for line in shown] == ["kept", gone]
    assert [parse_line(line).command for line in stage.talk(ann, f"REDACT #tea {kept}")] == ["REDACT"]


def test_who_leads_a_room_may_take_back_what_others_said(store: SqlStore) -> None:
    stage = Stage(store=store)
    op = stage.enter("op", CAPABILITIES, rooms=["#tea"])
    ann = stage.enter("ann", CAPABILITIES, rooms=["#tea"])
    mine, yours = say(stage, op), say(stage, ann)
    stage.heard(ann)
    (answer,) = messages(stage.talk(ann, f"REDACT #tea {mine}"))
    assert answer.params[:4] == ("REDACT", "REDACT_FORBIDDEN", "#tea", mine)
    stage.heard(op)
    assert numerics(stage.talk(op, f"REDACT #tea {yours}")) == ["REDACT"]


def test_a_name_taken_over_does_not_own_what_was_said_under_it(store: SqlStore) -> None:
    stage = Stage(store=store)
    stage.enter("op", rooms=["#tea"])
    ann = stage.enter("ann", CAPABILITIES, rooms=["#tea"])
    msgid = say(stage, ann)
    stage.talk(ann, "QUIT")
    other = stage.enter("ann", CAPABILITIES, rooms=["#tea"])
    (answer,) = messages(stage.talk(other, f"REDACT #tea {msgid}"))
    assert answer.params[1] == "REDACT_FORBIDDEN"
    msgid = say(stage, other)
    stage.talk(other, "NICK eve", "NICK ann")
    assert messages(stage.talk(other, f"REDACT #tea {msgid}"))[0].params[1] == "REDACT_FORBIDDEN"


def test_old_words_stay(store: SqlStore) -> None:
    stage = Stage(replace(SETTINGS, redact_seconds=60), store=store)
    op = stage.enter("op", CAPABILITIES, rooms=["#tea"])
    ann = stage.enter("ann", CAPABILITIES, rooms=["#tea"])
    msgid = say(stage, ann)
    stage.now += 61_000
    (answer,) = messages(stage.talk(ann, f"REDACT #tea {msgid}"))
    assert answer.params[:5] == ("REDACT", "REDACT_WINDOW_EXPIRED", "#tea", msgid, "60")
    stage.heard(op)
    assert numerics(stage.talk(op, f"REDACT #tea {msgid}")) == ["REDACT"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("REDACT #none 1-1", "INVALID_TARGET"),
        ("REDACT #else 1-1", "INVALID_TARGET"),
        ("REDACT bob 1-1", "INVALID_TARGET"),
        ("REDACT #tea nonsense", "UNKNOWN_MSGID"),
        ("REDACT #tea 1-1", "UNKNOWN_MSGID"),
        ("REDACT #tea 0-1", "UNKNOWN_MSGID"),
        ("REDACT #tea zzz-zzz", "UNKNOWN_MSGID"),
    ],
)
def test_refusals(store: SqlStore, line: str, code: str) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", CAPABILITIES, rooms=["#tea"])
    stage.enter("bob", rooms=["#else"])
    (answer,) = messages(stage.talk(ann, line))
    assert (answer.command, *answer.params[:2]) == ("FAIL", "REDACT", code)


def test_only_for_those_who_asked_for_it() -> None:
    stage = Stage()
    ann = stage.enter("ann", MODERN, rooms=["#tea"])
    assert numerics(stage.talk(ann, "REDACT #tea 1-1")) == ["421"]


def test_direct_messages(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", CAPABILITIES, fingerprint=PRINT)
    bob = stage.enter("bob", CAPABILITIES, fingerprint="cd" * 32)
    msgid = say(stage, ann, "bob")
    stage.heard(bob)
    (answer,) = messages(stage.talk(bob, f"REDACT ann {msgid}"))
    assert answer.params[1] == "REDACT_FORBIDDEN"
    assert parse_line(stage.talk(ann, f"REDACT bob {msgid}")[0]).params == ("bob", msgid)
    assert parse_line(stage.heard(bob)[0]).params == ("bob", msgid)
    assert "oops" not in " ".join(stage.talk(bob, "CHATHISTORY LATEST ann * 9"))


def test_two_who_take_back_the_same_are_not_both_told_that_they_did(store: SqlStore) -> None:
    stage = Stage(store=store)
    op = stage.enter("op", CAPABILITIES, rooms=["#tea"])
    ann = stage.enter("ann", CAPABILITIES, rooms=["#tea"])
    msgid = say(stage, ann)
    stage.heard(op)
    stage.send(ann, f"REDACT #tea {msgid}")
    stage.send(op, f"REDACT #tea {msgid}")
    stage.settle()
    assert numerics(stage.heard(ann)) == ["REDACT"]
    assert numerics(stage.heard(op)) == ["REDACT", "FAIL"]


def test_a_page_that_was_being_read_does_not_bring_it_back(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", CAPABILITIES, rooms=["#tea"])
    msgid = say(stage, ann)
    bob = stage.enter("bob", MODERN, rooms=["#tea"])
    stage.send(bob, "CHATHISTORY LATEST #tea * 9")
    page = stage.jobs.pop()
    answer = stage.answer(page)
    stage.talk(ann, f"REDACT #tea {msgid}")
    stage.hub.finish_job(page, answer, stage.now)
    stage.take()
    stage.settle()
    assert "oops" not in " ".join(stage.heard(bob))


def test_an_old_client_is_told_in_words_and_once(store: SqlStore) -> None:
    stage = Stage(store=store)
    op = stage.enter("op", CAPABILITIES, rooms=["#tea"])
    ann = stage.enter("ann", f"{CAPABILITIES} desktop-chat/edit", rooms=["#tea"])
    old = stage.enter("old", rooms=["#tea"])
    first = say(stage, ann, text="cheese")
    stage.talk(ann, f"@+desktop-chat/edit={first} PRIVMSG #tea :butter")
    reaction = parse_line(stage.talk(ann, f"@+draft/react=:);+draft/reply={first} TAGMSG #tea")[0])
    stage.heard(old)
    stage.now += 2 * 3_600_000
    stage.talk(ann, f"REDACT #tea {reaction.tags['msgid']}")
    assert stage.heard(old) == []
    stage.talk(op, f"REDACT #tea {first}")
    assert stage.heard(old) == [":op!op@127.0.0.1 NOTICE #tea :* deleted a message by ann from 2 h ago"]


def test_an_old_client_is_told_of_direct_words_too(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", CAPABILITIES, fingerprint=PRINT)
    old = stage.enter("old")
    msgid = say(stage, ann, target="old")
    stage.heard(old)
    stage.now += 61_000
    stage.talk(ann, f"REDACT old {msgid}")
    assert stage.heard(old) == [":ann!ann@127.0.0.1 NOTICE old :* deleted a message from 1 min ago"]

"""What was said is taken back: by whom, for whom, and that it is gone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.message import parse_line
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.conftest import Open
from tests.hub.harness import FINGERPRINT, MODERN_CAPS, SETTINGS, HubHarness, commands_of, parse_lines

CAPABILITIES = f"{MODERN_CAPS} draft/message-redaction"


def say(harness: HubHarness, seat: Seat, target: str = "#tea", text: str = "oops") -> str:
    harness.read_lines(seat)
    return parse_line(harness.exchange(seat, f"PRIVMSG {target} :{text}")[0]).tags["msgid"]


def test_ones_own_words_are_gone_for_everybody(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    op = harness.register("op", MODERN_CAPS, rooms=["#tea"])
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    bob = harness.register("bob", CAPABILITIES, rooms=["#tea"])
    msgid = say(harness, ann)
    for seat in (op, bob):
        harness.read_lines(seat)
    (answer,) = parse_lines(harness.exchange(ann, f"@label=r REDACT #tea {msgid} :wrong room"))
    assert (answer.nick, answer.command, answer.params) == ("ann", "REDACT", ("#tea", msgid, "wrong room"))
    assert answer.tags["label"] == "r"
    assert parse_line(harness.read_lines(bob)[0]).params == ("#tea", msgid, "wrong room")
    (told,) = parse_lines(harness.read_lines(op))
    assert (told.nick, told.command, told.params[0]) == ("ann", "NOTICE", "#tea")
    assert told.params[1] == "* deleted a message from just now: wrong room"
    assert "oops" not in " ".join(harness.exchange(op, "CHATHISTORY LATEST #tea * 9"))
    shown = parse_lines(harness.exchange(bob, "CHATHISTORY LATEST #tea * 9"))[1:-1]
    assert [(line.command, line.params, line.tags["msgid"]) for line in shown] == [
        ("REDACT", ("#tea", msgid, "wrong room"), answer.tags["msgid"])
    ]
    (answer,) = parse_lines(harness.exchange(ann, f"REDACT #tea {msgid}"))
    assert answer.params[:2] == ("REDACT", "UNKNOWN_MSGID")


def test_it_stays_gone_after_a_restart(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    ann = harness.register("ann", CAPABILITIES, fingerprint=FINGERPRINT, rooms=["#tea"])
    kept, gone = say(harness, ann, text="kept"), say(harness, ann)
    harness.exchange(ann, f"REDACT #tea {gone}")
    harness = HubHarness(store=open_store())
    ann = harness.register("ann", CAPABILITIES, fingerprint=FINGERPRINT, rooms=["#tea"])
    shown = parse_lines(harness.exchange(ann, "CHATHISTORY LATEST #tea * 9"))[1:-1]
    assert [line.params[1] for line in shown] == ["kept", gone]
    assert [parse_line(line).command for line in harness.exchange(ann, f"REDACT #tea {kept}")] == ["REDACT"]


def test_who_leads_a_room_may_take_back_what_others_said(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    op = harness.register("op", CAPABILITIES, rooms=["#tea"])
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    mine, yours = say(harness, op), say(harness, ann)
    harness.read_lines(ann)
    (answer,) = parse_lines(harness.exchange(ann, f"REDACT #tea {mine}"))
    assert answer.params[:4] == ("REDACT", "REDACT_FORBIDDEN", "#tea", mine)
    harness.read_lines(op)
    assert commands_of(harness.exchange(op, f"REDACT #tea {yours}")) == ["REDACT"]


def test_a_name_taken_over_does_not_own_what_was_said_under_it(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    harness.register("op", rooms=["#tea"])
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    msgid = say(harness, ann)
    harness.exchange(ann, "QUIT")
    other = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    (answer,) = parse_lines(harness.exchange(other, f"REDACT #tea {msgid}"))
    assert answer.params[1] == "REDACT_FORBIDDEN"
    msgid = say(harness, other)
    harness.exchange(other, "NICK eve", "NICK ann")
    assert parse_lines(harness.exchange(other, f"REDACT #tea {msgid}"))[0].params[1] == "REDACT_FORBIDDEN"


def test_old_words_stay(store: SqlStore) -> None:
    harness = HubHarness(replace(SETTINGS, redact_minutes=1), store=store)
    op = harness.register("op", CAPABILITIES, rooms=["#tea"])
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    msgid = say(harness, ann)
    harness.now += 61_000
    (answer,) = parse_lines(harness.exchange(ann, f"REDACT #tea {msgid}"))
    assert answer.params[:5] == ("REDACT", "REDACT_WINDOW_EXPIRED", "#tea", msgid, "60")
    harness.read_lines(op)
    assert commands_of(harness.exchange(op, f"REDACT #tea {msgid}")) == ["REDACT"]


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
    harness = HubHarness(store=store)
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    harness.register("bob", rooms=["#else"])
    (answer,) = parse_lines(harness.exchange(ann, line))
    assert (answer.command, *answer.params[:2]) == ("FAIL", "REDACT", code)


def test_only_for_those_who_asked_for_it() -> None:
    harness = HubHarness()
    ann = harness.register("ann", MODERN_CAPS, rooms=["#tea"])
    assert commands_of(harness.exchange(ann, "REDACT #tea 1-1")) == ["421"]


def test_direct_messages(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", CAPABILITIES, fingerprint=FINGERPRINT)
    bob = harness.register("bob", CAPABILITIES, fingerprint="cd" * 32)
    msgid = say(harness, ann, "bob")
    harness.read_lines(bob)
    (answer,) = parse_lines(harness.exchange(bob, f"REDACT ann {msgid}"))
    assert answer.params[1] == "REDACT_FORBIDDEN"
    assert parse_line(harness.exchange(ann, f"REDACT bob {msgid}")[0]).params == ("bob", msgid)
    assert parse_line(harness.read_lines(bob)[0]).params == ("bob", msgid)
    assert "oops" not in " ".join(harness.exchange(bob, "CHATHISTORY LATEST ann * 9"))


def test_two_who_take_back_the_same_are_not_both_told_that_they_did(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    op = harness.register("op", CAPABILITIES, rooms=["#tea"])
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    msgid = say(harness, ann)
    harness.read_lines(op)
    harness.send(ann, f"REDACT #tea {msgid}")
    harness.send(op, f"REDACT #tea {msgid}")
    harness.run_until_idle()
    assert commands_of(harness.read_lines(ann)) == ["REDACT"]
    assert commands_of(harness.read_lines(op)) == ["REDACT", "FAIL"]


def test_a_page_that_was_being_read_does_not_bring_it_back(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    msgid = say(harness, ann)
    bob = harness.register("bob", MODERN_CAPS, rooms=["#tea"])
    harness.send(bob, "CHATHISTORY LATEST #tea * 9")
    page = harness.jobs.pop()
    answer = harness.read_store(page)
    harness.exchange(ann, f"REDACT #tea {msgid}")
    harness.hub.finish_work(page, answer, harness.now)
    harness.take_outcome()
    harness.run_until_idle()
    assert "oops" not in " ".join(harness.read_lines(bob))


def test_an_old_client_is_told_in_words_and_once(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    op = harness.register("op", CAPABILITIES, rooms=["#tea"])
    ann = harness.register("ann", f"{CAPABILITIES} desktop-chat/edit", rooms=["#tea"])
    old = harness.register("old", rooms=["#tea"])
    first = say(harness, ann, text="cheese")
    harness.exchange(ann, f"@+desktop-chat/edit={first} PRIVMSG #tea :butter")
    reaction = parse_line(harness.exchange(ann, f"@+draft/react=:);+draft/reply={first} TAGMSG #tea")[0])
    harness.read_lines(old)
    harness.now += 2 * 3_600_000
    harness.exchange(ann, f"REDACT #tea {reaction.tags['msgid']}")
    assert harness.read_lines(old) == []
    harness.exchange(op, f"REDACT #tea {first}")
    assert harness.read_lines(old) == [":op!op@127.0.0.1 NOTICE #tea :* deleted a message by ann from 2 h ago"]


def test_an_old_client_is_told_of_direct_words_too(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", CAPABILITIES, fingerprint=FINGERPRINT)
    old = harness.register("old")
    msgid = say(harness, ann, target="old")
    harness.read_lines(old)
    harness.now += 61_000
    harness.exchange(ann, f"REDACT old {msgid}")
    assert harness.read_lines(old) == [":ann!ann@127.0.0.1 NOTICE old :* deleted a message from 1 min ago"]


def test_all_own_words_are_deleted_in_portions(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", CAPABILITIES, fingerprint=FINGERPRINT, rooms=["#tea"])
    bob = harness.register("bob", CAPABILITIES, rooms=["#tea"])
    harness.exchange(ann, *(f"PRIVMSG #tea :word{number}" for number in range(45)))
    harness.exchange(bob, "PRIVMSG #tea :kept")
    harness.exchange(ann, "PRIVMSG bob :direct")
    harness.read_lines(bob)
    answers = parse_lines(harness.exchange(ann, "@label=r REDACT #tea *"))
    assert (answers[-2].command, answers[-2].params[:4]) == ("NOTE", ("REDACT", "DELETED", "#tea", "45"))
    assert commands_of(harness.read_lines(bob)) == ["REDACT"] * 45
    shown = parse_lines(harness.exchange(bob, "CHATHISTORY LATEST #tea * 100"))
    assert [line.params[1] for line in shown if line.command == "PRIVMSG"] == ["kept"]
    (answer,) = parse_lines(harness.exchange(ann, "REDACT #tea *"))
    assert answer.params == ("REDACT", "DELETED", "#tea", "0", "0 of your messages were deleted")
    assert "direct" in " ".join(harness.exchange(ann, "CHATHISTORY LATEST bob * 9"))


def test_old_words_stay_where_authors_have_a_term(store: SqlStore) -> None:
    harness = HubHarness(replace(SETTINGS, redact_minutes=5), store=store)
    ann = harness.register("ann", CAPABILITIES, fingerprint=FINGERPRINT, rooms=["#tea"])
    harness.exchange(ann, "PRIVMSG #tea :old")
    harness.now += 6 * 60_000
    harness.exchange(ann, "PRIVMSG #tea :new")
    assert parse_lines(harness.exchange(ann, "REDACT #tea *"))[-1].params[3] == "1"
    assert "old" in " ".join(harness.exchange(ann, "CHATHISTORY LATEST #tea * 9"))


def test_a_guest_without_a_certificate_owns_nothing() -> None:
    harness = HubHarness()
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    (answer,) = parse_lines(harness.exchange(ann, "REDACT #tea *"))
    assert answer.params[:4] == ("REDACT", "REDACT_FORBIDDEN", "#tea", "*")

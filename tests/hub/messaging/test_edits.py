"""Words in place of earlier ones: whose, for whom, and how they come back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.message import Message, parse_line
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.conftest import Open
from tests.hub.stage import MODERN, PRINT, SETTINGS, Stage, messages, numerics

CAPABILITIES = f"{MODERN} desktop-chat/edit draft/message-redaction draft/multiline"


def say(stage: Stage, seat: Seat, text: str = "teh tea", tags: str = "", target: str = "#tea") -> Message:
    stage.heard(seat)
    return parse_line(stage.talk(seat, f"{tags}PRIVMSG {target} :{text}")[0])


def correct(stage: Stage, seat: Seat, msgid: str, text: str, target: str = "#tea") -> Message:
    return say(stage, seat, text, f"@+desktop-chat/edit={msgid} ", target)


def shown(stage: Stage, seat: Seat) -> list[tuple[str, str]]:
    """What history shows: the text, and whether it is marked as corrected."""
    stage.heard(seat)
    lines = messages(stage.talk(seat, "CHATHISTORY LATEST #tea * 9"))[1:-1]
    return [(line.params[1], "edited" if "desktop-chat/edited" in line.tags else "") for line in lines]


def test_a_correction_reaches_everybody_in_the_form_they_know(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", CAPABILITIES, rooms=["#tea"])
    bob = stage.enter("bob", CAPABILITIES, rooms=["#tea"])
    old = stage.enter("old", MODERN, rooms=["#tea"])
    msgid = say(stage, ann).tags["msgid"]
    for seat in (bob, old):
        stage.heard(seat)
    echo = correct(stage, ann, msgid, "the tea")
    assert (echo.params[1], echo.tags["+desktop-chat/edit"]) == ("the tea", msgid)
    (line,) = messages(stage.heard(bob))
    assert (line.params[1], line.tags["+desktop-chat/edit"]) == ("the tea", msgid)
    assert [line.params[1] for line in messages(stage.heard(old))] == ["* the tea"]
    assert shown(stage, bob) == [("the tea", "edited"), ("the tea", "")]
    assert shown(stage, old) == [("the tea", ""), ("* the tea", "")]
    correct(stage, ann, echo.tags["msgid"], "a tea")
    assert shown(stage, bob)[0] == ("a tea", "edited")


def test_it_lasts_and_goes_with_what_it_corrects(open_store: Open) -> None:
    stage = Stage(store=open_store())
    ann = stage.enter("ann", CAPABILITIES, fingerprint=PRINT, rooms=["#tea"])
    msgid = say(stage, ann).tags["msgid"]
    stage = Stage(store=open_store())
    ann = stage.enter("ann", CAPABILITIES, fingerprint=PRINT, rooms=["#tea"])
    later = correct(stage, ann, msgid, "the tea").tags["msgid"]
    assert shown(stage, ann)[0] == ("the tea", "edited")
    gone = messages(stage.talk(ann, f"REDACT #tea {later}"))
    assert [line.params[1] for line in gone] == [msgid, later]
    assert [text for text, _ in shown(stage, ann)] == [msgid, later]
    assert correct(stage, ann, msgid, "again").params[1] == "UNKNOWN_MSGID"


def test_an_action_and_several_lines(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", CAPABILITIES, rooms=["#tea"])
    old = stage.enter("old", rooms=["#tea"])
    action = say(stage, ann, "\x01ACTION wavs\x01").tags["msgid"]
    stage.heard(old)
    correct(stage, ann, action, "\x01ACTION waves\x01")
    assert parse_line(stage.heard(old)[0]).params[1] == "\x01ACTION * waves\x01"
    lines = [f"@+desktop-chat/edit={action} BATCH +1 draft/multiline #tea", *["@batch=1 PRIVMSG #tea :x"] * 2]
    stage.talk(ann, *lines, "BATCH -1")
    assert [parse_line(line).params[1] for line in stage.heard(old)] == ["* x", "x"]
    page = messages(stage.talk(ann, "CHATHISTORY LATEST #tea * 3"))[1:-1]
    assert [line.command for line in page[:4]] == ["BATCH", "PRIVMSG", "PRIVMSG", "BATCH"]
    assert "desktop-chat/edited" in page[0].tags
    assert page[0].tags["msgid"] == action


@pytest.mark.parametrize(
    ("target", "msgid", "code"),
    [
        ("#tea", "theirs", "CANNOT_EDIT"),
        ("#else", "mine", "CANNOT_EDIT"),
        ("#none", "mine", "CANNOT_EDIT"),
        ("bob", "mine", "CANNOT_EDIT"),
        ("@#tea", "mine", "CANNOT_EDIT"),
        ("#tea,#b", "mine", "CANNOT_EDIT"),
        ("#tea", "nonsense", "UNKNOWN_MSGID"),
        ("#tea", "", "UNKNOWN_MSGID"),
        ("#tea", "1-1", "UNKNOWN_MSGID"),
    ],
)
def test_what_cannot_be_corrected(store: SqlStore, target: str, msgid: str, code: str) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", CAPABILITIES, rooms=["#tea"])
    bob = stage.enter("bob", CAPABILITIES, rooms=["#tea", "#else"])
    known = {"theirs": say(stage, bob).tags["msgid"], "mine": say(stage, ann).tags["msgid"]}
    stage.heard(bob)
    answer = correct(stage, ann, known.get(msgid, msgid), "x", target)
    assert (answer.command, *answer.params[:2]) == ("FAIL", "PRIVMSG", code)
    assert stage.heard(bob) == []


def test_there_is_an_end_to_it(store: SqlStore) -> None:
    stage = Stage(replace(SETTINGS, edit_seconds=60), store=store)
    ann = stage.enter("ann", CAPABILITIES, rooms=["#tea"])
    msgid = say(stage, ann).tags["msgid"]
    for number in range(30):
        assert correct(stage, ann, msgid, str(number)).command == "PRIVMSG"
    assert correct(stage, ann, msgid, "more").params[1] == "CANNOT_EDIT"
    msgid = say(stage, ann).tags["msgid"]
    stage.now += 61_000
    assert correct(stage, ann, msgid, "late").params[1] == "EDIT_WINDOW_EXPIRED"


def test_a_bare_tag_corrects_nothing(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", CAPABILITIES, rooms=["#tea"])
    msgid = say(stage, ann).tags["msgid"]
    (line,) = messages(stage.talk(ann, f"@+desktop-chat/edit={msgid};+draft/react=x TAGMSG #tea"))
    assert "+desktop-chat/edit" not in line.tags
    assert numerics(stage.talk(ann, "PING x")) == ["PONG"]

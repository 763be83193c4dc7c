from __future__ import annotations

from desktop_chat.hub.live.fanout import Statement
from desktop_chat.hub.live.multiline_statement import (
    EditedStatement,
    MultilineStatement,
    mark_as_edited,
)
from desktop_chat.hub.live.view_bits import ACCOUNT, EDIT, MULTILINE, TAGS, TIME
from desktop_chat.irc.multiline import Line

LINES = [Line("one"), Line(" and", goes_on=True), Line(""), Line("two")]


def passage(*, corrects: bool = False) -> MultilineStatement:
    return MultilineStatement(
        "ann!a@h", "PRIVMSG", "#tea", LINES, "T", tags="+x=1", place=(1, 2), account="ann",
        corrects=corrects,
    )  # fmt: skip


def test_message_is_one_batch_or_single_lines() -> None:
    said = passage()
    assert said.encode_for(MULTILINE | TAGS | TIME | ACCOUNT).decode().split("\r\n") == [
        "@time=T;account=ann;msgid=1-2;+x=1 :ann!a@h BATCH +m2 draft/multiline #tea",
        "@batch=m2 :ann!a@h PRIVMSG #tea :one",
        "@batch=m2;draft/multiline-concat :ann!a@h PRIVMSG #tea : and",
        "@batch=m2 :ann!a@h PRIVMSG #tea :",
        "@batch=m2 :ann!a@h PRIVMSG #tea :two",
        ":ann!a@h BATCH -m2",
        "",
    ]
    assert said.encode_for(TAGS | TIME | ACCOUNT).decode().split("\r\n") == [
        "@time=T;account=ann;msgid=1-2;+x=1 :ann!a@h PRIVMSG #tea :one",
        "@time=T;account=ann;+x=1 :ann!a@h PRIVMSG #tea : and",
        "@time=T;account=ann;+x=1 :ann!a@h PRIVMSG #tea :two",
        "",
    ]
    assert said.encode_for(0).decode().count("PRIVMSG") == 3


def test_views_without_effect_share_bytes() -> None:
    said = passage()
    assert said.encode_for(TAGS) is said.encode_for(TAGS | EDIT)
    corrected = passage(corrects=True)
    assert b":* one\r\n" in corrected.encode_for(TAGS)
    assert b":one\r\n" in corrected.encode_for(TAGS | EDIT)


def test_clients_without_edit_get_a_star() -> None:
    assert mark_as_edited("tea") == "* tea"
    assert mark_as_edited("\x01ACTION waves\x01") == "\x01ACTION * waves\x01"


def test_edited_message_depends_on_the_view() -> None:
    both = EditedStatement(Statement(":a PRIVMSG #t :now", "T"), passage())
    assert both.encode_for(EDIT) == b":a PRIVMSG #t :now\r\n"
    assert (both.body(EDIT), both.tag_text(EDIT | TIME)) == (b":a PRIVMSG #t :now\r\n", "time=T")
    assert both.encode_for(MULTILINE).startswith(b":ann!a@h BATCH +m2")

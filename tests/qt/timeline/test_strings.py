"""Texts of the timeline."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTranslator

from desktop_chat.client.entry import DeliveryState, EntryKind
from desktop_chat.clock import now_ms
from desktop_chat.paths import resources
from desktop_chat.qt.timeline import strings
from desktop_chat.qt.timeline.strings import condensed_text
from tests.qt.timeline.scenes import NOON, entry


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ("+bob +cid", "bob, cid joined"),
        ("-bob +cid", "bob left · cid joined"),
        ("+bob -bob", "bob joined and left"),
        ("-bob +bob", "bob left and came back"),
        ("+bob -bob +bob", "bob joined"),
        ("-bob +bob -bob", "bob left"),
        ("+bob -cid -bob +cid", "bob joined and left · cid left and came back"),
        ("+a +b +c +d +e +f", "a, b, c, d, 2 more joined"),
        ("+bob =bob -rob", "bob joined · bob is now rob · rob left"),
    ],
)
def test_condensed_text_says_the_net_effect_for_each_person(steps: str, said: str) -> None:
    kinds = {"+": EntryKind.JOIN, "-": EntryKind.QUIT, "=": EntryKind.NICK}
    run = [
        entry(number, "", step[1:], kind=kinds[step[0]], target="rob" if step[0] == "=" else "")
        for number, step in enumerate(steps.split(), 1)
    ]
    assert condensed_text(run) == said


def test_twenty_one_people_are_several_in_every_language() -> None:
    """A language may count 21 as it counts 1, with a verb for one person."""
    russian = QTranslator()
    assert russian.load(str(resources() / "translations" / "desktop_chat_ru.qm"))
    assert russian.translate("Counts", "{names} joined", "", 21) == "{names} входят"
    assert russian.translate("Counts", "{names} joined", "one person") == "{names} входит"


def test_days_are_named_today_and_yesterday() -> None:
    now = now_ms()
    assert strings.day_name(now) == "Today"
    assert strings.today() - strings.local_day(now - 86_400_000) in (0, 1)
    old = strings.day_name(NOON)
    assert "2023" in old
    assert old not in ("Today", "Yesterday")


@pytest.mark.parametrize("time", [-(10**18), -1, 0, 10**18])
def test_times_outside_the_calendar_have_a_text(time: int) -> None:
    assert strings.full_time(time)
    assert strings.clock_text(time)
    assert strings.local_day(time) > 0


def test_spoken_sentence_has_author_time_text_and_state() -> None:
    clock = strings.clock_text(NOON)
    said = entry(1, "hello", "bob")
    assert strings.spoken_text(said, "hello") == f"bob, {clock}: hello"
    failed = entry(2, "lost", state=DeliveryState.FAILED)
    assert strings.spoken_text(failed, "lost") == f"ann, {clock}: lost. Not sent"
    pending = entry(3, "soon", state=DeliveryState.PENDING)
    assert strings.spoken_text(pending, "soon").endswith(". being sent")
    joined = entry(4, "", "bob", kind=EntryKind.JOIN)
    assert strings.spoken_text(joined, "bob joined") == f"{clock}: bob joined"


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        (EntryKind.JOIN, "", "bob joined"),
        (EntryKind.PART, "lunch", "bob left the room: lunch"),
        (EntryKind.QUIT, "", "bob went offline"),
        (EntryKind.KICK, "flood", "bob kicked cid: flood"),
        (EntryKind.KICK, "", "bob kicked cid"),
        (EntryKind.NICK, "", "bob is now cid"),
        (EntryKind.TOPIC, "tea", "bob set the topic: tea"),
        (EntryKind.TOPIC, "", "bob removed the topic"),
        (EntryKind.INVITE, "#tea", "bob invites you to #tea"),
        (EntryKind.KNOCK, "", "bob asks to be let in"),
        (EntryKind.KNOCK, "It is me", "bob asks to be let in: It is me"),
        (EntryKind.MODE, "+o cid", "bob changed the room: cid is a moderator"),
    ],
)
def test_notices_are_sentences(kind: EntryKind, text: str, sentence: str) -> None:
    assert strings.notice_text(entry(1, text, "bob", kind=kind, target="cid")) == sentence
    assert strings.notice_text(entry(1, text, "a.b", kind=kind, target="cid")) == sentence.replace("bob", "The server")


def test_quote_of_a_missing_or_deleted_message_says_so() -> None:
    assert strings.quoted_text(None) == "Message not available"
    assert strings.quoted_text(entry(1, "", kind=EntryKind.DELETED)) == "This message was deleted"
    assert strings.quoted_text(entry(1, "two\nlines")) == "two lines"


def test_short_time_of_today_is_the_clock_and_else_a_date() -> None:
    now = now_ms()
    assert strings.short_time_text(now) == strings.clock_text(now)
    assert strings.short_time_text(0) != strings.clock_text(0)

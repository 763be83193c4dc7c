"""Complete batches are handled, labelled answers at once, and malformed batches are dropped."""

from __future__ import annotations

import pytest

from desktop_chat.client import collection_limits
from desktop_chat.client.connection_events import Overrun
from tests.client.session_harness import MODERN, SessionHarness

CAPABILITIES = f"{MODERN} draft/multiline=max-bytes=4096"


@pytest.fixture
def harness() -> SessionHarness:
    made = SessionHarness()
    made.connect(CAPABILITIES)
    made.enter_room("#tea", "bob")
    made.events.clear()
    made.sent.clear()
    return made


def texts(harness: SessionHarness, room: str = "#tea") -> list[str]:
    return [entry.text for entry in harness.entries(room)]


def test_several_lines_are_one_message_once_the_batch_is_closed(harness: SessionHarness) -> None:
    harness.receive(
        "@msgid=m1 :bob!u@h BATCH +x draft/multiline #tea",
        "@batch=x :bob!u@h PRIVMSG #tea :one",
        "@batch=x :bob!u@h PRIVMSG #tea :two",
        "@batch=x;draft/multiline-concat :bob!u@h PRIVMSG #tea : and more",
    )
    assert texts(harness) == []
    harness.receive(":bob!u@h BATCH -x")
    assert texts(harness) == ["one\ntwo and more"]
    assert harness.entries("#tea")[0].msgid == "m1"


def test_unknown_batch_is_handled_message_by_message(harness: SessionHarness) -> None:
    harness.receive(
        ":s BATCH +x example/unknown",
        "@batch=x :bob!u@h PRIVMSG #tea :one",
        "@batch=x :s BATCH +y draft/multiline #tea",
        "@batch=y :bob!u@h PRIVMSG #tea :two",
        ":s BATCH -y",
        ":s BATCH -x",
    )
    assert texts(harness) == ["one", "two"]


def test_labelled_answer_is_handled_before_its_end(harness: SessionHarness) -> None:
    harness.receive("@label=1 :s BATCH +x labeled-response", "@batch=x :bob!u@h PRIVMSG #tea :one")
    assert texts(harness) == ["one"]
    harness.receive(":s BATCH -x")
    assert texts(harness) == ["one"]


@pytest.mark.parametrize(
    "line", [":s BATCH -never", ":s BATCH", ":s BATCH +", "@batch=never :bob!u@h PRIVMSG #tea :lost"]
)
def test_batch_that_makes_no_sense_does_no_harm(harness: SessionHarness, line: str) -> None:
    harness.receive(line, ":bob!u@h PRIVMSG #tea :next")
    assert texts(harness)[-1] == "next"


def test_batch_that_is_too_large_ends_the_connection(harness: SessionHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collection_limits, "TEXT_BYTES", 50)
    events = harness.receive(
        ":bob!u@h BATCH +x draft/multiline #tea",
        *(f"@batch=x :bob!u@h PRIVMSG #tea :{'x' * 20}" for _ in range(3)),
        ":bob!u@h BATCH -x",
    )
    assert any(isinstance(event, Overrun) for event in events)


def test_new_connection_forgets_open_batches(harness: SessionHarness) -> None:
    harness.receive(":bob!u@h BATCH +x draft/multiline #tea", "@batch=x :bob!u@h PRIVMSG #tea :old")
    harness.record(harness.session.note_closed("cut", harness.now))
    harness.connect(CAPABILITIES)
    harness.enter_room("#tea", "bob")
    harness.receive(":bob!u@h BATCH -x", ":bob!u@h PRIVMSG #tea :new")
    assert "old" not in texts(harness)
    assert texts(harness)[-1] == "new"

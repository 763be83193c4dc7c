"""Sent texts come back in their order, and the unsent text with them."""

from __future__ import annotations

from desktop_chat.qt.views.input_history import InputHistory


def filled(*texts: str) -> InputHistory:
    history = InputHistory()
    for text in texts:
        history.add_text("here", text)
    return history


def test_walk_goes_back_and_returns_to_the_unsent_text() -> None:
    history = filled("one", "two")
    assert history.step("here", "half a", -1) == "two"
    assert history.step("here", "two", -1) == "one"
    assert history.step("here", "one", -1) is None
    assert history.step("here", "one", 1) == "two"
    assert history.step("here", "two", 1) == "half a"
    assert history.step("here", "half a", 1) is None


def test_changed_text_begins_a_new_walk() -> None:
    history = filled("one", "two")
    history.step("here", "", -1)
    assert history.step("here", "two or", -1) == "two"
    assert history.step("here", "two", 1) == "two or"


def test_rooms_have_their_own_texts() -> None:
    history = filled("one")
    assert history.step("there", "", -1) is None
    assert (history.last_text("here"), history.last_text("there")) == ("one", "")


def test_repeated_text_is_kept_once_and_blank_text_never() -> None:
    history = filled("one", "two", "one", "  ")
    assert history.last_text("here") == "one"
    assert history.step("here", "", -1) == "one"
    assert history.step("here", "one", -1) == "two"
    assert history.step("here", "two", -1) is None


def test_old_texts_are_forgotten() -> None:
    history = filled(*(f"text {number}" for number in range(80)))
    shown, steps = "", 0
    while (text := history.step("here", shown, -1)) is not None:
        shown, steps = text, steps + 1
    assert (shown, steps) == ("text 30", 50)
    history.add_text("here", "x" * 60_000)
    assert history.step("here", "", -1) == "x" * 60_000
    assert history.step("here", "x" * 60_000, -1) is None

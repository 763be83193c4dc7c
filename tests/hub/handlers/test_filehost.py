"""FILEHOST: upload addresses, tokens, deletion. More over HTTP in tests/server/file_host."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.live.user import Seat
from tests.hub.harness import SETTINGS, HubHarness


@pytest.fixture
def harness() -> HubHarness:
    return HubHarness(SETTINGS)


def ask(harness: HubHarness, seat: Seat, line: str) -> str:
    return harness.exchange(seat, line)[-1]


def permit_of(harness: HubHarness, answer: str) -> tuple[int, str]:
    """Return room and reader of the upload address in the answer."""
    token = answer.split()[4].removeprefix("/upload/")
    permit = harness.hub.files.permit_of_token(token)
    return permit.room, permit.reader


def test_upload_address_is_for_a_room_a_person_or_nobody(harness: HubHarness) -> None:
    ann = harness.register("ann", rooms=["#tea"])
    bob = harness.register("bob", fingerprint="b" * 10)
    assert bob.user is not None
    answer = ask(harness, ann, "FILEHOST UPLOAD #tea")
    assert answer.startswith(":desk.example FILEHOST UPLOAD #tea /upload/")
    assert answer.split()[5:] == ["3600", "100000000"]
    assert permit_of(harness, answer) == (harness.hub._state.channels["#tea"].room, "")
    assert permit_of(harness, ask(harness, ann, "filehost upload bob")) == (0, bob.user.identity)
    assert permit_of(harness, ask(harness, ann, "FILEHOST UPLOAD")) == (0, "")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("FILEHOST UPLOAD #other", " 403 "), ("FILEHOST UPLOAD nobody", "INVALID_TARGET"),
        ("FILEHOST NONSENSE", "INVALID_PARAMS"), ("FILEHOST DELETE", " 461 "), ("FILEHOST DELETE x", "UNKNOWN_FILE"),
    ],
)  # fmt: skip
def test_refusals(harness: HubHarness, line: str, words: str) -> None:
    assert words in ask(harness, harness.register("ann"), line)


def test_person_who_may_not_speak_gets_no_address(harness: HubHarness) -> None:
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob", rooms=["#tea"])
    harness.exchange(ann, "MODE #tea +m")
    assert " 404 " in ask(harness, bob, "FILEHOST UPLOAD #tea")


def test_token_is_the_same_for_a_seat(harness: HubHarness) -> None:
    ann, bob = harness.register("ann"), harness.register("bob")
    first = ask(harness, ann, "FILEHOST TOKEN")
    assert first == ask(harness, ann, "FILEHOST TOKEN")
    assert first != ask(harness, bob, "FILEHOST TOKEN")


def test_switched_off(harness: HubHarness) -> None:
    ann = harness.register("ann")
    harness.hub._state.settings = replace(SETTINGS, files_enabled=False)
    assert "DISABLED" in ask(harness, ann, "FILEHOST TOKEN")


def test_limits_are_told_before_anything_is_sent(harness: HubHarness) -> None:
    """Space that an upload has reserved counts as taken. A room of other people counts as no room."""
    state, ann = harness.hub._state, harness.register("ann", rooms=["#tea"])
    harness.register("bob", rooms=["#milk"])
    assert ask(harness, ann, "FILEHOST LIMITS #tea") == ":desk.example FILEHOST LIMITS #tea 100000000 2000000000 */*"
    state.settings = replace(SETTINGS, file_kinds="media", file_room_mb=3, file_person_mb=0, file_total_mb=0)
    answer = ask(harness, ann, "FILEHOST UPLOAD #tea")
    harness.hub.files.reserve(harness.hub.files.permit_of_token(answer.split()[4].removeprefix("/upload/")), 1_000_000)
    assert ask(harness, ann, "FILEHOST LIMITS #tea").split()[4:] == ["100000000", "2000000", "image/*,audio/*,video/*"]
    for words in ("#milk", "bob", ""):
        assert ask(harness, ann, f"FILEHOST LIMITS {words}").split()[5] == "*"

"""Mode changes in words."""

from __future__ import annotations

import pytest

from desktop_chat.qt.timeline.mode_texts import mode_text


@pytest.mark.parametrize(
    ("modes", "text"),
    [
        ("+o bob", "bob is a moderator"),
        ("-v+h bob cid", "bob has no voice any more; cid is a helper"),
        ("+q bob", "bob is an owner"),
        ("+qo-o Ann_Lee Ann_Lee cid", "Ann Lee is an owner; cid is no longer a moderator"),
        ("+q bob!*@*", "bob is muted"),
        ("+b ~t:120:~m:bob!*@*", "bob is muted for 2 hours"),
        ("-b ~t:120:bob!*@*", "bob is no longer banned"),
        ("+eI *!*@h.example cid!*@*", "no ban concerns everybody at h.example; cid is always invited"),
        ("+i-t", "only invited people may enter; everybody here may change the topic"),
        ("+m", "only people with a voice may speak"),
        ("+l 5", "at most 5 people may be here"),
        ("-lk key", "any number of people may be here; the room has no password any more"),
        ("+k secret", "the room has a password"),
        ("+W", "new members see only what is said after they came"),
        ("+Hl 7d 5", "what is said here is deleted after 7 days; at most 5 people may be here"),
        ("+H 50:7d", "+H"),
        ("-H", "the room has no time limit of its own for messages any more"),
        ("+Z-y bob", "+Z; -y"),
        ("", ""),
    ],
)
def test_changes_are_sentences(modes: str, text: str) -> None:
    assert mode_text(modes, lambda nick: "Ann Lee" if nick == "Ann_Lee" else nick) == text


def test_many_changes_are_said_as_they_are() -> None:
    text = mode_text("+" + "v" * 30 + "".join(f" nick{number}" for number in range(30)))
    assert text.startswith("nick0 has a voice; ")
    assert text.endswith("+v nick29")


def test_lone_list_letter_is_shown_as_it_is() -> None:
    assert mode_text("+b") == "+b"

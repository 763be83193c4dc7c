"""The words of files."""

from __future__ import annotations

import pytest

from desktop_chat.client.attachment import Attachment
from desktop_chat.qt.timeline.file_texts import action_text, detail_text, name_text, spoken_file
from desktop_chat.qt.timeline.strings import preview_text, quoted_text
from tests.qt.timeline.test_file_box import CAT, PAPER, file_entry, file_of


@pytest.mark.parametrize(
    ("attachment", "detail"),
    [
        (CAT, "Picture · 12.3 kB"), (PAPER, "PDF · 1.2 MB"), (Attachment("a.mp3", media_type="audio/mpeg"), "Sound"),
        (Attachment("strange.longending", 5), "File · 5 bytes"),
    ],
)  # fmt: skip
def test_detail(attachment: Attachment, detail: str) -> None:
    assert detail_text(file_of(attachment)) == detail


def test_name_hides_nothing() -> None:
    assert "\u202e" not in name_text(file_of(Attachment("photo\u202egpj.exe")))


def test_sound_is_played() -> None:
    assert action_text("file-open", file_of(Attachment("a.mp3", media_type="audio/mpeg"))) == "Play"
    assert action_text("file-open", file_of(PAPER)) == "Open"


def test_reply_and_notification_name_the_file() -> None:
    assert quoted_text(file_entry(1, CAT)) == spoken_file(file_of(CAT)) == "Picture, cat.png, 12.3 kB"
    assert preview_text(file_entry(1, CAT, "look!"), 99) == "look!"

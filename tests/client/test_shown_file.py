"""The file that a message shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.client.attachment import Attachment, format_attachment
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.shown_file import FileKind, find_file
from desktop_chat.irc.capabilities import TAG_FILE

ADDRESS = "https://desk.example:6697/files/R2qk/cat.png"


def entry(text: str, attachment: Attachment) -> Entry:
    return Entry(1, EntryKind.MESSAGE, 0, "ann", text, tags={TAG_FILE: format_attachment(attachment)})


def test_caption_is_told_apart_from_the_link() -> None:
    cat = Attachment("cat.png", 12_345, "image/png", 1200, 800, "7a8b9c")
    file = find_file(entry(f"look! {ADDRESS}", cat))
    assert file is not None
    assert (file.address, file.caption, file.name, file.size) == (ADDRESS, "look!", "cat.png", 12_345)


@pytest.mark.parametrize(
    ("attachment", "kind"),
    [
        (Attachment("a.png", media_type="image/png", width=3, height=2), FileKind.PICTURE),
        (Attachment("a.png", media_type="image/png"), FileKind.OTHER),
        (Attachment("a.svg", media_type="image/svg+xml", width=3, height=2), FileKind.OTHER),
        (Attachment("a.mp3", media_type="audio/mpeg"), FileKind.SOUND),
        (Attachment("a.mp4", media_type="video/mp4", width=3, height=2), FileKind.VIDEO),
        (Attachment("a"), FileKind.OTHER),
    ],
)
def test_kind_follows_the_media_type(attachment: Attachment, kind: FileKind) -> None:
    file = find_file(entry(ADDRESS, attachment))
    assert file is not None
    assert file.kind is kind


def test_messages_without_a_file() -> None:
    assert find_file(Entry(1, EntryKind.MESSAGE, 0, "ann", ADDRESS)) is None
    assert find_file(entry("no link", Attachment("a"))) is None
    assert find_file(replace(entry(ADDRESS, Attachment("a")), kind=EntryKind.DELETED)) is None

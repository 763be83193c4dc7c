"""What a client says about a file, before the bytes."""

from __future__ import annotations

import pytest

from desktop_chat.net.media_types import FileKinds
from desktop_chat.server.file_host.announced_type import is_announced_in_ranges


@pytest.mark.parametrize(
    ("declared", "name", "is_media"),
    [
        ("image/png", "cat.png", True), ("", "", True), ("application/octet-stream", "cat", True),
        ("application/x-www-form-urlencoded", "", True), ("text/plain", "cat.PNG", True),
        ("Application/PDF; a=b", "cat", False), ("", "letter.pdf", False), ("application/octet-stream", "a.ZIP", False),
        ("text/plain", "letter.txt", False),
    ],
)  # fmt: skip
def test_file_is_out_if_its_words_tell_another_kind(declared: str, name: str, is_media: bool) -> None:
    assert is_announced_in_ranges(declared, name, FileKinds.MEDIA.ranges) is is_media
    assert is_announced_in_ranges(declared, name, FileKinds.ANY.ranges)

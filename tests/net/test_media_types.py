"""The first bytes of a file tell its media type; the client does not."""

from __future__ import annotations

import pytest

from desktop_chat.net.media_types import UNKNOWN, FileKinds, is_in_ranges, is_media, sniff_media_type


@pytest.mark.parametrize(
    ("start", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n....", "image/png"), (b"\xff\xd8\xff\xe0", "image/jpeg"), (b"GIF89a", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"), (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"), (b"RIFF\0\0\0\0????", UNKNOWN),
        (b"\0\0\0\x20ftypavif", "image/avif"), (b"\0\0\0\x20ftypisom", "video/mp4"),
        (b"\0\0\0\x20ftypM4A ", "audio/mp4"),
        (b"OggS\0\2" + b"\0" * 22 + b"\1vorbis", "audio/ogg"), (b"OggS\0\2" + b"\0" * 22 + b"\x80theora", "video/ogg"),
        (b"\x1aE\xdf\xa3", "video/webm"), (b"ID3\4", "audio/mpeg"), (b"%PDF-1.7", "application/pdf"),
        (b"PK\3\4", "application/zip"), (b"hello", UNKNOWN), (b"", UNKNOWN),
    ],
)  # fmt: skip
def test_first_bytes_tell_the_type(start: bytes, media_type: str) -> None:
    assert sniff_media_type(start) == media_type


@pytest.mark.parametrize(
    ("declared", "media_type"),
    [
        ("text/plain; charset=utf-8", "text/plain"), ("Application/Json", "application/json"), ("text/html", UNKNOWN),
        ("image/svg+xml", UNKNOWN), ("image/png", UNKNOWN), ("application/xhtml+xml", UNKNOWN), ("nonsense", UNKNOWN),
        ("text/plain\r\nx: y", UNKNOWN), ("application/pdf", UNKNOWN), ("multipart/mixed", UNKNOWN), ("", UNKNOWN),
        ("application/x-www-form-urlencoded", UNKNOWN),
    ],
)  # fmt: skip
def test_word_of_the_client_counts_for_harmless_types_only(declared: str, media_type: str) -> None:
    assert sniff_media_type(b"hello", declared) == media_type


def test_documents_in_a_zip_keep_their_type() -> None:
    document = "application/vnd.oasis.opendocument.text"
    assert sniff_media_type(b"PK\3\4", document) == document
    assert sniff_media_type(b"PK\3\4", "text/html") == "application/zip"


def test_only_pictures_sound_and_video_are_shown() -> None:
    assert is_media("image/png")
    assert is_media("audio/ogg")
    assert not is_media("application/pdf")
    assert not is_media("text/plain")
    for media_type in ("image/png", "text/plain"):
        assert is_in_ranges(media_type, FileKinds.MEDIA.ranges) == is_media(media_type)
        assert is_in_ranges(media_type, FileKinds.ANY.ranges)

"""What a server says of the files that may be sent."""

from __future__ import annotations

from desktop_chat.client.upload_limits import MOST_RANGES, UploadLimits, parse_limits


def test_words_of_the_server() -> None:
    assert parse_limits("1000", "20", "image/*,audio/ogg") == UploadLimits(1000, 20, ("image/*", "audio/ogg"))
    assert parse_limits("0", "*", "*/*") == UploadLimits()
    assert parse_limits("many", "-1", "") == UploadLimits()
    assert parse_limits("9" * 30, "٣", ",") == UploadLimits()
    assert len(parse_limits("", "", "a/b," * 100).kinds) == MOST_RANGES


def test_what_fits() -> None:
    limits = UploadLimits(1000, 20, ("image/*", "audio/ogg"))
    assert [limits.takes_kind(kind) for kind in ("image/png", "audio/ogg", "audio/mpeg", "")] == [
        True,
        True,
        False,
        False,
    ]
    assert (limits.takes_size(1000), limits.takes_size(1001)) == (True, False)
    assert (limits.has_space(20), limits.has_space(21)) == (True, False)
    unknown = UploadLimits()
    assert unknown.takes_kind("x/y")
    assert unknown.takes_size(1 << 50)
    assert unknown.has_space(1 << 50)

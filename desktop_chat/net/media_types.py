"""Media types of files, by the first bytes. The words of a client about a file are not trusted. Pure.

Only raster images, sound and video are shown by browsers on the spot; everything else is an attachment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

SNIFFED_BYTES = 64
"""The first bytes of a file that `sniff_media_type` wants."""
UNKNOWN = "application/octet-stream"
PORTRAIT_KINDS = ("image/png", "image/jpeg", "image/gif", "image/webp")
"""What a picture of a person may be."""
_SHOWN = ("image/", "audio/", "video/")
_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"\xff\xf2", "audio/mpeg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_BRANDS = {
    b"avif": "image/avif", b"avis": "image/avif", b"heic": "image/heic", b"M4A ": "audio/mp4",
    b"qt  ": "video/quicktime",
}  # fmt: skip
_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}")
_NEVER = re.compile(
    r"image/|audio/|video/|text/html|text/xml|application/(?:xhtml|xml|javascript|pdf|x-www-form)|multipart/|message/"
)
"""Types that only the bytes can prove, that a browser could run, or that are of no file."""


class FileKinds(StrEnum):
    """What may be sent."""

    ANY = "any"
    MEDIA = "media"

    @property
    def ranges(self) -> tuple[str, ...]:
        """The media ranges of HTTP that name these kinds."""
        return tuple(f"{start}*" for start in _SHOWN) if self is FileKinds.MEDIA else ("*/*",)


def is_in_ranges(media_type: str, ranges: Iterable[str]) -> bool:
    """Return whether a media type is in one of the media ranges, such as `image/*`."""
    kind = media_type.partition("/")[0]
    return any(range_ in ("*/*", f"{kind}/*", media_type) for range_ in ranges)


def sniff_media_type(start: bytes, declared: str = "") -> str:
    """Return the media type of a file.

    `start`: the first bytes. `declared`: the words of the client; trusted only for kinds that browsers save.
    """
    if start[:4] == b"RIFF":
        return _RIFF.get(start[8:12], UNKNOWN)
    if start[4:8] == b"ftyp":
        return _BRANDS.get(start[8:12], "video/mp4")
    for bytes_, media_type in _STARTS:
        if start.startswith(bytes_):
            if media_type == "audio/ogg" and b"theora" in start:
                return "video/ogg"
            office = media_type == "application/zip" and declared.startswith("application/")
            return _plain_type(declared) if office else media_type
    return _plain_type(declared)


def _plain_type(declared: str) -> str:
    kind = declared.partition(";")[0].strip().lower()
    return kind if _TYPE.fullmatch(kind) and not _NEVER.match(kind) else UNKNOWN


def is_media(media_type: str) -> bool:
    """Return whether the file is a picture, sound or video, for display in a browser."""
    return media_type.startswith(_SHOWN)

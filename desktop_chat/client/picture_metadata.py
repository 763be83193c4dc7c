"""Removal of what a camera or a program has written into a picture: place, time, device, comments. Lossless. Pure.

The pixels, the colour profile and the way a picture is turned stay. Pictures of other kinds, and pictures that are
damaged, are returned as None: nobody can say what they hold.

Spec: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, https://www.w3.org/TR/png-3/,
https://developers.google.com/speed/webp/docs/riff_container, https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

STRIPPED_TYPES = frozenset({"image/jpeg", "image/png", "image/webp"})
"""The media types that `strip_metadata` knows."""
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_DROPPED = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
_SOI, _EOI, _SOS, _APP1, _APP2, _COMMENT = 0xD8, 0xD9, 0xDA, 0xE1, 0xE2, 0xFE
_STAND_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_APPS_KEPT = frozenset({0xE0, 0xEE})
"""JFIF and Adobe: without the latter the colours of some pictures are wrong."""
_ORIENTATION = 0x0112
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04
"""Bits in the chunk VP8X."""


def strip_metadata(data: bytes, media_type: str) -> bytes | None:
    """Return the picture without metadata, or None if its kind is unknown or the picture is damaged."""
    strip = {"image/jpeg": _strip_jpeg, "image/png": _strip_png, "image/webp": _strip_webp}.get(media_type)
    try:
        return strip(data) if strip is not None else None
    except (struct.error, IndexError, ValueError):
        return None


# JPEG


def _strip_jpeg(data: bytes) -> bytes:
    """Return the first image of a file: behind it, cameras put further ones with metadata of their own.

    Raises: ValueError, struct.error, IndexError.
    """
    if data[:2] != b"\xff\xd8":
        raise ValueError
    kept, at, turned = [b"\xff\xd8"], 2, 1
    while True:
        while data[at] == 0xFF and data[at + 1] == 0xFF:  # fill bytes
            at += 1
        marker = data[at + 1]
        if data[at] != 0xFF or marker == _SOI:
            raise ValueError
        if marker == _EOI:
            kept.append(b"\xff\xd9")
            break
        if marker in _STAND_ALONE:
            kept.append(data[at : at + 2])
            at += 2
            continue
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        segment = data[at:end]
        if end > len(data):
            raise ValueError
        if marker == _APP1 and segment[4:10] == b"Exif\0\0":
            turned = _read_orientation(segment[10:]) or turned
        elif _is_jpeg_part(marker, segment):
            kept.append(segment)
        at = end
        if marker == _SOS:
            end = _end_of_scan(data, at)
            kept.append(data[at:end])
            at = end
    if turned != 1:
        kept.insert(1, _exif_of(turned))
    return b"".join(kept)


def _is_jpeg_part(marker: int, segment: bytes) -> bool:
    """Return True for a segment without which the picture would look otherwise."""
    if marker == _APP2:
        return segment[4:16] == b"ICC_PROFILE\0"
    return marker in _APPS_KEPT or not (0xE0 <= marker <= 0xEF or marker == _COMMENT)


def _end_of_scan(data: bytes, at: int) -> int:
    """Return where the next marker stands behind the coded data at `at`."""
    while True:
        at = data.index(b"\xff", at)
        if data[at + 1] != 0 and data[at + 1] not in _STAND_ALONE:
            return at
        at += 2


def _read_orientation(exif: bytes) -> int:
    """Return how a picture is turned (1 to 8), by its TIFF block; 0 if the block does not say.

    Raises: struct.error.
    """
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return 0
    (first,) = struct.unpack_from(order + "I", exif, 4)
    (count,) = struct.unpack_from(order + "H", exif, first)
    for number in range(count):
        tag, kind, _, turned = struct.unpack_from(order + "HHIH", exif, first + 2 + 12 * number)
        if tag == _ORIENTATION and kind == 3:
            return int(turned) if 1 <= turned <= 8 else 0
    return 0


def _exif_of(turned: int) -> bytes:
    """Return a segment that says how the picture is turned, and nothing else."""
    tiff = b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, _ORIENTATION, 3, 1, turned, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


# PNG and WebP


def _strip_png(data: bytes) -> bytes:
    if data[:8] != _PNG:
        raise ValueError
    kept, at = [_PNG], 8
    while True:
        (size,) = struct.unpack_from(">I", data, at)
        kind, end = data[at + 4 : at + 8], at + 12 + size
        if end > len(data):
            raise ValueError
        if kind not in _PNG_DROPPED:
            kept.append(data[at:end])
        at = end
        if kind == b"IEND":
            return b"".join(kept)


def _strip_webp(data: bytes) -> bytes:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise ValueError
    chunks = [chunk for kind, chunk in _riff_chunks(data) if kind not in (b"EXIF", b"XMP ")]
    for number, chunk in enumerate(chunks):
        if chunk[:4] == b"VP8X":
            chunks[number] = chunk[:8] + bytes([chunk[8] & ~(_WEBP_EXIF | _WEBP_XMP)]) + chunk[9:]
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _riff_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and bytes of each chunk."""
    at, end = 12, min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    while at + 8 <= end:
        (size,) = struct.unpack_from("<I", data, at + 4)
        following = at + 8 + size + size % 2
        if at + 8 + size > end:
            raise ValueError
        yield data[at : at + 4], data[at:following]
        at = following

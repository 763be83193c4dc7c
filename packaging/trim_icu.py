"""Trim libicudata, Qt's library of Unicode data on Linux, from 32 MB to 8 MB for the bundle.

Qt asks ICU for collation, time zones and converters, and has data of its own for the rest. Left out are the names of
units, currencies, languages and regions, the rules for breaking lines, transliterations, and the converters of old
encodings.

The library is one block of data and a symbol that names the block. The block is a sorted table of items; the trimmed
block takes its place in the first segment, and the second segment moves up behind it. Addresses in memory stay as they
are.

Spec: https://unicode-org.github.io/icu/userguide/icu_data/, man 5 elf
"""

from __future__ import annotations

import re
import struct
from pathlib import Path

_UNREAD = re.compile(
    r"(brkitr|curr|lang|rbnf|region|translit|unit)/|zone/(?!en|ru|root|pool|res_index|tzdbNames)|.*\.(cnv|spp|cfu)$"
)
"""Items without the name of their package that Qt does not read."""
_PAGE = 0x1000
_ITEM_ALIGNMENT = 16
_LOAD = 1
_PROGRAM_HEADERS, _SECTION_HEADERS, _PROGRAM_COUNT, _SECTION_COUNT, _SECTION_NAMES = 32, 40, 56, 60, 62
"""Places in the header of a 64-bit ELF file."""


class UnknownLibraryError(Exception):
    """The library is not built as this module expects."""


def trim_library(library: bytes) -> bytes:
    """Return the library with the items that Qt reads.

    Raises: UnknownLibraryError.
    """
    if library[:6] != b"\x7fELF\x02\x01":
        raise UnknownLibraryError("This is no 64-bit little-endian ELF file.")
    try:
        return _trim(library)
    except (struct.error, ValueError, IndexError) as error:
        raise UnknownLibraryError(str(error)) from error


def _trim(library: bytes) -> bytes:
    (table,) = struct.unpack_from("<Q", library, _PROGRAM_HEADERS)
    (count,) = struct.unpack_from("<H", library, _PROGRAM_COUNT)
    places = [table + 56 * number for number in range(count)]
    headers = {place: struct.unpack_from("<IIQQQQQQ", library, place) for place in places}
    first, second = sorted(
        (place for place in places if headers[place][0] == _LOAD), key=lambda place: headers[place][2]
    )
    begin = headers[second][2]
    start = library.index(b"\xda\x27", _PAGE) - 2
    block = _trim_block(library[start : headers[first][2] + headers[first][5]])
    # The offset in the file and the address in memory differ by whole pages.
    moved = _round_up(start + len(block), _PAGE) + begin % _PAGE - begin
    trimmed = bytearray(library[:start] + block)
    trimmed += bytes(begin + moved - len(trimmed))
    trimmed += library[begin : begin + headers[second][5]]
    for place, (kind, flags, offset, virtual, physical, size, memory, align) in headers.items():
        if place == first:
            size = memory = start + len(block) - offset
        elif offset >= begin:
            offset += moved
        struct.pack_into("<IIQQQQQQ", trimmed, place, kind, flags, offset, virtual, physical, size, memory, align)
    # The table of sections is for tools only, and stood behind all segments.
    struct.pack_into("<Q", trimmed, _SECTION_HEADERS, 0)
    for place in (_SECTION_COUNT, _SECTION_NAMES):
        struct.pack_into("<H", trimmed, place, 0)
    return bytes(trimmed)


def _trim_block(block: bytes) -> bytes:
    """Return the block of data with the items that Qt reads."""
    (head,) = struct.unpack_from("<H", block)
    if block[12:16] != b"CmnD":
        raise ValueError("This is no block of ICU data.")
    table = block[head:]
    (count,) = struct.unpack_from("<I", table)
    rows = [struct.unpack_from("<II", table, 4 + 8 * number) for number in range(count)]
    ends = [row[1] for row in rows[1:]] + [len(table)]
    items = [
        (table[name : table.index(0, name)], table[place:end]) for (name, place), end in zip(rows, ends, strict=True)
    ]
    kept = [(name, data) for name, data in items if not _UNREAD.match(name.decode().partition("/")[2])]
    names = b"".join(name + b"\0" for name, _ in kept)
    first_name = 4 + 8 * len(kept)
    first_item = _round_up(first_name + len(names), _ITEM_ALIGNMENT)
    index = struct.pack("<I", len(kept))
    name_at, item_at = first_name, first_item
    for name, data in kept:
        index += struct.pack("<II", name_at, item_at)
        name_at += len(name) + 1
        item_at = _round_up(item_at + len(data), _ITEM_ALIGNMENT)
    padded = [data + bytes(_round_up(len(data), _ITEM_ALIGNMENT) - len(data)) for _, data in kept]
    gap = bytes(first_item - first_name - len(names))
    return b"".join((block[:head], index, names, gap, *padded))


def _round_up(size: int, unit: int) -> int:
    return -(-size // unit) * unit


def trim_file(library: Path, into: Path) -> bool:
    """Write the trimmed library. Return False, and write nothing, if it is built in an unknown way."""
    try:
        into.write_bytes(trim_library(library.read_bytes()))
    except UnknownLibraryError:
        return False
    into.chmod(0o755)
    return True

"""What formatting codes in a text mean. https://modern.ircdocs.horse/formatting.html

Pure. Positions are code points of the plain text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_CODE = re.compile(
    r"\x03(?:(\d{1,2})(?:,(\d{1,2}))?)?|\x04(?:([0-9A-Fa-f]{6})(?:,([0-9A-Fa-f]{6}))?)?|[\x02\x0f\x11\x16\x1d-\x1f]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_LINK = re.compile(
    r"(?:https?|ircs?)://[^\s<>\"\x00-\x1f]+|mailto:[^\s<>\"@\x00-\x1f]+@[^\s<>\"\x00-\x1f]+", re.IGNORECASE
)
_CLOSERS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text that looks one way. It holds no codes and is not empty.

    A colour is a number of the palette (0 to 98), six hex digits, or None for the theme's own; with `reverse` the two
    are exchanged.
    """

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    monospace: bool = False
    reverse: bool = False
    foreground: int | str | None = None
    background: int | str | None = None


_NOTHING = Span("")


def spans(text: str) -> tuple[Span, ...]:
    """The text cut where its look changes."""
    found: list[Span] = []
    style, end = _NOTHING, 0
    for code in _CODE.finditer(text):
        _append(found, text[end : code.start()], style)
        style, end = _changed(style, code), code.end()
    _append(found, text[end:], style)
    return tuple(found)


def _append(found: list[Span], text: str, style: Span) -> None:
    visible = _CONTROL.sub("", text)
    if not visible:
        return
    if found and replace(found[-1], text="") == style:
        found[-1] = replace(style, text=found[-1].text + visible)
    else:
        found.append(replace(style, text=visible))


def _changed(style: Span, code: re.Match[str]) -> Span:
    match code.group()[0]:
        case "\x02":
            return replace(style, bold=not style.bold)
        case "\x1d":
            return replace(style, italic=not style.italic)
        case "\x1f":
            return replace(style, underline=not style.underline)
        case "\x1e":
            return replace(style, strike=not style.strike)
        case "\x11":
            return replace(style, monospace=not style.monospace)
        case "\x16":
            return replace(style, reverse=not style.reverse)
        case "\x03":
            return _coloured(style, code[1] is not None, _numbered(code[1]), code[2] is not None, _numbered(code[2]))
        case "\x04":
            return _coloured(style, code[3] is not None, code[3], code[4] is not None, code[4])
    return _NOTHING


def _coloured(style: Span, fore: bool, foreground: int | str | None, back: bool, background: int | str | None) -> Span:
    """`fore` and `back` say which was named; none at all ends both."""
    if not fore:
        return replace(style, foreground=None, background=None)
    return replace(style, foreground=foreground, background=background if back else style.background)


def _numbered(number: str | None) -> int | None:
    """99 is the default."""
    return int(number) if number is not None and int(number) < 99 else None


def plain(text: str) -> str:
    """The text without codes and other controls."""
    return _CONTROL.sub("", _CODE.sub("", text)) if _CONTROL.search(text) else text


def links(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where a plain text holds addresses that can be followed: (start, end, address), without the full stop or the
    bracket of the sentence around them."""
    found = []
    for match in _LINK.finditer(text):
        address = match.group()
        while address and (address[-1] in ".,;:!?'*_~" or _closes_too_much(address)):
            address = address[:-1]
        if not address.endswith("//"):
            found.append((match.start(), match.start() + len(address), address))
    return tuple(found)


def _closes_too_much(address: str) -> bool:
    opener = _CLOSERS.get(address[-1])
    return opener is not None and address.count(address[-1]) > address.count(opener)

"""Formatting codes, links and previews of texts. Pure. Positions are code points of the plain text.

Spec: https://modern.ircdocs.horse/formatting.html
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from desktop_chat.late_pattern import late_pattern
from desktop_chat.value_class import value

CODE = late_pattern(
    r"\x03(?:([0-9]{1,2})(?:,([0-9]{1,2}))?)?|\x04(?:([0-9A-Fa-f]{6})(?:,([0-9A-Fa-f]{6}))?)?|[\x02\x0f\x11\x16\x1d-\x1f]"
)
"""A formatting code with its colours."""
MONOSPACE = "\x11"
"""The code that begins and ends letters of one width."""
_CONTROL = late_pattern(r"[\x00-\x08\x0b-\x1f\x7f]")
# Limits: no search looks further, so that no text is slow.
_QUOTES_AND_STOPS = "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a«»、。，！？；：…"
"""Characters that end an address: quotes and full-width marks, behind which no space stands."""
_LINK = late_pattern(
    r"(?<![A-Za-z0-9])(?:(?:https?|ircs?)://|mailto:(?=[^\s<>\"@\x00-\x1f]{1,64}@)|(www\.)(?=[^\s.]))"
    r"[^\s<>\"\x00-\x1f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd"
    rf"{_QUOTES_AND_STOPS}]{{1,4096}}",
    re.IGNORECASE,
)
_LINK_SIGNS = ("://", "mailto:", "www.")
"""Each link has one of these, which a start finds in a text much sooner than it compiles the pattern."""
_CHANNEL = late_pattern(
    r"(?<![\w/#&?=.])#{1,2}(?!#)[^\s,\x00-\x20\x7f#'\"<>|\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd"
    rf"{_QUOTES_AND_STOPS}]{{1,64}}"
)
_COLOUR = late_pattern(r"#(?=.*\d)[0-9a-fA-F]{6}")
_NOT_AT_THE_END = ".,;:!?'*_~"
_CLOSERS = {")": "(", "]": "[", "}": "{"}
_WIDE_CLOSERS = dict(zip("）】》〉〕］｝」』", "（【《〈〔［｛「『", strict=True))
"""Closing brackets and quotes end an address unless the address contains the opening one."""


@value
class Span:
    """A part of a text with one style. `text` holds no codes and is not empty.

    A colour is a number of the palette (0 to 98), six hex digits, or None for the colour of the theme. `reverse`
    exchanges the two colours.
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

    @property
    def is_spoiler(self) -> bool:
        """True if the text has the colour of its ground, which is how IRC hides the end of a story."""
        return self.foreground is not None and self.foreground == self.background


_NOTHING = Span("")
_FENCE_LINE = late_pattern(r"^```[\w+#.-]{0,32}[ \t]*$", re.MULTILINE)
_CONCEALED = "\u2022\u2022\u2022"
"""Stands for a spoiler, whatever its length."""


def split_styles(text: str) -> tuple[Span, ...]:
    """Return the text in spans of one style each."""
    if text.isprintable():
        return (Span(text),) if text else ()
    styles: list[Span] = []
    texts: list[list[str]] = []
    style, end = _NOTHING, 0
    for code in CODE.finditer(text):
        _append_span(styles, texts, style, text[end : code.start()])
        style, end = _apply_code(style, code[0]), code.end()
    _append_span(styles, texts, style, text[end:])
    return tuple(
        Span("".join(parts)) if style is _NOTHING else replace(style, text="".join(parts))
        for style, parts in zip(styles, texts, strict=True)
    )


def _append_span(styles: list[Span], texts: list[list[str]], style: Span, text: str) -> None:
    visible = _CONTROL.sub("", text)
    if not visible:
        return
    if styles and styles[-1] == style:
        texts[-1].append(visible)
    else:
        styles.append(style)
        texts.append([visible])


@lru_cache(maxsize=512)
def _apply_code(style: Span, letters: str) -> Span:
    """Return the style after one code. Cached: texts use few styles."""
    code = CODE.fullmatch(letters)
    assert code is not None
    match letters[0]:
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
            return _apply_colours(
                style, code[1] is not None, _colour_number(code[1]), code[2] is not None, _colour_number(code[2])
            )
        case "\x04":
            return _apply_colours(style, code[3] is not None, code[3], code[4] is not None, code[4])
    return _NOTHING


def _apply_colours(
    style: Span, fore: bool, foreground: int | str | None, back: bool, background: int | str | None
) -> Span:
    """Return the style with these colours. `fore`, `back`: the colours that the code names; a code without a colour
    ends both."""
    if not fore:
        return replace(style, foreground=None, background=None)
    return replace(style, foreground=foreground, background=background if back else style.background)


def _colour_number(number: str | None) -> int | None:
    """Return the number of a colour; 99 means the default."""
    return int(number) if number is not None and int(number) < 99 else None


def strip_formatting(text: str) -> str:
    """Return the text without formatting codes and other control characters."""
    if text.isprintable() or not _CONTROL.search(text):
        return text
    return _CONTROL.sub("", CODE.sub("", text))


def conceal_spoilers(text: str) -> str:
    """Return the text without formatting codes, and with three dots in place of each spoiler."""
    if "\x03" not in text and "\x04" not in text:
        return strip_formatting(text)
    parts: list[str] = []
    concealed = False
    for span in split_styles(text):
        if not (span.is_spoiler and concealed):
            parts.append(_CONCEALED if span.is_spoiler else span.text)
        concealed = span.is_spoiler
    return "".join(parts)


def revised(text: str, words: str) -> str:
    """Return `text` with the visible part changed to `words`. Unchanged parts keep the codes."""
    places = _visible_positions(text)
    shown = "".join(text[place] for place in places)
    start = _common_length(shown, words)
    rest = min(len(shown), len(words)) - start
    end = _common_length(shown[::-1], words[::-1], rest)
    first = places[start] if start < len(places) else len(text)
    last = places[len(shown) - end] if end else len(text)
    new = words[start : len(words) - end]
    codes = "".join(code[0] for code in CODE.finditer(text, first, last))
    for joint in ("", "\x02\x02"):  # a digit would become a part of the colour's number
        made = text[:first] + joint + new + codes + joint + text[last:]
        if strip_formatting(made) == words:
            return made
    return words


def _visible_positions(text: str) -> list[int]:
    """Return the positions of the visible characters."""
    places: list[int] = []
    at = 0
    for code in CODE.finditer(text):
        places.extend(place for place in range(at, code.start()) if not _CONTROL.match(text, place))
        at = code.end()
    places.extend(place for place in range(at, len(text)) if not _CONTROL.match(text, place))
    return places


def _common_length(one: str, other: str, most: int | None = None) -> int:
    """Return how many characters both texts begin with, at most `most`."""
    length = min(len(one), len(other)) if most is None else most
    return next((place for place in range(length) if one[place] != other[place]), length)


def one_line_preview(text: str, most: int) -> str:
    """Return the visible text as one line of at most `most` characters, without spoilers and the fences of code. Only
    the beginning of a long text is read."""
    begun = text[: 4 * most]
    shown = " ".join(conceal_spoilers(_FENCE_LINE.sub("", begun) if "\n" in begun else begun).split())
    return shown if len(shown) <= most else f"{shown[:most]}…"


def find_links(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return (start, end, address) of the links in a plain text.

    The full stop and the bracket of the surrounding sentence are no part of a link. An address that begins with `www.`
    gets `https://` in front.
    """
    small = text.lower()
    if not any(sign in small for sign in _LINK_SIGNS):
        return ()
    found = []
    for match in _LINK.finditer(text):
        address = _trim_address(_before_wide_closer(match.group()))
        if not address.endswith(("//", ":")) and address.lower() != "www":
            whole = "https://" + address if match[1] else address
            found.append((match.start(), match.start() + len(address), whole))
    return tuple(found)


def find_channel_names(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return (start, end, name) of the channels that a plain text names: `#tea`, but not `#1`, `C#`, a colour or a
    part of an address. The punctuation of the surrounding sentence is no part of a name."""
    if "#" not in text:
        return ()
    found = []
    for match in _CHANNEL.finditer(text):
        name = _trim_address(match.group())
        if any(char.isalpha() for char in name) and not _COLOUR.fullmatch(name):
            found.append((match.start(), match.start() + len(name), name))
    return tuple(found)


def _before_wide_closer(address: str) -> str:
    """Return the address up to a full-width bracket that closes a bracket before the address."""
    if address.isascii():
        return address
    opened: list[str] = []
    for place, char in enumerate(address):
        if char in _WIDE_CLOSERS.values():
            opened.append(char)
        elif char in _WIDE_CLOSERS and (not opened or opened.pop() != _WIDE_CLOSERS[char]):
            return address[:place]
    return address


def _trim_address(address: str) -> str:
    """Return the address without the punctuation of the sentence. A closing bracket stays if the address contains the
    opening one."""
    surplus = {closer: address.count(closer) - address.count(opener) for closer, opener in _CLOSERS.items()}
    end = len(address)
    while end:
        last = address[end - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in _NOT_AT_THE_END:
            break
        end -= 1
    return address[:end]

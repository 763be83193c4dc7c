"""Markup: signs around words (`**bold**`, `*italic*`, `~~struck~~`, `` `code` ``, `||spoiler||`, fences, `> quote`)
become formatting codes of IRC, and signs again for an edit. Pure.

Other clients show the codes, or plain text without signs. Words that merely contain a sign stay: an opening sign is at
the beginning of a word and a closing sign at the end of a word, both on the same line (a spoiler may have several). One
of the two may be inside of a word if no space is between: `**foot**note`. Names of people, addresses and code stay
unchanged. A backslash in front of an effective sign sends the sign itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from desktop_chat.irc.formatting import CODE, MONOSPACE, Span, find_links, split_styles, strip_formatting
from desktop_chat.irc.text_blocks import FENCE, PLAIN_JOINT, Block, BlockKind, split_blocks
from desktop_chat.value_class import value

IsName = Callable[[str], bool]

CODES = {"**": "\x02", "*": "\x1d", "_": "\x1d", "~~": "\x1e"}
"""The sign and its formatting code, which switches the style on and off."""
_SPOILER = "||"
_SPOILER_ON, _SPOILER_OFF = "\x0301,01", "\x03"
"""Black on black, which clients without spoilers show as a black bar."""
_TOKEN = re.compile(r"\\[*_~|`]+|`+|\*+|_+|~~+|\|\|+|\n(?:(?:> ){1,4})?")
_CLOSING_MARKS = ".,;:!?)]}>\"'»“”’›…-–—"
_OPENING_MARKS = "([{<\"'«„“‘‹¿¡-–—"
_SIGNS = "*_~|"
_RUN = re.compile(r"([*_~|`])\1*")
_NAME = re.compile(r"[\w\-\[\]\\`^{}|]+")
_SIGNS_OF_NAMES = frozenset("_`|\\")
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")
"""Scripts that put no space between words, or none before a particle."""
_EMOTICON = re.compile(r"(?<!\w)[:;=]-?\Z")
"""What makes a face of a star, as in `:-*`."""
_OPENING_FENCE = re.compile(r"```([\w+#.-]{1,32})?[ \t]*")


def _no_name(word: str) -> bool:
    del word
    return False


def encode_markup(text: str, is_name: IsName = _no_name) -> str:
    """Return the text with formatting codes. `is_name` returns whether a word is the name of somebody here."""
    made: list[str] = []
    pending: list[str] = []
    lines = text.split("\n")
    at, unclosed = 0, False
    while at < len(lines):
        end = -1 if unclosed or not lines[at].startswith(FENCE) else _closing_line(lines, at)
        if end < 0:
            unclosed = unclosed or lines[at].startswith(FENCE)
            pending.append(lines[at])
            at += 1
            continue
        if pending:
            made.append(_encode_lines("\n".join(pending), is_name))
            pending = []
        made.append(_encode_code(lines[at : end + 1]))
        at = end + 1
    if pending:
        made.append(_encode_lines("\n".join(pending), is_name))
    return "\n".join(made)


def _closing_line(lines: list[str], at: int) -> int:
    """Return the number of the last line of the code behind a fence, or -1."""
    if len(lines[at].rstrip()) > 2 * len(FENCE) and lines[at].rstrip().endswith(FENCE):
        return at
    return next((end for end in range(at + 1, len(lines)) if lines[end].rstrip().endswith(FENCE)), -1)


def _encode_code(lines: list[str]) -> str:
    """Return the lines of a code block, fences included, with each line of code in monospace."""
    body = [*lines[:-1], lines[-1].rstrip().removesuffix(FENCE)]
    alone = len(lines) > 1 and not body[-1].strip()  # otherwise the first word is code, as in ```one\ntwo```
    opening = _OPENING_FENCE.fullmatch(body[0]) if alone or body[0].strip() == FENCE else None
    language = (opening[1] or "") if opening is not None else ""
    code = body[1:] if opening is not None else [body[0].removeprefix(FENCE), *body[1:]]
    while code and not code[-1].strip():
        code.pop()
    while code and not code[0].strip():
        del code[0]
    said = [f"{MONOSPACE}{bare}{MONOSPACE}" if (bare := strip_formatting(line)).strip() else "" for line in code]
    if len(lines) == 1:
        return said[0] if said else lines[0]
    return "\n".join([FENCE + language, *said, FENCE]) if any(said) else "\n".join(lines)


# Signs within lines


_NEVER, _IN_WORD, _AT_WORD = 0, 1, 2
"""How well a sign can open or close a style: not at all, inside of a word, at the edge of a word."""


@dataclass(slots=True)
class _Sign:
    """A sign in the text. `style`: the sign in CODES or `||`. `opening`, `closing`: _NEVER, _IN_WORD or _AT_WORD."""

    start: int
    end: int
    style: str
    opening: int
    closing: int
    line: int
    partner: _Sign | None = None
    opens: bool = False


@value
class _Literal:
    """Characters `start` to `end` of the text, and what stands in their place."""

    start: int
    end: int
    text: str


def _encode_lines(text: str, is_name: IsName) -> str:
    signs, literals, breaks = _find_signs(text, is_name)
    _match_signs(text, signs)
    return _put_codes(text, [sign for sign in signs if sign.partner is not None], literals, breaks)


def _find_signs(text: str, is_name: IsName) -> tuple[list[_Sign], list[_Literal], list[_Literal]]:
    """Return the signs of a text, the literals (code, escaped signs), and the line breaks with the marks of quotes."""
    signs: list[_Sign] = []
    literals: list[_Literal] = []
    breaks: list[_Literal] = []
    opaque = _opaque_parts(text, is_name)
    opaque.reverse()
    quoted = re.match("(?:> ){1,4}", text)
    at = quoted.end() if quoted else _after_escape(text, 0, literals)
    line = 0
    while (token := _TOKEN.search(text, at)) is not None:
        start, at = token.span()
        while opaque and opaque[-1][1] <= start:
            opaque.pop()
        if opaque and opaque[-1][0] <= start:
            at = opaque[-1][1]
        elif token[0][0] == "\n":
            line += 1
            breaks.append(_Literal(start, at, token[0]))
            at = _after_escape(text, at, literals)
        elif token[0][0] in "\\`":
            literal = (_escaped if token[0][0] == "\\" else _code_span)(text, start, at)
            if literal is not None:
                literals.append(literal)
                at = literal.end
            elif token[0][0] == "\\":
                at = start + 1 if "`" in token[0] else at
        else:
            signs += _signs_of(text, start, at, line)
    return signs, literals, breaks


def _after_escape(text: str, at: int, literals: list[_Literal]) -> int:
    """Return the position behind an escaped quote or fence at the beginning of a line. The backslash becomes an
    invisible literal."""
    length = next((len(mark) for mark in (">", FENCE) if text.startswith("\\" + mark, at)), 0)
    if not length:
        return at
    literals.append(_Literal(at, at + 1, PLAIN_JOINT))
    return at + 1 + length


def _opaque_parts(text: str, is_name: IsName) -> list[tuple[int, int]]:
    """Return start and end of addresses and of the names of people, all without effective signs, in order."""
    parts = [(start, end) for start, end, _ in find_links(text)]
    if is_name is not _no_name and not _SIGNS_OF_NAMES.isdisjoint(text):
        words = (word for word in _NAME.finditer(text) if not _SIGNS_OF_NAMES.isdisjoint(word[0]))
        parts += (word.span() for word in words if is_name(word[0]))
    return sorted(parts)


def _code_span(text: str, start: int, at: int) -> _Literal | None:
    """Return the code between backticks, if as many backticks follow on the same line."""
    ticks = text[start:at]
    stop = text.find("\n", at)
    line = text[at : stop if stop >= 0 else len(text)]
    for closing in re.finditer("`+", line):
        if closing[0] == ticks:
            code = line[: closing.start()]
            if code.strip() and code[0] == code[-1] == " ":
                code = code[1:-1]
            code = strip_formatting(code)
            return _Literal(start, at + closing.end(), f"{MONOSPACE}{code}{MONOSPACE}") if code.strip() else None
    return None


def _signs_of(text: str, start: int, end: int, line: int) -> list[_Sign]:
    """Return the signs of a run of equal characters; none for a run without a meaning."""
    char, length = text[start], end - start
    styles = {"*": {1: ["*"], 2: ["**"], 3: ["**", "*"]}, "_": {1: ["_"]}, "~": {2: ["~~"]}, "|": {2: [_SPOILER]}}
    wanted = styles[char].get(length, [])
    opening, closing = _can_open(text, start, end), _can_close(text, start, end)
    if not wanted or not (opening or closing):
        return []
    made = []
    at = start
    for style in wanted if opening > closing else reversed(wanted):
        made.append(_Sign(at, at + len(style), style, opening, closing, line))
        at += len(style)
    return made


def _escaped(text: str, start: int, end: int) -> _Literal | None:
    """Return the signs behind a backslash if the signs alone could open or close a style. Otherwise the backslash
    stays, as in `¯\\_(ツ)_/¯`, `C:\\_new` and regular expressions."""
    following = text[end + 1 :] if text[end : end + 1] == "\\" and text[end + 1 : end + 2] in _SIGNS else text[end:]
    bare = text[max(0, start - 4) : start] + text[start + 1 : end] + following[:4]
    at = min(start, 4)
    if not _counts_at_word(bare, at, at + end - start - 1):
        return None
    return _Literal(start, end, text[start + 1 : end])


def _counts_at_word(text: str, start: int, end: int) -> bool:
    """Return whether a run of signs could open or close a style at the edge of a word."""
    if text[start] == "`":
        return not (text[start - 1 : start].isalnum() and text[end : end + 1].isalnum())
    return _AT_WORD in (_can_open(text, start, end), _can_close(text, start, end))


def _can_open(text: str, start: int, end: int) -> int:
    before, after = text[start - 1 : start], text[end : end + 1]
    if not after or after.isspace() or (after in ".,;:!?)]}>/\\%&=" and not text.startswith("...", end)):
        return _NEVER
    if not before or before.isspace() or before in _OPENING_MARKS or before in _SIGNS or _is_unspaced(before):
        return _AT_WORD
    return _beside(before, text[start:end])


def _can_close(text: str, start: int, end: int) -> int:
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before or before.isspace() or (text[start] == "*" and _EMOTICON.search(text, max(0, start - 4), start)):
        return _NEVER
    if not after or after.isspace() or after in _CLOSING_MARKS or after in _SIGNS or _is_unspaced(after):
        return _AT_WORD
    return _beside(after, text[start:end])


def _beside(char: str, sign: str) -> int:
    """Return how well a sign can open or close beside a character other than spaces and marks of sentences."""
    if char.isalnum():
        return _NEVER if sign == "_" else _IN_WORD
    if len(sign) > 1:
        return _AT_WORD if char != "\\" else _NEVER
    return _AT_WORD if not char.isascii() and unicodedata.category(char)[0] == "P" else _NEVER


def _is_unspaced(char: str) -> bool:
    return char > "\u0dff" and unicodedata.name(char, "").startswith(_UNSPACED)


def _match_signs(text: str, signs: list[_Sign]) -> None:
    """Make partners of opening and closing signs. An opening sign inside of a pair without a partner stays text."""
    opened: list[_Sign] = []
    for sign in signs:
        if sign.closing:
            for place in range(len(opened) - 1, max(-1, len(opened) - 32), -1):
                if _is_pair(text, opened[place], sign):
                    other = opened[place]
                    other.partner, sign.partner, other.opens = sign, other, True
                    del opened[place:]
                    break
        if sign.partner is None and sign.opening:
            opened.append(sign)


def _is_pair(text: str, first: _Sign, second: _Sign) -> bool:
    """Return whether two signs enclose a part of the text in a style."""
    if first.style != second.style or first.end >= second.start:
        return False
    if first.line != second.line and first.style != _SPOILER:
        return False
    edges = first.opening + second.closing
    if edges == 2 * _AT_WORD:
        return True
    return edges > 2 * _IN_WORD and not any(map(str.isspace, text[first.end : second.start]))


def _put_codes(text: str, signs: list[_Sign], literals: list[_Literal], breaks: list[_Literal]) -> str:
    """Return the text with codes for signs. A spoiler is closed before a line break and opened again behind it."""
    made: list[str] = []
    at = 0
    hidden = False
    parts: list[_Sign | _Literal] = [*signs, *literals, *breaks]
    for part in sorted(parts, key=lambda one: one.start):
        made.append(text[at : part.start])
        at = part.end
        if isinstance(part, _Literal):
            broken = hidden and part.text.startswith("\n")
            made.append(_SPOILER_OFF + part.text + _SPOILER_ON if broken else part.text)
        elif part.style == _SPOILER:
            hidden = part.opens
            made.append(_SPOILER_ON if hidden else _SPOILER_OFF)
            if not hidden and text[at : at + 1].isdecimal():
                made.append(PLAIN_JOINT)  # a digit would become a part of the code
        else:
            made.append(CODES[part.style])
    return "".join(made) + text[at:]


# Back again, for an edit


def decode_markup(text: str, is_name: IsName = _no_name) -> str:
    """Return the markup of a text, or the text itself if no markup makes the text: markup knows no colours."""
    if not CODE.search(text) and encode_markup(text, is_name) == text:
        return text
    blocks = split_blocks(text)
    escapes: tuple[Callable[[str], str], ...] = (str, _escape_some, _escape_all)
    for italic, escape in product("*_", escapes):
        made = "\n".join(_decode_block(block, italic, escape) for block in blocks)
        if is_same_text(encode_markup(made, is_name), text):
            return made
    return text


def is_same_text(one: str, other: str) -> bool:
    """Return whether two texts with codes look the same."""
    first, second = one.split("\n"), other.split("\n")
    return len(first) == len(second) and all(
        split_styles(a) == split_styles(b) and a.startswith(PLAIN_JOINT) == b.startswith(PLAIN_JOINT)
        for a, b in zip(first, second, strict=True)
    )


def _decode_block(block: Block, italic: str, escape: Callable[[str], str]) -> str:
    if block.kind is BlockKind.CODE:
        return "\n".join((FENCE + block.language, block.text, FENCE))
    sign = "> " * block.depth
    return "\n".join(sign + _decode_line(line, italic, escape) for line in block.text.split("\n"))


def _escape_all(text: str) -> str:
    """Return the text with a backslash in front of each run of signs."""
    return _RUN.sub(lambda run: "\\" + run[0], text)


def _escape_some(text: str) -> str:
    """Return the text with a backslash in front of effective signs at the edges of words."""
    return _RUN.sub(lambda run: "\\" + run[0] if _counts_at_word(text, *run.span()) else run[0], text)


def _decode_line(line: str, italic: str, escape: Callable[[str], str]) -> str:
    made: list[str] = ["\\"] if line.startswith(PLAIN_JOINT) else []
    opened: list[str] = []
    for span in split_styles(line):
        wanted = _signs_for(span, italic)
        kept = 0
        while kept < min(len(opened), len(wanted)) and opened[kept] == wanted[kept]:
            kept += 1
        made += reversed(opened[kept:])
        made += wanted[kept:]
        opened = wanted
        if span.monospace:
            ticks = "``" if "`" in span.text else "`"
            made.append(ticks + (f" {span.text} " if "`" in span.text else span.text) + ticks)
        else:
            made.append(escape(span.text))
    made += reversed(opened)
    return "".join(made)


def _signs_for(span: Span, italic: str) -> list[str]:
    """Return the signs around a span, the outermost first."""
    signs = []
    if span.is_spoiler:
        signs.append(_SPOILER)
    if span.bold:
        signs.append("**")
    if span.italic:
        signs.append(italic)
    if span.strike:
        signs.append("~~")
    return signs

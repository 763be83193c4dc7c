"""StyledText: the text of an entry without formatting codes, with styles and links. No fonts, no pixels."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter
from urllib.parse import urlsplit

from desktop_chat.client import shown_file
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.mentions import find_people
from desktop_chat.client.safe_display import remove_direction_marks, shown_address, shown_name
from desktop_chat.irc import formatting
from desktop_chat.irc.message import NO_TAGS
from desktop_chat.irc.text_blocks import BlockKind, split_blocks
from desktop_chat.qt.timeline.row_plan import Knows, Names, RowPlan, nobody
from desktop_chat.qt.timeline.strings import block_mark, condensed_text, deleted_text, notice_text, spoiler_mark
from desktop_chat.value_class import value

SCHEMES = frozenset({"http", "https", "irc", "ircs", "mailto"})
"""The schemes of links; links of other schemes are never opened."""

ROOM_LINK = "room:"
"""In front of the name of a channel in a text. Nobody else can make such a link: it has none of SCHEMES."""

PERSON_LINK = "person:"
"""In front of the nick of a person whom a text names. The text shows the name of the person."""

ROOM_LINKS_MAX = 100
"""Names of channels in one text that become links."""
_INVISIBLE = dict.fromkeys((*range(32), 127), "�")


@value
class Style:
    """The style of a stretch. A colour is a number of the IRC palette or `#rrggbb`."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    monospace: bool = False
    reverse: bool = False  # exchanges the two colours
    foreground: int | str | None = None
    background: int | str | None = None
    spoiler: bool = False
    link: bool = False
    author: str = ""  # the nick whose name colour the stretch has


PLAIN = Style()
_LINK = Style(link=True)


@value
class Stretch:
    """Code points `start` to `end` of a text in one style."""

    start: int
    end: int
    style: Style


@value
class TextBlock:
    """Code points `start` to `end` of a text: whole lines that are a quote, code, or neither."""

    start: int
    end: int
    kind: BlockKind = BlockKind.TEXT
    language: str = ""
    depth: int = 0  # how often a quote is quoted


@value
class StyledText:
    """A text with its styles and links. Unstyled parts of the text belong to no stretch."""

    text: str
    stretches: tuple[Stretch, ...] = ()  # in order, without overlap
    links: tuple[tuple[int, int, str], ...] = ()  # (start, end, url), in order
    hidden: tuple[tuple[int, int], ...] = ()  # (start, end) of the spoilers that nobody has asked to see, in order
    blocks: tuple[TextBlock, ...] = ()  # in order, with a line break between two; () for a single ordinary one
    address: str = ""  # of the file that the entry shows in place of its link

    def copied(self, start: int, end: int) -> str:
        """Return a part of the text for the clipboard: with `> ` in front of quoted lines that begin in it, nicks in
        place of the names of people, and the address of a file behind the end."""
        pieces: list[str] = []
        at = start
        for block in self.blocks:
            first, last = max(block.start, at), min(block.end, end)
            if block.kind is not BlockKind.QUOTE or first > last or at > block.end:
                continue
            mark = "> " * block.depth
            pieces += (self._as_sent(at, first), mark if first == block.start else "")
            pieces.append(self._as_sent(first, last).replace("\n", "\n" + mark))
            at = last
        copied = "".join(pieces) + self._as_sent(at, end)
        return f"{copied} {self.address}".strip() if self.address and end >= len(self.text) else copied

    def _as_sent(self, start: int, end: int) -> str:
        """Return a part of the text with nicks in place of the names of people who stand in it as a whole."""
        pieces: list[str] = []
        at = start
        for first, last, url in self.links:
            if url.startswith(PERSON_LINK) and at <= first and last <= end:
                nick = link_address(url)
                pieces += (self.text[at:first], nick if self.text[first] == "@" else nick[1:])
                at = last
        return "".join(pieces) + self.text[at:end]


EMPTY = StyledText("")


def style_entry(plan: RowPlan) -> StyledText:
    """Return the body of an entry."""
    if plan.hidden:
        return EMPTY
    made = _style_body(plan)
    if plan.revealed:
        return made
    spoilers = _spoilers_in(made.stretches)
    return replace(made, hidden=spoilers) if spoilers else made


def audible_text(plan: RowPlan, limit: int) -> str:
    """Return the text for a screen reader: at most `limit` characters, words in place of spoilers and in front of
    quotes and code."""
    styled = style_entry(plan)
    inserted = [(start, end, spoiler_mark()) for start, end in styled.hidden]
    marked = (block for block in styled.blocks if block.kind is not BlockKind.TEXT)
    inserted += ((one.start, one.start, block_mark(is_code=one.kind is BlockKind.CODE)) for one in marked)
    pieces: list[str] = []
    at = 0
    for start, end, text in sorted(inserted):
        pieces += (styled.text[at:start], text)
        at = end
        if at >= limit:
            break
    return ("".join(pieces) + styled.text[at : at + limit])[:limit]


def _spoilers_in(stretches: tuple[Stretch, ...]) -> tuple[tuple[int, int], ...]:
    """Return the spoilers; neighbours of other styles are one."""
    found: list[tuple[int, int]] = []
    for stretch in stretches:
        if not stretch.style.spoiler:
            continue
        if found and found[-1][1] == stretch.start:
            found[-1] = found[-1][0], stretch.end
        else:
            found.append((stretch.start, stretch.end))
    return tuple(found)


def _style_body(plan: RowPlan) -> StyledText:
    entry = plan.entry
    match entry.kind:
        case EntryKind.MESSAGE | EntryKind.NOTICE:
            return _style_blocks(plan, entry.text) if entry.tags is NO_TAGS else _style_message(plan)
        case EntryKind.NEWS | EntryKind.ERROR:
            return _style_text(entry.text)
        case EntryKind.ACTION:
            nick = plan.names(entry.nick)
            name = StyledText(f"{nick} ", (Stretch(0, len(nick), Style(bold=True, author=entry.nick)),))
            return _join_styled(name, _style_text(entry.text, Style(italic=True), plan.knows, plan.names))
        case EntryKind.DELETED:
            text = deleted_text()
            return StyledText(text, (Stretch(0, len(text), Style(italic=True)),))
        case _:
            return _with_links(
                _show_controls(condensed_text(plan.run, plan.names) if plan.run else notice_text(entry, plan.names)), ()
            )


def _style_message(plan: RowPlan) -> StyledText:
    """Return the body of a message, without the link of its file."""
    file = shown_file.find_file(plan.entry)
    if file is None:
        return _style_blocks(plan, plan.entry.text)
    styled = _style_blocks(plan, file.caption) if file.caption else EMPTY
    return replace(styled, address=file.address)


def is_link_allowed(url: str) -> bool:
    """Return whether a link may be opened."""
    try:
        return urlsplit(url).scheme.lower() in SCHEMES
    except ValueError:
        return False


def _show_controls(text: str) -> str:
    """Replace control characters by visible signs, so they can neither hide nor move the text around them."""
    return remove_direction_marks(text.translate(_INVISIBLE), strictly=False)


def _style_blocks(plan: RowPlan, said: str) -> StyledText:
    """Return what was said as one text of blocks. Code has no links."""
    blocks = split_blocks(said)
    if len(blocks) == 1 and blocks[0].kind is BlockKind.TEXT:
        return _style_text(blocks[0].text, PLAIN, plan.knows, plan.names)
    texts: list[str] = []
    stretches: list[Stretch] = []
    links: list[tuple[int, int, str]] = []
    made: list[TextBlock] = []
    at = 0
    for block in blocks:
        code = block.kind is BlockKind.CODE
        if code:
            piece = StyledText(remove_direction_marks(block.text, strictly=True))
        else:
            piece = _style_text(block.text, PLAIN, plan.knows, plan.names)
        texts.append(piece.text)
        stretches += (replace(one, start=one.start + at, end=one.end + at) for one in piece.stretches)
        links += ((start + at, end + at, url) for start, end, url in piece.links)
        made.append(TextBlock(at, at + len(piece.text), block.kind, block.language, block.depth))
        at += len(piece.text) + 1
    return StyledText("\n".join(texts), tuple(stretches), tuple(links), blocks=tuple(made))


def _style_text(text: str, base: Style = PLAIN, knows: Knows = nobody, names: Names = shown_name) -> StyledText:
    pieces: list[str] = []
    stretches: list[Stretch] = []
    length = 0
    for span in formatting.split_styles(text):
        piece = span.text
        style = base if span == formatting.Span(piece) else _style_span(span, base)
        if style != PLAIN and piece:
            stretches.append(Stretch(length, length + len(piece), style))
        pieces.append(piece)
        length += len(piece)
    return _with_links(remove_direction_marks("".join(pieces), strictly=False), tuple(stretches), knows, names)


def _style_span(span: formatting.Span, base: Style) -> Style:
    return replace(
        base,
        bold=base.bold or span.bold,
        italic=base.italic or span.italic,
        underline=span.underline,
        strike=span.strike,
        monospace=span.monospace,
        reverse=span.reverse,
        foreground=None if span.is_spoiler else span.foreground,
        background=None if span.is_spoiler else span.background,
        spoiler=span.is_spoiler,
    )


def _join_styled(first: StyledText, second: StyledText) -> StyledText:
    by = len(first.text)
    moved = tuple(replace(s, start=s.start + by, end=s.end + by) for s in second.stretches)
    links = tuple((start + by, end + by, url) for start, end, url in second.links)
    return StyledText(first.text + second.text, first.stretches + moved, first.links + links)


def _with_links(
    text: str, stretches: tuple[Stretch, ...], knows: Knows = nobody, names: Names = shown_name
) -> StyledText:
    """Return the text with its links. Each link shows the address to which it leads, or the name of its person."""
    found = [link for link in formatting.find_links(text) if is_link_allowed(link[2])]
    if "#" in text:
        found = _add_links(found, formatting.find_channel_names(text)[:ROOM_LINKS_MAX], ROOM_LINK)
    if knows is not nobody:
        code = [(one.start, one.end, "") for one in stretches if one.style.monospace]
        people = [one for one in find_people(text, knows) if not _overlaps(one, code)]
        found = _add_links(found, people, PERSON_LINK)
    if not found:
        return StyledText(text, stretches)
    text = remove_direction_marks(text, strictly=True)
    pieces: list[str] = []
    links: list[tuple[int, int, str]] = []
    moves: list[tuple[int, int, int]] = []  # start and end of a replaced address, and the end of its replacement
    at = length = 0
    for start, end, address in found:
        url = address if address.startswith((ROOM_LINK, PERSON_LINK)) else shown_address(address)
        seen = text[start:end]
        if not url:
            continue
        if url.startswith(PERSON_LINK):
            name = remove_direction_marks(names(url.removeprefix(PERSON_LINK)), strictly=True)
            seen = f"@{name}" if seen.startswith("@") else name
        if url != address:
            seen = url if seen == address else url.partition("//")[2]
        pieces += (text[at:start], seen)
        length += start - at + len(seen)
        links.append((length - len(seen), length, url))
        if len(seen) != end - start:
            moves.append((start, end, length))
        at = end
    moved = tuple(
        replace(one, start=_moved_position(one.start, moves), end=_moved_position(one.end, moves)) for one in stretches
    )
    return StyledText("".join(pieces) + text[at:], _overlay_links(moved, tuple(links)), tuple(links))


_Place = tuple[int, int, str]


def _add_links(links: list[_Place], more: Sequence[_Place], scheme: str) -> list[_Place]:
    """Return the links and `more` outside of them, in order."""
    outside = [(one[0], one[1], scheme + one[2]) for one in more if not _overlaps(one, links)]
    return sorted([*links, *outside])


def _overlaps(place: _Place, others: Sequence[_Place]) -> bool:
    """Return whether a place has a character in common with the others, which are in order."""
    before = bisect_left(others, place[1], key=itemgetter(0))
    return bool(before) and others[before - 1][1] > place[0]


def link_address(url: str) -> str:
    """Return the address of a link as people read it: of a room its name, of a person the nick behind `@`."""
    return f"@{url.removeprefix(PERSON_LINK)}" if url.startswith(PERSON_LINK) else url.removeprefix(ROOM_LINK)


def _moved_position(at: int, moves: list[tuple[int, int, int]]) -> int:
    """Return a position after the replacement of addresses; a position inside an address moves to its end."""
    before = bisect_left(moves, at, key=itemgetter(0))
    if not before:
        return at
    _, end, now = moves[before - 1]
    return now + max(0, at - end)


def _overlay_links(stretches: tuple[Stretch, ...], links: tuple[tuple[int, int, str], ...]) -> tuple[Stretch, ...]:
    """Add the link style to the stretches. One pass over both sorted tuples, because a line may hold thousands."""
    made: list[Stretch] = []
    waiting = list(reversed(stretches))
    for start, end, _ in links:
        at = start
        while waiting and waiting[-1].start < end:
            stretch = waiting.pop()
            if stretch.end <= start:
                made.append(stretch)
                continue
            if stretch.start < start:
                made.append(replace(stretch, end=start))
            inner_start, inner_end = max(stretch.start, start), min(stretch.end, end)
            if at < inner_start:
                made.append(Stretch(at, inner_start, _LINK))
            style = replace(stretch.style, link=True, foreground=None, background=None, reverse=False)
            made.append(Stretch(inner_start, inner_end, style))
            at = inner_end
            if stretch.end > end:
                waiting.append(replace(stretch, start=end))
        if at < end:
            made.append(Stretch(at, end, _LINK))
    return (*made, *reversed(waiting))

"""What an entry shows: its text without formatting codes, and which stretches of it look how. No fonts, no pixels."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from desktop_chat.client.entry import Kind
from desktop_chat.client.visible import shown_address, shown_name, straighten
from desktop_chat.irc import formatting
from desktop_chat.qt.timeline.plan import Plan
from desktop_chat.qt.timeline.words import condensed, deleted, notice
from desktop_chat.values import value

SCHEMES = frozenset({"http", "https", "irc", "ircs", "mailto"})
"""What a link may lead to; nothing else is ever opened."""

_INVISIBLE = dict.fromkeys((*range(32), 127), "�")


@value
class Style:
    """The look of a stretch. Colours are numbers of the IRC palette or `#rrggbb`; `author` colours it as a name."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    monospace: bool = False
    foreground: int | str | None = None
    background: int | str | None = None
    link: bool = False
    author: str = ""


PLAIN = Style()


@value
class Stretch:
    """Code points `start` to `end` of a text in one style."""

    start: int
    end: int
    style: Style


@value
class Shown:
    """A text and its looks: `stretches` do not overlap, plain ones are left out. Links are (start, end, url)."""

    text: str
    stretches: tuple[Stretch, ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()


EMPTY = Shown("")


def shown(plan: Plan) -> Shown:
    """What an entry shows in its body."""
    if plan.hidden:
        return EMPTY
    entry = plan.entry
    match entry.kind:
        case Kind.MESSAGE | Kind.NOTICE | Kind.NEWS | Kind.ERROR:
            return _formatted(entry.text)
        case Kind.ACTION:
            nick = shown_name(entry.nick)
            name = Shown(f"{nick} ", (Stretch(0, len(nick), Style(bold=True, author=entry.nick)),))
            return _joined(name, _formatted(entry.text, Style(italic=True)))
        case Kind.DELETED:
            text = deleted()
            return Shown(text, (Stretch(0, len(text), Style(italic=True)),))
        case _:
            return _with_links(_clean(condensed(plan.run) if plan.run else notice(entry)), ())


def allowed(url: str) -> bool:
    """Whether this is a link that may be opened."""
    try:
        return urlsplit(url).scheme.lower() in SCHEMES
    except ValueError:
        return False


def _clean(text: str) -> str:
    """Control characters become visible, so that none of them can hide or move what is around it."""
    return straighten(text.translate(_INVISIBLE), strictly=False)


def _formatted(text: str, base: Style = PLAIN) -> Shown:
    pieces: list[str] = []
    stretches: list[Stretch] = []
    length = 0
    for span in formatting.spans(text):
        piece = span.text
        style = replace(
            base,
            bold=base.bold or span.bold,
            italic=base.italic or span.italic,
            underline=span.underline,
            strike=span.strike,
            monospace=span.monospace,
            foreground=span.foreground,
            background=span.background,
        )
        if style != PLAIN and piece:
            stretches.append(Stretch(length, length + len(piece), style))
        pieces.append(piece)
        length += len(piece)
    return _with_links(straighten("".join(pieces), strictly=False), tuple(stretches))


def _joined(first: Shown, second: Shown) -> Shown:
    by = len(first.text)
    moved = tuple(replace(s, start=s.start + by, end=s.end + by) for s in second.stretches)
    links = tuple((start + by, end + by, url) for start, end, url in second.links)
    return Shown(first.text + second.text, first.stretches + moved, first.links + links)


def _with_links(text: str, stretches: tuple[Stretch, ...]) -> Shown:
    """A text with its links laid over the stretches. Each address is shown as what it leads to."""
    found = [link for link in formatting.links(text) if allowed(link[2])]
    if not found:
        return Shown(text, stretches)
    text = straighten(text, strictly=True)
    links: list[tuple[int, int, str]] = []
    by = 0
    for start, end, address in found:
        start, end, url = start + by, end + by, shown_address(address)
        if not url:
            continue
        if url != address:
            seen = url if text[start:end] == address else url.partition("//")[2]
            text = text[:start] + seen + text[end:]
            stretches = tuple(_shifted(stretch, start, end, len(seen)) for stretch in stretches)
            by += len(seen) - (end - start)
            end = start + len(seen)
        links.append((start, end, url))
    for start, end, _ in links:
        stretches = _overlaid(stretches, start, end)
    return Shown(text, stretches, tuple(links))


def _shifted(stretch: Stretch, start: int, end: int, length: int) -> Stretch:
    """The stretch after the text from `start` to `end` was replaced by one of this length."""

    def moved(at: int) -> int:
        return at if at <= start else at + length - (end - start) if at >= end else start + length

    return replace(stretch, start=moved(stretch.start), end=moved(stretch.end))


def _overlaid(stretches: tuple[Stretch, ...], start: int, end: int) -> tuple[Stretch, ...]:
    made: list[Stretch] = []
    at = start
    for stretch in stretches:
        if stretch.end <= start or stretch.start >= end:
            made.append(stretch)
            continue
        if stretch.start < start:
            made.append(replace(stretch, end=start))
        inner_start, inner_end = max(stretch.start, start), min(stretch.end, end)
        if at < inner_start:
            made.append(Stretch(at, inner_start, Style(link=True)))
        made.append(
            Stretch(inner_start, inner_end, replace(stretch.style, link=True, foreground=None, background=None))
        )
        at = inner_end
        if stretch.end > end:
            made.append(replace(stretch, start=end))
    if at < end:
        made.append(Stretch(at, end, Style(link=True)))
    return tuple(sorted(made, key=lambda s: s.start))

"""What an entry shows: its text without formatting codes, and which stretches of it look how. No fonts, no pixels."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from desktop_chat.client.entry import Kind
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
            name = Shown(f"{entry.nick} ", (Stretch(0, len(entry.nick), Style(bold=True, author=entry.nick)),))
            return _joined(name, _formatted(entry.text, Style(italic=True)))
        case Kind.DELETED:
            text = deleted()
            return Shown(text, (Stretch(0, len(text), Style(italic=True)),))
        case _:
            text = _clean(condensed(plan.run) if plan.run else notice(entry))
            return Shown(text, *_with_links(text, ()))


def allowed(url: str) -> bool:
    """Whether this is a link that may be opened."""
    try:
        return urlsplit(url).scheme.lower() in SCHEMES
    except ValueError:
        return False


def _clean(text: str) -> str:
    """Control characters in names become visible, so that none of them can hide or move what is around it."""
    return text.translate(_INVISIBLE)


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
    whole = "".join(pieces)
    return Shown(whole, *_with_links(whole, tuple(stretches)))


def _joined(first: Shown, second: Shown) -> Shown:
    by = len(first.text)
    moved = tuple(replace(s, start=s.start + by, end=s.end + by) for s in second.stretches)
    links = tuple((start + by, end + by, url) for start, end, url in second.links)
    return Shown(first.text + second.text, first.stretches + moved, first.links + links)


def _with_links(
    text: str, stretches: tuple[Stretch, ...]
) -> tuple[tuple[Stretch, ...], tuple[tuple[int, int, str], ...]]:
    """The stretches with links laid over them, and the links."""
    links = tuple(link for link in formatting.links(text) if allowed(link[2]))
    for start, end, _ in links:
        stretches = _overlaid(stretches, start, end)
    return stretches, links


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

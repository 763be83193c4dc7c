"""The formats of an exported room: a web page, plain text, and JSON. Pure.

Each format takes entries in order of time and returns pieces of text, so that rooms of any size need little memory.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import datetime
from html import escape
from typing import ClassVar

from desktop_chat.client.entry import SPOKEN, DeliveryState, Entry, EntryKind
from desktop_chat.client.safe_display import shown_name
from desktop_chat.irc.formatting import Span, find_links, split_styles, strip_formatting
from desktop_chat.irc.server_time import format_time
from desktop_chat.value_class import value

_AUTHORED = SPOKEN | {EntryKind.DELETED}


@value
class ExportTexts:
    """The words of an export in the language of the person, and the clock of the computer."""

    title: str
    """The name of the room."""
    network: str
    event_text: Callable[[Entry], str]
    """Returns the sentence of an event, or the text in place of a deleted message."""
    mark: Callable[[Entry], str]
    """Returns what stands after a message, such as "(edited)"; "" for most messages."""
    day_title: Callable[[int], str]
    """Returns the date of a time in Unix ms."""
    local_moment: Callable[[int], datetime]
    """Returns the local time of a time in Unix ms."""
    reply: str
    """The name of the link from a reply to the original message."""
    language: str
    """The code of the language, such as `en`."""


class ExportFormat(ABC):
    """Call `begin`, `write_entry` for each entry, then `end`, and join the results."""

    name: ClassVar[str]
    """The key of the format."""
    suffix: ClassVar[str]

    def __init__(self, texts: ExportTexts) -> None:
        self._texts = texts
        self._day = 0

    @abstractmethod
    def begin(self, now: int) -> str:
        """Return the text before all entries. `now` is Unix ms."""

    @abstractmethod
    def write_entry(self, entry: Entry) -> str:
        """Return the text of the next entry."""

    @abstractmethod
    def end(self) -> str:
        """Return the text after all entries."""

    def _begins_day(self, moment: datetime) -> bool:
        """Return True for the first entry of each local day."""
        before, self._day = self._day, moment.toordinal()
        return before != self._day

    def _shown_text(self, entry: Entry) -> str:
        return strip_formatting(entry.text) if entry.kind in SPOKEN else self._texts.event_text(entry)


class TextFormat(ExportFormat):
    """One line for each message, as IRC clients write their logs."""

    name = "text"
    suffix = "txt"

    def begin(self, now: int) -> str:
        return f"{self._texts.title} – {self._texts.network}\n"

    def write_entry(self, entry: Entry) -> str:
        moment = self._texts.local_moment(entry.time)
        day = f"\n--- {self._texts.day_title(entry.time)} ---\n" if self._begins_day(moment) else ""
        mark = self._texts.mark(entry)
        text = self._shown_text(entry).replace("\n", "\n    ")
        return f"{day}[{moment:%H:%M}] {_author_prefix(entry)}{text}{' ' + mark if mark else ''}\n"

    def end(self) -> str:
        return ""


def _author_prefix(entry: Entry) -> str:
    name = shown_name(entry.nick)
    match entry.kind:
        case EntryKind.MESSAGE | EntryKind.DELETED:
            return f"<{name}> "
        case EntryKind.NOTICE:
            return f"-{name}- "
        case EntryKind.ACTION:
            return f"* {name} "
        case _:
            return "* "


class JsonFormat(ExportFormat):
    """One object with all that the archive knows, one entry a line. Times are in UTC."""

    name = "json"
    suffix = "json"
    _separator = ""

    def begin(self, now: int) -> str:
        head = {"room": self._texts.title, "network": self._texts.network, "exported": format_time(now)}
        return json.dumps(head, ensure_ascii=False)[:-1] + ', "entries": ['

    def write_entry(self, entry: Entry) -> str:
        fields = {
            "time": format_time(entry.time),
            "kind": entry.kind.value,
            "nick": entry.nick,
            "account": entry.account,
            "text": self._shown_text(entry),
            "formatted": entry.text if entry.text != strip_formatting(entry.text) else "",
            "target": entry.target,
            "msgid": entry.msgid,
            "reply_to": entry.reply_to_msgid,
            "edited": entry.edited_at,
            "own": entry.own,
            "state": entry.state.value if entry.state is not DeliveryState.RECEIVED else "",
        }
        line = json.dumps({key: kept for key, kept in fields.items() if kept}, ensure_ascii=False)
        separator, self._separator = self._separator, ","
        return f"{separator}\n{line}"

    def end(self) -> str:
        return "\n]}\n"


_STYLE = """
:root { color-scheme: light dark; --line: #8884; --muted: #767676; }
@media (prefers-color-scheme: dark) { :root { --muted: #a0a0a0; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; margin: 0; } header p, time, .event, .mark { color: var(--muted); }
h2 { font-size: .9rem; border-bottom: 1px solid var(--line); margin: 2rem 0 .5rem; }
article { display: grid; grid-template-columns: 4rem 1fr; gap: .5rem; padding: .15rem 0; }
article:target { outline: 2px solid currentColor; } time { font-size: .85rem; padding-top: .1rem; }
article div { white-space: pre-wrap; overflow-wrap: anywhere; min-width: 0; } .mark { font-size: .85rem; }
.spoiler { background: currentColor; } .spoiler:hover, .spoiler:focus { background: none; }
""".strip()
# A page from other people's words runs nothing and loads nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


class HtmlFormat(ExportFormat):
    """A page of its own, readable in light and dark, without scripts, and by screen readers."""

    name = "html"
    suffix = "html"

    def begin(self, now: int) -> str:
        texts = self._texts
        title, network = escape(texts.title), escape(texts.network)
        return (
            f'<!DOCTYPE html>\n<html lang="{escape(texts.language)}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title} – {network}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n"
            f"<header>\n<h1>{title}</h1>\n<p>{network}</p>\n</header>\n<main>\n"
        )

    def write_entry(self, entry: Entry) -> str:
        texts = self._texts
        moment = texts.local_moment(entry.time)
        day = f"<h2>{escape(texts.day_title(entry.time))}</h2>\n" if self._begins_day(moment) else ""
        anchor = f' id="m-{escape(entry.msgid)}"' if entry.msgid else ""
        kind = "" if entry.kind in SPOKEN else ' class="event"'
        time = f'<time datetime="{format_time(entry.time)}">{moment:%H:%M}</time>'
        mark = texts.mark(entry)
        after = f' <span class="mark">{escape(mark)}</span>' if mark else ""
        body = f"{self._reply_link(entry)}{_html_author(entry)}{self._html_text(entry)}{after}"
        return f"{day}<article{anchor}{kind}>{time}<div>{body}</div></article>\n"

    def end(self) -> str:
        return "</main>\n</body>\n</html>\n"

    def _reply_link(self, entry: Entry) -> str:
        if not entry.reply_to_msgid:
            return ""
        name = escape(self._texts.reply)
        return f'<a href="#m-{escape(entry.reply_to_msgid)}" title="{name}" aria-label="{name}">↩</a> '

    def _html_text(self, entry: Entry) -> str:
        return _html_spans(entry.text) if entry.kind in SPOKEN else escape(self._texts.event_text(entry))


def _html_author(entry: Entry) -> str:
    if entry.kind not in _AUTHORED:
        return ""
    sign = " " if entry.kind is EntryKind.ACTION else ": "
    return f"<b>{escape(shown_name(entry.nick))}</b>{sign}"


def _html_spans(text: str) -> str:
    """Return a message as HTML: its styles, and its links."""
    spans = split_styles(text)
    links = find_links("".join(span.text for span in spans))
    pieces: list[str] = []
    start = number = 0
    for span in spans:
        end = start + len(span.text)
        at = start
        while at < end:
            while number < len(links) and links[number][1] <= at:
                number += 1
            link = links[number] if number < len(links) else (end, end, "")
            within = link[0] <= at
            stop = min(end, link[1] if within else max(link[0], at + 1))
            shown = _html_style(span, escape(span.text[at - start : stop - start]))
            pieces.append(f'<a href="{escape(link[2])}" rel="noreferrer">{shown}</a>' if within else shown)
            at = stop
        start = end
    return "".join(pieces)


def _html_style(span: Span, shown: str) -> str:
    for wanted, tag in (
        (span.bold, "b"),
        (span.italic, "i"),
        (span.underline, "u"),
        (span.strike, "s"),
        (span.monospace, "code"),
    ):
        if wanted:
            shown = f"<{tag}>{shown}</{tag}>"
    if span.foreground is not None and span.foreground == span.background:
        shown = f'<span class="spoiler" tabindex="0">{shown}</span>'
    return shown


FORMATS: tuple[type[ExportFormat], ...] = (HtmlFormat, TextFormat, JsonFormat)

"""Messages as Statements: new messages, and stored Entries in answers of history and search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace

from desktop_chat.hub.effort import LINE_STEPS
from desktop_chat.hub.live.cloak import shown_source
from desktop_chat.hub.live.fanout import Statement
from desktop_chat.hub.live.multiline_statement import (
    EditedStatement,
    MultilineStatement,
    mark_as_edited,
)
from desktop_chat.hub.live.view_bits import EDIT, EXTENDED_JOIN, REDACTION, TAGS
from desktop_chat.hub.reply import Reply, format_line
from desktop_chat.hub.state import State
from desktop_chat.irc.capabilities import TAG_EDIT, TAG_EDITED
from desktop_chat.irc.message import encode_tags, parse_line
from desktop_chat.irc.multiline import is_several, lines_of
from desktop_chat.irc.names import fold_name
from desktop_chat.storage.records import MESSAGE_COMMANDS, USER_WIDE_COMMANDS, Entry

_STEPS = 10
"""Steps for one Entry of one line."""


def message_statement(
    source: str,
    command: str,
    target: str,
    text: str,
    time: str,
    *,
    place: tuple[int, int],
    tags: str = "",
    account: str = "",
    corrects: bool = False,
) -> Statement:
    """Return the Statement of a message of one or more lines. `corrects`: the message is an edit."""
    if is_several(text):
        return MultilineStatement(
            source, command, target, lines_of(text), time, tags=tags, place=place, account=account, corrects=corrects
        )
    line = f":{source} {command} {target} :{text}"
    if corrects:
        other, line = line, f":{source} {command} {target} :{mark_as_edited(text)}"
        return Statement(line, time, tags=tags, place=place, account=account, switch=EDIT, other=other)
    return Statement(line, time, tags=tags, place=place, account=account)


def render_entry(state: State, entry: Entry, *, as_meant: bool = False) -> Statement:
    """Return the Statement of a stored Entry.

    Clients without the edit capability get the original text of an edited message; `as_meant` gives all clients the new
    text.
    """
    entry = _as_shown_now(state, _under_its_name(state, entry))
    place, time = (entry.room, entry.sequence), state.time_text(entry.time)
    if entry.command not in MESSAGE_COMMANDS:
        return _render_event(entry, place, time)
    tags = encode_tags(entry.tags) if entry.tags else ""
    if not entry.edited:
        return message_statement(
            entry.source, entry.command, entry.target, entry.text, time, tags=tags, place=place,
            account=entry.account, corrects=TAG_EDIT in entry.tags,
        )  # fmt: skip
    mark = f"{TAG_EDITED}={state.time_text(entry.edited)}"
    marked = f"{mark};{tags}" if tags else mark
    now = message_statement(
        entry.source, entry.command, entry.target, entry.current, time, tags=marked, place=place,
        account=entry.account,
    )  # fmt: skip
    if as_meant:
        return now
    before = message_statement(
        entry.source, entry.command, entry.target, entry.text, time, tags=tags, place=place,
        account=entry.account,
    )  # fmt: skip
    return EditedStatement(now, before)


def _as_shown_now(state: State, entry: Entry) -> Entry:
    """Return the Entry with a cloak in place of an address."""
    source = shown_source(state.settings, entry.source)
    return entry if source == entry.source else replace(entry, source=source)


def retell(
    state: State, reply: Reply, batch: tuple[str, ...], entries: Sequence[Entry], *, as_meant: bool = False
) -> Iterator[None]:
    """Walk through Entries and answer with each, except redacted messages.

    `batch`: type and parameters of the batch around the answer; empty for no batch.
    """
    with reply.open_batch(*batch) if batch else nullcontext():
        for entry in entries:
            state.effort.take(_STEPS + LINE_STEPS * (entry.text.count("\n") + entry.text.count("\r")))
            if state.effort.is_spent:
                yield
            if not state.redactions.has_place(entry.room, entry.sequence):
                reply.add_statement(render_entry(state, entry, as_meant=as_meant))


def _under_its_name(state: State, entry: Entry) -> Entry:
    """Return the Entry with the present name of its channel."""
    name = state.rooms.channel_name(entry.room)
    said_to = entry.target if entry.command in MESSAGE_COMMANDS else entry.text.partition(" ")[0]
    if not name or said_to[:1] != "#" or fold_name(said_to) == name:
        return entry
    channel = state.channels.get(name)
    shown = channel.name if channel is not None else name
    if entry.command in MESSAGE_COMMANDS:
        return replace(entry, target=shown)
    return replace(entry, text=shown + entry.text[len(said_to) :])


def _line_of_happened(entry: Entry) -> str:
    """Return the line of an event, without tags. Earlier versions stored a text of one word without a colon."""
    if " :" in entry.text or entry.command == "JOIN":
        return f":{entry.source} {entry.command} {entry.text}"
    return format_line(entry.source, entry.command, parse_line(f"{entry.command} {entry.text}").params)


def _render_event(entry: Entry, place: tuple[int, int], time: str) -> Statement:
    """Return the Statement of an event. `text` of the Entry is the line after the command."""
    line = _line_of_happened(entry)
    tags = encode_tags(entry.tags) if entry.tags else ""
    if entry.command in USER_WIDE_COMMANDS:
        place = (0, entry.sequence)
    if entry.command == "TAGMSG":
        return Statement("", time, tags=tags, place=place, account=entry.account, switch=TAGS, other=line)
    if entry.command == "JOIN":
        short = f":{entry.source} JOIN {entry.text.partition(' ')[0]}"
        return Statement(short, time, tags=tags, place=place, account=entry.account, switch=EXTENDED_JOIN, other=line)
    if entry.command == "REDACT":
        return Statement("", time, tags=tags, place=place, account=entry.account, switch=REDACTION, other=line)
    return Statement(line, time, tags=tags, place=place, account=entry.account)

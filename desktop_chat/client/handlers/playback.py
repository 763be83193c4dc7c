"""Past messages and events: pages of CHATHISTORY, and the playback of bouncers."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.client.context import Context
from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.events import EntryCorrected
from desktop_chat.client.handlers.messages import (
    KINDS,
    delete_entry,
    edited_msgid,
    make_event_entry,
    read_words,
    report_reaction,
)
from desktop_chat.client.network_services import marks_playback, tells_events
from desktop_chat.client.room_state import RoomState
from desktop_chat.irc import capabilities
from desktop_chat.irc.message import Message
from desktop_chat.irc.server_time import format_time, parse_time


def handle_history_page(c: Context, name: str, messages: tuple[Message, ...]) -> None:
    """Handle a `chathistory` batch of the room `name`."""
    state = c.state
    room = state.find_room(name)
    if room is None and not (state.is_channel(name) or state.blocked.has_person(name)):
        room = state.room_of_writer(name)
    if room is None:
        return
    filling = c.history.is_filling(room)
    kept = [entry for message in messages if (entry := _past_entry(c, message)) is not None]
    if room.kind == "direct" and any(entry.own for entry in kept):
        state.accept_request(room)
    entries = tuple(
        entry for entry in kept if not (filling and entry.own and c.outgoing.confirm_by_history(room, entry))
    )
    points = tuple((message.tags.get(capabilities.TAG_MSGID, ""), state.time_of(message)) for message in messages)
    for message in messages:
        c.note_spelling(room, message.nick)
    c.history.handle_page(room, entries, points)
    for message in messages:
        _report_change(c, room, message)


def handle_playback(c: Context, messages: tuple[Message, ...]) -> None:
    """Handle the playback of a bouncer, with messages of any rooms."""
    shown: dict[str, list[Entry]] = {}
    for message in messages:
        entry = _past_entry(c, message)
        room = _room_of(c, message, entry) if entry is not None else None
        if room is not None and entry is not None and not (entry.own and c.outgoing.confirm_by_history(room, entry)):
            shown.setdefault(room.key, []).append(entry)
    for key, entries in shown.items():
        c.history.take_playback(c.state.rooms[key], tuple(entries))


def handle_found(c: Context, label: str, messages: tuple[Message, ...]) -> None:
    """Handle the answer to a search: past messages of any rooms, open or not."""
    found: list[tuple[str, Entry]] = []
    for message in messages:
        entry = _past_entry(c, message) if message.command in KINDS else None
        if entry is not None:
            target = c.state.support.split_status_target(message.param_at(0))[1]
            name = target if entry.own or c.state.is_channel(target) else message.nick
            found.append((c.state.fold_name(name), entry))
    c.search.handle_answer(label, tuple(found))


def _room_of(c: Context, message: Message, entry: Entry) -> RoomState | None:
    state, target = c.state, c.state.support.split_status_target(message.param_at(0))[1]
    if state.is_channel(target):
        return state.find_channel(target)
    if message.command not in KINDS or state.blocked.has_person(message.nick):
        return None
    room = state.room_of_writer(target if entry.own else message.nick)
    if entry.own:
        state.accept_request(room)
    return room


def _report_change(c: Context, room: RoomState, message: Message) -> None:
    """Report an edit, a redaction or a reaction in the history."""
    corrected = edited_msgid(c, message)
    if message.command == "TAGMSG":
        if not c.state.blocked.has_person(message.nick, message.tags.get(capabilities.TAG_ACCOUNT, "")):
            report_reaction(c, room, message)
        return
    if message.command == "REDACT" and message.param_at(1):
        delete_entry(c, room, message.param_at(1))
    elif corrected and message.command in KINDS:
        _, text = read_words(c, message, EntryKind.MESSAGE)
        c.state.emit(EntryCorrected(room.key, corrected, text, format_time(c.state.time_of(message))))


def _past_entry(c: Context, message: Message) -> Entry | None:
    """Return the Entry of a past message or event, or None if it is not shown."""
    plainly = KINDS.get(message.command)
    if plainly is None:
        return _event_entry(c, message)
    if c.state.blocked.has_person(message.nick, message.tags.get(capabilities.TAG_ACCOUNT, "")):
        return None
    if edited_msgid(c, message) or "!" not in message.source or marks_playback(message.source):
        return None
    if tells_events(message.source):
        return make_event_entry(c, message)
    kind, text = read_words(c, message, plainly)
    if text.startswith("\x01"):
        return None
    entry = c.state.make_entry(message, kind, text)
    return replace(entry, state=DeliveryState.SENT if entry.own else DeliveryState.RECEIVED)


def _event_entry(c: Context, message: Message) -> Entry | None:
    """Return the Entry of a past event, or None. An event without a msgid is left out, because it may be known already.

    Spec: https://ircv3.net/specs/extensions/chathistory (event-playback)
    """
    state = c.state
    if not message.tags.get(capabilities.TAG_MSGID):
        return None
    match message.command:
        case "JOIN":
            return state.make_entry(message, EntryKind.JOIN, message.source.partition("!")[2])
        case "PART" | "TOPIC":
            return state.make_entry(message, EntryKind[message.command], message.param_at(1))
        case "QUIT":
            return state.make_entry(message, EntryKind.QUIT, message.param_at(0))
        case "KICK":
            return state.make_entry(message, EntryKind.KICK, message.param_at(2), target=message.param_at(1))
        case "NICK":
            return state.make_entry(message, EntryKind.NICK, "", target=message.param_at(0))
        case "MODE":
            return state.make_entry(message, EntryKind.MODE, " ".join(message.params[1:]))
    return None


def handle_history_targets(c: Context, messages: tuple[Message, ...]) -> None:
    """Handle a `draft/chathistory-targets` batch: people who exchanged messages with us, and the last times."""
    c.history.handle_targets(
        [
            (message.param_at(1), parse_time(message.param_at(2).removeprefix("timestamp=")) or 0)
            for message in messages
            if message.command == "CHATHISTORY" and message.param_at(1)
        ]
    )

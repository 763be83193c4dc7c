"""Messages, edits and redactions of people: PRIVMSG NOTICE TAGMSG REDACT, and MARKREAD, PONG, WALLOPS."""

from __future__ import annotations

from dataclasses import replace
from sys import intern

from desktop_chat.client.connection_events import HostSpoke
from desktop_chat.client.context import Context
from desktop_chat.client.entry import SPOKEN, DeliveryState, Entry, EntryKind
from desktop_chat.client.events import EntryAdded, EntryCorrected, EntryDeleted, EntryReacted, Phase, ReadMarked
from desktop_chat.client.handlers import ctcp, registration, service_registration
from desktop_chat.client.mentions import has_mention, is_mention, may_mention
from desktop_chat.client.network_services import is_service, marks_playback, tells_events
from desktop_chat.client.reactions import find_reaction
from desktop_chat.client.room_state import SERVER_ROOM, RoomState
from desktop_chat.client.server_texts import text_of
from desktop_chat.client.service_secrets import mask_secrets
from desktop_chat.client.session_state import SessionState
from desktop_chat.irc import capabilities
from desktop_chat.irc.message import Message
from desktop_chat.irc.server_time import format_time, parse_time
from desktop_chat.texts import client as texts

KINDS = {"PRIVMSG": EntryKind.MESSAGE, "NOTICE": EntryKind.NOTICE}
LATE_MS = 60_000
"""A message that is older than this when it arrives belongs to a playback."""
_TEXTS_AT_ONE_TIME = 20_000
"""Messages of one room at one ms that are told apart by their text, at most."""


def handle_privmsg(c: Context, message: Message) -> None:
    """https://modern.ircdocs.horse/#privmsg-message"""
    _handle_message(c, message, EntryKind.MESSAGE)


_PLAIN_TAGS = frozenset({capabilities.TAG_TIME, capabilities.TAG_MSGID, "account"})


def handle_plain_privmsg(c: Context, message: Message) -> bool:
    """Handle the most frequent message at a third of the cost: another person's plain text in a channel, newer than all
    messages before. Return False, with nothing done, for any other message."""
    state, tags = c.state, message.tags
    if len(message.params) != 2 or not _PLAIN_TAGS.issuperset(tags):
        return False
    target, text = message.params
    nick, sign, _ = message.source.partition("!")
    fold = state.support.fold_name
    room = state.rooms.get(fold(target))
    if room is None or room.kind != "channel" or not sign or text[:1] == "\x01" or fold(nick) == fold(state.nick):
        return False
    now = time = state.local_time
    msgid = account = ""
    if tags:
        time = parse_time(tags.get(capabilities.TAG_TIME, "")) or time
        msgid, account = tags.get(capabilities.TAG_MSGID, ""), tags.get("account", "")
        if not msgid and time + LATE_MS < now:
            return False
    if state.blocked and state.blocked.has_person(nick, account):
        return False
    if time < room.newest[1] or nick[:1] == "*" or (time > now and time > state.latest_time):
        return False
    if msgid or not tags:
        room.newest_texts = None
    elif time > room.newest[1]:
        room.newest_texts = {(nick, text)}
    elif not _is_new_text(room, nick, text):
        return False
    entry = Entry(state.ids(), EntryKind.MESSAGE, time, intern(nick), text, msgid, account=account)
    room.newest = (msgid, time)
    if not room.oldest[1]:
        room.oldest = room.newest
    others = state.own_names.others
    mention = is_mention(text, state.nick) or (bool(others) and has_mention(text, others))
    state.emit(EntryAdded(room.key, entry, mention))
    if c.typing.heard_of:
        c.typing.note_stopped(room.key, nick)
    return True


def _is_new_text(room: RoomState, nick: str, text: str) -> bool:
    """Return True if a message at the time of the newest one is certainly new, and remember it. False: a bouncer may
    have replayed it."""
    heard = room.newest_texts
    if heard is None or len(heard) >= _TEXTS_AT_ONE_TIME or (nick, text) in heard:
        return False
    heard.add((nick, text))
    return True


def handle_notice(c: Context, message: Message) -> None:
    """Handle NOTICE; notices of the server go to the server's page.

    Spec: https://modern.ircdocs.horse/#notice-message
    """
    _handle_message(c, message, EntryKind.NOTICE)


def handle_tagmsg(c: Context, message: Message) -> None:
    """Handle reactions, and the typing tag; other tags are ignored.

    Spec: https://ircv3.net/specs/client-tags/typing
    """
    word = message.tags.get(capabilities.TAG_TYPING, "")
    reacted = None if word or _is_unwanted(c, message) else _room_of_message(c, message.param_at(0), message)
    if reacted is not None:
        report_reaction(c, reacted, message)
    heard = word and not c.state.is_me(message.nick) and not _is_unwanted(c, message)
    room = _room_of_message(c, message.param_at(0), message) if heard else None
    if room is not None:
        c.typing.note_heard(room, message.nick, word)


def report_reaction(c: Context, room: RoomState, message: Message) -> None:
    """Report the reaction in a TAGMSG, if it has one.

    Spec: https://ircv3.net/specs/client-tags/react
    """
    found, tags = find_reaction(message.tags), message.tags
    msgid = tags.get(capabilities.TAG_REPLY) or tags.get(capabilities.TAG_REPLY_LATER, "")
    if found is None or not msgid:
        return
    text, present = found
    account = tags.get(capabilities.TAG_ACCOUNT, "")
    person = f"@{account}" if account else c.state.fold_name(message.nick)
    at, own = c.state.time_of(message), c.state.is_me(message.nick)
    c.report_reaction(EntryReacted(room.key, msgid, text, person, message.nick, at=at, present=present, own=own))


def handle_pong(c: Context, message: Message) -> None:
    c.state.compare_clocks(message)
    token = message.params[-1] if message.params else ""
    registration.note_pong(c, token)
    c.outgoing.confirm_by_pong(token)


def handle_wallops(c: Context, message: Message) -> None:
    c.state.show_notice(SERVER_ROOM, texts.WALLOPS(message.nick, message.param_at(0)))


def _handle_message(c: Context, message: Message, kind: EntryKind) -> None:
    state = c.state
    label, corrected = message.tags.get("label", ""), edited_msgid(c, message)
    if label and state.is_me(message.nick):
        state.compare_clocks(message)  # the echo of a message just sent
    unwanted = _is_unwanted(c, message)
    if unwanted and state.is_me(message.param_at(0)):
        return
    room, entry = _entry_of(c, message, kind)
    if room is None or entry is None:
        return
    if unwanted and not entry.own:
        state.note_history_end(room, entry)
        return
    if entry.own:
        if room.kind == "direct":
            state.accept_request(room)
        state.learn_userhost(message.source)
        if state.has_capabilities(capabilities.ECHO_MESSAGE) and c.outgoing.confirm_by_echo(
            label, room, entry, corrects=bool(corrected)
        ):
            return
    if corrected:
        c.typing.note_stopped(room.key, entry.nick)
        state.emit(EntryCorrected(room.key, corrected, entry.text, format_time(entry.time)))
        return
    if not entry.msgid and capabilities.TAG_TIME in message.tags and is_late(c, room, entry):
        c.history.take_playback(room, (entry,))  # a bouncer replays an old message
        return
    direct = room.kind == "direct" and kind is not EntryKind.NOTICE
    heard = not (entry.own or room.request) and entry.kind in SPOKEN
    names = (state.nick, *state.own_names.others)
    for_person = direct and not is_service(room.name)
    mention = heard and (for_person or (may_mention(entry) and has_mention(entry.text, names)))
    if direct and not entry.own:
        c.note_present(entry.nick)
    state.add_entry(room, entry, mention=mention)
    c.typing.note_stopped(room.key, entry.nick)


def _is_unwanted(c: Context, message: Message) -> bool:
    """Return True if the author is blocked."""
    return c.state.blocked.has_person(message.nick, message.tags.get(capabilities.TAG_ACCOUNT, ""))


def is_late(c: Context, room: RoomState, entry: Entry) -> bool:
    """Return True if the message is older than the newest known one of the room, or older than LATE_MS."""
    return entry.time <= room.newest[1] or entry.time + LATE_MS < c.state.local_time


def edited_msgid(c: Context, message: Message) -> str:
    """Return the msgid of the original message of an edit, or "". The tag counts only if the server checks it.

    Spec: docs/specifications/edit.md
    """
    return message.tags.get(capabilities.TAG_EDIT, "") if c.state.has_capabilities(capabilities.EDIT) else ""


def handle_redact(c: Context, message: Message) -> None:
    """https://ircv3.net/specs/extensions/message-redaction"""
    target, msgid = message.param_at(0), message.param_at(1)
    room = _room_of_message(c, target, message)
    if room is not None and msgid:
        delete_entry(c, room, msgid)


def handle_markread(c: Context, message: Message) -> None:
    """MARKREAD: note how far one of our devices has read.

    Spec: https://ircv3.net/specs/extensions/read-marker
    """
    room, time = c.state.find_room(message.param_at(0)), parse_time(message.param_at(1).removeprefix("timestamp=")) or 0
    if room is not None and time > room.marked:
        room.marked = time
        c.state.emit(ReadMarked(room.key, time))


def delete_entry(c: Context, room: RoomState, msgid: str) -> None:
    c.outgoing.drop_edit_of(msgid)
    c.state.emit(EntryDeleted(room.key, msgid))


def _room_of_message(c: Context, target: str, message: Message) -> RoomState | None:
    """Return the open room of a message: the channel, or the direct room with the other person."""
    state = c.state
    return state.find_room(target if state.is_channel(target) or state.is_me(message.nick) else message.nick)


def _entry_of(c: Context, message: Message, plainly: EntryKind) -> tuple[RoomState | None, Entry | None]:
    """Return the room and the Entry of a message; (None, None) if the message has no Entry.

    `plainly`: the kind if the text is no action.
    """
    state, target = c.state, message.param_at(0)
    if state.phase is Phase.REGISTERING and plainly is EntryKind.NOTICE:
        registration.look_for_password(c, message.param_at(1))
        registration.note_waiting(c, message)
    if not message.source or ("!" not in message.source and ("." in message.nick or target == "*")):
        _show_server_notice(state, message)
        return None, None
    kind, text = read_words(c, message, plainly)
    if plainly is EntryKind.NOTICE:
        service_registration.note_answer(c, message.nick, text)
    if capabilities.TAG_TEXT in message.tags:
        text = text_of(message)
    if marks_playback(message.source):
        return None, None
    if text.startswith("\x01"):
        ctcp.handle_ctcp(c, message, kind)
        return None, None
    entry = make_event_entry(c, message) if tells_events(message.source) else state.make_entry(message, kind, text)
    ranks, place = state.support.split_status_target(target)
    if state.is_channel(place):
        entry = replace(entry, target=target) if ranks else entry
        return state.find_room(place) or (state.open_room(place) if entry.own else None), entry
    other = target if entry.own else message.nick
    if entry.own and is_service(other) and state.find_room(other) is None:
        return None, None  # the echo of a login or a request that this client or another device sent unasked
    if kind is EntryKind.NOTICE and state.find_room(other) is None:
        return state.rooms[SERVER_ROOM], entry
    room = state.room_of_writer(other)
    if not entry.own:
        c.note_spelling(room, other)
    return room, entry


def _show_server_notice(state: SessionState, message: Message) -> None:
    """Show a notice of the server in the room that it concerns, or on the server's page.

    A server with coded texts has a code for each of its own: words without a code are the host's.
    """
    room = state.find_channel(message.param_at(0))
    if room is not None:
        entry = state.make_entry(message, EntryKind.NEWS, text_of(message))
        state.add_entry(room, replace(entry, nick=""))
    else:
        state.add_entry(state.rooms[SERVER_ROOM], state.make_entry(message, EntryKind.NOTICE, text_of(message)))
        is_coded = capabilities.TEXT not in state.enabled or capabilities.TAG_TEXT in message.tags
        if state.phase is Phase.ONLINE and state.is_me(message.param_at(0)) and not is_coded:
            state.emit(HostSpoke(message.param_at(1)))


def make_event_entry(c: Context, message: Message) -> Entry:
    """Return the Entry of an event that a service tells as a message."""
    entry = c.state.make_entry(message, EntryKind.NEWS, message.param_at(1))
    return replace(entry, nick="", own=False, state=DeliveryState.RECEIVED)


def read_words(c: Context, message: Message, kind: EntryKind) -> tuple[EntryKind, str]:
    """Return the kind and the text of a message, without passwords to services. An action loses its CTCP frame; other
    CTCP texts keep it."""
    text = message.param_at(1)
    if is_service(message.param_at(0)):
        text = mask_secrets(text)
    elif is_service(message.nick):
        text = c.outgoing.told_secrets.mask_answer(text)
    if text.startswith("\x01ACTION"):
        return EntryKind.ACTION, text[7:].rstrip("\x01").lstrip(" ")
    return kind, text

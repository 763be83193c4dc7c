"""Numerics and standard replies that are shown as text.

An error is shown in the room that it names, an answer in the room where a person asked, the rest on the server's page.

Spec: https://modern.ircdocs.horse/#numerics, https://ircv3.net/specs/extensions/standard-replies
"""

from __future__ import annotations

from desktop_chat.client import silencing
from desktop_chat.client.context import Context
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import Phase
from desktop_chat.client.handlers import accounts, entering, metadata, service_registration
from desktop_chat.client.room_state import SERVER_ROOM, RoomState
from desktop_chat.client.server_texts import text_of
from desktop_chat.irc import numerics as n
from desktop_chat.irc.glob import Glob
from desktop_chat.irc.message import Message
from desktop_chat.texts import CodedText
from desktop_chat.texts import client as texts
from desktop_chat.texts import hub as server

SILENT = frozenset(
    (
        n.RPL_YOURHOST,
        n.RPL_CREATED,
        n.RPL_MYINFO,
        "042",
        "250",
        n.RPL_LUSERCLIENT,
        n.RPL_LUSEROP,
        n.RPL_LUSERUNKNOWN,
        n.RPL_LUSERCHANNELS,
        n.RPL_LUSERME,
        n.RPL_LOCALUSERS,
        n.RPL_GLOBALUSERS,
        n.RPL_ENDOFWHOIS,
        n.RPL_LISTSTART,
        n.RPL_CREATIONTIME,
        n.RPL_NAMREPLY,
        n.RPL_WHOSPCRPL,
        n.RPL_ENDOFNAMES,
        n.RPL_ENDOFWHOWAS,
        n.RPL_VISIBLEHOST,
        n.RPL_METADATASUBOK,
        n.RPL_METADATAUNSUBOK,
    )
)
"""Numerics that are not shown."""
_ASKED_FOR = frozenset(
    (
        n.RPL_STATSLINKINFO,
        n.RPL_STATSCOMMANDS,
        "213",
        n.RPL_ENDOFSTATS,
        n.RPL_STATSUPTIME,
        n.RPL_ADMINME,
        n.RPL_ADMINLOC1,
        n.RPL_ADMINLOC2,
        n.RPL_ADMINEMAIL,
        n.RPL_WHOISCERTFP,
        n.RPL_USERHOST,
        n.RPL_ISON,
        n.RPL_WHOISREGNICK,
        "310",
        n.RPL_WHOISSPECIAL,
        n.RPL_WHOISBOT,
        n.RPL_WHOISACTUALLY,
        n.RPL_INVEXLIST,
        n.RPL_ENDOFINVEXLIST,
        n.RPL_EXCEPTLIST,
        n.RPL_ENDOFEXCEPTLIST,
        n.RPL_VERSION,
        n.RPL_LINKS,
        n.RPL_ENDOFLINKS,
        n.RPL_BANLIST,
        n.RPL_ENDOFBANLIST,
        n.RPL_INFO,
        n.RPL_ENDOFINFO,
        n.RPL_WHOISHOST,
        n.RPL_WHOISMODES,
        n.RPL_TIME,
        n.RPL_WHOISSECURE,
        n.RPL_HELPSTART,
        n.RPL_HELPTXT,
        n.RPL_ENDOFHELP,
        n.RPL_KNOCKDLVR,
        n.RPL_QUIETLIST,
        n.RPL_ENDOFQUIETLIST,
    )
)
"""Answers to a person's commands, shown unchanged."""
_WORDS: dict[str, tuple[CodedText, tuple[int, ...]]] = {
    n.RPL_WHOISUSER: (texts.WHOIS_USER, (1, 2, 3, 5)),
    n.RPL_WHOISSERVER: (texts.WHOIS_SERVER, (1, 2)),
    n.RPL_WHOISOPERATOR: (texts.WHOIS_OPERATOR, (1,)),
    n.RPL_WHOWASUSER: (texts.WHOWAS_USER, (1, 2, 3, 5)),
    n.RPL_WHOISCHANNELS: (texts.WHOIS_CHANNELS, (1, 2)),
    n.RPL_WHOISACCOUNT: (texts.WHOIS_ACCOUNT, (1, 2)),
}
"""Answers in words of our own, each with the indices of the parameters in its places."""
_SAID_BY_TEXT = frozenset((n.RPL_LOGGEDIN, n.RPL_LOGGEDOUT))
"""Answers whose text says all: the other parameters are for programs."""
_NOT_SAID = frozenset(
    (
        n.ERR_NOSUCHNICK,
        n.ERR_NOSUCHSERVER,
        n.ERR_NOSUCHCHANNEL,
        n.ERR_CANNOTSENDTOCHAN,
        n.ERR_TOOMANYTARGETS,
        "408",
        n.ERR_NORECIPIENT,
        n.ERR_NOTEXTTOSEND,
        n.ERR_NOTOPLEVEL,
        n.ERR_WILDTOPLEVEL,
        "415",
        n.ERR_INPUTTOOLONG,
        "439",
        n.ERR_NEEDREGGEDNICK,
        "480",
        "486",
        "487",
        n.ERR_SECUREONLYCHAN,
        "492",
        "494",
        "531",
        "716",
    )
)
"""Refusals of PRIVMSG and NOTICE, for servers without labels."""
_LISTED = 60
"""People of an answer to WHO that are shown."""
_LATE_REFUSALS = frozenset((n.ERR_TOOMANYKNOCK, n.ERR_CHANOPEN, n.ERR_KNOCKONCHAN, "716"))
"""Refusals beyond 599."""


def handle_other_numeric(c: Context, message: Message) -> None:
    """Show a numeric without a handler."""
    number = message.command
    if number in SILENT:
        return
    if "400" <= number < "600" or number in _LATE_REFUSALS:
        _handle_refusal(c, message)
    elif number in _WORDS:
        text, indices = _WORDS[number]
        c.state.show_answer(c.asked, text(*map(message.param_at, indices)))
    else:
        coded = text_of(message)
        whole = isinstance(coded, CodedText) or number in _SAID_BY_TEXT
        line = coded if whole else " ".join(message.params[1:])
        if number in _ASKED_FOR:
            c.state.show_answer(c.asked, line)
        else:
            c.state.show_notice(SERVER_ROOM, line)


# Refusals


def _take_by_asker(c: Context, message: Message, subject: str) -> bool:
    """Hand a refusal to the part of the program that has asked. Return False if no part takes it."""
    if c.timed_bans.take_refusal(message) or service_registration.note_absence(c, message):
        return True
    if subject == "SEARCH" and c.search.handle_refusal(message.tags.get("label", ""), text_of(message)):
        return True
    if subject == "CHATHISTORY" and message.command == n.ERR_UNKNOWNCOMMAND:
        c.history.give_up_all()
        return True
    return subject.upper() == "LIST" and c.room_list.end(text_of(message))


def _handle_refusal(c: Context, message: Message) -> None:
    state, subjects = c.state, message.params[1:-1]
    subject = subjects[0] if subjects else ""
    if state.phase is Phase.REGISTERING and (subject == "CAP" or message.command == n.ERR_NOTREGISTERED):
        return  # a server from before capabilities
    if message.command == n.ERR_NOTONCHANNEL and (left := state.find_channel(subject)) is not None and left.leaving:
        left.leaving -= 1  # our PART came too late
        if left.joined:
            state.mark_left(left)
        c.close_if_left(left)
        return
    if _take_by_asker(c, message, subject):
        return
    said = message.command in _NOT_SAID
    label = message.tags.get("label", "")
    named = state.find_channel(subject)
    offers_help = named is not None and entering.is_join_refusal(named, message)
    asked = c.typed.give_back(label, subjects, silently=offers_help)
    pending = c.outgoing.fail_by_refusal(label, subject if said else "")
    if pending is None and said and not label and c.typing.handle_refusal(subject):
        return
    room = state.rooms.get(pending) if pending is not None else _named_room(c, subjects)
    text = text_of(message)
    if room is not None and entering.is_join_refusal(room, message):
        sentence = entering.take_join_refusal(c, room, message)
        if sentence is None:
            return
        state.show_entry_refusal(room, sentence)
        return
    if pending is not None and room is not None and message.command == n.ERR_NOSUCHNICK:
        text = texts.NOBODY_TO_DELIVER_TO(room.name)
    elif subject and (room is None or subject != room.name):
        text = texts.ABOUT(subject, text)
    if room is not None:
        _note_refusal(c, room, message, is_message=pending is not None)
    say = state.show_answer if asked else state.show_notice
    say(room.key if room is not None else c.asked, text, EntryKind.ERROR)


def _note_refusal(c: Context, room: RoomState, message: Message, *, is_message: bool) -> None:
    """Note what a refusal tells about a room. `is_message`: an own message was refused."""
    entering.take_knock_refusal(c, room, message.command)
    if is_message and message.command == n.ERR_CANNOTSENDTOCHAN:
        silencing.note_refusal(c.state, room, message)


def _named_room(c: Context, words: tuple[str, ...]) -> RoomState | None:
    """Return the first open channel that the words name, else the first open room, else None."""
    found = [room for word in words if word and (room := c.state.find_room(word)) is not None]
    return next((room for room in found if room.kind == "channel"), found[0] if found else None)


def handle_ack(c: Context, message: Message) -> None:
    """ACK: the whole answer to a labelled message.

    Spec: https://ircv3.net/specs/extensions/labeled-response
    """
    c.outgoing.confirm_by_answer(message.tags.get("label", ""))


def handle_standard_reply(c: Context, message: Message) -> None:
    """FAIL, WARN and NOTE: `command code context... :sentence`."""
    state, words = c.state, message.params[2:-1]
    sentence = text_of(message)
    command, failed = message.param_at(0).upper(), message.command == "FAIL"
    if failed and command == "CHATHISTORY" and c.history.handle_refusal(words):
        return
    if failed and command == "SEARCH" and c.search.handle_refusal(message.tags.get("label", ""), sentence):
        return
    if failed and command == "FILEHOST" and c.uploads.take_refusal(sentence, words):
        return
    if failed and command == "FILEHOST" and c.portrait.take_refusal(sentence):
        return
    if failed and accounts.take_refusal(c, command, sentence):
        return
    if failed and command == "METADATA" and metadata.take_refusal(c, words, sentence):
        return
    if failed and command == "MARKREAD":
        return  # a question of this program
    if failed and command == "TAGMSG" and c.typing.handle_refusal(words[0] if words else ""):
        return
    target = words[0] if failed and words and command in ("PRIVMSG", "NOTICE") else ""
    pending = c.outgoing.fail_by_refusal(message.tags.get("label", ""), target) if failed else None
    if failed and pending is None and command == "BATCH":
        pending = c.outgoing.fail_oldest_multiline()
    if failed:
        c.typed.give_back(message.tags.get("label", ""), (command, *words))
    room = state.rooms.get(pending) if pending is not None else _named_room(c, words)
    state.show_notice(
        room.key if room is not None else c.asked, sentence, EntryKind.ERROR if failed else EntryKind.NEWS
    )


# Answers


def note_who_line(c: Context, message: Message) -> None:
    """352: a line of the answer to a person's /who. Answers to the program's own questions do not fit its mask."""
    asked, fold = c.who_asked, c.state.fold_name
    if asked is None:
        return
    words = (message.param_at(5), message.param_at(3), message.param_at(4))
    if fold(message.param_at(1)) == fold(asked) or any(map(Glob(asked).matches, words)):
        c.who_count += 1
        if c.who_count <= _LISTED:
            realname = message.param_at(7).partition(" ")[2]
            text = texts.WHOIS_USER(message.param_at(5), message.param_at(2), message.param_at(3), realname)
            c.who_heard.append(text)


def handle_end_of_who(c: Context, message: Message) -> None:
    """315: show the answer to a person's /who."""
    asked = c.who_asked
    if asked is None or c.state.fold_name(message.param_at(1)) != c.state.fold_name(asked):
        return
    for text in c.who_heard or [texts.NOBODY_FOUND(asked)]:
        c.state.show_answer(c.asked, text)
    if c.who_count > _LISTED:
        c.state.show_answer(c.asked, texts.MORE_PEOPLE(c.who_count - _LISTED))
    c.who_asked, c.who_heard, c.who_count = None, [], 0


def handle_away_reply(c: Context, message: Message) -> None:
    """301: a person is away, or not here at all. Each text is shown once in a direct room."""
    state, nick, reason = c.state, message.param_at(1), text_of(message)
    absent = isinstance(reason, CodedText) and reason.template == server.DELIVERED_LATER.template
    if not absent:
        c.presence.note_away(nick, reason)
    room = state.find_room(nick)
    if room is not None and c.told_away.get(room.key) == reason:
        return
    name = state.profiles.name_of(nick)
    text = texts.DELIVERED_WHEN_BACK(name) if absent else texts.IS_AWAY(name, reason)
    if room is None:
        state.show_answer(c.asked, text)
        return
    c.told_away[room.key] = reason
    if absent:
        c.typing.note_absent(room.key)
    state.show_notice(room.key, text)


def handle_idle(c: Context, message: Message) -> None:
    """317: how long a person has been idle."""
    seconds = message.param_at(2)
    if seconds.isascii() and seconds.isdigit() and len(seconds) < 10:
        name = c.state.profiles.name_of(message.param_at(1))
        c.state.show_answer(c.asked, texts.IS_IDLE(name, _duration(int(seconds))))


def _duration(seconds: int) -> str:
    for unit, size in ((texts.DAYS, 86400), (texts.HOURS, 3600), (texts.MINUTES, 60)):
        if seconds >= 2 * size:
            return unit(seconds // size)
    return texts.SECONDS(seconds)


def handle_inviting(c: Context, message: Message) -> None:
    """341: the server has sent our invitation."""
    name = c.state.profiles.name_of(message.param_at(1))
    c.state.show_notice(c.state.fold_name(message.param_at(2)), texts.INVITATION_SENT(name))


def handle_channel_url(c: Context, message: Message) -> None:
    """328: the web page of a channel."""
    c.state.show_notice(c.state.fold_name(message.param_at(1)), texts.ROOM_PAGE(message.param_at(2)))


def handle_listed_room(c: Context, message: Message) -> None:
    """322: a room of the answer to LIST."""
    c.room_list.take_room(message)


def handle_end_of_list(c: Context, message: Message) -> None:
    """323: the answer to LIST is complete."""
    del message
    c.room_list.end()


def handle_try_again(c: Context, message: Message) -> None:
    """263: the server does not answer the command now."""
    if message.param_at(1).upper() != "LIST" or not c.room_list.end(text_of(message)):
        handle_other_numeric(c, message)

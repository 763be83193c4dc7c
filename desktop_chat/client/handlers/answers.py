"""Numerics and standard replies that are shown as text.

An error is shown in the room that it names, an answer in the room where a person asked, the rest on the server's page.

Spec: https://modern.ircdocs.horse/#numerics, https://ircv3.net/specs/extensions/standard-replies
"""

from __future__ import annotations

from heapq import heappush, heappushpop

from desktop_chat.client.context import Context
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import Phase
from desktop_chat.client.handlers import accounts, metadata
from desktop_chat.client.server_texts import text_of
from desktop_chat.client.session_state import SERVER_ROOM, RoomState
from desktop_chat.irc import numerics as n
from desktop_chat.irc.glob import Glob
from desktop_chat.irc.message import Message
from desktop_chat.texts import CodedText
from desktop_chat.texts import client as texts

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
        n.RPL_MOTDSTART,
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
_CANNOT_JOIN = {
    n.ERR_NOSUCHCHANNEL: texts.NO_SUCH_ROOM,
    n.ERR_TOOMANYCHANNELS: texts.TOO_MANY_ROOMS,
    n.ERR_UNAVAILRESOURCE: texts.ROOM_UNAVAILABLE,
    n.ERR_LINKCHANNEL: texts.ROOM_FORWARDS,
    n.ERR_CHANNELISFULL: texts.ROOM_FULL,
    n.ERR_INVITEONLYCHAN: texts.ROOM_INVITE_ONLY,
    n.ERR_BANNEDFROMCHAN: texts.BANNED_FROM_ROOM,
    n.ERR_BADCHANNELKEY: texts.ROOM_HAS_PASSWORD,
    n.ERR_BADCHANMASK: texts.NOT_A_ROOM_NAME,
    n.ERR_NEEDREGGEDNICK: texts.ROOM_FOR_ACCOUNTS,
    n.ERR_SECUREONLYCHAN: texts.ROOM_FOR_TLS,
}
_MAY_PASS = frozenset((n.ERR_UNAVAILRESOURCE, n.ERR_CHANNELISFULL, n.ERR_NEEDREGGEDNICK))
"""Refusals that may be over at the next reconnect, which tries again."""
_FIRST_REJOIN_MS = 15_000
_LONGEST_REJOIN_MS = 300_000
_LISTED = 60


def handle_other_numeric(c: Context, message: Message) -> None:
    """Show a numeric without a handler."""
    number = message.command
    if number in SILENT:
        return
    if "400" <= number < "600" or number == "716":
        _handle_refusal(c, message)
    elif number in _WORDS:
        text, indices = _WORDS[number]
        c.state.show_answer(c.asked, text(*map(message.param_at, indices)))
    else:
        coded = text_of(message)
        line = coded if isinstance(coded, CodedText) else " ".join(message.params[1:])
        if number in _ASKED_FOR:
            c.state.show_answer(c.asked, line)
        else:
            c.state.show_notice(SERVER_ROOM, line)


# Refusals


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
    if subject == "SEARCH" and c.search.handle_refusal(message.tags.get("label", ""), text_of(message)):
        return
    if subject == "CHATHISTORY" and message.command == n.ERR_UNKNOWNCOMMAND:
        c.history.give_up_all()
        return
    said = message.command in _NOT_SAID
    label = message.tags.get("label", "")
    asked = c.typed.give_back(label, subjects)
    pending = c.outgoing.fail_by_refusal(label, subject if said else "")
    if pending is None and said and not label and c.typing.handle_refusal(subject):
        return
    room = state.rooms.get(pending) if pending is not None else _named_room(c, subjects)
    text = text_of(message)
    if room is not None and room.kind == "channel" and message.command in _CANNOT_JOIN and not room.joined:
        if message.command == n.ERR_UNAVAILRESOURCE and _join_later(c, room) > 1:
            return  # shown at the first attempt
        if message.command == n.ERR_LINKCHANNEL and _follow_forward(c, room, message.param_at(2)):
            return
        _note_failed_join(c, room, message.command)
        text = _CANNOT_JOIN[message.command](room.name)
    elif subject and (room is None or subject != room.name):
        text = texts.ABOUT(subject, text)
    say = state.show_answer if asked else state.show_notice
    say(room.key if room is not None else c.asked, text, EntryKind.ERROR)


def _named_room(c: Context, words: tuple[str, ...]) -> RoomState | None:
    """Return the first open channel that the words name, else the first open room, else None."""
    found = [room for word in words if word and (room := c.state.find_room(word)) is not None]
    return next((room for room in found if room.kind == "channel"), found[0] if found else None)


def _note_failed_join(c: Context, room: RoomState, number: str) -> None:
    room.key_wanted = number == n.ERR_BADCHANNELKEY
    c.room_plans.pop(room.key, None)
    if number not in _MAY_PASS and not room.key_wanted:
        room.wanted = False
    if number != n.ERR_UNAVAILRESOURCE:  # else the next attempt may send the waiting messages
        c.outgoing.drop_room(room.key)
    c.state.emit_room_changed(room)


def _join_later(c: Context, room: RoomState) -> int:
    """Enter a room again after a pause that doubles. Return the number of attempts."""
    tries = c.rejoins[room.key] = c.rejoins.get(room.key, 0) + 1
    delay = min(_LONGEST_REJOIN_MS, _FIRST_REJOIN_MS << min(tries - 1, 10))
    if room.wanted:
        key = [room.channel_key] if room.channel_key else []
        c.state.pacing.drop_unwanted(
            lambda waiting: waiting.command == "JOIN" and c.state.fold_name(waiting.param_at(0)) == room.key
        )
        c.state.send("JOIN", room.name, *key, delay=delay)
    return tries


def _follow_forward(c: Context, room: RoomState, target: str) -> bool:
    """470: the channel forwards to `target`, whose JOIN follows. Close the channel and return True, unless it has
    pending messages, which must stay visible."""
    room.wanted = False
    if not c.state.is_channel(target) or c.outgoing.has_pending(room.key):
        return False
    c.forwarded[c.state.fold_name(target)] = room.name
    c.state.close_room(room)
    return True


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
    """301: a person is away. Each away text is shown once in a direct room."""
    state, nick, reason = c.state, message.param_at(1), message.param_at(2)
    room = state.find_room(nick)
    if room is not None and c.told_away.get(room.key) == reason:
        return
    if room is not None:
        c.told_away[room.key] = reason
    if room is not None:
        state.show_notice(room.key, texts.IS_AWAY(nick, reason))
    else:
        state.show_answer(c.asked, texts.IS_AWAY(nick, reason))


def handle_idle(c: Context, message: Message) -> None:
    """317: how long a person has been idle."""
    seconds = message.param_at(2)
    if seconds.isascii() and seconds.isdigit() and len(seconds) < 10:
        c.state.show_answer(c.asked, texts.IS_IDLE(message.param_at(1), _duration(int(seconds))))


def _duration(seconds: int) -> str:
    for unit, size in ((texts.DAYS, 86400), (texts.HOURS, 3600), (texts.MINUTES, 60)):
        if seconds >= 2 * size:
            return unit(seconds // size)
    return texts.SECONDS(seconds)


def handle_inviting(c: Context, message: Message) -> None:
    """341: the server has sent our invitation."""
    c.state.show_notice(c.state.fold_name(message.param_at(2)), texts.INVITATION_SENT(message.param_at(1)))


def handle_channel_url(c: Context, message: Message) -> None:
    """328: the web page of a channel."""
    c.state.show_notice(c.state.fold_name(message.param_at(1)), texts.ROOM_PAGE(message.param_at(2)))


def handle_listed_room(c: Context, message: Message) -> None:
    """322: a channel of the LIST answer."""
    people = message.param_at(2)
    number = int(people) if people.isascii() and people.isdigit() and len(people) < 10 else 0
    topic = f": {message.param_at(3)}" if message.param_at(3) else ""
    room = (number, f"{message.param_at(1)} ({number}){topic}")
    c.listed += 1
    if len(c.listing) < _LISTED:
        heappush(c.listing, room)
    else:
        heappushpop(c.listing, room)  # only what is shown is kept


def handle_end_of_list(c: Context, message: Message) -> None:
    """323: show the channels with the most people."""
    del message
    rooms, c.listing = sorted(c.listing, reverse=True), []
    hidden, c.listed = c.listed - len(rooms), 0
    for _, text in rooms:
        c.state.show_answer(c.asked, text)
    c.state.show_answer(c.asked, texts.MORE_ROOMS(hidden) if hidden > 0 else texts.END_OF_LIST)

"""Getting in: capabilities, the nick, the welcome, the way back to the rooms.

https://modern.ircdocs.horse/#connection-setup
"""

from __future__ import annotations

import re

from desktop_chat.client import collection_limits
from desktop_chat.client.context import Context
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import PasswordWanted, Phase, PhaseChanged, TlsInsisted, TlsWanted, Welcomed
from desktop_chat.client.handlers import answers, bouncers
from desktop_chat.client.pacing import Rank
from desktop_chat.client.session_state import SERVER_ROOM
from desktop_chat.irc import capabilities
from desktop_chat.irc.isupport import parse_tokens
from desktop_chat.irc.line_packing import pack_items, pack_words
from desktop_chat.irc.message import Message
from desktop_chat.irc.numerics import RPL_SASLSUCCESS
from desktop_chat.irc.sts import read_offer
from desktop_chat.texts import client as texts

_LINE_BYTES = 400
_TARGETS_IN_A_JOIN = 10
_ASKS_FOR_PASSWORD = re.compile(r"\bPASS\b|\bserver password\b")
_SAYS_PASSWORD = re.compile(r"\bpassw(or)?d\b", re.IGNORECASE)
_SAYS_OTHERWISE = re.compile(
    r"\bban(ned)?\b|[kgzd]-?lined?\b|throttl|too (many|fast)|flood|\bfull\b|time(d )?-?out", re.IGNORECASE
)
"""Why servers end a connection before they let somebody in, if it is not for want of a password."""
_FENCE = "desktop-chat-in"
_LONGEST_PAUSE_MS = 60_000
_FIRST_CLAIM_MS = 60_000
_LONGEST_CLAIM_MS = 1_800_000
BEFORE_CAPABILITIES = frozenset({"CAP", "NOTICE", "PING", "ERROR", "020"})
"""What a server may say before it answers CAP LS; anything else shows that it does not know CAP."""
_NUMBERED = 20
"""Names with a number behind that are tried before it becomes a random one, and each has to wait longer."""


# Capabilities


def handle_cap(c: Context, message: Message) -> None:
    """https://ircv3.net/specs/extensions/capability-negotiation"""
    state = c.state
    c.cap_lines += 1
    if c.cap_lines > collection_limits.CAPABILITY_LINES:
        raise collection_limits.TooMuchError("CAP")
    words = message.params[-1].split() if len(message.params) > 2 else []
    more = message.param_at(2) == "*" and len(message.params) > 3
    match message.param_at(1).upper():
        case "LS":
            state.available.update(_parse_pairs(words))
            state.pacing.know_capabilities(state.available)
            if not more and not _follow_sts(c):
                stop_waiting(c)
                _request_capabilities(c)
                _end_negotiation(c)
        case "NEW":
            state.available.update(_parse_pairs(words))
            if capabilities.STS not in _parse_pairs(words) or not _follow_sts(c):
                _request_capabilities(c)
        case "DEL":
            for word in words:
                state.available.pop(word, None)
                state.enabled.discard(word)
        case "ACK":
            state.enabled.update(word for word in words if word in capabilities.REQUESTED)
            if capabilities.SASL in words and bouncers.can_log_in(c):
                bouncers.log_in(c)
            state.enabled.difference_update(word[1:] for word in words if word.startswith("-"))
            if not more:
                _note_answer(c)
        case "NAK":
            _ask_one_by_one(c, [word for word in words if word in capabilities.REQUESTED])
            _note_answer(c)


def cap_refused(c: Context, message: Message) -> None:
    """410: the server does not know this subcommand of CAP, so it will not answer it."""
    if c.state.phase is Phase.REGISTERING:
        c.cap_answers = 0
        _end_negotiation(c)
    else:
        answers.handle_other_numeric(c, message)


def _follow_sts(c: Context) -> bool:
    """Report what the server says of encryption. Return True if nothing more may be said over this connection.
    https://ircv3.net/specs/extensions/sts"""
    value = c.state.available.get(capabilities.STS)
    if value is None:
        return False
    offer = read_offer(value)
    if c.upgradable and offer.port is not None:
        c.upgrading = True
        c.state.emit(TlsWanted(offer.port))
    elif not c.upgradable and offer.duration is not None:
        c.state.emit(TlsInsisted(offer.duration))
    return c.upgrading


def _parse_pairs(words: list[str]) -> dict[str, str]:
    return {name: value for name, _, value in (word.partition("=") for word in words)}


def _request_capabilities(c: Context) -> None:
    """Ask for what is there and wanted, in as many lines as it takes."""
    have = c.state.available
    wanted = [name for name in capabilities.REQUESTED if name in have and name not in c.state.enabled]
    needed = (capabilities.LABELED_RESPONSE, capabilities.MESSAGE_TAGS, capabilities.BATCH)
    if capabilities.ECHO_MESSAGE in wanted and not all(name in have for name in needed):
        wanted.remove(capabilities.ECHO_MESSAGE)  # without labels an echo is not told from the same words said twice
    if capabilities.EVENT_PLAYBACK in wanted and capabilities.RESEND in have:
        wanted.remove(capabilities.EVENT_PLAYBACK)  # our own server leaves events out, where others put them in words
    if bouncers.can_log_in(c):
        wanted.append(capabilities.SASL)
    for line in pack_words(wanted, _LINE_BYTES):
        c.state.send("CAP", "REQ", line)
        c.cap_answers += 1


def _ask_one_by_one(c: Context, words: list[str]) -> None:
    """A line of requests is granted as a whole or not at all: find out which one the server does not grant."""
    if len(words) > 1:
        for word in words:
            c.state.send("CAP", "REQ", word)
        c.cap_answers += len(words)


def login_answered(c: Context, message: Message) -> None:
    """903, or a numeric that says why not: then the password counts as that of the server, and is refused as such."""
    if c.logging_in:
        c.logging_in = False
        if message.command == RPL_SASLSUCCESS:
            bouncers.bind(c)
        _note_answer(c)


def _note_answer(c: Context) -> None:
    c.cap_answers = max(0, c.cap_answers - 1)
    _end_negotiation(c)


def _end_negotiation(c: Context) -> None:
    """End the negotiation once nothing is open."""
    if not c.cap_answers and c.state.phase is Phase.REGISTERING and not c.cap_ended:
        c.cap_ended = True
        c.state.send("CAP", "END")


# The welcome


def send_greeting(c: Context) -> None:
    """What is said to the server first."""
    c.state.send("CAP", "LS", "302")
    c.held = c.upgradable
    if not c.held:
        _introduce(c)


def stop_waiting(c: Context) -> None:
    """Say who we are, if that was put off until the server has said whether it wants TLS."""
    if c.held and not c.upgrading:
        c.held = False
        _introduce(c)


def _introduce(c: Context) -> None:
    state, person = c.state, c.state.person
    if person.password:
        state.send("PASS", person.password)
    state.nick = state.wanted_nick
    state.send("NICK", state.nick, rank=Rank.FIRST)
    state.send("USER", person.username or "user", "0", "*", person.realname or person.nick)


def handle_welcome(c: Context, message: Message) -> None:
    """001: we are in, and this is our name."""
    c.welcomed = True
    c.state.nick = message.param_at(0) or c.state.nick
    c.state.server_name = message.source
    c.state.compare_clocks(message)
    c.state.send("PING", _FENCE)


def handle_software(c: Context, message: Message) -> None:
    """004: what the server is, which tells how fast it can be spoken to."""
    c.state.pacing.know_software(message.param_at(2))


def handle_isupport(c: Context, message: Message) -> None:
    """005: what the server supports, and how it compares names. Rooms were filed by a guess until it said so."""
    state = c.state
    before, state.support = state.support.casemapping, state.support.with_tokens(parse_tokens(message.params))
    collection_limits.require_moderate_tokens(state.support.values)
    state.network_name = state.support.network_name or state.network_name
    if state.support.casemapping == before:
        return
    for room in [room for room in state.rooms.values() if room.kind != "server"]:
        if state.fold_name(room.name) != room.key:
            c.rename_room(room, room.name)


def end_of_motd(c: Context, message: Message) -> None:
    """376 or 422: the greeting is complete. The Session goes online; a MOTD read later changes nothing."""
    del message
    _go_online(c)


def note_pong(c: Context, token: str) -> None:
    """PONG: behind the welcome, the greeting is complete; a bouncer that is connected to no network has no MOTD."""
    if token == _FENCE and c.welcomed:
        _go_online(c)


def _go_online(c: Context) -> None:
    state = c.state
    if state.phase is not Phase.REGISTERING:
        return
    state.phase = Phase.ONLINE
    state.pacing.reset_at_welcome()
    state.network_name = state.network_name or state.server_name
    state.emit(PhaseChanged(Phase.ONLINE))
    state.emit(Welcomed(state.nick, state.wanted_nick, state.network_name))
    bouncers.ask_networks(c)
    _return_to_rooms(c)
    if not state.is_me(state.wanted_nick):
        _claim_nick_later(c)


def _return_to_rooms(c: Context) -> None:
    """Go back to where we were; direct messages can be sent, and those missed are asked for."""
    state = c.state
    rooms = list(state.rooms.values())
    wanted = [room for room in rooms if room.kind == "channel" and room.wanted]
    for room in wanted:
        if room.channel_key:
            state.send("JOIN", room.name, room.channel_key)
    open_to_all = [room.name for room in wanted if not room.channel_key]
    if state.support.lobby_name and not wanted:
        open_to_all.append(state.support.lobby_name)
    most = min(_TARGETS_IN_A_JOIN, state.support.targets("JOIN") or _TARGETS_IN_A_JOIN)
    for names in pack_items(open_to_all, lambda name: len(name.encode()) + 1, _LINE_BYTES, most):
        state.send("JOIN", ",".join(names))
    for room in rooms:
        if room.kind == "direct":
            room.joined = True
            state.emit_room_changed(room)
            c.outgoing.flush_room(room)  # first: what comes back of it is then known when the history shows it
            c.history.catch_up(room)
    if state.has_capabilities(capabilities.ZNC_PLAYBACK):
        state.send("PRIVMSG", "*playback", f"PLAY * {c.history.known_until // 1000}")
    c.history.request_targets()


def handle_error(c: Context, message: Message) -> None:
    """ERROR: the server's last words, which say why the connection ends."""
    c.last_words = message.param_at(0)


# The password


def password_refused(c: Context, message: Message) -> None:
    """464: no password, or a wrong one. (When we are in, it was that of an operator.)"""
    answers.handle_other_numeric(c, message)
    _want_password(c)


def look_for_password(c: Context, text: str) -> None:
    """A notice before the welcome: some bouncers ask for a password in words, and wait."""
    if not c.state.person.password and _ASKS_FOR_PASSWORD.search(text):
        _want_password(c)


def turned_away(c: Context, last_words: str) -> None:
    """The connection ended before we were let in. Many servers do not say that it was for want of a password."""
    if _SAYS_PASSWORD.search(last_words):
        _want_password(c)
    elif not c.welcomed and not c.password_refused and not _SAYS_OTHERWISE.search(last_words):
        c.state.emit(PasswordWanted(bool(c.state.person.password), sure=False))


def _want_password(c: Context) -> None:
    if c.state.phase is Phase.REGISTERING and not c.welcomed and not c.password_refused:
        c.password_refused = True
        c.state.emit(PasswordWanted(bool(c.state.person.password)))


# The nick


def nick_in_use(c: Context, message: Message) -> None:
    """433, 436 and 437: while registering, the next free number behind the name is tried."""
    state, refused = c.state, message.param_at(1)
    if state.is_channel(refused):
        answers.handle_other_numeric(c, message)
        return
    if state.phase is not Phase.REGISTERING:
        if c.claiming_nick:
            _claim_nick_later(c)
            return
        c.typed.give_back(message.tags.get("label", ""), (refused,))
        state.show_notice(c.asked, texts.NICK_TAKEN(refused), EntryKind.ERROR)
        return
    if refused and len(refused) < len(state.nick) and state.nick.startswith(refused):
        c.nick_limit = len(refused)  # an old server cuts names and does not say so before it has let us in
    c.nick_attempts += 1
    number = str(c.nick_attempts + 1) if c.nick_attempts < _NUMBERED else str(int(state.tokens()[:4], 16))
    limit = c.nick_limit or state.support.number_value("NICKLEN", 30)
    state.nick = state.wanted_nick[: max(1, limit - len(number))] + number
    _try_nick(c, refused)


def erroneous_nick(c: Context, message: Message) -> None:
    """432: this server does not take such names. While registering a plain one is tried: nobody is kept out by it."""
    state = c.state
    if state.phase is not Phase.REGISTERING:
        if c.claiming_nick:
            _claim_nick_later(c)
            return
        c.typed.give_back(message.tags.get("label", ""), (message.param_at(1),))
        state.show_notice(c.asked, texts.NICK_NOT_ALLOWED(message.param_at(1)), EntryKind.ERROR)
        return
    c.nick_attempts += 1
    plain = "".join(char for char in state.wanted_nick if char.isascii() and char.isalnum()).lstrip("0123456789")
    state.nick = (plain or "guest")[:8] + ("" if plain and c.nick_attempts == 1 else str(c.nick_attempts))
    _try_nick(c, message.param_at(1))


def _try_nick(c: Context, refused: str) -> None:
    """Ask for the next name; ever more slowly where none is good enough."""
    state, slow = c.state, c.nick_attempts - _NUMBERED
    if slow == 1:
        state.show_notice(
            SERVER_ROOM,
            texts.NICKS_REFUSED(refused),
            EntryKind.ERROR,
        )
    delay = min(_LONGEST_PAUSE_MS, 500 << min(slow, 10)) if slow > 0 else 0
    state.send("NICK", state.nick, rank=Rank.FIRST, delay=delay)


def choose_nick(c: Context, name: str) -> None:
    """A person asks for this name: while registering, in place of what is tried by itself."""
    state = c.state
    c.claiming_nick = False
    state.pacing.drop_unwanted(lambda waiting: waiting.command == "NICK")
    if state.phase is Phase.REGISTERING:
        state.nick = state.wanted_nick = name
        c.nick_attempts = 0
    c.asked_nick = name
    state.send("NICK", name)


def _claim_nick_later(c: Context) -> None:
    """The name that we want is not ours now: ask again, after a pause that doubles."""
    c.nick_claims += 1
    c.claiming_nick = True
    delay = min(_LONGEST_CLAIM_MS, _FIRST_CLAIM_MS << min(c.nick_claims - 1, 10))
    c.state.send("NICK", c.state.wanted_nick, rank=Rank.LATER, delay=delay)


def take_back_nick(c: Context, freed: str) -> None:
    """A person's name is free again: if it is the one that we want, it is ours."""
    state = c.state
    if state.fold_name(freed) == state.fold_name(state.wanted_nick) and not state.is_me(freed):
        c.claiming_nick = True
        state.send("NICK", state.wanted_nick, rank=Rank.LATER)

"""Registration: PASS, NICK and USER, the welcome, the return to the rooms, and refusals for want of a password.

Spec: https://modern.ircdocs.horse/#connection-setup
"""

from __future__ import annotations

import re

from desktop_chat.client import collection_limits
from desktop_chat.client.connection_events import EntryAwaited, PasswordWanted, PhaseChanged, Welcomed
from desktop_chat.client.context import Context
from desktop_chat.client.events import Phase
from desktop_chat.client.handlers import answers, bouncers, metadata, nick_choice, service_login
from desktop_chat.client.pacing import Rank
from desktop_chat.client.server_texts import text_of
from desktop_chat.irc import capabilities
from desktop_chat.irc.capabilities import TAG_TEXT
from desktop_chat.irc.isupport import parse_tokens
from desktop_chat.irc.line_packing import pack_items
from desktop_chat.irc.message import Message
from desktop_chat.texts import hub as hub_texts

_LINE_BYTES = 400
_TARGETS_IN_A_JOIN = 10
_ASKS_FOR_PASSWORD = re.compile(r"\bPASS\b|\bserver password\b")
_SAYS_PASSWORD = re.compile(r"\bpassw(or)?d\b", re.IGNORECASE)
_SAYS_OTHERWISE = re.compile(
    r"\bban(ned)?\b|[kgzd]-?lined?\b|throttl|too (many|fast)|flood|\bfull\b|time(d )?-?out"
    r"|try again|\bstopped\b|shutting down|restart",
    re.IGNORECASE,
)
"""Reasons for the end of a connection during registration that concern no password."""
_FENCE = "desktop-chat-in"
_SERVICE_MS = 3_000
"""Rooms are entered so long after a login by a service: many rooms are for accounts only."""
BEFORE_CAPABILITIES = frozenset({"CAP", "NOTICE", "PING", "ERROR", "020"})
"""Commands before the answer to CAP LS; any other command shows that the server does not know CAP."""


# The welcome


def send_greeting(c: Context) -> None:
    """Send CAP LS; NICK and USER too, unless the server may demand TLS first."""
    c.state.send("CAP", "LS", "302")
    c.held = c.upgradable
    if not c.held:
        _introduce(c)


def introduce_if_held(c: Context) -> None:
    """Send NICK and USER, if they wait for the server's STS policy."""
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
    """001: registration is complete; the message shows our nick.

    A bouncer has a nick of its own, and is not asked for another one.
    """
    c.welcomed = True
    given = message.param_at(0) or c.state.nick
    if not (c.nick_attempts or c.other_nicks or c.state.is_me(given)):
        c.state.wanted_nick = given
    c.state.nick = given
    c.state.gather_names()
    c.state.server_name = message.source
    c.state.compare_clocks(message)
    c.state.send("PING", _FENCE)


def handle_software(c: Context, message: Message) -> None:
    """004: the server's software, which determines the pace."""
    c.state.pacing.know_software(message.param_at(2))
    c.timed_bans.know_software(message.param_at(2))


def handle_isupport(c: Context, message: Message) -> None:
    """005: the server's features. If CASEMAPPING differs from the guess so far, rooms get new keys."""
    state = c.state
    before, state.support = state.support.casemapping, state.support.with_tokens(parse_tokens(message.params))
    collection_limits.require_moderate_tokens(state.support.values)
    state.network_name = state.support.network_name or state.network_name
    if state.support.casemapping == before:
        return
    for room in [room for room in state.rooms.values() if room.kind != "server"]:
        if state.fold_name(room.name) != room.key:
            c.rename_room(room, room.name)


def handle_end_of_motd(c: Context, message: Message) -> None:
    """376 or 422: the greeting is complete, so the Session goes online. A later MOTD changes nothing."""
    del message
    _go_online(c)


def note_pong(c: Context, token: str) -> None:
    """PONG after the welcome: the greeting is complete, also without a MOTD (a bouncer without a network)."""
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
    metadata.subscribe(c)
    asked = service_login.ask_service(c)
    c.run_connect_commands()
    _return_to_rooms(c, _SERVICE_MS if asked else 0)
    if not state.is_me(state.wanted_nick):
        nick_choice.claim_nick_later(c)
        nick_choice.disconnect_impostor(c)


def _return_to_rooms(c: Context, delay: int) -> None:
    """Enter the wanted rooms after `delay` ms, send waiting direct messages, and ask for missed ones."""
    state = c.state
    rooms = list(state.rooms.values())
    wanted = [room for room in rooms if room.kind == "channel" and room.wanted]
    if state.away and not state.has_capabilities(capabilities.PRE_AWAY):
        state.send("AWAY", state.away)
    for room in wanted:
        if room.channel_key:
            state.send("JOIN", room.name, room.channel_key, delay=delay)
    open_to_all = [room.name for room in wanted if not room.channel_key]
    if state.support.lobby_name and not wanted:
        open_to_all.append(state.support.lobby_name)
    most = min(_TARGETS_IN_A_JOIN, state.support.targets("JOIN") or _TARGETS_IN_A_JOIN)
    for names in pack_items(open_to_all, lambda name: len(name.encode()) + 1, _LINE_BYTES, most):
        state.send("JOIN", ",".join(names), delay=delay)
    for room in rooms:
        if room.kind == "direct":
            room.joined = True
            state.emit_room_changed(room)
            c.outgoing.flush_room(room)  # before the history request, whose answer will show these messages
            c.history.catch_up(room)
    if state.has_capabilities(capabilities.ZNC_PLAYBACK) and not c.history.is_available:
        state.send("PRIVMSG", "*playback", f"PLAY * {c.history.known_until // 1000}")
    c.history.request_targets()


def handle_error(c: Context, message: Message) -> None:
    """ERROR: keep the text, which is the reason for the end of the connection."""
    c.last_words = text_of(message)


# Passwords


def handle_password_refusal(c: Context, message: Message) -> None:
    """464: the password is missing or wrong. (After registration, an operator's password.)"""
    answers.handle_other_numeric(c, message)
    text = text_of(message)
    _want_password(c, text if TAG_TEXT in message.tags and text != hub_texts.PASSWORD_INCORRECT else "")


def look_for_password(c: Context, text: str) -> None:
    """Check a notice before the welcome: some bouncers ask for a password in a notice, and wait."""
    if not c.state.person.password and _ASKS_FOR_PASSWORD.search(text):
        _want_password(c)


def note_waiting(c: Context, message: Message) -> None:
    """Check a notice before the welcome: our server says so that the host was asked to let us in."""
    if TAG_TEXT in message.tags and text_of(message) == hub_texts.HOST_IS_ASKED:
        c.state.emit(EntryAwaited(hub_texts.HOST_IS_ASKED))


def note_early_end(c: Context, last_words: str) -> None:
    """Ask for a password if the connection ended during registration, with a matching reason or without any."""
    if _SAYS_PASSWORD.search(last_words):
        _want_password(c)
    elif not c.welcomed and not c.password_refused and not _SAYS_OTHERWISE.search(last_words):
        c.state.emit(PasswordWanted(bool(c.state.person.password), sure=False))


def _want_password(c: Context, words: str = "") -> None:
    if c.state.phase is Phase.REGISTERING and not c.welcomed and not c.password_refused:
        c.password_refused = True
        helps = words not in (hub_texts.NOT_LET_IN, hub_texts.HOST_DID_NOT_ANSWER, hub_texts.TOO_MANY_KNOCKS)
        c.state.emit(PasswordWanted(bool(c.state.person.password), words=words, helps=helps))

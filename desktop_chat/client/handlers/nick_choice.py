"""The own nick: other nicks if the wanted one is refused during registration, and the way back to the wanted one."""

from __future__ import annotations

from desktop_chat.client.context import Context
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import Phase
from desktop_chat.client.handlers import answers
from desktop_chat.client.network_services import NICKSERV
from desktop_chat.client.pacing import Rank
from desktop_chat.client.room_state import SERVER_ROOM
from desktop_chat.irc import capabilities
from desktop_chat.irc.message import Message
from desktop_chat.texts import client as texts

_LONGEST_PAUSE_MS = 60_000
_FIRST_CLAIM_MS = 60_000
_LONGEST_CLAIM_MS = 1_800_000
_GHOST_MS = 3_000
"""NickServ needs so long at most to disconnect somebody."""
_NUMBERED = 20
"""Attempts with a counted number; later attempts use a random number and wait longer and longer."""


def handle_nick_in_use(c: Context, message: Message) -> None:
    """433, 436 and 437: the nick is taken. During registration try the person's other nicks, then numbers behind the
    wanted nick."""
    state, refused = c.state, message.param_at(1)
    if state.is_channel(refused):
        answers.handle_other_numeric(c, message)
        return
    if state.phase is not Phase.REGISTERING:
        if c.claiming_nick:
            claim_nick_later(c)
            return
        c.typed.give_back(message.tags.get("label", ""), (refused,))
        state.show_notice(c.asked, texts.NICK_TAKEN(refused), EntryKind.ERROR)
        return
    if refused and not state.fold_name(state.nick).startswith(state.fold_name(refused)):
        return  # it answers a nick that is not asked for any more
    if refused and len(refused) < len(state.nick) and state.nick.startswith(refused):
        c.nick_limit = len(refused)  # an old server cuts nicks, and tells NICKLEN after registration only
    others = state.person.other_nicks
    if c.other_nicks < len(others):
        state.nick = others[c.other_nicks]
        c.other_nicks += 1
        _try_nick(c, refused)
        return
    c.nick_attempts += 1
    number = str(c.nick_attempts + 1) if c.nick_attempts < _NUMBERED else str(int(state.tokens()[:4], 16))
    limit = c.nick_limit or state.support.number_value("NICKLEN", 30)
    state.nick = state.wanted_nick[: max(1, limit - len(number))] + number
    _try_nick(c, refused)


def handle_erroneous_nick(c: Context, message: Message) -> None:
    """432: the server does not allow the nick. During registration try a plain one."""
    state = c.state
    if state.phase is not Phase.REGISTERING:
        if c.claiming_nick:
            claim_nick_later(c)
            return
        c.typed.give_back(message.tags.get("label", ""), (message.param_at(1),))
        state.show_notice(c.asked, texts.NICK_NOT_ALLOWED(message.param_at(1)), EntryKind.ERROR)
        return
    c.nick_attempts += 1
    plain = "".join(char for char in state.wanted_nick if char.isascii() and char.isalnum()).lstrip("0123456789")
    state.nick = (plain or "guest")[:8] + ("" if plain and c.nick_attempts == 1 else str(c.nick_attempts))
    _try_nick(c, message.param_at(1))


def _try_nick(c: Context, refused: str) -> None:
    """Ask for the next nick, more and more slowly after many refusals."""
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
    """Ask for the nick that a person has chosen; automatic attempts end."""
    state = c.state
    c.claiming_nick = False
    state.pacing.drop_unwanted(lambda waiting: waiting.command == "NICK")
    if state.phase is Phase.REGISTERING:
        state.nick = state.wanted_nick = name
        c.nick_attempts = 0
    c.asked_nick = name
    state.send("NICK", name)


def claim_nick_later(c: Context) -> None:
    """Ask for the wanted nick again after a pause that doubles."""
    c.nick_claims += 1
    c.claiming_nick = True
    delay = min(_LONGEST_CLAIM_MS, _FIRST_CLAIM_MS << min(c.nick_claims - 1, 10))
    c.state.send("NICK", c.state.wanted_nick, rank=Rank.LATER, delay=delay)


def disconnect_impostor(c: Context) -> None:
    """Ask NickServ to disconnect whoever uses the name of our account, and then ask for the name.

    NickServ of Atheme, Anope and Ergo knows GHOST, and wants no password of somebody who is logged in. Our own server
    lets nobody else use the name of an account.
    """
    state, wanted = c.state, c.state.wanted_nick
    is_own = state.fold_name(state.account) == state.fold_name(wanted) and capabilities.RESEND not in state.available
    was_taken = bool(c.nick_attempts or c.other_nicks) and not state.is_me(wanted)
    if state.phase is Phase.ONLINE and is_own and was_taken and not c.ghost_asked:
        c.ghost_asked = True
        c.claiming_nick = True
        state.pacing.drop_unwanted(lambda waiting: waiting.command == "NICK")
        state.send("PRIVMSG", NICKSERV, f"GHOST {wanted}")
        state.send("NICK", wanted, delay=_GHOST_MS)


def take_back_nick(c: Context, freed: str) -> None:
    """Ask for the wanted nick if a person has just freed it."""
    state = c.state
    if state.fold_name(freed) == state.fold_name(state.wanted_nick) and not state.is_me(freed):
        c.claiming_nick = True
        state.send("NICK", state.wanted_nick, rank=Rank.LATER)

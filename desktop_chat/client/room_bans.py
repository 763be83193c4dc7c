"""Masks of bans and mutes in channels, as each kind of server writes them. Pure.

Spec: https://modern.ircdocs.horse/#extban-parameter, https://ircv3.net/specs/extensions/account-extban
"""

from __future__ import annotations

import re

from desktop_chat.client.events import Member
from desktop_chat.irc.glob import Glob
from desktop_chat.irc.isupport import ISupport
from desktop_chat.late_pattern import late_pattern

_TERM_PREFIX, _TERM_LETTER = "~t"
_TIMED = late_pattern(r"~(?:t|time):([0-9]{1,7}):(.+)", re.ASCII | re.IGNORECASE)
_MUTE = late_pattern(r"(?:~?[mq]|~mute|~quiet|mute):(.+)", re.ASCII)
ACCOUNT_MASK = late_pattern(r"(?:[~$]?a|~?account|R):(.+)", re.ASCII)
"""A mask of people by account, without a term and without a mute."""
_MUTE_LETTERS = "mq"
"""The extended masks that mute: `m` of our server, InspIRCd and Ergo, `q` of UnrealIRCd."""

_LIST_TOKENS = {"e": "EXCEPTS", "I": "INVEX"}
"""The tokens that tell the letters of lists."""


def account_mask(support: ISupport, account: str) -> str:
    """Return the mask of everybody who is logged in to an account, or "" if the server has no such masks."""
    letter = support.text_value("ACCOUNTEXTBAN").partition(",")[0]
    prefix, comma, _ = support.text_value("EXTBAN").partition(",")
    return f"{prefix}{letter}:{account}" if letter and comma and account else ""


def host_mask(member: Member) -> str:
    """Return the mask of everybody at the address of a member, or "" if the address is unknown."""
    host = member.userhost.rpartition("@")[2]
    return f"*!*@{host}" if host else ""


def nick_mask(nick: str) -> str:
    return f"{nick}!*@*"


def list_letter(support: ISupport, kind: str) -> str:
    """Return the mode letter of a list of a room, or "" if the server has no such list.

    `kind`: b (bans), q (mutes), e (exceptions) or I (invitations). Mutes by extended masks stand among the bans.
    """
    letter = support.text_value(_LIST_TOKENS[kind], kind) or kind if kind in _LIST_TOKENS else kind
    if letter in support.chanmodes[0]:
        return letter
    return "b" if kind == "q" and mute_change(support, "") is not None else ""


def can_set_terms(support: ISupport) -> bool:
    """Return whether masks can have a term, as on our server and UnrealIRCd.

    Spec: https://www.unrealircd.org/docs/Extended_bans
    """
    prefix, comma, letters = support.text_value("EXTBAN").partition(",")
    return bool(comma) and prefix == _TERM_PREFIX and _TERM_LETTER in letters


def timed_mask(mask: str, minutes: int) -> str:
    """Return the mask with a term; 0 minutes: without."""
    return f"{_TERM_PREFIX}{_TERM_LETTER}:{minutes}:{mask}" if minutes else mask


def split_term(mask: str) -> tuple[int, str]:
    """Return (minutes, the mask without its term); 0 minutes without a term."""
    found = _TIMED.fullmatch(mask)
    return (int(found[1]), found[2]) if found is not None else (0, mask)


def is_mute(mask: str) -> bool:
    """Return whether a mask only takes the right to speak."""
    return _MUTE.fullmatch(split_term(mask)[1]) is not None


def bare_mask(mask: str) -> str:
    """Return whom a ban or a mute means: the mask without its term, and without the sign of a mute."""
    inner = split_term(mask)[1]
    muted = _MUTE.fullmatch(inner)
    return muted[1] if muted is not None else inner


def is_about(mask: str, source: str, account: str) -> bool:
    """Return True if a mask without term and sign of a mute matches a person. `source`: `nick!user@host` as others see
    it, or `nick!@`; `account`: "" without one."""
    named = account_of(mask)
    if named:
        return bool(account) and Glob(named).matches(account)
    return Glob(full_mask(mask)).matches(source)


def account_of(mask: str) -> str:
    """Return the mask of accounts that a mask without term and sign of a mute holds; "" for other masks."""
    named = ACCOUNT_MASK.fullmatch(mask)
    return named[1] if named is not None else ""


def full_mask(mask: str) -> str:
    """Return a mask of names or addresses as `nick!user@host`."""
    if "!" in mask:
        return mask
    return f"*!{mask}" if "@" in mask else f"{mask}!*@*"


def mute_change(support: ISupport, mask: str) -> tuple[str, str] | None:
    """Return (mode letter, argument) of a mute, or None if the server has no mutes."""
    prefix, comma, letters = support.text_value("EXTBAN").partition(",")
    for letter in _MUTE_LETTERS if comma else "":
        if letter in letters:
            return "b", f"{prefix}{letter}:{mask}"
    return ("q", mask) if "q" in support.chanmodes[0] else None

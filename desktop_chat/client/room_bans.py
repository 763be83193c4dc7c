"""Masks of bans and mutes in channels, as each kind of server writes them. Pure.

Spec: https://modern.ircdocs.horse/#extban-parameter, https://ircv3.net/specs/extensions/account-extban
"""

from __future__ import annotations

from desktop_chat.client.events import Member
from desktop_chat.irc.isupport import ISupport

_MUTE_LETTERS = "mq"
"""The extended masks that mute: `m` of our server, InspIRCd and Ergo, `q` of UnrealIRCd."""


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


def mute_change(support: ISupport, mask: str) -> tuple[str, str] | None:
    """Return (mode letter, argument) of a mute, or None if the server has no mutes."""
    prefix, comma, letters = support.text_value("EXTBAN").partition(",")
    for letter in _MUTE_LETTERS if comma else "":
        if letter in letters:
            return "b", f"{prefix}{letter}:{mask}"
    return ("q", mask) if "q" in support.chanmodes[0] else None

"""Masks: who is meant by a ban, an exception or an invitation to all. Pure.

`nick!user@host` with `*` and `?`, or an extended one: `~a:account`, `~r:real name`, `~f:fingerprint` of a certificate,
and `~m:mask` around any of them, which takes from those it means the right to speak and nothing else.
https://modern.ircdocs.horse/#extban-parameter, https://ircv3.net/specs/extensions/account-extban
"""

from __future__ import annotations

from typing import Protocol

from desktop_chat.irc.names import complete_mask, match_mask

SIGN = "~"
KINDS = {"a": "account", "f": "fingerprint", "m": "mute", "r": "realname"}
"""The letters, each with the longer name that is understood as well."""
MUTE = "~m:"
_BY_NAME = {name: letter for letter, name in KINDS.items()}


class Masked(Protocol):
    """Who may be meant: a User, or a connection that wants to become one."""

    @property
    def source(self) -> str:
        """`nick!user@host`, as others are shown it."""

    @property
    def hidden_sources(self) -> tuple[str, ...]:
        """`nick!user@address` for each address that others are not shown."""

    @property
    def account(self) -> str:
        """The account's name, or ""."""

    @property
    def realname(self) -> str:
        """As it was given."""

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """Of the certificates that its connections have shown."""


def canonical(mask: str) -> str:
    """The mask in full, as it is kept and shown: `ann` is `ann!*@*`, `~account:ann` is `~a:ann`. "" for an extended
    one that is not understood."""
    if not mask.startswith(SIGN):
        return complete_mask(mask)
    name, colon, rest = mask[1:].partition(":")
    kind = name if name in KINDS else _BY_NAME.get(name.lower(), "")
    if not (colon and kind and rest):
        return ""
    if kind == "m":
        rest = "" if rest.startswith(MUTE) else canonical(rest)
        if not rest or rest.startswith(MUTE):
            return ""
    return f"{SIGN}{kind}:{rest}"


def matches(mask: str, who: Masked) -> bool:
    """Whether a mask in full means `who`; one that only mutes means nobody here."""
    if mask[:1] != SIGN:
        return match_mask(mask, who.source) or any(match_mask(mask, source) for source in who.hidden_sources)
    kind, rest = mask[1:2], mask[3:]
    if kind == "a":
        return bool(who.account) and match_mask(rest, who.account)
    if kind == "r":
        return match_mask(rest, who.realname)
    return kind == "f" and any(match_mask(rest, fingerprint) for fingerprint in who.fingerprints)


def mutes(mask: str, who: Masked) -> bool:
    """Whether a mask that mutes means `who`."""
    return mask.startswith(MUTE) and matches(mask[len(MUTE) :], who)


def means_everybody(mask: str) -> bool:
    """Whether a mask in full leaves nobody out that anybody could think of: nothing but wildcards in it."""
    return not mask.removeprefix(MUTE).strip("*?!@.:")

"""Masks of bans, exceptions and invitations. Pure.

A mask is `nick!user@host` with `*` and `?`, where the host may be an address or a network (10.0.0.0/24); or an extended
mask: `~a:account`, `~r:real name`, `~f:fingerprint` of a certificate. `~m:mask` is a mute: the person may not speak.
A mask in the list of a channel may have a term (`mask_terms`).
Spec: https://modern.ircdocs.horse/#extban-parameter
Spec: https://ircv3.net/specs/extensions/account-extban
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from ipaddress import IPv4Address, IPv6Address
from typing import NamedTuple, Protocol

from desktop_chat.hub.effort import Effort
from desktop_chat.hub.live.mask_terms import LETTER, end_of_term, split_term
from desktop_chat.irc.glob import Glob, GlobRow
from desktop_chat.irc.names import complete_mask, fold_name
from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.net.neighbourhood import banned_network, network_text, numeric_address
from desktop_chat.texts import hub as texts

SIGN = "~"
KINDS = {"a": "account", "f": "fingerprint", "m": "mute", "r": "realname"}
"""The letters of extended masks, each with its longer name, which is accepted as well."""
MUTE = "~m:"
NETWORK_HINT = texts.NETWORK_HINT
"""The hint for a person who wrote an invalid network."""
_LIKE_NETWORK = re.compile(r"[0-9a-fA-F:.*?]*[:.][0-9a-fA-F:.*?]*/[0-9]*")
_BY_NAME = {name: letter for letter, name in KINDS.items()}


class MaskSubject(Protocol):
    """A person to match: a User, or a registering connection."""

    @property
    def source(self) -> str:
        """`nick!user@host`, as other people see the person."""

    @property
    def hidden_sources(self) -> tuple[str, ...]:
        """`nick!user@address` for each hidden address."""

    @property
    def account(self) -> str:
        """The account's name, or ""."""

    @property
    def realname(self) -> str:
        """The real name."""

    @property
    def fingerprints(self) -> tuple[CertificateFingerprint, ...]:
        """The fingerprints of the client certificates."""


def canonical_mask(mask: str) -> str:
    """Return the mask in full, as stored and shown, or "" for an unknown extended mask.

    `ann` becomes `ann!*@*`, `~account:ann` becomes `~a:ann`.
    """
    if not mask.startswith(SIGN):
        bare = "!" not in mask and "@" not in mask and banned_network(mask) is not None  # no nick looks like a network
        before, at, host = complete_mask(f"@{mask}" if bare else mask).rpartition("@")
        network = banned_network(host)
        return before + at + (host if network is None else network_text(network))
    name, colon, rest = mask[1:].partition(":")
    kind = name if name in KINDS else _BY_NAME.get(name.lower(), "")
    if not (colon and kind and rest):
        return ""
    if kind == "m":
        rest = "" if rest.startswith(MUTE) else canonical_mask(rest)
        if not rest or rest.startswith(MUTE):
            return ""
    return f"{SIGN}{kind}:{rest}"


def is_broken_network(mask: str) -> bool:
    """Return whether the host of a mask looks like a network but is not valid. The mask would match nobody."""
    host = mask.rpartition("@")[2]
    return _LIKE_NETWORK.fullmatch(host) is not None and banned_network(host) is None


def canonical_listed_mask(mask: str) -> str:
    """Return a mask for the list of a channel in full, or "" for an unknown extended mask. The mask may have a term."""
    minutes, inner = split_term(mask)
    whole = canonical_mask(inner)
    return f"{SIGN}{LETTER}:{minutes}:{whole}" if minutes and whole else whole


def is_mute(mask: str) -> bool:
    """Return whether a mask in full, perhaps with a term, only takes the right to speak."""
    return split_term(mask)[1].startswith(MUTE)


class Looks(NamedTuple):
    """The folded texts of a person, for comparison with masks."""

    sources: tuple[tuple[str, IPv4Address | IPv6Address | None], ...]
    """The shown source and the hidden ones, each with the address if its host is an address."""
    account: str
    realname: str
    fingerprints: tuple[CertificateFingerprint, ...]

    def texts(self, kind: str) -> tuple[str, ...]:
        """Return the texts for masks of a kind: a key of KINDS, or "" for sources."""
        match kind:
            case "":
                return tuple(source for source, _ in self.sources)
            case "a":
                return (self.account,) if self.account else ()
            case "r":
                return (self.realname,)
            case "f":
                return self.fingerprints
        return ()


def looks_of(who: MaskSubject) -> Looks:
    """Return the folded texts of a person."""
    sources = map(fold_name, (who.source, *who.hidden_sources))
    placed = tuple((source, numeric_address(source.rpartition("@")[2])) for source in sources)
    return Looks(placed, fold_name(who.account), fold_name(who.realname), who.fingerprints)


class Mask:
    """A parsed mask in full, perhaps with a term. `mutes`: the mask only takes the right to speak."""

    __slots__ = ("_network", "glob", "in_row", "kind", "mutes")

    def __init__(self, text: str) -> None:
        _, text = split_term(text)
        self.mutes = text.startswith(MUTE)
        inner = text[len(MUTE) :] if self.mutes else text
        self.kind = inner[1:2] if inner[:1] == SIGN else ""
        before, _, host = inner.rpartition("@")
        self._network = None if self.kind else banned_network(host)
        self.glob = Glob(inner[3:] if self.kind else inner if self._network is None else before)
        self.in_row = self.glob.is_dear and self._network is None
        """True if the mask is compared together with other masks of its kind."""

    def means(self, who: MaskSubject) -> bool:
        """Return whether the mask matches `who`."""
        return self.means_looks(looks_of(who))

    def means_looks(self, looks: Looks) -> bool:
        """Return whether the mask matches the folded texts."""
        if self._network is not None:
            return any(self._means_source(*source) for source in looks.sources)
        return any(map(self.glob.matches_folded, looks.texts(self.kind)))

    def _means_source(self, source: str, address: IPv4Address | IPv6Address | None) -> bool:
        network = self._network
        if network is None or address is None or address not in network:
            return False
        return self.glob.matches_folded(source.rpartition("@")[0])


def matches(mask: str, who: MaskSubject) -> bool:
    """Return whether a mask in full, other than a mute, matches `who`."""
    return not mask.startswith(MUTE) and Mask(mask).means(who)


def mutes(mask: str, who: MaskSubject) -> bool:
    """Return whether a mute matches `who`."""
    return mask.startswith(MUTE) and Mask(mask).means(who)


class Verdict(NamedTuple):
    """The result of a list for a person: `meant` by a mask, `muted` by a mute."""

    meant: bool
    muted: bool


_NOBODY = Verdict(meant=False, muted=False)
_REMEMBERED = 1_000
"""Cached verdicts for each list."""
MOST_DEAR = 4_000
"""Characters of all masks of one list that are compared character by character, at most."""
_STEPS = 150
"""Steps to compare a person with all expensive masks of a list."""
Key = tuple[str, str, str, tuple[str, ...], tuple[str, ...]]
"""The facts about a person on which a verdict depends."""


def key_of(who: MaskSubject) -> Key:
    """Return the facts on which a verdict about the person depends."""
    return who.source, who.account, who.realname, who.fingerprints, who.hidden_sources


class MaskList(MutableMapping[str, tuple[str, int]]):
    """Masks in full, each with author and time (Unix ms).

    Verdicts are cached until the list changes: a person's next verdict costs one lookup, however many masks there are.
    """

    __slots__ = ("_answers", "_effort", "_first_end", "_items", "_kept", "_known", "_masks", "_rows")

    def __init__(self, effort: Effort | None = None) -> None:
        self._effort = effort or Effort()
        self._items: dict[str, tuple[str, int]] = {}
        self._known: dict[str, str] = {}
        self._masks: dict[str, Mask] = {}
        self._rows: dict[str, tuple[GlobRow, int]] | None = None
        """The expensive masks, by kind, and the bits of those that are mutes."""
        self._kept: tuple[tuple[str, str, int], ...] | None = None
        self._answers: dict[Key, Verdict] = {}
        self._first_end: int | None = None

    def __getitem__(self, mask: str) -> tuple[str, int]:
        return self._items[mask]

    def __setitem__(self, mask: str, value: tuple[str, int]) -> None:
        self._items[mask] = value
        self._masks[mask] = Mask(mask)
        self._known[fold_name(mask)] = mask
        self._changed()

    def __delitem__(self, mask: str) -> None:
        del self._items[mask]
        self._known.pop(fold_name(mask), None)
        self._masks.pop(mask, None)
        self._changed()

    def _changed(self) -> None:
        self._answers.clear()
        self._rows = self._kept = self._first_end = None

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    @property
    def kept(self) -> tuple[tuple[str, str, int], ...]:
        """Each mask with author and time (Unix ms)."""
        if self._kept is None:
            self._kept = tuple((mask, by, at) for mask, (by, at) in self._items.items())
        return self._kept

    @property
    def first_end(self) -> int:
        """The end of the term that is over first (Unix ms); 0 if no mask has a term."""
        if self._first_end is None:
            ends = (end_of_term(mask, at) for mask, (_, at) in self._items.items())
            self._first_end = min(filter(None, ends), default=0)
        return self._first_end

    def ended_masks(self, now: int) -> list[str]:
        """Return the masks whose term is over."""
        return [mask for mask, (_, at) in self._items.items() if 0 < end_of_term(mask, at) <= now]

    def has_room_for(self, mask: str) -> bool:
        """Return whether the list stays quick to compare with another mask."""
        if not Mask(mask).glob.is_dear:
            return True
        dear = sum(len(text) for text, known in self._masks.items() if known.glob.is_dear)
        return dear + len(mask) <= MOST_DEAR

    def spelled(self, mask: str) -> str:
        """Return the mask of the list that differs only in case, or ""."""
        return self._known.get(fold_name(mask), "")

    def verdict(self, who: MaskSubject) -> Verdict:
        """Return whether masks or mutes of the list match a person."""
        if not self._items:
            return _NOBODY
        key = key_of(who)
        answer = self._answers.get(key)
        if answer is None:
            self._effort.take(_STEPS + len(self._items) * (1 + len(who.hidden_sources)))
            if len(self._answers) >= _REMEMBERED:
                del self._answers[next(iter(self._answers))]
            answer = self._answers[key] = self._compare(looks_of(who))
        return answer

    def _compare(self, looks: Looks) -> Verdict:
        if self._rows is None:
            self._rows = self._make_rows()
        meant = muted = False
        for mask in self._masks.values():
            if not (mask.in_row or (muted if mask.mutes else meant)) and mask.means_looks(looks):
                meant, muted = meant or not mask.mutes, muted or mask.mutes
        for kind, (row, mutes) in self._rows.items():
            for text in looks.texts(kind):
                found = row.found_in(text)
                meant, muted = meant or bool(found & ~mutes), muted or bool(found & mutes)
        return Verdict(meant, muted)

    def _make_rows(self) -> dict[str, tuple[GlobRow, int]]:
        by_kind: dict[str, list[Mask]] = {}
        for text in self._items:
            mask = self._masks[text]
            if mask.in_row:
                by_kind.setdefault(mask.kind, []).append(mask)
        rows: dict[str, tuple[GlobRow, int]] = {}
        for kind, masks in by_kind.items():
            row = GlobRow([mask.glob for mask in masks])
            mutes = 0
            for mask, end in zip(masks, row.ends, strict=True):
                mutes |= end if mask.mutes else 0
            rows[kind] = row, mutes
        return rows


def means_everybody(mask: str) -> bool:
    """Return whether a mask in full matches all people: it has only wildcards, and perhaps all addresses."""
    before, _, host = mask.removeprefix(MUTE).rpartition("@")
    network = banned_network(host)
    every = network is not None and network.prefixlen == 0
    return not (before if every else mask.removeprefix(MUTE)).strip("*?!@.:")

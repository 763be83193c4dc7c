"""ServerBans: bans and mutes on the whole server, for a time or for good. Pure: the caller persists the changes.

A ban is by mask (`hub.live.masks`) or by network; a mute is by mask.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop_chat.hub.effort import Effort
from desktop_chat.hub.live.masks import SIGN, Key, Mask, MaskSubject, canonical_mask, key_of, looks_of
from desktop_chat.irc.names import fold_name
from desktop_chat.net.neighbourhood import (
    banned_network,
    neighbourhood_of,
    network_text,
    numeric_address,
    numeric_network,
)
from desktop_chat.storage.records import ServerBan

MASK, NETWORK, MUTE = "mask", "network", "mute"
KINDS = (MASK, NETWORK, MUTE)
_OWN = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1"))
MOST = 5_000
"""Bans of all kinds, at most. Each new connection is compared with all of them."""
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def network_of(text: str) -> str:
    """Return the network as it is stored and shown, "" for an invalid text.

    `10.0.0.7` is one address, `10.0.0.0/24` a network; an address of IPv6 means its /64.
    """
    network = banned_network(text)
    return "" if network is None else network_text(network)


def _network_of_ban(mask: str) -> _Network:
    """Return the network of a stored ban. Older versions stored single addresses of IPv6."""
    return numeric_network(mask) or ipaddress.ip_network(mask)


def in_network(address: str, network: str) -> bool:
    """Return whether a numeric address, with or without a zone, is in a network."""
    return _lies_in(address, _network_of_ban(network))


def _lies_in(address: str, network: _Network) -> bool:
    one = numeric_address(address)
    return one is not None and one in network


def is_own_computer(address: str) -> bool:
    """Return whether the address is this computer's: no ban by address matches the host."""
    return any(_lies_in(address, network) for network in _OWN)


class _Networks:
    """Networks by prefix length: an address is looked up once for each length in use."""

    def __init__(self) -> None:
        self._keys: dict[tuple[int, int], dict[int, list[str]]] = {}

    def add(self, key: str, network: _Network) -> None:
        """Add a network. It may have several keys, because older versions wrote networks differently."""
        length, number = _split_network(network)
        keys = self._keys.setdefault(length, {}).setdefault(number, [])
        if key not in keys:
            keys.append(key)

    def remove(self, key: str, network: _Network) -> None:
        length, number = _split_network(network)
        numbers = self._keys[length]
        numbers[number].remove(key)
        if not numbers[number]:
            del numbers[number]
        if not numbers:
            del self._keys[length]

    def same(self, network: _Network) -> Sequence[str]:
        """Return the keys of exactly this network."""
        length, number = _split_network(network)
        return tuple(self._keys.get(length, {}).get(number, ()))

    def around(self, address: str) -> Iterator[str]:
        """Yield the keys of networks around the address."""
        one = numeric_address(address)
        if one is None:
            return
        number = int(one)
        for (version, bits), numbers in self._keys.items():
            if version == one.version:
                yield from numbers.get(number >> bits, ())


def _split_network(network: _Network) -> tuple[tuple[int, int], int]:
    """Return (IP version, host bits) and the network bits."""
    bits = network.max_prefixlen - network.prefixlen
    return (network.version, bits), int(network.network_address) >> bits


_REMEMBERED = 10_000
"""Cached answers for the masks of one kind."""
_WILD = frozenset("*?")


class _Masks:
    """Masks by their exact part: an account, a certificate or a host. Only masks without one are compared one by one.

    Answers are cached by person until a mask changes.
    """

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, str], dict[str, Mask]] = {}
        self._answers: dict[Key, tuple[str, ...]] = {}

    def add(self, key: str) -> None:
        self._buckets.setdefault(_bucket_of(key), {})[key] = Mask(key)
        self._answers.clear()

    def remove(self, key: str) -> None:
        bucket = self._buckets[_bucket_of(key)]
        del bucket[key]
        if not bucket:
            del self._buckets[_bucket_of(key)]
        self._answers.clear()

    def cost(self, who: MaskSubject) -> int:
        """Return the steps that `meaning` will take."""
        if key_of(who) in self._answers:
            return 1
        return 4 * sum(len(self._buckets.get(place, ())) for place in _buckets_matching(who))

    def meaning(self, who: MaskSubject) -> tuple[str, ...]:
        """Return the masks that match `who`."""
        key = key_of(who)
        answer = self._answers.get(key)
        if answer is None:
            if len(self._answers) >= _REMEMBERED:
                del self._answers[next(iter(self._answers))]
            looks = looks_of(who)
            found = (item for place in _buckets_matching(who) for item in self._buckets.get(place, _NONE).items())
            answer = self._answers[key] = tuple(text for text, mask in found if mask.means_looks(looks))
        return answer


_NONE: dict[str, Mask] = {}


def _bucket_of(mask: str) -> tuple[str, str]:
    """Return the exact part of a folded mask in full, and its kind; ("", "") for none."""
    if mask.startswith((f"{SIGN}a:", f"{SIGN}f:")):
        kind, exact = mask[1], mask[3:]
    elif mask.startswith(SIGN):
        return "", ""
    else:
        kind, exact = "@", mask.rpartition("@")[2]
        network = banned_network(exact)
        if network is not None:
            exact = neighbourhood_of(str(network.network_address))
            return (kind, exact) if network_text(network) == exact else ("", "")
    return ("", "") if _WILD.intersection(exact) else (kind, exact)


def _buckets_matching(who: MaskSubject) -> Iterator[tuple[str, str]]:
    """Yield the buckets of masks that could match `who`."""
    yield "", ""
    for host in dict.fromkeys(fold_name(source).rpartition("@")[2] for source in (who.source, *who.hidden_sources)):
        yield "@", host
        if (place := neighbourhood_of(host)) != host:
            yield "@", place
    if who.account:
        yield "a", fold_name(who.account)
    for fingerprint in who.fingerprints:
        yield "f", fingerprint


class ServerBans:
    """All bans. Times are Unix ms. Expired bans are ignored, even before `remove_expired`."""

    def __init__(self, kept: Sequence[ServerBan], effort: Effort | None = None) -> None:
        self._effort = effort or Effort()
        self._bans: dict[str, dict[str, ServerBan]] = {kind: {} for kind in KINDS}
        self._networks = _Networks()
        self._masks = {kind: _Masks() for kind in (MASK, MUTE)}
        for ban in kept:
            self.put_ban(ban)

    def __len__(self) -> int:
        return sum(len(bans) for bans in self._bans.values())

    def put_ban(self, ban: ServerBan) -> ServerBan:
        """Add a ban, in place of one of the same kind and mask."""
        key = fold_name(ban.mask)
        self._bans[ban.kind][key] = ban
        if ban.kind == NETWORK:
            self._networks.add(key, _network_of_ban(ban.mask))
        else:
            self._masks[ban.kind].add(key)
        return ban

    def remove_ban(self, kind: str, mask: str) -> ServerBan | None:
        """Remove a ban, and return the change, or None."""
        ban = self._bans[kind].pop(fold_name(mask), None)
        if ban is not None and kind == NETWORK:
            self._networks.remove(fold_name(mask), _network_of_ban(ban.mask))
        elif ban is not None:
            self._masks[kind].remove(fold_name(mask))
        return None if ban is None else replace(ban, dropped=True)

    def spelled(self, kind: str, text: str) -> list[str]:
        """Return the masks that a text means, as they are stored."""
        bans = self._bans.get(kind, {})
        if fold_name(text) in bans:
            return [text] if kind != NETWORK else list(self._networks.same(_network_of_ban(text)))
        if kind != NETWORK:
            whole = canonical_mask(text.replace(" ", "?"))
            return [whole] if fold_name(whole) in bans else []
        network = banned_network(text)
        return [] if network is None else list(self._networks.same(network))

    def remove_expired(self, now: int) -> list[ServerBan]:
        """Remove expired bans, and return the changes."""
        gone = [ban for bans in self._bans.values() for ban in bans.values() if not _is_active(ban, now)]
        return [dropped for ban in gone if (dropped := self.remove_ban(ban.kind, ban.mask)) is not None]

    def active_bans(self, kind: str, now: int) -> list[ServerBan]:
        """Return the active bans of one kind, the oldest first."""
        return [ban for ban in self._bans[kind].values() if _is_active(ban, now)]

    def by_mask(self, who: MaskSubject, now: int) -> ServerBan | None:
        """Return the active ban whose mask matches `who`, or None."""
        return self._first_match(MASK, who, now)

    def by_address(self, address: str, now: int) -> ServerBan | None:
        """Return the active ban of a network with the address, or None. An address of this computer is never banned."""
        if not self._bans[NETWORK] or is_own_computer(address):
            return None
        bans = self._bans[NETWORK]
        return next((bans[key] for key in self._networks.around(address) if _is_active(bans[key], now)), None)

    def mute_of(self, who: MaskSubject, now: int) -> ServerBan | None:
        """Return the active mute that matches `who`, or None."""
        return self._first_match(MUTE, who, now)

    def _first_match(self, kind: str, who: MaskSubject, now: int) -> ServerBan | None:
        bans, masks = self._bans[kind], self._masks[kind]
        if not bans:
            return None
        self._effort.take(masks.cost(who))
        return next((bans[key] for key in masks.meaning(who) if _is_active(bans[key], now)), None)

    @property
    def has_mask_bans(self) -> bool:
        """True if there are bans by mask."""
        return bool(self._bans[MASK])

    @property
    def has_mutes(self) -> bool:
        """True if there are mutes."""
        return bool(self._bans[MUTE])


def _is_active(ban: ServerBan, now: int) -> bool:
    return not ban.until or now < ban.until

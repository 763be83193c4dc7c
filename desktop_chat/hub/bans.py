"""Who may not come to this server, or not speak on it. Pure memory: the caller keeps the values that come back.

By mask (`hub.masks`), by address or network, and mutes, by mask too. Each for a time or for good.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop_chat.hub.masks import Masked, matches
from desktop_chat.irc.names import fold
from desktop_chat.storage.port import ServerBan

MASK, NETWORK, MUTE = "mask", "network", "mute"
KINDS = (MASK, NETWORK, MUTE)
_OWN = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1"))
MOST = 5_000
"""Bans of all kinds; each newcomer is held against all of them."""
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def network_of(text: str) -> str:
    """The network as it is kept: `10.0.0.7` for one address, `10.0.0.0/24` for many. "" for what is none."""
    try:
        network = ipaddress.ip_network(text.strip("[]"), strict=False)
    except ValueError:
        return ""
    return str(network.network_address) if network.num_addresses == 1 else str(network)


def in_network(address: str, network: str) -> bool:
    """Whether a numeric address, with or without a zone, lies in a network."""
    return _lies_in(address, ipaddress.ip_network(network))


def _lies_in(address: str, network: _Network) -> bool:
    try:
        one = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(one, ipaddress.IPv6Address) and one.ipv4_mapped is not None:
        one = one.ipv4_mapped
    return one in network


def is_own_computer(address: str) -> bool:
    """Whether the address is this computer's own: the host is never kept out by address."""
    return any(_lies_in(address, network) for network in _OWN)


class Bans:
    """Times in Unix ms. What has run out counts no more, even before it is forgotten."""

    def __init__(self, kept: Sequence[ServerBan]) -> None:
        self._bans: dict[str, dict[str, ServerBan]] = {kind: {} for kind in KINDS}
        self._networks: dict[str, _Network] = {}
        for ban in kept:
            self.put(ban)

    def __len__(self) -> int:
        return sum(len(bans) for bans in self._bans.values())

    def put(self, ban: ServerBan) -> ServerBan:
        """From now on. One of the same kind and mask is replaced."""
        self._bans[ban.kind][fold(ban.mask)] = ban
        if ban.kind == NETWORK:
            self._networks[fold(ban.mask)] = ipaddress.ip_network(ban.mask)
        return ban

    def remove(self, kind: str, mask: str) -> ServerBan | None:
        """No more; its last value, to be kept, or None when there is none."""
        ban = self._bans[kind].pop(fold(mask), None)
        if kind == NETWORK:
            self._networks.pop(fold(mask), None)
        return None if ban is None else replace(ban, dropped=True)

    def expire(self, now: int) -> list[ServerBan]:
        """Forget those that have run out; their last values, to be kept."""
        gone = [ban for bans in self._bans.values() for ban in bans.values() if not _holds(ban, now)]
        return [dropped for ban in gone if (dropped := self.remove(ban.kind, ban.mask)) is not None]

    def all(self, kind: str, now: int) -> list[ServerBan]:
        """Those of one kind that hold, in the order in which they were first set."""
        return [ban for ban in self._bans[kind].values() if _holds(ban, now)]

    def by_mask(self, who: Masked, now: int) -> ServerBan | None:
        """What keeps somebody out because of who they are."""
        return _first(self._bans[MASK].values(), who, now)

    def by_address(self, address: str, now: int) -> ServerBan | None:
        """What keeps somebody out because of where they come from. Never from this computer."""
        if not self._networks or is_own_computer(address):
            return None
        found = (ban for key, ban in self._bans[NETWORK].items() if _lies_in(address, self._networks[key]))
        return next((ban for ban in found if _holds(ban, now)), None)

    def mute_of(self, who: Masked, now: int) -> ServerBan | None:
        """What takes their words."""
        return _first(self._bans[MUTE].values(), who, now)

    @property
    def masking(self) -> bool:
        """Whether anybody may be kept out because of who they are."""
        return bool(self._bans[MASK])

    @property
    def muting(self) -> bool:
        """Whether anybody may be muted at all."""
        return bool(self._bans[MUTE])


def _first(bans: Iterable[ServerBan], who: Masked, now: int) -> ServerBan | None:
    return next((ban for ban in bans if _holds(ban, now) and matches(ban.mask, who)), None)


def _holds(ban: ServerBan, now: int) -> bool:
    return not ban.until or now < ban.until

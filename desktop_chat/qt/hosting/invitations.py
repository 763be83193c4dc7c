"""Invitations: the addresses and links by which people join the hosted chat. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from desktop_chat.client.chat_address import ChatAddress, make_link
from desktop_chat.net.addresses import AddressError, ListenAddress, Reach, group_by_reach, parse_address, reach_of
from desktop_chat.net.control_values import EntryRule, LinkRow, ServerPhase, ServerState
from desktop_chat.net.neighbourhood import is_private

_MOST_OTHERS = 3


class Invitations:
    """The invitations of one moment. While the chat does not run, there is no address and each link is ""."""

    def __init__(self, state: ServerState, links: tuple[LinkRow, ...], own: tuple[str, ...], name: str) -> None:
        """`links`: the oldest first. `own`: the addresses of this computer; `name`: its name, "" if there is none."""
        self._state = state
        self._links = links
        self._own = own
        self._name = name

    def grouped_addresses(self) -> dict[Reach, tuple[ListenAddress, ...]]:
        """Return the addresses of the chat, grouped by reach, with the router's address."""
        outside = (self._state.outside,) if self._state.outside else ()
        return self._group_addresses((*self._state.listening, *outside))

    def inner_addresses(self) -> dict[Reach, tuple[ListenAddress, ...]]:
        """Return the addresses that this computer itself can reach: all but the router's."""
        return self._group_addresses(self._state.listening)

    def _group_addresses(self, listening: tuple[str, ...]) -> dict[Reach, tuple[ListenAddress, ...]]:
        return reached_at(listening, self._own) if self._state.phase is ServerPhase.RUNNING else {}

    def best_address(self) -> ListenAddress | None:
        """Return the address for invitations, or None while the chat does not run."""
        return best_of(self.grouped_addresses())

    def lobby_link(self) -> str:
        """Return the link to the lobby. Where people need a link, the oldest token is in it."""
        address = self.best_address()
        return self._link_to(self.place_at(address, self._state.lobby)) if address is not None else ""

    def token_link(self, link: LinkRow) -> str:
        """Return the text of an invitation link of the host."""
        address = self.best_address()
        if address is None:
            return ""
        return self._link_to(replace(self.place_at(address, self._state.lobby), token=link.token))

    def owner_link(self, token: str) -> str:
        """Return the text of the owner's link with the token."""
        address = self.best_address()
        if address is None:
            return ""
        return make_link(replace(self.place_at(address, self._state.lobby), token=token, owns=True))

    def place_at(self, address: ListenAddress, room: str) -> ChatAddress:
        """Return the content of an invitation to a room. Where people need a link, the oldest token is in it."""
        token = self._links[0].token if self._links and self._state.entry == EntryRule.LINK else ""
        return ChatAddress(
            address.host,
            address.port,
            room=room,
            fingerprint=self._state.fingerprint,
            token=token,
            elsewhere=others_for(self.grouped_addresses(), address, self._name),
        )

    def _link_to(self, place: ChatAddress) -> str:
        return make_link(place, self.web_scheme(place.host))

    def web_scheme(self, host: str) -> str:
        """Return the scheme of a link to `host` that browsers open, "" if browsers may not join."""
        return "https" if self._state.browsers and not is_private(host) else self._state.browsers


def reached_at(listening: Iterable[str], own: Iterable[str]) -> dict[Reach, tuple[ListenAddress, ...]]:
    """Return the addresses behind the server's `HOST:PORT` texts, grouped by reach."""
    known = []
    for text in listening:
        try:
            known.append(parse_address(text))
        except AddressError:
            continue  # a newer server may have addresses of a kind that this program does not know
    return group_by_reach(known, own)


def best_of(groups: Mapping[Reach, tuple[ListenAddress, ...]]) -> ListenAddress | None:
    """Return the address for an invitation: of the local network if possible, and IPv4, which people can read out."""
    for kind in (Reach.NETWORK, Reach.INTERNET, Reach.COMPUTER):
        found = groups.get(kind)
        if found:
            return next((address for address in found if ":" not in address.host), found[0])
    return None


def others_for(
    groups: Mapping[Reach, tuple[ListenAddress, ...]], best: ListenAddress, name: str = ""
) -> tuple[ListenAddress, ...]:
    """Return further addresses for an invitation to `best`: the computer's name first, which stays the same when
    addresses change, then an address of each other kind and family, then the rest. Only a few, for a short link."""
    reachable = [*groups.get(Reach.NETWORK, ()), *groups.get(Reach.INTERNET, ())]
    if best not in reachable:
        return ()
    others = [address for address in reachable if address != best]
    firsts: dict[tuple[Reach, bool], ListenAddress] = {}
    for one in others:
        firsts.setdefault(_kind(one), one)
    firsts.pop(_kind(best), None)
    named = [ListenAddress(name, best.port)] if name else []
    return tuple(dict.fromkeys((*named, *firsts.values(), *others)))[:_MOST_OTHERS]


def _kind(address: ListenAddress) -> tuple[Reach, bool]:
    return reach_of(address.host), ":" in address.host

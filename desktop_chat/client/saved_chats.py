"""SavedChats: the chats of a profile. A link may strengthen the trust in a saved chat and never weaken it.

A saved chat goes from plain text to TLS and not back. Another address for a chat whose key is known is an *offer*: it
counts after TLS has proved the key there. GUI thread; blocks for the disk at a change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop_chat.client.certificate import Certificate
from desktop_chat.client.chat_address import MOST_ELSEWHERE, ChatAddress
from desktop_chat.client.known_servers import KnownServers
from desktop_chat.client.preferences import ServerRecord, Settings
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import NO_KEY, KeyPin, is_same_key
from desktop_chat.value_class import value


@value
class ConnectTarget:
    """Where to connect, and which public key the server must have."""

    host: str
    port: int
    tls: bool
    pin: KeyPin = NO_KEY
    """The SHA-256 of the public key in hex, "" for any key."""
    exact: bool = False
    """An authority's signature does not replace the pin."""
    offered: bool = False
    """The address comes from a link and is not proved."""
    elsewhere: tuple[ListenAddress, ...] = ()
    """Further addresses, at one of which the server may be."""


class SavedChats:
    """`chat` is the `network` of a ServerRecord."""

    def __init__(
        self, settings: Settings, known: KnownServers, key_for: Callable[[ChatAddress], str] = lambda place: ""
    ) -> None:
        """`key_for` returns the name of the own key for a new chat."""
        self._key_for = key_for
        self._settings = settings
        self.known = known
        self._offers: dict[str, ChatAddress] = {}
        self._tried: dict[str, ChatAddress] = {}
        """By chat: the offer of the attempt under way."""

    def find_record(self, place: ChatAddress) -> ServerRecord | None:
        """Return the saved chat of a link or an address, or None for a new chat. A different key at the address of a
        saved chat means a different chat."""
        records = [record for record in self._settings.preferences.servers if not record.bouncer_network]
        if place.fingerprint:
            for record in records:
                if is_same_key(self.expected_key(record.network), place.fingerprint):
                    return record
        there = [record for record in records if _is_at(record, place)]
        if place.fingerprint:
            return next((record for record in there if not self.expected_key(record.network)), None)
        return min(there, key=lambda record: bool(record.fingerprint), default=None)

    def leads_elsewhere(self, place: ChatAddress, chat: str) -> bool:
        """Return True if a link leads to another server than the chat's."""
        record = self.find_record(place)
        if record is None or record.network != chat:
            return True
        return not record.hosted and (record.host.lower(), record.port) != (place.host.lower(), place.port)

    def save_bouncer_network(self, bouncer: str, told: str, name: str, new: str, now: int) -> ServerRecord | None:
        """Save a network behind a bouncer as the chat `new`, with the bouncer's address and key, and return it.

        `told`: the bouncer's id of the network. `now`: Unix ms. Return None if the network is saved already: a network
        left by the person stays left.
        """
        record = self._settings.find_server(bouncer)
        if record is None:
            return None
        there = (record.host, record.port, told)
        if any((one.host, one.port, one.bouncer_network) == there for one in self._settings.preferences.servers):
            return None
        made = replace(record, network=new, name=name, nick="", used=now, hosted=False, bouncer_network=told)
        self._settings.keep_server(made)
        return made

    def expected_key(self, chat: str) -> KeyPin:
        """Return the pin (hex) of the chat, "" if none is known."""
        record = self._settings.find_server(chat)
        return (record.fingerprint or self.known.known_key(record.host, record.port)) if record is not None else NO_KEY

    def find_or_save(self, place: ChatAddress, new: Callable[[], str]) -> ServerRecord:
        """Return the chat of a link or an address; save a new chat under the key that `new` returns.

        If the link differs from a saved chat, the next attempt tries the link's address as an offer.
        """
        record = self.find_record(place)
        if record is None:
            record = ServerRecord(
                new(),
                place.host,
                place.port,
                place.tls,
                fingerprint=place.fingerprint,
                key_name=self._key_for(place),
                elsewhere=tuple(map(str, place.elsewhere)),
                newcomer=True,
            )
            self._settings.keep_server(record)
            return record
        self._offers.pop(record.network, None)
        unproved = bool(place.fingerprint) and not self.expected_key(record.network)
        if place.tls and not record.hosted and (not _is_at(record, place) or not record.tls or unproved):
            self._offers[record.network] = place
        return record

    def target_of(self, chat: str) -> ConnectTarget | None:
        """Return the target of an attempt that begins now, or None for a chat that is not saved."""
        record = self._settings.find_server(chat)
        if record is None:
            return None
        self._tried.pop(chat, None)
        offer = self._offers.get(chat)
        if offer is not None:
            self._tried[chat] = offer
            pin = _longer_pin(offer.fingerprint, record.fingerprint) or self.known.known_key(offer.host, offer.port)
            exact = bool(offer.fingerprint or record.fingerprint)
            return ConnectTarget(
                offer.host, offer.port, True, pin, exact, offered=True, elsewhere=offer.elsewhere if exact else ()
            )
        pin = self.expected_key(chat) if record.tls else NO_KEY
        exact = bool(record.fingerprint)
        elsewhere = record.address.elsewhere if pin and record.tls else ()
        return ConnectTarget(record.host, record.port, record.tls, pin, exact, elsewhere=elsewhere)

    def is_offered(self, chat: str) -> bool:
        """Return True if the attempt under way tries an offer."""
        return chat in self._tried

    def note_opened(self, chat: str, certificate: Certificate | None) -> None:
        """Keep the key, and a proved offer, after an attempt has reached the expected server.

        Raises: OSError (the key cannot be kept).
        """
        record, offer = self._settings.find_server(chat), self._tried.pop(chat, None)
        if record is None or certificate is None:
            return
        if offer is not None:
            self._offers.pop(chat, None)
            fingerprint = offer.fingerprint or record.fingerprint
            if not fingerprint or is_same_key(fingerprint, certificate.fingerprint):
                elsewhere = tuple(map(str, offer.elsewhere)) or record.elsewhere
                record = replace(
                    record, host=offer.host, port=offer.port, tls=True, fingerprint=fingerprint, elsewhere=elsewhere
                )
                self._settings.keep_server(record)
        if record.fingerprint != certificate.fingerprint and is_same_key(record.fingerprint, certificate.fingerprint):
            record = replace(record, fingerprint=certificate.fingerprint)  # the link had the beginning of the pin
            self._settings.keep_server(record)
        # A pin from a link is kept with the chat, because another chat may have the same address.
        if not record.fingerprint or not self.known.known_key(record.host, record.port):
            self.known.remember_key(record.host, record.port, certificate.fingerprint)

    def note_nodes(self, chat: str, nodes: Sequence[str]) -> None:
        """Keep the addresses of all servers of a cluster: at a cut, the next one is tried at once."""
        record = self._settings.find_server(chat)
        if record is None or not nodes or not record.tls:
            return
        own = str(ListenAddress(record.host, record.port))
        elsewhere = tuple(node for node in nodes if node != own)[:MOST_ELSEWHERE]
        if elsewhere != record.elsewhere:
            self._settings.keep_server(replace(record, elsewhere=elsewhere))

    def note_ended(self, chat: str) -> None:
        """Drop the offer of an attempt that has ended without proving the offer."""
        offer = self._tried.pop(chat, None)
        if offer is not None and self._offers.get(chat) == offer:
            del self._offers[chat]

    def trust_key(self, chat: str, certificate: Certificate) -> None:
        """Trust a changed key because the person said so.

        Raises: OSError.
        """
        record = self._settings.find_server(chat)
        if record is None:
            return
        if record.fingerprint:
            self._settings.keep_server(replace(record, fingerprint=certificate.fingerprint))
        else:
            self.known.remember_key(record.host, record.port, certificate.fingerprint)

    def keep_hosted(self, chat: str, place: ChatAddress) -> ServerRecord | None:
        """Keep the present address of a chat hosted here, as the control channel tells it. Return None if the chat at
        the address has another key."""
        record = self._settings.find_server(chat)
        if record is None or (
            record.fingerprint and place.fingerprint and not is_same_key(place.fingerprint, record.fingerprint)
        ):
            return None
        found = replace(
            record,
            host=place.host,
            port=place.port,
            tls=True,
            fingerprint=place.fingerprint or record.fingerprint,
            hosted=True,
        )
        self._offers.pop(chat, None)
        self._settings.keep_server(found)
        return found


def _longer_pin(pin: KeyPin, other: KeyPin) -> KeyPin:
    """Return the whole one of two pins of the same key, or `pin`, or the other one if there is no pin."""
    return other if not pin or (is_same_key(pin, other) and len(other) > len(pin)) else pin


def _is_at(record: ServerRecord, place: ChatAddress) -> bool:
    return (record.host.lower(), record.port) == (place.host.lower(), place.port)

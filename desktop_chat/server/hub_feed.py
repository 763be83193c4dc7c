"""The way from a connection to the hub: its Seat, and then its items in order and within the rate limit.

A connection that turns out to be a browser's loses its Seat, and goes to the HTTP thread.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable
from http import HTTPStatus
from itertools import islice

from OpenSSL import SSL

from desktop_chat.clock import now_ms
from desktop_chat.hub.hub import Hub
from desktop_chat.irc.privmsg_runs import PrivmsgRun
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import NO_CERTIFICATE
from desktop_chat.net.neighbourhood import is_private
from desktop_chat.net.outbox import NEVER
from desktop_chat.server.codecs.codec_api import Item
from desktop_chat.server.http.exchange import HttpRefusal
from desktop_chat.server.http.http_connection import encryption_refusal
from desktop_chat.server.http.http_thread import HttpArrival
from desktop_chat.server.hub_runtime import HubRuntime
from desktop_chat.server.io_limits import IoLimits
from desktop_chat.server.listener import AcceptedConnection, ConnectionOwner
from desktop_chat.server.peer import Peer
from desktop_chat.server.throttle import LineRateLimit
from desktop_chat.texts import server as texts

WORDS_BYTES = 8192
"""Bytes of last words that are read for a browser."""


def attach_peer(
    core: HubRuntime,
    accepted: AcceptedConnection,
    *,
    thread: int,
    context: SSL.Context,
    limits: IoLimits,
    now: float,
) -> Peer:
    """Give a new connection a Seat in the hub. Return the Peer.

    `thread`: the index of the I/O thread. `now`: seconds of the rate limit's clock.
    """
    upgrade = accepted.upgrade
    with core.locked_hub() as hub:
        seat = hub.attach_seat(
            thread=thread,
            address=accepted.address,
            port=accepted.port,
            secure=upgrade is not None and upgrade.tls is not None,
            fingerprint=upgrade.fingerprint if upgrade is not None else NO_CERTIFICATE,
            now=now_ms(),
            admission=accepted.admission,
            refusal=accepted.admission.refusal or core.farewell,
            reached_at=_own_address(accepted.socket),
        )
    peer = Peer(
        accepted.socket,
        seat,
        context,
        plain_allowed=accepted.loopback or limits.plain == "anyone" or bool(accepted.gateway),
        now=now,
        gateway=accepted.gateway,
        lobby=limits.lobby,
        admission=accepted.admission,
        upgrade=upgrade,
    )
    if limits.enabled:
        peer.throttle = LineRateLimit(limits.burst, limits.per_second, now)
    return peer


def _own_address(connection: socket.socket) -> str:
    """Return the end of the connection on this side, as HOST:PORT; "" if it has none."""
    try:
        name = connection.getsockname()
    except OSError:
        return ""  # the client has gone already
    return str(ListenAddress(str(name[0]), int(name[1]))) if isinstance(name, tuple) else ""


def detach_browser(core: HubRuntime, peer: Peer, owner: ConnectionOwner, *, plain_nearby: bool) -> HttpArrival:
    """Take the Seat of a connection whose client speaks HTTP. Return what the HTTP thread needs.

    `owner`: the I/O thread, which takes WebSockets back. `plain_nearby`: browsers with private addresses need no TLS.
    """
    assert peer.admission is not None
    allowed = peer.allows_client or (plain_nearby and is_private(peer.seat.address))
    refusal = None if allowed else encryption_refusal()
    with core.locked_hub() as hub:
        if peer.seat.closing:
            refusal = _refusal_of(peer)
        hub.detach_seat(peer.seat, texts.CONNECTION_CLOSED, now_ms())
    return HttpArrival(
        socket=peer.socket,
        address=peer.seat.address,
        port=peer.seat.port,
        tls=peer.tls,
        received=peer.http,
        unsent=bytes(peer.unsent),
        admission=peer.admission,
        owner=owner,
        refusal=refusal,
    )


def _refusal_of(peer: Peer) -> HttpRefusal:
    """Return the last words of a closed Seat as an answer to a browser."""
    _, _, words = peer.seat.outbox.take(NEVER, WORDS_BYTES).rpartition(b"ERROR :")
    reason = words.decode("utf-8", "replace").strip()
    told = peer.admission.refusal if peer.admission is not None else ""
    if not told:
        return HttpRefusal(HTTPStatus.FORBIDDEN, reason)
    status = HTTPStatus.SERVICE_UNAVAILABLE if told == texts.CHAT_FULL else HTTPStatus.TOO_MANY_REQUESTS
    return HttpRefusal(status, told)


def feed_hub(hub: Hub, peer: Peer, most: int, now: int, clock: float) -> int:
    """Let the hub handle a run of messages, or up to `most` single lines. Return how many lines were handled.

    `now`: Unix ms. `clock`: seconds of the rate limit's clock. Never blocks.
    Thread: hub lock.
    """
    seat, items = peer.seat, peer.items
    if peer.certificate is not None:
        hub.mark_secured(seat, peer.certificate)
        peer.certificate = None
    if items and isinstance(lines := items[0], PrivmsgRun):
        items.popleft()
        if hub.receive_bulk(seat, lines, now):
            return len(lines.texts)
        items.extendleft(reversed(lines.to_messages()))
    throttle = peer.throttle
    if throttle is not None:
        throttle.count_lines(seat.owed)
        most = min(most, throttle.lines_allowed(clock))
    seat.owed = 0.0
    part = _take_singles(items, most)
    used = hub.receive_messages(seat, part, now) if part else 0
    if throttle is not None:
        # A costly command is followed by a pause.
        throttle.count_lines(used + seat.owed)
        seat.owed = 0.0
    if seat.closing or used == len(items):
        items.clear()
    else:
        for _ in range(used):
            items.popleft()
    return used


def _take_singles(items: Iterable[Item | PrivmsgRun], most: int) -> list[Item]:
    """Return the items before the first run of messages, at most `most`."""
    part: list[Item] = []
    for item in islice(items, most):
        if isinstance(item, PrivmsgRun):
            break
        part.append(item)
    return part

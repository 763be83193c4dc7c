"""Webhooks as operators and the host make, list and delete them. Thread: hub lock.

An action that is not possible raises Refusal; the last parameter is a sentence for the person.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from urllib.parse import urlsplit

from desktop_chat.hub.announce.room_events import record_event
from desktop_chat.hub.limits import clip_bytes, strip_controls
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.records.webhooks import EVERYWHERE, MOST, Webhook, hash_token
from desktop_chat.hub.reply import Refusal, fail
from desktop_chat.hub.state import State
from desktop_chat.irc.names import fold_name
from desktop_chat.net.control_values import WebhookRow
from desktop_chat.net.neighbourhood import is_private, numeric_address
from desktop_chat.storage.webhook_records import IncomingWebhook, OutgoingWebhook
from desktop_chat.texts import hub as texts
from desktop_chat.texts import log

PREFIX = "/hooks/"
"""The path of all addresses; the token follows."""
NAME_BYTES = 60
PICTURE_BYTES = 400
PER_MINUTE, MOST_PER_MINUTE = 30, 600
"""Posts in a minute: what a webhook may do unless its maker says otherwise, and the most that can be chosen."""
ADDRESS_BYTES = 1000
SECRET_PREFIX = "whsec_"
"""Begins the secret of an outgoing webhook, as its specification says."""
ANY_ROOM = "*"
_COMMAND = "WEBHOOK"
_UNNAMED = "webhook"


def add_webhook(state: State, room: str, name: str, *, picture: str = "", per_minute: int = 0, by: str) -> str:
    """Make a webhook for a room. Return the path of its address, which nobody can read later.

    `per_minute`: 0 for the usual number. `by`: who makes it.
    Raises: Refusal.
    """
    channel, name, picture = _require_channel(state, room), _require_name(name), picture.strip()
    if picture and not is_picture_address(picture):
        raise _make_refusal("INVALID_PICTURE", texts.WEBHOOK_PICTURE_INVALID)
    if not 0 <= per_minute <= MOST_PER_MINUTE:
        raise _make_refusal("INVALID_LIMIT", texts.WEBHOOK_LIMIT_INVALID(MOST_PER_MINUTE))
    _require_room_for_one(state)
    token = state.nonces.next_nonce().replace("+", "-").replace("/", "_")
    hook = IncomingWebhook(
        id=0, room=channel.room, name=name, picture=picture, per_minute=per_minute or PER_MINUTE,
        token_hash=hash_token(token), made_by=by, made_at=state.now,
    )  # fmt: skip
    state.persist(state.webhooks.add(hook))
    _make_permanent(state, channel)
    state.notes.add_note(log.WEBHOOK_MAY_POST(name, channel.name, _maker_text(by)))
    return f"{PREFIX}{token}"


def add_outgoing(state: State, room: str, name: str, *, address: str, word: str = "", by: str) -> str:
    """Let an address be called for each message of a room, or for those that begin with a word. Return the secret.

    `room`: `*` for all rooms that everybody may enter; then `word` is needed. `name`: the author of the answers; "" for
    the word, or the host of the address. The secret is the key of the signatures, which nobody can read later.
    Raises: Refusal.
    """
    channel = None if room == ANY_ROOM else _require_channel(state, room)
    address, word = address.strip(), clip_bytes(strip_controls(word), NAME_BYTES).strip()
    if not is_call_address(address):
        raise _make_refusal("INVALID_ADDRESS", texts.WEBHOOK_ADDRESS_INVALID)
    name = _require_name(name or word or _name_from(address))
    if channel is None and not word:
        raise _make_refusal("INVALID_WORD", texts.WEBHOOK_NEEDS_WORD)
    if len(word.split()) > 1:
        raise _make_refusal("INVALID_WORD", texts.WEBHOOK_ONE_WORD)
    _require_room_for_one(state)
    key = state.nonces.for_name(f"webhook {state.nonces.next_nonce()}")
    secret = SECRET_PREFIX + b64encode(key).decode("ascii")
    hook = OutgoingWebhook(
        id=0, room=channel.room if channel is not None else EVERYWHERE, word=word, name=name, address=address,
        secret=secret, made_by=by, made_at=state.now,
    )  # fmt: skip
    state.persist(state.webhooks.add(hook))
    where = channel.name if channel is not None else log.ALL_ROOMS
    state.notes.add_note(log.WEBHOOK_IS_TOLD(host_of(address), where, _maker_text(by)))
    return secret


def _require_channel(state: State, room: str) -> Channel:
    channel = state.channels.get(fold_name(room))
    if channel is None:
        raise _make_refusal("NO_SUCH_CHANNEL", texts.NO_SUCH_CHANNEL, room or "*")
    return channel


def _require_name(name: str) -> str:
    name = clip_bytes(strip_controls(name), NAME_BYTES).strip()
    if not name:
        raise _make_refusal("INVALID_NAME", texts.WEBHOOK_NEEDS_NAME)
    return name


def _require_room_for_one(state: State) -> None:
    if len(state.webhooks) >= MOST:
        raise _make_refusal("TOO_MANY", texts.TOO_MANY_WEBHOOKS(MOST))
    if state.store_error:
        raise _make_refusal("TEMPORARILY_UNAVAILABLE", state.store_error)


def _make_permanent(state: State, channel: Channel) -> None:
    """Let the room stay when the last person leaves (+P), and tell its members: programs post at any time."""
    if "P" in channel.modes:
        return
    channel.modes.add("P")
    commit = state.keep_channel(channel)
    told = record_event(state, (channel,), state.settings.host, "MODE", channel.name, "+P")
    state.broadcast_in(channel, told, commit)


def delete_webhook(state: State, number: int, by: str) -> Webhook:
    """Delete a webhook: its address works no more.

    Raises: Refusal.
    """
    if state.store_error:
        raise _make_refusal("TEMPORARILY_UNAVAILABLE", state.store_error)
    gone = state.webhooks.remove(number)
    if gone is None:
        raise _make_refusal("NO_SUCH_WEBHOOK", texts.NO_SUCH_WEBHOOK)
    state.persist(gone)
    state.notes.add_note(log.WEBHOOK_WAS_DELETED(gone.name, _maker_text(by)))
    return gone


def list_webhooks(state: State) -> tuple[WebhookRow, ...]:
    """Return a row for each webhook, the oldest first."""
    return tuple(_row_of(state, hook) for hook in state.webhooks.listed())


def _row_of(state: State, hook: Webhook) -> WebhookRow:
    folded = state.rooms.channel_name(hook.room) if hook.room != EVERYWHERE else ANY_ROOM
    channel, use = state.channels.get(folded), state.webhooks.use_of(hook)
    row = WebhookRow(
        id=hook.id, room=channel.name if channel is not None else folded, name=hook.name, by=hook.made_by,
        since=hook.made_at, count=use.count, last=use.last,
    )  # fmt: skip
    if isinstance(hook, IncomingWebhook):
        return replace(row, picture=hook.picture, per_minute=hook.per_minute)
    return replace(row, url=hook.address, word=hook.word)


def _maker_text(maker: str) -> str:
    """Return who makes or deletes a webhook, as the log says it."""
    return log.THE_HOST if maker == log.THE_HOST else maker


def _name_from(address: str) -> str:
    """Return a name for the answers of an address: its host, unless that is a number."""
    host = host_of(address)
    return host if numeric_address(host) is None else _UNNAMED


def host_of(address: str) -> str:
    """Return the host of an http:// or https:// address, or ""."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def is_call_address(text: str) -> bool:
    """Return whether a webhook may call the address: https://, or http:// on this network.

    A name may lead anywhere, so the caller checks the numeric address again.
    """
    host = host_of(text)
    if not host or len(text) > ADDRESS_BYTES or not (text.isascii() and text.isprintable()) or " " in text:
        return False
    numeric = numeric_address(host)
    private = numeric is None or is_private(host)
    return text.startswith("https://") or (text.startswith("http://") and private)


def is_picture_address(text: str) -> bool:
    """Return whether clients may be sent the address of a picture."""
    return text.startswith("https://") and len(text) <= PICTURE_BYTES and text.isascii() and text.isprintable()


def _make_refusal(code: str, text: str, *context: str) -> Refusal:
    return fail(_COMMAND, code, *context, text=text)

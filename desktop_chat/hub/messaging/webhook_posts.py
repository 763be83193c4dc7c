"""Messages that other programs post by a webhook. They are stored, sent and found as those of people.

The author is `Name/bot`, as relays name people of elsewhere (draft/relaymsg): no person can have a nick with a slash.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_chat.hub.announce.render_entry import message_statement
from desktop_chat.hub.limits import NICK_LENGTH
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.fanout import BODY_LIMIT
from desktop_chat.hub.moderation.webhook_actions import is_picture_address
from desktop_chat.hub.records.webhooks import Webhook, hash_token
from desktop_chat.hub.reply import fail
from desktop_chat.hub.state import State
from desktop_chat.irc.capabilities import TAG_BOT, TAG_PICTURE
from desktop_chat.irc.formatting import CODE
from desktop_chat.irc.message import encode_tags
from desktop_chat.irc.multiline import Limits, cut_lines, join_lines, split_into_batches
from desktop_chat.irc.names import fold_name, nick_from_person
from desktop_chat.storage.records import Entry
from desktop_chat.storage.webhook_records import IncomingWebhook
from desktop_chat.texts import hub as texts
from desktop_chat.texts import log

NO_SUCH_WEBHOOK = "NO_SUCH_WEBHOOK"
RATE_LIMITED = "RATE_LIMITED"
MOST_MESSAGES = 4
"""Messages into which a long post is cut; the rest of it is left out."""
IDENTITY = "webhook:"
"""The identity of an Entry begins with it; the id of the webhook follows."""
_SUFFIX = "/bot"
USER = "webhook"
"""The user name in the source of a post."""
_COMMAND = "PRIVMSG"


@dataclass(frozen=True, slots=True)
class WebhookPost:
    """The message of a program to a room. LF stands between lines; the text may have codes of formatting.

    `name` and `picture` replace those of the webhook if they are not empty.
    """

    text: str
    name: str = ""
    picture: str = ""


def nick_of_webhook(name: str) -> str:
    """Return the nick under which a webhook of the name posts."""
    return f"{nick_from_person(name, NICK_LENGTH)}{_SUFFIX}"


def find_webhook(state: State, nick: str) -> Webhook | None:
    """Return the oldest webhook that posts under the nick, or None."""
    if not nick.endswith(_SUFFIX):
        return None
    folded = fold_name(nick)
    return next((hook for hook in state.webhooks.listed() if fold_name(nick_of_webhook(hook.name)) == folded), None)


def require_webhook(state: State, token: str) -> IncomingWebhook:
    """Return the webhook of a token.

    Raises: Refusal (NO_SUCH_WEBHOOK).
    """
    hook = state.webhooks.find_by_token(hash_token(token))
    if hook is None:
        raise fail("WEBHOOK", NO_SUCH_WEBHOOK, text=texts.NO_SUCH_WEBHOOK)
    return hook


def deliver_post(state: State, token: str, post: WebhookPost) -> None:
    """Send a post to the room of its webhook, and store it.

    Raises: Refusal (NO_SUCH_WEBHOOK, RATE_LIMITED, TEMPORARILY_UNAVAILABLE).
    """
    hook = require_webhook(state, token)
    channel = state.channels.get(state.rooms.channel_name(hook.room))
    if channel is None:
        raise fail("WEBHOOK", NO_SUCH_WEBHOOK, text=texts.NO_SUCH_WEBHOOK)
    if state.store_error:
        raise fail("WEBHOOK", "TEMPORARILY_UNAVAILABLE", text=state.store_error)
    if state.webhooks.is_too_fast(hook, state.ticks):
        state.notes.add_note(log.WEBHOOK_IS_TOO_FAST(hook.name, channel.name, hook.per_minute))
        raise fail("WEBHOOK", RATE_LIMITED, text=texts.WEBHOOK_TOO_FAST(hook.per_minute))
    state.webhooks.record_post(hook, state.ticks, state.now)
    picture = post.picture if is_picture_address(post.picture) else hook.picture
    _send_post(state, hook, channel, post.name or hook.name, picture, post.text)
    state.notes.add_note(log.WEBHOOK_HAS_POSTED(hook.name, channel.name))


def deliver_answer(state: State, number: int, room: str, post: WebhookPost) -> None:
    """Send what the address of an outgoing webhook has answered to the room of the message.

    Nothing happens if the webhook or the room is gone, or nothing can be kept.
    """
    hook, channel = state.webhooks.find_outgoing(number), state.channels.get(fold_name(room))
    if hook is not None and channel is not None and not state.store_error:
        picture = post.picture if is_picture_address(post.picture) else ""
        _send_post(state, hook, channel, post.name or hook.name, picture, post.text)


def _send_post(state: State, hook: Webhook, channel: Channel, name: str, picture: str, text: str) -> None:
    if channel.modes & {"c", "S"}:
        text = CODE.sub("", text)
    source = f"{nick_of_webhook(name)}!{USER}@{state.settings.host}"
    tags = {TAG_BOT: "", TAG_PICTURE: picture} if picture else {TAG_BOT: ""}
    for part in _split_text(state, source, channel, text):
        _send_part(state, f"{IDENTITY}{hook.id}", channel, source, tags, part)


def _split_text(state: State, source: str, channel: Channel, text: str) -> list[str]:
    """Return the text in parts of one message each, in the form of `irc.multiline`."""
    settings = state.settings
    room = BODY_LIMIT - len(f":{source} {_COMMAND} {channel.name} :\r\n".encode())
    limits = Limits(settings.multiline_bytes, settings.multiline_lines, min(room, settings.multiline_bytes))
    parts = split_into_batches(text, limits)[:MOST_MESSAGES]
    return [join_lines(cut_lines(part, limits.line_bytes)) for part in parts]


def _send_part(state: State, identity: str, channel: Channel, source: str, tags: Mapping[str, str], text: str) -> None:
    sequence, time = state.next_stamp()
    statement = message_statement(
        source, _COMMAND, channel.name, text, state.time_text(time), tags=encode_tags(tags),
        place=(channel.room, sequence),
    )  # fmt: skip
    state.rooms.silent.discard(channel.room)
    state.said_total += 1
    state.said.add_events(state.now)
    entry = Entry(
        room=channel.room, sequence=sequence, time=time, command=_COMMAND, source=source, target=channel.name,
        text=text, identity=identity, tags=tags,
    )  # fmt: skip
    state.broadcast_in(channel, statement, state.persist(entry))

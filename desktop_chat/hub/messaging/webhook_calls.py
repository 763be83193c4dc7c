"""The calls of outgoing webhooks: for all stored messages of a room, or for messages that begin with a word.

Posts and answers of webhooks cause no call, so two programs cannot talk to each other for ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_chat.hub.job import WebhookCall
from desktop_chat.hub.messaging.webhook_posts import IDENTITY
from desktop_chat.hub.records.webhooks import EVERYWHERE
from desktop_chat.hub.state import State
from desktop_chat.irc.capabilities import TAG_EDIT
from desktop_chat.irc.formatting import CODE
from desktop_chat.irc.multiline import undo_cuts
from desktop_chat.storage.msgid import msgid_of
from desktop_chat.storage.records import Change, Entry, EntryRun
from desktop_chat.storage.webhook_records import OutgoingWebhook


def calls_for(state: State, changes: Sequence[Change]) -> tuple[WebhookCall, ...]:
    """Return the calls for the messages among the changes."""
    calls: list[WebhookCall] = []
    for change in changes:
        if isinstance(change, Entry | EntryRun):
            hooks = _webhooks_for(state, change)
            if hooks:
                calls += _calls_of(state, change, hooks)
    return tuple(calls)


def _webhooks_for(state: State, said: Entry | EntryRun) -> Sequence[OutgoingWebhook]:
    if isinstance(said, Entry) and (said.command != "PRIVMSG" or TAG_EDIT in said.tags):
        return ()
    if said.identity.startswith(IDENTITY):
        return ()
    channel = state.channels.get(state.rooms.channel_name(said.room))
    if channel is None:
        return ()
    own = state.webhooks.outgoing_of(channel.room)
    return own if channel.closed_to_strangers() else [*own, *state.webhooks.outgoing_of(EVERYWHERE)]


def _calls_of(state: State, said: Entry | EntryRun, hooks: Sequence[OutgoingWebhook]) -> Iterator[WebhookCall]:
    texts = said.texts if isinstance(said, EntryRun) else (said.text,)
    channel = state.channels[state.rooms.channel_name(said.room)]
    for number, written in enumerate(texts):
        text = CODE.sub("", undo_cuts(written))
        first = text.split(maxsplit=1)[:1]
        word = first[0].rstrip(":,").casefold() if first else ""
        for hook in hooks:
            if not hook.word or hook.word.casefold() == word:
                state.webhooks.record_use(hook, state.now)
                yield WebhookCall(
                    webhook=hook.id, address=hook.address, secret=hook.secret,
                    msgid=msgid_of(said.room, said.sequence + number), room=channel.name,
                    nick=said.source.partition("!")[0], account=said.account, text=text, word=hook.word, time=said.time,
                )  # fmt: skip

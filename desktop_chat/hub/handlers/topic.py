"""TOPIC: the subject of a room.

Spec: https://modern.ircdocs.horse/#topic-message
"""

from __future__ import annotations

from desktop_chat.hub import limits
from desktop_chat.hub.announce.broadcast import broadcast
from desktop_chat.hub.announce.room_events import record_event
from desktop_chat.hub.call import Call
from desktop_chat.hub.limits import clip_bytes
from desktop_chat.hub.live.channel import LEADERS, Channel
from desktop_chat.hub.live.cloak import shown_source
from desktop_chat.hub.live.fanout import BODY_LIMIT
from desktop_chat.hub.moderation.enforce_bans import require_not_muted
from desktop_chat.hub.reply import Refusal
from desktop_chat.irc import numerics as n
from desktop_chat.texts import hub as texts


def topic(call: Call) -> None:
    channel = call.require_channel(call.params[0])
    if len(call.params) > 1:
        _change_topic(call, call.own_channel(channel.name))
    elif channel.topic:
        show_topic(call, channel)
    else:
        call.reply.numeric(n.RPL_NOTOPIC, channel.name, "No topic is set")


def _change_topic(call: Call, channel: Channel) -> None:
    state, user = call.state, call.user
    if "t" in channel.modes and not channel.has_role(user, LEADERS):
        raise Refusal(n.ERR_CHANOPRIVSNEEDED, channel.name, texts.NOT_CHANNEL_OPERATOR)
    if not channel.members[user] and channel.is_silenced(user):
        raise Refusal(n.ERR_CANNOTSENDTOCHAN, channel.name, texts.CANNOT_SEND_BANNED)
    require_not_muted(state, user, channel.name)
    call.must_keep()
    room = BODY_LIMIT - len(f":{user.source} TOPIC {channel.name} :\r\n".encode())
    channel.topic = clip_bytes(call.params[1], min(limits.TOPIC_LENGTH, room))
    channel.topic_by, channel.topic_at = user.source, state.now
    commit = state.keep_channel(channel)
    words = channel.name, channel.topic
    broadcast(
        call, channel, record_event(state, (channel,), user.source, "TOPIC", *words, account=user.account), commit
    )


def show_topic(call: Call, channel: Channel) -> None:
    call.reply.numeric(n.RPL_TOPIC, channel.name, channel.topic)
    by = shown_source(call.state.settings, channel.topic_by)
    call.reply.numeric(n.RPL_TOPICWHOTIME, channel.name, by, str(channel.topic_at // 1000))
    call.reply.needs_commit(channel.commit)

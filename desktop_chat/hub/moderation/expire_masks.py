"""MaskExpiry: removes bans, exceptions and invitations of channels whose term is over. Thread: hub lock."""

from __future__ import annotations

from desktop_chat.hub import limits
from desktop_chat.hub.announce.room_events import record_event
from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.fanout import BODY_LIMIT
from desktop_chat.hub.state import State
from desktop_chat.irc.modes import ModeChange, pack_mode_changes

CHANNELS_EACH_SECOND = 200
"""Channels that one second looks at, so that a second costs the same however many channels there are."""


class MaskExpiry:
    """Goes round all channels, some each second."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._left: list[Channel] = []
        self._next_end = self._found_end = 0
        """When the first term ends (Unix ms), as the last round and the present one have found; 0 for no term."""

    def seconds_until_end(self, most: int) -> int:
        """Return in how many seconds, 1 to `most`, the first term ends of which the last round knows."""
        until = self._next_end - self._state.now if self._next_end else most * 1000
        return max(1, min(most, -(-until // 1000)))

    def remove_ended_masks(self, seconds: int) -> None:
        """Look at the next channels, as many as `seconds` have time for. While the Store fails, all masks stay."""
        state = self._state
        if state.store_error:
            return
        if not self._left:
            self._left = list(state.channels.values())
            self._found_end = 0
        count = CHANNELS_EACH_SECOND * seconds
        for channel in self._left[-count:]:
            if not channel.ended and channel.has_ended_mask(state.now):
                _remove_from(state, channel)
            end = 0 if channel.ended else channel.first_mask_end()
            self._found_end = min(filter(None, (self._found_end, end)), default=0)
        del self._left[-count:]
        if not self._left:
            self._next_end = self._found_end


def _remove_from(state: State, channel: Channel) -> None:
    """Remove the masks, and tell the members as the server."""
    changes = []
    for letter, items in channel.lists.items():
        for mask in items.ended_masks(state.now):
            del items[mask]
            changes.append(ModeChange("-", letter, mask))
    commit, source = state.keep_channel(channel), state.settings.host
    room = BODY_LIMIT - len(f":{source} MODE {channel.name} \r\n".encode())
    for params in pack_mode_changes(changes, limits.MAX_MODE_CHANGES * 2, room):
        statement = record_event(state, (channel,), source, "MODE", channel.name, *params)
        state.broadcast_in(channel, statement, commit)

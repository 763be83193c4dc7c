"""ProfileActions: the names of people, and what a person publishes about themselves on one server. Pure; GUI thread."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_chat.client.context import Context
from desktop_chat.client.events import Event, Phase
from desktop_chat.client.handlers import metadata
from desktop_chat.client.session_state import SessionState
from desktop_chat.client.shared_actions import one_line


class ProfileActions:
    """The part of a Session for profiles."""

    _state: SessionState
    _context: Context

    def name_of(self, nick: str) -> str:
        """Return the text that windows show for a person."""
        return self._state.profiles.name_of(nick)

    def profile_of(self, nick: str) -> Mapping[str, str]:
        """Return the published values of a person by key (client/profiles)."""
        return self._state.profiles.values_of(nick)

    def restore_names(self, names: Mapping[str, str]) -> None:
        """Show people under the names of the last run, by folded nick, until the server tells others."""
        self._state.profiles.restore_names(names)

    def written_names(self) -> dict[str, str]:
        """Return the names as people write them, by folded nick, to be kept for the next run."""
        return self._state.profiles.written_names()

    @property
    def knows_profiles(self) -> bool:
        """True if the server keeps and tells profiles."""
        return metadata.knows_profiles(self._context)

    def publish_profile(self, values: Mapping[str, str]) -> list[Event]:
        """Publish the values by key, "" to remove one, now or after the next connection. ProfilePublished follows
        once the server has them."""
        context = self._context
        context.unpublished.update((key, one_line(value)) for key, value in values.items())
        context.publishing = True
        if self._state.phase is Phase.ONLINE:
            metadata.publish(context)
        return self._state.drain_events()

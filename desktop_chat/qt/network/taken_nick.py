"""TakenNick: the person's nick that another user has. The person is told once. Pure."""

from __future__ import annotations

from desktop_chat.irc.names import fold_name


class TakenNick:
    """Knows which nicks the person was told of in this run: a reconnect tells nothing new."""

    def __init__(self) -> None:
        self.untold = ""
        """The nick of which the person has to be told; "" for none."""
        self._told: set[str] = set()
        """Folded."""

    def note_welcome(self, nick: str, wanted: str) -> None:
        """Note the nick that the server has given, and the nick that was asked for."""
        taken = fold_name(wanted)
        self.untold = "" if taken == fold_name(nick) or taken in self._told else wanted
        if self.untold:
            self._told.add(taken)

    def take_untold(self) -> str:
        """Return the nick of which the person is told now, "" for none."""
        wanted, self.untold = self.untold, ""
        return wanted

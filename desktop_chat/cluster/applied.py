"""Applied: what is left to do for a node after an entry of the log. Pure."""

from __future__ import annotations

from typing import Any

from desktop_chat.hub.job import BlockingWork, Outcome
from desktop_chat.hub.live.user import Seat
from desktop_chat.value_class import value


@value
class Applied:
    """The work of a node after an entry."""

    outcome: Outcome
    """Changes for the Store, and Seats to wake. Its jobs, hashes and Errands are the Replica's."""
    detached: tuple[Seat, ...] = ()
    """Seats of this node that nobody sits on any more, to wake as well."""
    work: tuple[tuple[int, BlockingWork[Any]], ...] = ()
    """Work for this node, by its number, to be ended by Finish or Fail."""
    answers: tuple[object, ...] = ()
    """What the HostActs of this boot have returned, or the exceptions that they have raised."""
    acknowledged: bool = False
    """The entry is the newest batch of this boot."""
    faults: tuple[Exception, ...] = ()
    """Errors of this program in parts of the entry, which all nodes have skipped."""

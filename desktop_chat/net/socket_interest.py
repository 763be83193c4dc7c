"""The events for which a selector watches a socket."""

from __future__ import annotations

import selectors
import socket


def change_interest(
    selector: selectors.BaseSelector, connection: socket.socket, data: object, *, before: int, wants: int
) -> int:
    """Watch a socket for other events. Return `wants`.

    `before`: the events so far; 0 for a socket that is not registered. `data`: what `select` returns with the socket.
    """
    if not before and wants:
        selector.register(connection, wants, data)
    elif before and not wants:
        selector.unregister(connection)
    elif wants != before:
        selector.modify(connection, wants, data)
    return wants

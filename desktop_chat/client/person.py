"""Person: who is chatting, as a Session is told."""

from __future__ import annotations

from desktop_chat.value_class import value


@value
class Person:
    """Who is chatting. `nick` is what they want to be called on the wire; `bouncer_network`: the network of a bouncer
    to which they go, "" for the server itself."""

    nick: str
    username: str
    realname: str
    password: str = ""
    bouncer_network: str = ""

"""ListedRoom: a room in a server's answer to LIST. Frozen values; no Qt."""

from __future__ import annotations

from desktop_chat.client.collection_limits import TEXT, TOPIC
from desktop_chat.irc.formatting import strip_formatting
from desktop_chat.irc.message import Message
from desktop_chat.late_pattern import late_pattern
from desktop_chat.value_class import value

_MODES = late_pattern(r"^\[\+[A-Za-z]+(?: [^\]]*)?\] ?")
"""The modes of a room, which some servers write before its topic."""


@value
class ListedRoom:
    """`people` and `topic` are as they were when the server answered. The topic has no formatting codes."""

    name: str
    people: int
    topic: str = ""


def parse_listed_room(message: Message) -> ListedRoom | None:
    """Return the room of a 322, or None if its name cannot be the name of a room.

    Spec: https://modern.ircdocs.horse/#rpllist-322
    """
    name, people, topic = message.param_at(1), message.param_at(2), message.param_at(3)
    if not name or name == "*" or len(name) > TEXT:
        return None
    number = int(people) if people.isascii() and people.isdigit() and len(people) < 10 else 0
    return ListedRoom(name, number, strip_formatting(_MODES.sub("", topic[: 2 * TOPIC], count=1)[:TOPIC]))

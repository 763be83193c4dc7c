"""PersonFacts: the facts about one person in an answer to WHOIS or WHOWAS. Frozen values; no Qt."""

from __future__ import annotations

from desktop_chat.value_class import value


@value
class PersonFacts:
    """The facts about a person. "" and 0 stand for facts that the server has not told. Texts come from the server."""

    nick: str
    online: bool = False
    known: bool = False
    """The server knows the person, who is online or was online lately."""
    asked_again: bool = False
    """These facts follow earlier ones about an absent person."""
    realname: str = ""
    username: str = ""
    host: str = ""
    account: str = ""
    away: str = ""
    """The away text."""
    operator: bool = False
    bot: bool = False
    secure: bool = False
    server: str = ""
    last_seen: str = ""
    """When the person left, in the server's words."""
    left_at: int = 0
    """When the person left, in Unix seconds; 0 if the server's words are not understood."""
    idle_seconds: int = -1
    """Seconds since the last message; -1 if unknown."""
    online_since: int = 0
    """Unix seconds."""
    addresses: tuple[str, ...] = ()
    """The real host names and addresses. Most servers tell operators only."""
    certificate: str = ""
    """The fingerprint of the person's certificate, in the server's notation."""
    rooms: tuple[str, ...] = ()
    """The rooms that the server shows, each with the prefixes of the role."""
    published: tuple[tuple[str, str], ...] = ()
    """Keys and values of METADATA."""

    def published_value(self, key: str) -> str:
        """Return the value of a key of METADATA, or ""."""
        return dict(self.published).get(key, "")


@value
class PersonQuestion:
    """A question that the server has not answered in full. `room`: the key of the room of the question."""

    room: str
    facts: PersonFacts
    former: bool = False
    """WHOWAS is asked, because the person is not online."""

"""InviteLinks: the links by which people come in. Pure: the caller persists the changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop_chat.net.code_words import read_words
from desktop_chat.net.crockford import LETTERS, read_letters
from desktop_chat.storage.records import InviteLink

MOST = 200
"""Links at one time."""
MOST_WORDS = 20
"""Links at one time that have words: each costs the server some work for each query of the network."""
_LENGTH = 10
"""Letters of a token: 50 bits. Guesses are counted by address."""
_LONGEST_TYPED = 80


def make_token(secret: bytes) -> str:
    """Return a token. `secret`: fresh unguessable bytes."""
    return "".join(LETTERS[byte & 31] for byte in secret[:_LENGTH])


def read_token(typed: str) -> str:
    """Return a typed token as it is kept: capitals, hyphens and look-alikes do not count."""
    return read_letters(typed[:_LONGEST_TYPED])


class InviteLinks:
    """The links by token, in the order in which they were made."""

    def __init__(self, links: Iterable[InviteLink] = ()) -> None:
        self._links = {read_token(link.token): link for link in links}
        """By the token as it is compared: of code words, the hyphens and look-alikes do not count."""

    def __len__(self) -> int:
        return len(self._links)

    def find(self, typed: str) -> InviteLink | None:
        """Return the link of a typed token, or None."""
        return self._links.get(read_token(typed)) if typed else None

    def all_links(self) -> tuple[InviteLink, ...]:
        return tuple(self._links.values())

    def all_words(self) -> tuple[str, ...]:
        """Return the code words of all links that have words in place of a token."""
        return tuple(words for link in self._links.values() if (words := read_words(link.token)))

    def put_link(self, link: InviteLink) -> InviteLink:
        self._links[read_token(link.token)] = link
        return link

    def count_use(self, token: str, now: int) -> InviteLink | None:
        """Count a person who came in by the link, and return the change; None for a revoked link. `now`: Unix ms."""
        link = self.find(token)
        return None if link is None else self.put_link(replace(link, uses=link.uses + 1, used_at=now))

    def remove_link(self, token: str) -> InviteLink | None:
        """Revoke a link, and return the change; None for an unknown link."""
        link = self._links.pop(read_token(token), None)
        return None if link is None else replace(link, dropped=True)

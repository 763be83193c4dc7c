"""The terms of the full-text index: words (`irc/search_words`) and authors, each in a room. Pure.

Every term begins with the number of the room. So a search looks only at the words of its rooms, however common the
words are elsewhere, and never counts messages that the user may not read.
"""

from __future__ import annotations

from desktop_chat.irc.names import fold_name
from desktop_chat.irc.search_words import split_into_words


def terms_of_entry(room: int, nick: str, text: str) -> str:
    """Return the terms of an Entry, separated by spaces: the room, the author in the room, the words."""
    start = f"{room}:"
    return " ".join([start, author_term(room, nick), *(start + word for word in dict.fromkeys(split_into_words(text)))])


def author_term(room: int, nick: str) -> str:
    """Return the term of an author. In hexadecimal, since nicks contain characters that no word contains."""
    return f"{room}:@{fold_name(nick).encode().hex()}"

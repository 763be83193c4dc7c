"""The client core's sentences in the person's language. The core is free of Qt and speaks English; here they are known.

A sentence with a changing part is found by a pattern; one that nobody knows stays as it is.
"""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_KNOWN = (
    QT_TRANSLATE_NOOP("Sentences", "Type an address, for example 192.168.1.5 or chat.example.org."),
    QT_TRANSLATE_NOOP("Sentences", "An address has no spaces."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is no address: write an IPv6 address as [ADDRESS]:PORT."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is no address: write HOST:PORT, for example 192.168.1.5:6697."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is no address: only an IPv6 address has a zone after %."),
    QT_TRANSLATE_NOOP("Sentences", "{0} has no port: a port is a number from 0 to 65535."),
    QT_TRANSLATE_NOOP("Sentences", "{0} has no port: a port is a number from 1 to 65535."),
    QT_TRANSLATE_NOOP("Sentences", "A link to a chat begins with ircs:// or irc://, not with {0}://."),
    QT_TRANSLATE_NOOP(
        "Sentences", "This link is damaged: what it says of the server's key cannot be read. Ask for it again."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Nobody reads this page. Choose a room to speak in."),
    QT_TRANSLATE_NOOP("Sentences", "The name {0} is taken by somebody else."),
    QT_TRANSLATE_NOOP("Sentences", "This server does not allow the name {0}."),
    QT_TRANSLATE_NOOP("Sentences", "That can be done in a room only."),
    QT_TRANSLATE_NOOP("Sentences", "That can be done once you are connected."),
    QT_TRANSLATE_NOOP("Sentences", "Your name can be changed once you are connected."),
    QT_TRANSLATE_NOOP("Sentences", "The name of a room has no spaces and no commas."),
    QT_TRANSLATE_NOOP("Sentences", "That is nobody's name."),
    QT_TRANSLATE_NOOP("Sentences", "A name has letters."),
    QT_TRANSLATE_NOOP("Sentences", "This page cannot be left."),
    QT_TRANSLATE_NOOP("Sentences", "Type some words behind it."),
    QT_TRANSLATE_NOOP("Sentences", "Type /{0}"),
    QT_TRANSLATE_NOOP("Sentences", "You are not in {0}."),
    QT_TRANSLATE_NOOP("Sentences", "No topic is set."),
    QT_TRANSLATE_NOOP("Sentences", "The topic is: {0}"),
    QT_TRANSLATE_NOOP("Sentences", "There is no command /{0}. /help lists those that there are."),
    QT_TRANSLATE_NOOP("Sentences", "There is no command /{0}. Did you mean /{1}?"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Your settings could not be read, so they begin anew. The old ones are kept as {0}."
    ),
)

_PLACE = re.compile(r"\\\{\d\\\}")
"""A changing part, as `re.escape` writes it."""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    known = [str(sentence) for sentence in _KNOWN]
    return tuple((re.compile(_PLACE.sub("(.+?)", re.escape(sentence)), re.DOTALL), sentence) for sentence in known)


def translated(sentence: str) -> str:
    """The sentence in the language of the windows."""
    for pattern, known in _patterns():
        found = pattern.fullmatch(sentence)
        if found:
            return QCoreApplication.translate("Sentences", known).format(*found.groups())
    return sentence

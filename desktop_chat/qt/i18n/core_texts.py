"""The sentences of the client core, and of our server, in the person's language. Both are free of Qt and speak English;
here they are known.

A sentence with a changing part is found by a pattern; one that nobody knows stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TypeVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import EntryAdded, EntryReplaced
from desktop_chat.qt.i18n.server_texts import SAID
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.texts import CodedText

KNOWN = (
    QT_TRANSLATE_NOOP("Sentences", "Type an address, for example 192.168.1.5 or chat.example.org."),
    QT_TRANSLATE_NOOP("Sentences", "An address has no spaces."),
    QT_TRANSLATE_NOOP("Sentences", "A link to a chat begins with ircs:// or irc://, not with {0}://."),
    QT_TRANSLATE_NOOP(
        "Sentences", "This link is damaged: what it says of the server's key cannot be read. Ask for it again."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "This link is damaged: a connection without encryption has no key. Ask for it again."
    ),
    QT_TRANSLATE_NOOP("Sentences", "Nobody reads this page. Choose a room to speak in."),
    QT_TRANSLATE_NOOP("Sentences", "That is too long for one message, so nothing was corrected."),
    QT_TRANSLATE_NOOP("Sentences", "The name {0} is taken by somebody else."),
    QT_TRANSLATE_NOOP("Sentences", "This server does not allow the name {0}."),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "This server refuses {0} and every other name that was tried. More are tried, ever more slowly; to choose one "
        "yourself, type /nick NAME",
    ),
    QT_TRANSLATE_NOOP("Sentences", "This server was sent too much at once. It will be sent less from now on."),
    QT_TRANSLATE_NOOP("Sentences", "That can be done in a room only."),
    QT_TRANSLATE_NOOP("Sentences", "That can be done once you are connected."),
    QT_TRANSLATE_NOOP("Sentences", "Your name can be changed once you are connected."),
    QT_TRANSLATE_NOOP("Sentences", "The name of a room has no spaces and no commas."),
    QT_TRANSLATE_NOOP("Sentences", "That is nobody's name."),
    QT_TRANSLATE_NOOP("Sentences", "A name has letters."),
    QT_TRANSLATE_NOOP("Sentences", "This page cannot be left."),
    QT_TRANSLATE_NOOP("Sentences", "Type /{0}"),
    QT_TRANSLATE_NOOP("Sentences", "You are not in {0}."),
    QT_TRANSLATE_NOOP("Sentences", "This server sends more than a chat needs ({0}), so it was disconnected."),
    QT_TRANSLATE_NOOP("Sentences", "No topic is set."),
    QT_TRANSLATE_NOOP("Sentences", "The topic is: {0}"),
    QT_TRANSLATE_NOOP("Sentences", "There is no command /{0}. /help lists those that there are."),
    QT_TRANSLATE_NOOP("Sentences", "There is no command /{0}. Did you mean /{1}?"),
    QT_TRANSLATE_NOOP(
        "Sentences", "Your settings could not be read, so they begin anew. The old ones are kept as {0}."
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Some of your settings could not be read and begin anew; all others are as they were."
        " The file as it was is kept as {0}.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Some keys of servers could not be read, so these servers are new again. They are kept as {0}.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Your history was damaged on this computer. What could be read is here, and what servers still have is fetched"
        " again. The damaged file is kept as {0}.",
    ),
    QT_TRANSLATE_NOOP(
        "Sentences", "Your history is damaged on this computer. Open the program again: what can be read is kept."
    ),
    QT_TRANSLATE_NOOP("Sentences", "You are not in {0}. To go there, type /join {1}"),
    QT_TRANSLATE_NOOP("Sentences", "That is no line of IRC."),
    QT_TRANSLATE_NOOP("Sentences", "The modes of {0} are: {1}"),
    QT_TRANSLATE_NOOP("Sentences", "{0} has no modes."),
    QT_TRANSLATE_NOOP("Sentences", "No line of IRC can carry that."),
    QT_TRANSLATE_NOOP("Sentences", "{0} to all operators: {1}"),
    QT_TRANSLATE_NOOP("Sentences", "Your modes: {0}"),
    QT_TRANSLATE_NOOP("Sentences", "{0} has said nothing for {1}"),
    QT_TRANSLATE_NOOP("Sentences", "You have invited {0}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} has invited {1}."),
    QT_TRANSLATE_NOOP("Sentences", "About this room: {0}"),
    QT_TRANSLATE_NOOP("Sentences", "There are {0} more, smaller ones."),
    QT_TRANSLATE_NOOP("Sentences", "These are all the rooms."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is connected to {1}"),
    QT_TRANSLATE_NOOP("Sentences", "{0} keeps this server in order"),
    QT_TRANSLATE_NOOP("Sentences", "{0} is logged in as {1}"),
    QT_TRANSLATE_NOOP("Sentences", "{0} is away: {1}"),
    QT_TRANSLATE_NOOP("Sentences", "There is no room {0}."),
    QT_TRANSLATE_NOOP("Sentences", "You are in too many rooms to enter {0}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} cannot be entered for the moment. It is tried again by itself."),
    QT_TRANSLATE_NOOP("Sentences", "{0} leads to this room."),
    QT_TRANSLATE_NOOP("Sentences", "{0} leads to another room."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is full."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is only for those who were invited."),
    QT_TRANSLATE_NOOP("Sentences", "You are banned from {0}."),
    QT_TRANSLATE_NOOP("Sentences", "{0} has a password: type /join {1} PASSWORD"),
    QT_TRANSLATE_NOOP("Sentences", "{0} cannot be the name of a room."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is only for people with an account."),
    QT_TRANSLATE_NOOP("Sentences", "{0} is only for those whose connection is encrypted."),
    QT_TRANSLATE_NOOP("Sentences", "What is said cannot be kept on this computer: {0}."),
    QT_TRANSLATE_NOOP("Sentences", "The archive {0} cannot be opened: {1}."),
    QT_TRANSLATE_NOOP(
        "Sentences", "The archive {0} was written by a newer Desktop Chat. Update this one; nothing was changed."
    ),
    QT_TRANSLATE_NOOP("Sentences", "There are no rooms here. This bouncer has them in its networks."),
    QT_TRANSLATE_NOOP("Sentences", "{0} answers after {1} s."),
    QT_TRANSLATE_NOOP("Sentences", "{0} answers {1}: {2}"),
    QT_TRANSLATE_NOOP("Sentences", "{0} offers the file {1} directly (DCC). This program does not take it."),
    QT_TRANSLATE_NOOP("Sentences", "{0} offers a direct connection (DCC). This program does not open it."),
    QT_TRANSLATE_NOOP("Sentences", "{0} asks for {1} (CTCP), which is not answered."),
    QT_TRANSLATE_NOOP("Sentences", "The network has split ({0}). Out of reach: {1}"),
    QT_TRANSLATE_NOOP("Sentences", "Back after the split: {0}"),
    QT_TRANSLATE_NOOP("Sentences", "/ctcp NAME QUESTION: ask somebody's program for VERSION, PING, TIME or CLIENTINFO"),
    QT_TRANSLATE_NOOP("Sentences", "/away [REASON]: tell the others that you are away"),
    QT_TRANSLATE_NOOP("Sentences", "/back: tell the others that you are here again"),
    QT_TRANSLATE_NOOP("Sentences", "/ban NAME: keep somebody out of this room"),
    QT_TRANSLATE_NOOP("Sentences", "/deop NAME: take somebody's operator role in this room"),
    QT_TRANSLATE_NOOP("Sentences", "/devoice NAME: take somebody's voice in this room"),
    QT_TRANSLATE_NOOP("Sentences", "/help [COMMAND]: list the commands"),
    QT_TRANSLATE_NOOP("Sentences", "/invite NAME: invite somebody to this room"),
    QT_TRANSLATE_NOOP("Sentences", "/join ROOM [PASSWORD]: enter a room, or make a new one"),
    QT_TRANSLATE_NOOP("Sentences", "/kick NAME [REASON]: send somebody out of this room"),
    QT_TRANSLATE_NOOP("Sentences", "/list: list the server's rooms"),
    QT_TRANSLATE_NOOP("Sentences", "/me TEXT: say what you do"),
    QT_TRANSLATE_NOOP("Sentences", "/mode [MODES]: see or change the modes of this room"),
    QT_TRANSLATE_NOOP("Sentences", "/msg NAME TEXT: write to somebody directly"),
    QT_TRANSLATE_NOOP("Sentences", "/names: list who is in this room"),
    QT_TRANSLATE_NOOP("Sentences", "/nick NAME: go by another name"),
    QT_TRANSLATE_NOOP("Sentences", "/notice NAME TEXT: send a notice"),
    QT_TRANSLATE_NOOP("Sentences", "/op NAME: make somebody an operator of this room"),
    QT_TRANSLATE_NOOP("Sentences", "/part [REASON]: leave this room"),
    QT_TRANSLATE_NOOP("Sentences", "/query NAME: open the direct messages with somebody"),
    QT_TRANSLATE_NOOP("Sentences", "/quote LINE: send a line of IRC as it is"),
    QT_TRANSLATE_NOOP("Sentences", "/raw LINE: send a line of IRC as it is"),
    QT_TRANSLATE_NOOP("Sentences", "/topic [TEXT]: see or set the topic of this room"),
    QT_TRANSLATE_NOOP("Sentences", "/unban NAME: let somebody into this room again"),
    QT_TRANSLATE_NOOP("Sentences", "/voice NAME: let somebody speak in a moderated room"),
    QT_TRANSLATE_NOOP("Sentences", "/whois NAME: see who somebody is"),
)

_PLACE = re.compile(r"\{\d\}")
"""A changing part."""


@cache
def _known_sentences() -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """The contexts of sentences without a changing part, and (beginning, context, source) of the others, the one with
    the most words first."""
    known = [("Sentences", str(sentence)) for sentence in KNOWN] + [("Server", str(sentence)) for sentence in SAID]
    changing = [(source.partition("{")[0], context, source) for context, source in known if "{" in source]
    changing.sort(key=lambda one: -len(one[2]))
    return {source: context for context, source in known if "{" not in source}, changing


@cache
def _words_of(source: str) -> tuple[str, ...]:
    """What stands around the changing parts."""
    return tuple(_PLACE.split(source))


def _changing_in(sentence: str, source: str) -> tuple[str, ...] | None:
    """What stands in the places of the changing parts, each one character at least; None for another sentence.

    The words between them are looked for from left to right, once each: a regular expression would try all ways to
    divide a sentence that a server has made for it.
    """
    first, *middle, last = _words_of(source)
    end = len(sentence) - len(last)
    if not sentence.startswith(first) or not sentence.endswith(last):
        return None
    found, start = [], len(first)
    for words in middle:
        at = sentence.find(words, start + 1, end - 1)
        if at < 0:
            return None
        found.append(sentence[start:at])
        start = at + len(words)
    return (*found, sentence[start:end]) if start < end else None


def translate_sentence(sentence: str) -> str:
    """The sentence in the language of the windows."""
    if isinstance(sentence, CodedText):
        return translate_text(sentence)
    whole, changing = _known_sentences()
    if not sentence:
        return ""
    if sentence in whole:
        return QCoreApplication.translate(whole[sentence], sentence)
    for beginning, context, source in changing:
        if sentence.startswith(beginning) and (found := _changing_in(sentence, source)) is not None:
            return QCoreApplication.translate(context, source).format(*found)
    return sentence


Told = TypeVar("Told", EntryAdded, EntryReplaced)


def in_our_language(event: Told) -> Told:
    """What the client core itself says in a room, it says in English."""
    entry = event.entry
    if entry.nick or entry.kind not in (EntryKind.NEWS, EntryKind.ERROR):
        return event
    text = translate_sentence(entry.text)
    return event if text == entry.text else replace(event, entry=replace(entry, text=text))

"""The sentences of the client core, and of our server, in the person's language. Both are free of Qt and speak English;
here they are known.

A sentence with a changing part is found by a pattern; one that nobody knows stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import EntryAdded, EntryReplaced
from desktop_chat.qt.i18n.server_texts import SAID
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.texts import CodedText

_PLACE = re.compile(r"\{\d\}")
"""A changing part."""


@cache
def _known_sentences() -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """The contexts of sentences without a changing part, and (beginning, context, source) of the others, the one with
    the most words first."""
    known = [("Server", str(sentence)) for sentence in SAID]
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

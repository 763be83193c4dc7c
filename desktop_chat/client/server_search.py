"""ServerSearch: asks a server to search its history. Pure; GUI thread.

A person types faster than servers answer: one question is under way at a time, and only the newest waits behind it.

Spec: https://git.sr.ht/~emersion/soju/tree/master/item/doc/ext/search.md, docs/specifications/search.md
"""

from __future__ import annotations

from desktop_chat.client.archive_words import search_words
from desktop_chat.client.entry import Entry
from desktop_chat.client.events import SearchAnswered
from desktop_chat.client.pacing import Rank
from desktop_chat.client.session_state import SessionState
from desktop_chat.irc import capabilities
from desktop_chat.irc.message import NO_TAGS, encode_tags
from desktop_chat.irc.server_time import format_time
from desktop_chat.value_class import value

MOST_FOUND = 200
"""Messages of one answer; the rest is dropped."""
_LIMIT = 50
_WORDS = 300
"""Characters of the words in a question."""
_PATIENCE_MS = 30_000
_DAY_MS = 86_400_000


@value
class SearchQuestion:
    """The question to a server. `number` returns in the answer. Times are Unix ms: from `since` on, before `before`."""

    number: int
    words: str = ""
    room: str = ""
    author: str = ""
    since: int | None = None
    before: int | None = None


class ServerSearch:
    """One SearchAnswered answers each question, unless a newer question has replaced it."""

    def __init__(self, state: SessionState) -> None:
        self._state = state
        self._under_way: SearchQuestion | None = None
        self._asked_at = 0
        self._next: SearchQuestion | None = None

    @property
    def is_available(self) -> bool:
        needed = (capabilities.BATCH, capabilities.SERVER_TIME, capabilities.MESSAGE_TAGS)
        either = self._state.enabled & {capabilities.SOJU_SEARCH, capabilities.SEARCH}
        return bool(either) and self._state.has_capabilities(*needed)

    def ask(self, question: SearchQuestion) -> None:
        """Ask now, or after the answer to the question that is under way."""
        if self._under_way is not None and self._state.now - self._asked_at < _PATIENCE_MS:
            self._next = question
        else:
            self._send_question(question)

    def _send_question(self, question: SearchQuestion) -> None:
        self._under_way, self._asked_at, self._next = question, self._state.now, None
        labelled = self._state.has_capabilities(capabilities.LABELED_RESPONSE)
        tags = {capabilities.TAG_LABEL: _label_of(question)} if labelled else NO_TAGS
        self._state.send("SEARCH", encode_tags(self._attributes_of(question)), tags=tags, rank=Rank.COMMAND)

    def _attributes_of(self, question: SearchQuestion) -> dict[str, str]:
        found = {"in": question.room, "from": question.author, "text": self._searched_words(question.words)}
        if question.since is not None:
            found["after"] = format_time(question.since)
        if question.before is not None:
            found["before"] = format_time(question.before - 1)
        elif question.since is not None:
            found["before"] = format_time(self._state.local_time + _DAY_MS)  # for the newest instead of the oldest
        return {key: text for key, text in {**found, "limit": str(_LIMIT)}.items() if text}

    def _searched_words(self, words: str) -> str:
        """Return the words; the last one may be unfinished, which only our own server is told."""
        text = words[:_WORDS].strip()
        typed = search_words(words[:_WORDS])
        return f"{text}*" if typed and typed[-1][1] and self._state.has_capabilities(capabilities.SEARCH) else text

    def handle_answer(self, label: str, found: tuple[tuple[str, Entry], ...]) -> None:
        """Report found messages, as (key of the room, Entry)."""
        question = self._answered_question(label)
        if question is not None:
            self._state.emit(SearchAnswered(question.number, found[:MOST_FOUND]))
            self._go_on()

    def handle_refusal(self, label: str, reason: str) -> bool:
        """Report a refusal. Return False if it belongs to no question."""
        question = self._answered_question(label)
        if question is None:
            return False
        self._state.emit(SearchAnswered(question.number, (), reason))
        self._go_on()
        return True

    def end_connection(self) -> None:
        """Report the questions without an answer."""
        for question in (self._under_way, self._next):
            if question is not None:
                self._state.emit(SearchAnswered(question.number, ()))
        self._under_way = self._next = None

    def _answered_question(self, label: str) -> SearchQuestion | None:
        question = self._under_way
        return question if question is not None and label in ("", _label_of(question)) else None

    def _go_on(self) -> None:
        following, self._under_way = self._next, None
        if following is not None:
            self._send_question(following)


def _label_of(question: SearchQuestion) -> str:
    return f"search{question.number}"

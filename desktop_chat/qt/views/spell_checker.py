"""SpellChecker: asks the dictionaries on a separate thread, because a large dictionary is slow. GUI thread."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from functools import cache

from PySide6.QtCore import QLocale, QObject, Qt, Signal

from desktop_chat.client.spelling import Dictionaries, open_dictionaries

_KEPT = 5_000
"""Words whose spelling is remembered."""

Open = Callable[[Sequence[str]], Dictionaries | None]
_Order = tuple[str, str]
"""What to do (`check`, `suggest`, `add` or, to open the dictionaries only, `open`), and a word."""


class SpellChecker(QObject):
    """Remembers which words are right. The thread begins with a question, and ends with the last answer."""

    checked = Signal()  # the spelling of some words is known now
    suggested = Signal(str, object)  # a word, and a tuple of words that may be meant
    availability_changed = Signal()
    _opened = Signal(bool)
    _found = Signal(str, object)  # a word, and True, False or a tuple of words that may be meant

    def __init__(self, languages: Sequence[str], open_lists: Open = open_dictionaries) -> None:
        super().__init__()
        self.is_available: bool | None = None
        """Whether the system has dictionaries; None before the first answer."""
        self._languages = languages
        self._open_lists = open_lists
        self._lists: Dictionaries | None = None
        """The thread's; open after its first order."""
        self._is_open = False
        self._known: OrderedDict[str, bool | None] = OrderedDict()
        """Words, True for right ones, None for words that are being looked up."""
        self._lock = threading.Lock()  # for the two below
        self._orders: deque[_Order] = deque()
        self._thread: threading.Thread | None = None
        queued = Qt.ConnectionType.QueuedConnection
        self._opened.connect(self.on_opened, queued)
        self._found.connect(self.on_found, queued)

    def begin(self) -> None:
        """Open the dictionaries, to know whether there are any."""
        if self.is_available is None:
            self._give_order("open", "")

    def is_wrong(self, word: str) -> bool:
        """Return True for a word that no dictionary knows. `checked` follows for a new word."""
        if self.is_available is False:
            return False
        if word not in self._known:
            self._known[word] = None
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
            self._give_order("check", word)
        return self._known[word] is False

    def ask_suggestions(self, word: str) -> None:
        """Look for words that may be meant; `suggested` follows."""
        self._give_order("suggest", word)

    def add_word(self, word: str) -> None:
        """Remember a word as right, in the system's own dictionary of the person."""
        self._known[word] = True
        self._give_order("add", word)
        self.checked.emit()

    def on_opened(self, available: bool) -> None:
        self.is_available = available
        self.availability_changed.emit()

    def on_found(self, word: str, answer: bool | tuple[str, ...]) -> None:
        if isinstance(answer, tuple):
            self.suggested.emit(word, answer)
        elif word in self._known:
            self._known[word] = answer
            if not answer:
                self.checked.emit()

    def _give_order(self, kind: str, word: str) -> None:
        with self._lock:
            self._orders.append((kind, word))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="spelling")
                self._thread.start()

    def _run(self) -> None:
        """Do all orders, and end. Thread: spelling."""
        while True:
            with self._lock:
                if not self._orders:
                    self._thread = None
                    return
                kind, word = self._orders.popleft()
            if not self._is_open:
                self._lists, self._is_open = self._open_lists(self._languages), True
                self._opened.emit(self._lists is not None)
            lists = self._lists
            if lists is None or kind == "open":
                continue
            if kind == "check":
                self._found.emit(word, lists.is_right(word))
            elif kind == "suggest":
                self._found.emit(word, lists.suggest_words(word))
            else:
                lists.add_word(word)


@cache
def spell_checker() -> SpellChecker:
    """Return the object of the process, for the languages of the system and English."""
    return SpellChecker([*QLocale.system().uiLanguages(), "en_US"])

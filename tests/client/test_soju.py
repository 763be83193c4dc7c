"""History from soju, with answers like soju's (downstream.go): points are times, and refusals name no room."""

from __future__ import annotations

from desktop_chat.client.entry import SPOKEN
from desktop_chat.client.events import HistoryLoaded
from desktop_chat.irc.message import Message, parse_line
from desktop_chat.irc.server_time import format_time, parse_time
from tests.client.session_harness import SessionHarness

CAPABILITIES = (
    "message-tags server-time batch echo-message labeled-response away-notify extended-join draft/chathistory "
    "soju.im/bouncer-networks"
)
MOST = 1000


class SojuHarness(SessionHarness):
    """A Session behind soju. `kept`: the messages of #tea as (ms, text), oldest first."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[tuple[int, str]] = []
        self.failed: list[str] = []

    def come(self) -> None:
        tokens = f"CHATHISTORY={MOST} MSGREFTYPES=timestamp BOUNCER_NETID=1"
        self.connect(CAPABILITIES, ":s 004 ann s soju aiwroO OovaimnqpsrtklbeI", f":s 005 ann {tokens} :are supported")
        self.receive(":ann!u@h JOIN #tea", ":s 353 ann = #tea :ann bob", ":s 366 ann #tea :end")

    def answer_all(self) -> None:
        """Answer questions until none is left."""
        while self.sent:
            asked, self.sent = self.sent, []
            for line in asked:
                message = parse_line(line)
                if message.command == "CHATHISTORY":
                    self.receive(*self._answered(message))

    def _answered(self, message: Message) -> list[str]:
        word, *rest = message.params
        if word == "TARGETS":
            return [":s BATCH +t draft/chathistory-targets", ":s BATCH -t"]
        target, bound, limit = rest
        kind, _, value = bound.partition("=")
        at = parse_time(value) or 0 if kind == "timestamp" else 0
        if not at and not (word == "LATEST" and bound == "*"):
            return self._refused(word, bound, "Invalid first bound")
        if not 0 <= int(limit) <= MOST:
            return self._refused(word, limit, "Invalid limit")
        if word == "AFTER":
            found = [one for one in self.kept if one[0] > at][: int(limit)]
        else:
            found = [one for one in self.kept if word == "LATEST" or one[0] < at][-int(limit) :]
        page = [f"@batch=h;time={format_time(time)} :bob!b@h PRIVMSG {target} :{text}" for time, text in found]
        return [f":s BATCH +h chathistory {target}", *page, ":s BATCH -h"]

    def _refused(self, word: str, what: str, sentence: str) -> list[str]:
        self.failed.append(f"{word} {what}")
        return [f":s FAIL CHATHISTORY INVALID_PARAMS {word} {what} :{sentence}"]

    def shown(self) -> list[str]:
        texts = [entry.text for entry in self.entries("#tea") if entry.kind in SPOKEN]
        for event in self.events:
            if isinstance(event, HistoryLoaded):
                texts += [entry.text for entry in event.entries]
        return texts


def test_missed_messages_come_page_by_page_without_doubles() -> None:
    soju = SojuHarness()
    soju.record(soju.session.restore_rooms([("#tea", True)], {"#tea": ("", 1_000)}, {"#tea": ("", 1_000)}, []))
    soju.kept = [(1_000 * number, f"line {number}") for number in range(1, 651)]
    soju.come()
    soju.answer_all()
    assert soju.failed == []
    assert soju.shown() == [f"line {number}" for number in range(2, 651)]


def test_point_with_a_msgid_is_searched_by_time() -> None:
    """The network was joined without the bouncer before."""
    soju = SojuHarness()
    soju.record(soju.session.restore_rooms([("#tea", True)], {"#tea": ("m1", 5_000)}, {"#tea": ("m1", 5_000)}, []))
    soju.kept = [(6_000, "while you were away")]
    soju.come()
    soju.answer_all()
    assert soju.failed == []
    assert soju.shown() == ["while you were away"]
    soju.record(soju.session.request_older("#tea", 7_000))
    soju.answer_all()
    assert soju.failed == []


def test_refused_msgid_leads_to_a_search_by_time() -> None:
    soju = SojuHarness()
    soju.record(soju.session.restore_rooms([("#tea", True)], {"#tea": ("m1", 5_000)}, {"#tea": ("m1", 5_000)}, []))
    soju.kept = [(6_000, "while you were away")]
    soju.connect(CAPABILITIES)
    soju.receive(":ann!u@h JOIN #tea")
    soju.answer_all()
    assert soju.failed == ["AFTER msgid=m1"]
    assert soju.shown() == ["while you were away"]

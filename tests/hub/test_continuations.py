"""The hub with Jobs on their way is plain data: bytes are made of it, and a hub that is made of the bytes goes on."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.capabilities import OFFERED
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.harness import FINGERPRINT, NOW, SETTINGS, HubHarness

_ALL = " ".join(OFFERED)
_LINES = {
    "CHATHISTORY": ["CHATHISTORY LATEST #tea * 10"],
    "CHATHISTORY TARGETS": [
        "CHATHISTORY TARGETS timestamp=2020-01-01T00:00:00.000Z timestamp=2030-01-01T00:00:00.000Z 10"
    ],
    "SEARCH": ["SEARCH text=hello"],
    "SEARCH in a room": ["SEARCH text=hello;in=#tea"],
    "REDACT": ["REDACT #tea {msgid}"],
    "edit": ["@+desktop-chat/edit={msgid} PRIVMSG #tea :hello again"],
    "resend": ["@desktop-chat/resend;desktop-chat/id=1 PRIVMSG #tea :hello"],
    "REGISTER": ["REGISTER eve * sesame-sesame"],
    "PLAIN": ["AUTHENTICATE PLAIN", "AUTHENTICATE AGFubgBzZXNhbWUtc2VzYW1l"],
    "NS REGISTER": ["NS REGISTER sesame-sesame"],
    "NS IDENTIFY": ["NS IDENTIFY ann sesame-sesame"],
    "NS IDENTIFY of a stranger": ["NS IDENTIFY nobody sesame-sesame"],
    "NS PASSWD": ["NS IDENTIFY ann sesame-sesame", "NS PASSWD sesame-sesame open-sesame"],
    "NS SAREGISTER": ["OPER boss secretsecret", "NS SAREGISTER someone sesame-sesame"],
    "REHASH": ["OPER boss secretsecret", "REHASH"],
    "replay of a room": ["CAP REQ :-draft/chathistory", "PART #tea", "JOIN #tea"],
    "missed messages": ["CAP REQ :-draft/chathistory", "NS IDENTIFY ann sesame-sesame"],
}


def _restore(harness: HubHarness, seat: Seat) -> Seat:
    """Replace the hub, its Jobs and the Seat by new ones, made of bytes."""
    whole = (harness.hub, seat, harness.jobs, harness.hashes, harness.rehashes)
    harness.hub, restored, harness.jobs, harness.hashes, harness.rehashes = pickle.loads(pickle.dumps(whole))
    assert isinstance(restored, Seat)
    return restored


def _answers(store: SqlStore, lines: Sequence[str], *, restored: bool) -> list[str]:
    harness = HubHarness(replace(SETTINGS, oper_name="boss", oper_password="secretsecret"), store=store)
    ann = harness.register("ann", _ALL, "cd" * 32, ["#tea"])
    harness.exchange(ann, "NS REGISTER sesame-sesame", "QUIT")
    harness.hub.detach_seat(ann, "Gone", harness.now)
    eve = harness.register("eve", _ALL, FINGERPRINT, ["#tea"])
    harness.exchange(eve, "PRIVMSG #tea :hello", "PRIVMSG ann :hello", "PRIVMSG #tea :hello, hello")
    store.wait_until_indexed()
    said, works = harness.kept_messages[-1], 0
    for line in lines:
        harness.send(eve, line.replace("{msgid}", said.msgid))
        harness.mark_durable()
        while harness.jobs or harness.hashes or harness.errands or harness.rehashes:
            if restored and not harness.errands:
                eve = _restore(harness, eve)
            works += 1
            harness.finish_next_work()
    assert works, "the commands need another thread"
    harness.mark_durable()
    return harness.read_lines(eve)


@pytest.mark.parametrize("lines", _LINES.values(), ids=_LINES)
def test_a_restored_hub_ends_the_work_that_was_on_its_way(tmp_path: Path, lines: list[str]) -> None:
    answers = []
    for name in ("one", "other"):
        store = SqlStore.open(tmp_path / f"{name}.sqlite", now=NOW)
        try:
            answers.append(_answers(store, lines, restored=name == "other"))
        finally:
            store.close()
    assert answers[0] == answers[1]
    assert answers[0], "the commands have answers"

"""SEARCH: what is found, by whom, and in what form."""

from __future__ import annotations

import pytest

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.message import parse_line
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.harness import FINGERPRINT, MODERN_CAPS, HubHarness, commands_of, parse_lines

CAPABILITIES = f"{MODERN_CAPS} soju.im/search desktop-chat/edit draft/message-redaction"


def found(harness: HubHarness, store: SqlStore, seat: Seat, attributes: str) -> list[str]:
    """The texts of what is found, everything that was said being in the index."""
    harness.run_until_idle()
    assert store.wait_until_indexed(20)
    harness.read_lines(seat)
    lines = parse_lines(harness.exchange(seat, f"SEARCH {attributes}"))
    assert (lines[0].command, lines[0].params[1:], lines[-1].command) == ("BATCH", ("soju.im/search",), "BATCH")
    assert all(line.tags["batch"] == lines[0].params[0][1:] for line in lines[1:-1])
    return [line.params[1] for line in lines[1:-1]]


def test_what_was_said_is_found(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea", "#b"])
    bob = harness.register("bob", rooms=["#tea"])
    harness.exchange(ann, "PRIVMSG #tea :green tea", "PRIVMSG #b :black tea", "NOTICE #tea :white Tea")
    harness.now += 5000
    harness.exchange(bob, "PRIVMSG #tea :no coffee")
    assert found(harness, store, ann, "text=tea") == ["green tea", "black tea", "white Tea"]
    assert found(harness, store, ann, "text=tea;in=#TEA") == ["green tea", "white Tea"]
    assert found(harness, store, ann, "text=tea;limit=1") == ["white Tea"]
    assert found(harness, store, ann, "from=Bob") == ["no coffee"]
    assert found(harness, store, ann, "text=green\\stea") == ["green tea"]
    assert found(harness, store, ann, "text=cof*") == ["no coffee"]
    assert found(harness, store, ann, "in=#tea;after=2023-11-14T22:13:25.000Z") == ["no coffee"]
    assert found(harness, store, ann, "in=#tea;before=2023-11-14T22:13:24Z;limit=1") == ["white Tea"]
    assert found(harness, store, ann, "text=nothing") == []


def test_only_what_one_may_read(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", CAPABILITIES, fingerprint=FINGERPRINT, rooms=["#tea"])
    bob = harness.register("bob", CAPABILITIES, fingerprint="cd" * 32, rooms=["#tea", "#bobs"])
    eve = harness.register("eve", CAPABILITIES, fingerprint="ef" * 32, rooms=["#eves"])
    harness.exchange(bob, "PRIVMSG #bobs :secret room", "PRIVMSG ann :secret talk", "PRIVMSG #tea :no secret")
    assert found(harness, store, ann, "text=secret") == ["secret talk", "no secret"]
    assert found(harness, store, ann, "text=secret;in=bob") == ["secret talk"]
    assert found(harness, store, bob, "text=secret") == ["secret room", "secret talk", "no secret"]
    assert found(harness, store, eve, "text=secret") == []
    assert found(harness, store, eve, "text=secret;in=ann") == []
    (answer,) = parse_lines(harness.exchange(eve, "SEARCH text=secret;in=#tea"))
    assert answer.params[:3] == ("SEARCH", "INVALID_PARAMS", "in")


def test_newcomer_finds_what_was_said_since_the_first_visit(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", CAPABILITIES, fingerprint=FINGERPRINT, rooms=["#tea", "#all"])
    harness.exchange(ann, "MODE #tea +W", "PRIVMSG #tea :early tea", "PRIVMSG #all :other tea")
    bob = harness.register("bob", CAPABILITIES, fingerprint="cd" * 32, rooms=["#tea", "#all"])
    harness.exchange(ann, "PRIVMSG #tea :late tea")
    assert found(harness, store, ann, "text=tea") == ["early tea", "other tea", "late tea"]
    assert found(harness, store, bob, "text=tea") == ["other tea", "late tea"]
    assert found(harness, store, bob, "text=tea;in=#tea;limit=1") == ["late tea"]
    assert found(harness, store, bob, "text=early;in=#tea") == []
    harness.exchange(ann, "MODE #tea -W")
    harness.send(bob, "SEARCH text=early")
    harness.exchange(ann, "MODE #tea +W")
    harness.run_until_idle()
    assert not any("early" in line for line in harness.read_lines(bob)), "rights are checked again"


@pytest.mark.parametrize("line", ["SEARCH text=secret", "SEARCH text=secret;in=#tea"])
def test_rights_are_checked_again(store: SqlStore, line: str) -> None:
    harness = HubHarness(store=store)
    op = harness.register("op", rooms=["#tea"])
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    harness.exchange(op, "PRIVMSG #tea :secret")
    assert store.wait_until_indexed(20)
    harness.read_lines(ann)
    harness.send(ann, line)
    harness.send(op, "KICK #tea ann")
    harness.run_until_idle()
    assert commands_of(harness.read_lines(ann)) == ["KICK", "BATCH", "BATCH"]


def test_corrections_and_redactions(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    old = harness.register("old", f"{MODERN_CAPS} desktop-chat/search", rooms=["#tea"])
    harness.read_lines(ann)
    msgid = parse_line(harness.exchange(ann, "PRIVMSG #tea :teh tea")[0]).tags["msgid"]
    harness.exchange(ann, f"@+desktop-chat/edit={msgid} PRIVMSG #tea :the tea")
    for seat in (ann, old):
        assert found(harness, store, seat, "text=the") == ["the tea"]
        assert found(harness, store, seat, "text=teh") == []
    harness.exchange(ann, f"REDACT #tea {msgid}")
    assert found(harness, store, old, "text=tea") == []


@pytest.mark.parametrize(
    ("attributes", "about"),
    [
        ("nonsense=1", "nonsense"),
        ("limit=0", "limit"),
        ("limit=x", "limit"),
        ("after=yesterday", "after"),
        ("before=2026-02-30T00:00:00Z", "before"),
        ("in=#none", "in"),
    ],
)
def test_what_cannot_be_understood(attributes: str, about: str) -> None:
    harness = HubHarness()
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    (answer,) = parse_lines(harness.exchange(ann, f"SEARCH {attributes}"))
    assert answer.params[:3] == ("SEARCH", "INVALID_PARAMS", about)


def test_only_for_those_who_asked_for_it() -> None:
    harness = HubHarness()
    ann = harness.register("ann", MODERN_CAPS)
    assert commands_of(harness.exchange(ann, "SEARCH text=x")) == ["421"]

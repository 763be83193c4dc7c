"""METADATA."""

from __future__ import annotations

from pathlib import Path

from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.records.metadata import (
    CHANGES,
    CHANGES_SECONDS,
    MOST_KEYS,
    MOST_SUBSCRIPTIONS,
)
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.harness import FINGERPRINT, NOW, HubHarness, parse_lines

CAPABILITIES = "draft/metadata-3 batch"


def shown(harness: HubHarness, seat: Seat, *lines: str) -> list[tuple[str, ...]]:
    """Command and parameters of what was answered, without the asker and the batches."""
    told = parse_lines(harness.exchange(seat, *lines)) if lines else parse_lines(harness.read_lines(seat))
    return [
        (line.command, *(line.params[1:] if line.command.isdigit() else line.params))
        for line in told
        if line.command != "BATCH"
    ]


def test_values_are_set_read_and_cleared() -> None:
    harness = HubHarness()
    ann = harness.register("ann", CAPABILITIES, FINGERPRINT)
    assert shown(harness, ann, "METADATA * SET display-name :Ann B") == [("761", "ann", "display-name", "*", "Ann B")]
    assert shown(harness, ann, "METADATA ann GET display-name url Not!") == [
        ("761", "ann", "display-name", "*", "Ann B"),
        ("766", "ann", "url", "This key is not set"),
        ("FAIL", "METADATA", "INVALID_KEY", "Not!", "A key consists of a-z 0-9 _ . / and -"),
    ]
    assert shown(harness, ann, "WHOIS ann")[-3][:3] == ("760", "ann", "display-name")
    assert shown(harness, ann, "METADATA * CLEAR") == [("766", "ann", "display-name", "This key is not set")]
    assert shown(harness, ann, "METADATA * LIST") == []
    assert shown(harness, ann, "METADATA * SET display-name")[0][2] == "KEY_NOT_SET"


def test_others_are_told_of_the_keys_that_they_want_by_what_they_understand() -> None:
    harness = HubHarness()
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    bob = harness.register("bob", CAPABILITIES, rooms=["#tea"])
    cid = harness.register("cid", "draft/metadata-2 batch", rooms=["#tea"])
    for seat in (bob, cid):
        harness.read_lines(seat)
        assert shown(harness, seat, "METADATA * SUB display-name url") == [("770", "display-name", "url")]
    harness.exchange(ann, "METADATA * SET display-name :Ann", "METADATA * SET secret :x", "METADATA * SET display-name")
    assert shown(harness, bob) == [
        ("761", "ann", "display-name", "*", "Ann"),
        ("766", "ann", "display-name", "This key is not set"),
    ]
    assert shown(harness, cid) == [
        ("METADATA", "ann", "display-name", "*", "Ann"),
        ("METADATA", "ann", "display-name", "*"),
    ]
    harness.exchange(bob, "METADATA * UNSUB url")
    assert shown(harness, bob, "METADATA * SUBS") == [("772", "display-name")]


def test_who_enters_is_shown_what_stands_and_is_shown_to_the_others() -> None:
    harness = HubHarness()
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    bob = harness.register("bob", CAPABILITIES)
    for seat in (ann, bob):
        harness.exchange(seat, "METADATA * SUB color", f"METADATA * SET color :{seat.nick}")
    harness.exchange(ann, "METADATA #tea SET color :green")
    told = shown(harness, bob, "JOIN #tea")
    assert [line[1:] for line in told if line[0] == "761"] == [
        ("#tea", "color", "*", "green"),
        ("ann", "color", "*", "ann"),
    ]
    assert ("761", "bob", "color", "*", "bob") in shown(harness, ann)


def test_only_who_may_changes_what_is_not_their_own() -> None:
    harness = HubHarness()
    ann, bob = (harness.register(nick, CAPABILITIES, rooms=["#tea"]) for nick in ("ann", "bob"))
    for line in ("METADATA ann SET url :x", "METADATA #tea SET url :x", "METADATA #tea CLEAR"):
        assert shown(harness, bob, line)[0][:3] == ("FAIL", "METADATA", "KEY_NO_PERMISSION")
    assert shown(harness, bob, "METADATA nobody LIST")[0][2] == "INVALID_TARGET"
    harness.exchange(ann, "MODE #tea +i", "METADATA #tea SET url :secret")
    harness.exchange(bob, "PART #tea")
    assert shown(harness, bob, "METADATA #tea LIST")[0][2] == "INVALID_TARGET"


def test_there_are_limits_and_each_says_so() -> None:
    harness = HubHarness()
    ann = harness.register("ann", CAPABILITIES)
    for number in range(MOST_KEYS):
        harness.exchange(ann, f"METADATA * SET k{number} :x")
    assert shown(harness, ann, "METADATA * SET more :x")[0][2] == "LIMIT_REACHED"
    assert shown(harness, ann, f"METADATA * SET k1 :{'x' * 400}")[0][2:4] == ("INVALID_VALUE", "k1")
    for first in range(0, MOST_SUBSCRIPTIONS, 10):
        harness.exchange(ann, "METADATA * SUB " + " ".join(f"s{number}" for number in range(first, first + 10)))
    assert (
        shown(harness, ann, "METADATA * SUB s1 one-more s2")
        == [
            ("770", "s1"),
            ("FAIL", "METADATA", "LIMIT_REACHED", "one-more", "50", "You can subscribe to at most 50 keys"),
        ][::-1]
    )
    assert shown(harness, ann, "METADATA * WHAT")[0][2] == "INVALID_PARAMS"
    assert shown(harness, ann, "METADATA * GET", "METADATA * SUB") == [("461", "METADATA", "Not enough parameters")] * 2


def test_the_older_version_has_its_own_words() -> None:
    harness = HubHarness()
    ann = harness.register("ann", "draft/metadata-2 batch")
    assert shown(harness, ann, "METADATA * SET Not! x")[0][2:4] == ("KEY_INVALID", "Not!")
    assert shown(harness, ann, f"METADATA * SET k :{'x' * 400}")[0][2:4] == ("VALUE_INVALID", "k")
    assert shown(harness, ann, "METADATA * WHAT")[0][2] == "SUBCOMMAND_INVALID"
    many = [f"METADATA * SUB k{number}" for number in range(MOST_SUBSCRIPTIONS)]
    harness.exchange(ann, *many)
    assert shown(harness, ann, "METADATA * SUB one-more")[0][2:4] == ("TOO_MANY_SUBS", "one-more")


def test_who_changes_too_much_is_told_to_wait() -> None:
    harness = HubHarness()
    ann = harness.register("ann", CAPABILITIES)
    for number in range(CHANGES):
        harness.exchange(ann, f"METADATA * SET k :{number}")
    refused = shown(harness, ann, "METADATA * SET k :again")[0]
    assert refused[2:6] == ("RATE_LIMITED", "ann", "k", "60")
    for _ in range(CHANGES_SECONDS):
        harness.hub.advance_second(harness.now)
    harness.take_outcome()
    assert shown(harness, ann, "METADATA * SET k :again")[-1][0] == "761"


def test_subscriptions_are_ones_own() -> None:
    harness = HubHarness()
    ann, bob = (harness.register(nick, CAPABILITIES) for nick in ("ann", "bob"))
    assert harness.read_lines(bob) == []
    assert shown(harness, ann, "METADATA bob SUB url")[0][2:4] == ("INVALID_TARGET", "bob")
    assert shown(harness, ann, "METADATA ann SUB url Not!") == [
        ("FAIL", "METADATA", "INVALID_KEY", "Not!", "A key consists of a-z 0-9 _ . / and -"),
        ("770", "url"),
    ]
    assert shown(harness, ann, "METADATA * UNSUB url Not!")[-1] == ("771", "url")


def test_those_who_are_watched_are_shown_too() -> None:
    harness = HubHarness()
    ann, bob = (harness.register(nick, CAPABILITIES) for nick in ("ann", "bob"))
    harness.exchange(bob, "METADATA * SET color :blue")
    harness.exchange(ann, "METADATA * SUB color")
    blue = ("761", "bob", "color", "*", "blue")
    assert shown(harness, ann, "MONITOR + bob,cid")[1:] == [("731", "cid"), blue]
    harness.exchange(bob, "NICK cid")
    assert shown(harness, ann)[-2:] == [("730", "cid!bob@127.0.0.1"), ("761", "cid", "color", "*", "blue")]
    dan = harness.register("dan", CAPABILITIES)
    harness.exchange(dan, "MONITOR + cid")
    assert shown(harness, dan, "METADATA * SUB color") == [("770", "color"), ("761", "cid", "color", "*", "blue")]
    seat = harness.connect()
    harness.exchange(ann, "MONITOR + eve")
    harness.exchange(
        seat, f"CAP REQ :{CAPABILITIES}", "METADATA * SET color :red", "NICK eve", "USER e 0 * :E", "CAP END"
    )
    assert shown(harness, ann) == [("730", "eve!e@127.0.0.1"), ("761", "eve", "color", "*", "red")]


def test_news_of_a_key_come_once_from_wherever() -> None:
    harness = HubHarness()
    ann, bob = (harness.register(nick, CAPABILITIES, rooms=["#tea", "#milk"]) for nick in ("ann", "bob"))
    harness.exchange(bob, "METADATA * SET color :blue")
    harness.exchange(ann, "METADATA * SET color :red", "METADATA #milk SET color :white", "MONITOR + bob")
    harness.read_lines(ann)
    assert shown(harness, ann, "METADATA * SUB color") == [
        ("770", "color"),
        ("761", "ann", "color", "*", "red"),
        ("761", "bob", "color", "*", "blue"),
        ("761", "#milk", "color", "*", "white"),
    ]
    assert shown(harness, ann, "METADATA * SUB color") == [("770", "color")]


def test_what_would_be_too_much_is_for_later() -> None:
    harness = HubHarness()
    keys = [f"k{number}" for number in range(MOST_KEYS)]
    for number in range(11):
        seat = harness.register(f"n{number}", CAPABILITIES, rooms=["#tea"])
        harness.exchange(seat, *(f"METADATA * SET {key} :x" for key in keys))
    ann = harness.register("ann", CAPABILITIES)
    harness.exchange(ann, *(f"METADATA * SUB {key}" for key in keys))
    told = shown(harness, ann, "JOIN #tea")
    assert told[-1] == ("774", "#tea")
    assert "761" not in {line[0] for line in told}
    assert len(shown(harness, ann, "METADATA #tea SYNC")) == 11 * MOST_KEYS


def test_nobody_is_found_out_by_their_values() -> None:
    harness = HubHarness()
    ann = harness.register("ann", CAPABILITIES, rooms=["#tea"])
    harness.exchange(ann, "MODE #tea +u")
    bob, cid = (harness.register(nick, CAPABILITIES) for nick in ("bob", "cid"))
    for seat in (bob, cid):
        harness.exchange(seat, "METADATA * SUB color", f"METADATA * SET color :{seat.nick}")
    harness.exchange(bob, "JOIN #tea")
    told = shown(harness, cid, "METADATA #tea SYNC", "JOIN #tea", "METADATA #tea SYNC")
    assert "761" not in {line[0] for line in told}  # neither from outside nor from inside
    assert "761" not in {line[0] for line in shown(harness, bob)}
    assert ("761", "cid", "color", "*", "cid") in shown(harness, ann, "METADATA * SUB color")
    stranger = harness.connect()
    harness.exchange(stranger, f"CAP REQ :{CAPABILITIES}")
    assert shown(harness, stranger, "METADATA ann LIST")[0][2:4] == ("INVALID_TARGET", "ann")


def test_whois_shows_them_to_those_who_understand() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", CAPABILITIES), harness.register("bob")
    harness.exchange(ann, "METADATA * SET url :here")
    assert "760" not in {line[0] for line in shown(harness, bob, "WHOIS ann")}
    assert ("760", "ann", "url", "*", "here") in shown(harness, ann, "WHOIS ann")


def test_what_is_set_before_entering_is_there_behind_it() -> None:
    harness = HubHarness()
    seat = harness.connect()
    harness.exchange(seat, f"CAP REQ :{CAPABILITIES}", "METADATA * SET display-name :Ann")
    told = shown(harness, seat, "NICK ann", "USER ann 0 * :Ann", "CAP END")
    assert ("761", "ann", "display-name", "*", "Ann") in told


def test_a_guests_values_go_with_the_guest_and_a_known_persons_stay(tmp_path: Path) -> None:
    for run in range(2):
        store = SqlStore.open(tmp_path / "chat.db", now=NOW)
        harness = HubHarness(store=store)
        ann, bob = harness.register("ann", CAPABILITIES, FINGERPRINT), harness.register("bob", CAPABILITIES)
        assert bool(shown(harness, ann, "METADATA * LIST")) == bool(run)
        assert shown(harness, bob, "METADATA * GET url")[0][0] == "766"
        harness.exchange(ann, "METADATA * SET url :here")
        harness.exchange(bob, "METADATA * SET url :there", "QUIT")
        assert shown(harness, harness.register("bob", CAPABILITIES), "METADATA * GET url")[0][0] == "766"
        store.close()


def test_server_says_whose_connections_are_not_encrypted() -> None:
    """The value comes and goes with the connections of the person. Nobody can set or clear it; nothing is stored."""
    harness = HubHarness()
    ann = harness.register("ann", f"{CAPABILITIES} away-notify", FINGERPRINT, rooms=["#tea"])
    harness.exchange(ann, "METADATA * SUB desktop-chat/connection")
    phone = harness.register("phone", CAPABILITIES, rooms=["#tea"])
    mark = ("761", "phone", "desktop-chat/connection", "*", "unencrypted")
    no_mark = ("766", "phone", "desktop-chat/connection", "This key is not set")
    assert mark in shown(harness, ann)
    assert shown(harness, phone, "METADATA * SET desktop-chat/connection")[0][:3] == (
        "FAIL", "METADATA", "KEY_NO_PERMISSION",
    )  # fmt: skip
    assert shown(harness, phone, "METADATA * CLEAR") == []
    assert shown(harness, ann, f"METADATA phone GET {mark[2]}") == [mark]
    assert shown(harness, ann, "METADATA phone LIST") == [], "what nobody has set is not listed"
    other = "cd" * 32
    harness.register("bob", CAPABILITIES, other, rooms=["#tea"])
    harness.read_lines(ann)
    second = harness.connect(other)
    second.secure = False  # a web server in front, which has not encrypted the way to the person
    harness.exchange(second, "NICK bob", "USER bob 0 * :Bob")
    assert ("761", "bob", *mark[2:]) in shown(harness, ann)
    harness.hub.detach_seat(second, "gone", harness.now)
    harness.take_outcome()
    assert shown(harness, ann) == [("766", "bob", *no_mark[2:])]
    newcomer = harness.register("cid", CAPABILITIES, "ef" * 32)
    harness.exchange(newcomer, "METADATA * SUB desktop-chat/connection")
    assert [line for line in shown(harness, newcomer, "JOIN #tea") if line[0] == "761"] == [mark]
    assert not [change for change in harness.changes if type(change).__name__ == "MetadataValue"]
    harness.exchange(ann, "METADATA * UNSUB desktop-chat/connection")
    harness.hub.detach_seat(newcomer, "gone", harness.now)
    harness.take_outcome()
    assert harness.hub._state.census.subscribers == 0

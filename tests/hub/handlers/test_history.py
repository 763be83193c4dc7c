"""What was said before, out of a real database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.message import parse_line
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.texts import hub as texts
from tests.hub.conftest import Open
from tests.hub.harness import FINGERPRINT, MODERN_CAPS, SETTINGS, HubHarness, commands_of, parse_lines


def test_history_in_its_forms(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", MODERN_CAPS, rooms=["#tea"])
    ids = [parse_line(harness.exchange(ann, f"PRIVMSG #tea :{number}")[0]).tags["msgid"] for number in range(5)]

    def said(line: str) -> list[str]:
        lines = parse_lines(harness.exchange(ann, line))
        assert lines[0].params[1:] == ("chathistory", "#tea")
        assert all(message.tags["batch"] == lines[0].params[0][1:] for message in lines[1:-1])
        return [message.params[1] for message in lines[1:-1]]

    assert said("CHATHISTORY LATEST #tea * 3") == ["2", "3", "4"]
    assert said(f"CHATHISTORY LATEST #tea msgid={ids[3]} 9") == ["4"]
    assert said(f"CHATHISTORY AFTER #tea msgid={ids[1]} 2") == ["2", "3"]
    assert said(f"CHATHISTORY BEFORE #tea msgid={ids[2]} 9") == ["0", "1"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("CHATHISTORY", "INVALID_PARAMS"),
        ("CHATHISTORY FOO #tea * 5", "INVALID_PARAMS"),
        ("CHATHISTORY LATEST #tea *", "INVALID_PARAMS"),
        ("CHATHISTORY LATEST #tea * x", "INVALID_PARAMS"),
        ("CHATHISTORY BEFORE #tea * 5", "INVALID_MSGREFTYPE"),
        ("CHATHISTORY BEFORE #tea timestamp=now 5", "INVALID_PARAMS"),
        ("CHATHISTORY LATEST #else * 5", "INVALID_TARGET"),
        ("CHATHISTORY LATEST #none * 5", "INVALID_TARGET"),
        ("CHATHISTORY LATEST bob * 5", "INVALID_TARGET"),
        ("CHATHISTORY LATEST #tea * 5 6", "INVALID_PARAMS"),
        ("CHATHISTORY LATEST #tea msgid=zz 5", "MESSAGE_ERROR"),
        ("CHATHISTORY LATEST #tea msgid=9-1 5", "MESSAGE_ERROR"),
        ("CHATHISTORY AFTER #tea timestamp=2026-02-30T00:00:00Z 5", "INVALID_PARAMS"),
        ("CHATHISTORY AFTER #tea timestamp=2026-02-03T00:00:00+02:00 5", "INVALID_PARAMS"),
        ("CHATHISTORY AFTER #tea number=5 5", "INVALID_MSGREFTYPE"),
        ("CHATHISTORY TARGETS now timestamp=2026-02-03T00:00:00Z 5", "INVALID_PARAMS"),
        ("CHATHISTORY TARGETS msgid=1 timestamp=2026-02-03T00:00:00Z 5", "INVALID_PARAMS"),
    ],
)
def test_history_refusals(line: str, code: str) -> None:
    harness = HubHarness()
    ann = harness.register("ann", MODERN_CAPS, rooms=["#tea"])
    harness.register("bob", rooms=["#else"])
    (answer,) = harness.exchange(ann, line)
    assert parse_line(answer).params[:2] == ("CHATHISTORY", code)


def test_rights_are_checked_again_when_the_reading_ends(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    op = harness.register("op", rooms=["#tea"])
    ann = harness.register("ann", MODERN_CAPS, rooms=["#tea"])
    harness.exchange(op, "PRIVMSG #tea :secret")
    harness.read_lines(ann)
    harness.send(ann, "CHATHISTORY LATEST #tea * 5")
    assert ann.paused
    harness.send(op, "KICK #tea ann")
    harness.run_until_idle()
    assert not ann.paused
    assert commands_of(harness.read_lines(ann)) == ["KICK", "FAIL"]


def _read(harness: HubHarness, seat: Seat, line: str = "CHATHISTORY LATEST #tea * 50") -> list[str]:
    """The texts in an answer to CHATHISTORY; of TARGETS the rooms."""
    harness.read_lines(seat)
    lines = parse_lines(harness.exchange(seat, line))
    assert (lines[0].command, lines[-1].command) == ("BATCH", "BATCH")
    return [message.params[1] for message in lines[1:-1]]


def test_newcomers_read_nothing_earlier_where_the_room_says_so(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    ann = harness.register("ann", MODERN_CAPS, fingerprint=FINGERPRINT, rooms=["#tea"])
    bob = harness.register("bob", MODERN_CAPS, fingerprint="cd" * 32, rooms=["#tea"])
    harness.exchange(ann, "PRIVMSG #tea :first", "MODE #tea +W", "PRIVMSG #tea :second")
    early, later = harness.kept_messages[0].msgid, "timestamp=2100-01-01T00:00:00Z"
    assert _read(harness, bob) == ["first", "second"], "whoever was there reads on"
    cid = harness.register("cid", MODERN_CAPS, fingerprint="ef" * 32)
    told = parse_lines(harness.exchange(cid, "JOIN #tea"))
    assert [line.params for line in told if line.command == "NOTICE"] == [("#tea", texts.NOTHING_EARLIER)]
    guest = harness.register("guest", MODERN_CAPS, rooms=["#tea"])
    assert _read(harness, cid) == []
    assert _read(harness, cid, f"CHATHISTORY TARGETS timestamp=2000-01-01T00:00:00Z {later} 9") == []
    harness.exchange(ann, "PRIVMSG #tea :third")
    for line in (f"BEFORE #tea {later}", f"AFTER #tea msgid={early}", f"AROUND #tea msgid={early}"):
        assert _read(harness, cid, f"CHATHISTORY {line} 50") == ["third"]
    assert "NOTICE" not in commands_of(harness.exchange(cid, "PART #tea", "JOIN #tea")), "no newcomer any more"
    assert _read(harness, cid) == ["third"]
    harness.exchange(guest, "PART #tea", "JOIN #tea")
    assert _read(harness, guest) == [], "nobody knows whether this guest was here before"
    harness.exchange(ann, "MODE #tea +o cid")
    assert _read(harness, cid) == ["first", "second", "third"], "a moderator could take the mode away"
    harness.exchange(ann, "MODE #tea -o cid")
    assert _read(harness, cid) == ["third"]
    harness.hub.close_all("Good night.", harness.now)
    harness.take_outcome()
    harness = HubHarness(store=open_store())
    harness.now += 60_000
    cid = harness.register("cid", MODERN_CAPS, fingerprint="ef" * 32, rooms=["#tea"])
    assert _read(harness, cid) == ["third"], "the first visit is known after a restart"
    ann = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    harness.exchange(ann, "MODE #tea -W")
    assert _read(harness, cid) == ["first", "second", "third"]


def test_replay_shows_nothing_from_before_the_first_visit(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", rooms=["#tea"])
    harness.exchange(ann, "MODE #tea +W", "PRIVMSG #tea :early")
    bob = harness.register("bob", fingerprint=FINGERPRINT)
    assert not any("early" in line for line in harness.exchange(bob, "JOIN #tea"))
    harness.exchange(bob, "QUIT")
    harness.exchange(ann, "PRIVMSG #tea :late")
    bob = harness.register("bob", fingerprint=FINGERPRINT)
    shown = [line.params for line in parse_lines(harness.exchange(bob, "JOIN #tea")) if line.command == "PRIVMSG"]
    assert shown == [("#tea", "late")]


def test_login_keeps_the_earlier_first_visit(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", rooms=["#tea"])
    bob = harness.register("bob", MODERN_CAPS, rooms=["#tea"])
    harness.exchange(ann, "MODE #tea +W", "PRIVMSG #tea :said to a guest")
    harness.exchange(bob, "REGISTER * * secretsecret")
    harness.run_until_idle()
    harness.read_lines(bob)
    assert bob.user is not None
    assert bob.user.account == "bob"
    assert _read(harness, bob) == ["said to a guest"]
    harness.exchange(bob, "PART #tea", "JOIN #tea")
    assert _read(harness, bob) == ["said to a guest"]


def test_direct_messages_belong_to_the_two_who_can_prove_it(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", MODERN_CAPS, fingerprint=FINGERPRINT)
    bob = harness.register("bob", MODERN_CAPS, fingerprint="cd" * 32)
    eve = harness.register("eve", MODERN_CAPS, fingerprint="ef" * 32)
    harness.exchange(ann, "PRIVMSG bob :psst")
    harness.read_lines(bob)
    assert "psst" in " ".join(harness.exchange(bob, "CHATHISTORY LATEST ann * 5"))
    assert "psst" in " ".join(harness.exchange(ann, "CHATHISTORY LATEST bob * 5"))
    assert "psst" not in " ".join(harness.exchange(eve, "CHATHISTORY LATEST ann * 5", "CHATHISTORY LATEST bob * 5"))


def test_old_clients_are_replayed_what_they_missed_in_its_place(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", rooms=["#tea"])
    harness.exchange(ann, "PRIVMSG #tea :one")
    bob = harness.register("bob")
    harness.send(bob, "JOIN #tea")
    harness.send(ann, "PRIVMSG #tea :two")
    harness.mark_durable()
    assert commands_of(harness.read_lines(bob)) == ["JOIN", "353", "366"]  # the rest waits behind the replay
    harness.run_until_idle()
    assert [message.params[-1] for message in parse_lines(harness.read_lines(bob))] == ["one", "two"]
    harness.exchange(bob, "QUIT")
    harness.exchange(ann, "PRIVMSG #tea :three")
    again = harness.register("bob")
    lines = parse_lines(harness.exchange(again, "JOIN #tea"))
    assert [message.params[-1] for message in lines if message.command == "PRIVMSG"] == ["three"]


def test_after_a_crash_nobody_is_shown_anything_twice(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    ann, bob = (harness.register(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    harness.exchange(ann, "PRIVMSG #tea :one")
    harness.read_lines(bob)
    again = HubHarness(store=open_store())  # nobody has left
    back = again.register("bob")
    assert "PRIVMSG" not in commands_of(again.exchange(back, "JOIN #tea"))
    stranger = again.register("cid")
    assert "PRIVMSG" in commands_of(again.exchange(stranger, "JOIN #tea"))


def test_after_a_stop_only_what_was_missed_is_shown(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    ann, bob = (harness.register(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    harness.exchange(ann, "PRIVMSG #tea :one")
    harness.exchange(bob, "PART #tea")
    harness.exchange(ann, "PRIVMSG #tea :two")
    harness.hub.close_all("Good night.", harness.now)
    harness.take_outcome()
    again = HubHarness(store=open_store())
    assert _said(again.exchange(again.register("ann"), "JOIN #tea")) == []
    assert _said(again.exchange(again.register("bob"), "JOIN #tea")) == ["two"]


def test_what_was_sent_into_a_dead_connection_is_shown_again(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann, bob = (harness.register(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    harness.exchange(bob, "PING alive")
    harness.exchange(ann, "PRIVMSG #tea :lost")
    harness.hub.detach_seat(bob, "Connection reset", harness.now, lost=True)
    harness.take_outcome()
    assert _said(harness.exchange(harness.register("bob"), "JOIN #tea")) == ["lost"]


def test_a_guest_who_changes_name_is_still_recognised(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann, bob = (harness.register(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
    harness.exchange(ann, "PRIVMSG #tea :one")
    harness.exchange(bob, "NICK rob")
    harness.exchange(bob, "QUIT")
    back = harness.connect()
    harness.exchange(back, "NICK rob", "USER bob 0 * :Bob")
    assert _said(harness.exchange(back, "JOIN #tea")) == []


def test_a_replay_is_a_batch_for_who_knows_batches(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", rooms=["#tea"])
    harness.exchange(ann, "PRIVMSG #tea :one")
    bob = harness.register("bob", "batch server-time message-tags labeled-response")
    lines = parse_lines(harness.exchange(bob, "@label=7 JOIN #tea,#else"))
    answer = [line.command for line in lines if line.tags.get("batch") == lines[0].params[0][1:]]
    assert (lines[0].params[1], lines[0].tags["label"]) == ("labeled-response", "7")
    assert answer == ["JOIN", "353", "366", "JOIN", "353", "366"]
    replay = lines[lines.index(next(line for line in lines if "chathistory" in line.params)) :]
    assert [line.command for line in replay] == ["BATCH", "PRIVMSG", "BATCH"]
    assert set(replay[1].tags) == {"batch", "time", "msgid"}


def test_a_replay_is_for_members_only(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", rooms=["#tea"])
    harness.exchange(ann, "PRIVMSG #tea :one")
    bob = harness.register("bob")
    harness.send(bob, "JOIN #tea")
    harness.send(ann, "KICK #tea bob")
    harness.run_until_idle()
    assert commands_of(harness.read_lines(bob)) == ["JOIN", "353", "366", "KICK"]


def test_no_replay_when_it_is_off_or_the_client_can_ask(store: SqlStore) -> None:
    harness = HubHarness(replace(SETTINGS, replay_on_join=0), store=store)
    ann = harness.register("ann", rooms=["#tea"])
    harness.exchange(ann, "PRIVMSG #tea :one")
    assert _said(harness.exchange(harness.register("bob"), "JOIN #tea")) == []
    harness.hub.apply_settings(SETTINGS, harness.now)
    assert _said(harness.exchange(harness.register("cid", MODERN_CAPS), "JOIN #tea")) == []
    assert _said(harness.exchange(harness.register("dan"), "JOIN #tea")) == ["one"]


def test_pages_around_and_between(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", MODERN_CAPS, rooms=["#tea"])
    points = []
    for number in range(6):
        harness.now += 1000
        tags = parse_lines(harness.exchange(ann, f"PRIVMSG #tea :{number}"))[0].tags
        points.append((f"msgid={tags['msgid']}", f"timestamp={tags['time']}"))
    for kind in (0, 1):
        names = [point[kind] for point in points]
        assert _said(harness.exchange(ann, f"CHATHISTORY AROUND #tea {names[2]} 3")) == ["1", "2", "3"]
        assert _said(harness.exchange(ann, f"CHATHISTORY BETWEEN #tea {names[1]} {names[4]} 9")) == ["2", "3"]
        assert _said(harness.exchange(ann, f"CHATHISTORY BETWEEN #tea {names[4]} {names[0]} 2")) == ["2", "3"]
        assert _said(harness.exchange(ann, f"CHATHISTORY BEFORE #tea {names[1]} 9")) == ["0"]
        assert _said(harness.exchange(ann, f"CHATHISTORY AFTER #tea {names[4]} 9")) == ["5"]
        assert _said(harness.exchange(ann, f"CHATHISTORY LATEST #TEA {names[3]} 9")) == ["4", "5"]


def test_targets_name_rooms_and_people(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", MODERN_CAPS, fingerprint=FINGERPRINT, rooms=["#Tea", "#quiet"])
    bob = harness.register("bob", rooms=["#Tea", "#other"])
    harness.exchange(bob, "PRIVMSG #other :not for ann", "PRIVMSG #tea :hi", "PRIVMSG ann :psst")
    harness.read_lines(ann)
    window = "timestamp=2001-01-01T00:00:00.000Z timestamp=2100-01-01T00:00:00.000Z"
    lines = parse_lines(harness.exchange(ann, f"CHATHISTORY TARGETS {window} 50"))
    assert lines[0].params[1] == "draft/chathistory-targets"
    assert {line.params[1] for line in lines[1:-1]} == {"#Tea", "bob"}
    assert _said(harness.exchange(ann, "CHATHISTORY LATEST bob * 5")) == ["psst"]
    harness.exchange(bob, "QUIT")
    harness.read_lines(ann)
    assert _said(harness.exchange(ann, "CHATHISTORY LATEST bob * 5")) == ["psst"]
    guest = harness.register("eve", MODERN_CAPS)
    assert len(harness.exchange(guest, f"CHATHISTORY TARGETS {window} 50")) == 2


def test_a_failing_database_is_said(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", MODERN_CAPS, rooms=["#tea"])
    harness.send(ann, "@label=9 CHATHISTORY LATEST #tea * 5")
    harness.hub.fail_work(harness.jobs.pop(), OSError("disk"), harness.now)
    harness.take_outcome()
    (line,) = parse_lines(harness.read_lines(ann))
    assert (line.params[:2], line.tags["label"]) == (("CHATHISTORY", "MESSAGE_ERROR"), "9")
    assert not ann.paused


def test_replay_that_cannot_be_read_holds_up_nothing(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", MODERN_CAPS, rooms=["#tea"])
    harness.exchange(ann, "PRIVMSG #tea :before")
    bob = harness.register("bob")
    harness.send(bob, "JOIN #tea", "PING :fence")
    harness.mark_durable()
    assert "PONG" not in commands_of(harness.read_lines(bob))
    harness.hub.fail_work(harness.jobs.pop(), OSError("disk"), harness.now)
    harness.take_outcome()
    lines = parse_lines(harness.read_lines(bob))
    assert "before" not in [line.params[-1] for line in lines]
    assert lines[-1].command == "PONG"


def test_who_reads_is_not_read_meanwhile() -> None:
    harness = HubHarness()
    ann = harness.register("ann", MODERN_CAPS, rooms=["#tea"])
    lines = [parse_line("CHATHISTORY LATEST #tea * 5"), parse_line("PING x")]
    assert harness.hub.receive_messages(ann, lines, harness.now) == 1
    assert ann.paused
    harness.take_outcome()
    harness.run_until_idle()
    assert harness.hub.receive_messages(ann, lines[1:], harness.now) == 1


def _said(lines: list[str]) -> list[str]:
    return [message.params[-1] for message in parse_lines(lines) if message.command == "PRIVMSG"]

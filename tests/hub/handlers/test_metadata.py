"""METADATA."""

from __future__ import annotations

from pathlib import Path

from desktop_chat.hub.metadata import MOST_KEYS, MOST_SUBSCRIPTIONS
from desktop_chat.hub.user import Seat
from desktop_chat.storage.sql import SqlStore
from tests.hub.stage import NOW, PRINT, Stage, messages

CAPABILITIES = "draft/metadata-3 batch"


def shown(stage: Stage, seat: Seat, *lines: str) -> list[tuple[str, ...]]:
    """Command and parameters of what was answered, without the asker and the batches."""
    told = messages(stage.talk(seat, *lines)) if lines else messages(stage.heard(seat))
    return [
        (line.command, *(line.params[1:] if line.command.isdigit() else line.params))
        for line in told
        if line.command != "BATCH"
    ]


def test_values_are_set_read_and_cleared() -> None:
    stage = Stage()
    ann = stage.enter("ann", CAPABILITIES)
    assert shown(stage, ann, "METADATA * SET display-name :Ann B") == [("761", "ann", "display-name", "*", "Ann B")]
    assert shown(stage, ann, "METADATA ann GET display-name url Not!") == [
        ("761", "ann", "display-name", "*", "Ann B"),
        ("766", "ann", "url", "This key is not set"),
        ("FAIL", "METADATA", "KEY_INVALID", "Not!", "A key is made of a-z 0-9 _ . / and -"),
    ]
    assert shown(stage, ann, "WHOIS ann")[-3][:3] == ("760", "ann", "display-name")
    assert shown(stage, ann, "METADATA * CLEAR") == [("766", "ann", "display-name", "This key is not set")]
    assert shown(stage, ann, "METADATA * LIST") == []
    assert shown(stage, ann, "METADATA * SET display-name")[0][2] == "KEY_NOT_SET"


def test_others_are_told_of_the_keys_that_they_want_by_what_they_understand() -> None:
    stage = Stage()
    ann = stage.enter("ann", CAPABILITIES, rooms=["#tea"])
    bob = stage.enter("bob", CAPABILITIES, rooms=["#tea"])
    cid = stage.enter("cid", "draft/metadata-2 batch", rooms=["#tea"])
    for seat in (bob, cid):
        stage.heard(seat)
        assert shown(stage, seat, "METADATA * SUB display-name url") == [("770", "display-name", "url")]
    stage.talk(ann, "METADATA * SET display-name :Ann", "METADATA * SET secret :x", "METADATA * SET display-name")
    assert shown(stage, bob) == [
        ("761", "ann", "display-name", "*", "Ann"),
        ("766", "ann", "display-name", "This key is not set"),
    ]
    assert shown(stage, cid) == [
        ("METADATA", "ann", "display-name", "*", "Ann"),
        ("METADATA", "ann", "display-name", "*"),
    ]
    stage.talk(bob, "METADATA * UNSUB url")
    assert shown(stage, bob, "METADATA * SUBS") == [("772", "display-name")]


def test_who_enters_is_shown_what_stands_and_is_shown_to_the_others() -> None:
    stage = Stage()
    ann = stage.enter("ann", CAPABILITIES, rooms=["#tea"])
    bob = stage.enter("bob", CAPABILITIES)
    for seat in (ann, bob):
        stage.talk(seat, "METADATA * SUB color", f"METADATA * SET color :{seat.nick}")
    stage.talk(ann, "METADATA #tea SET color :green")
    told = shown(stage, bob, "JOIN #tea")
    assert [line[1:] for line in told if line[0] == "761"] == [
        ("#tea", "color", "*", "green"),
        ("ann", "color", "*", "ann"),
    ]
    assert ("761", "bob", "color", "*", "bob") in shown(stage, ann)


def test_only_who_may_changes_what_is_not_their_own() -> None:
    stage = Stage()
    ann, bob = (stage.enter(nick, CAPABILITIES, rooms=["#tea"]) for nick in ("ann", "bob"))
    for line in ("METADATA ann SET url :x", "METADATA #tea SET url :x", "METADATA #tea CLEAR"):
        assert shown(stage, bob, line)[0][:3] == ("FAIL", "METADATA", "KEY_NO_PERMISSION")
    assert shown(stage, bob, "METADATA nobody LIST")[0][2] == "INVALID_TARGET"
    stage.talk(ann, "MODE #tea +i", "METADATA #tea SET url :secret")
    stage.talk(bob, "PART #tea")
    assert shown(stage, bob, "METADATA #tea LIST")[0][2] == "INVALID_TARGET"


def test_there_are_limits_and_each_says_so() -> None:
    stage = Stage()
    ann = stage.enter("ann", CAPABILITIES)
    for number in range(MOST_KEYS):
        stage.talk(ann, f"METADATA * SET k{number} :x")
    assert shown(stage, ann, "METADATA * SET more :x")[0][2] == "LIMIT_REACHED"
    assert shown(stage, ann, f"METADATA * SET k1 :{'x' * 400}")[0][2:4] == ("INVALID_VALUE", "k1")
    for first in range(0, MOST_SUBSCRIPTIONS, 10):
        stage.talk(ann, "METADATA * SUB " + " ".join(f"s{number}" for number in range(first, first + 10)))
    assert shown(stage, ann, "METADATA * SUB one-more")[0][2:4] == ("TOO_MANY_SUBS", "one-more")
    assert shown(stage, ann, "METADATA * WHAT")[0][2] == "SUBCOMMAND_INVALID"


def test_what_is_set_before_entering_is_there_behind_it() -> None:
    stage = Stage()
    seat = stage.connect()
    stage.talk(seat, f"CAP REQ :{CAPABILITIES}", "METADATA * SET display-name :Ann")
    told = shown(stage, seat, "NICK ann", "USER ann 0 * :Ann", "CAP END")
    assert ("761", "ann", "display-name", "*", "Ann") in told


def test_a_guests_values_go_with_the_guest_and_a_known_persons_stay(tmp_path: Path) -> None:
    for run in range(2):
        store = SqlStore.open(tmp_path / "chat.db", now=NOW)
        stage = Stage(store=store)
        ann, bob = stage.enter("ann", CAPABILITIES, PRINT), stage.enter("bob", CAPABILITIES)
        assert bool(shown(stage, ann, "METADATA * LIST")) == bool(run)
        assert shown(stage, bob, "METADATA * LIST") == []
        stage.talk(ann, "METADATA * SET url :here")
        stage.talk(bob, "METADATA * SET url :there", "QUIT")
        assert shown(stage, stage.enter("bob", CAPABILITIES), "METADATA * LIST") == []
        store.close()

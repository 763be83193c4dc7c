"""A name means the same person to every command, and a stranger with the name hides no conversation."""

from __future__ import annotations

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.message import Message, parse_line
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.conftest import Open
from tests.hub.harness import FINGERPRINT, MODERN_CAPS, NOW, HubHarness, parse_lines

BOB = "cd" * 32
CAPABILITIES = f"{MODERN_CAPS} draft/message-redaction desktop-chat/edit draft/read-marker draft/metadata-2"


class Scene:
    """Ann has an account and was last here as ann_phone, where bob and she wrote to each other."""

    def __init__(self, store: SqlStore) -> None:
        self.harness = harness = HubHarness(store=store)
        self.ann = harness.register("ann", CAPABILITIES, fingerprint=FINGERPRINT)
        harness.exchange(self.ann, "REGISTER * * sesame-seed")
        harness.exchange(self.ann, "NICK ann_phone")
        self.bob = harness.register("bob", CAPABILITIES, fingerprint=BOB)
        self.mine = self.say("ann_phone", "are you there")
        harness.exchange(self.ann, "PRIVMSG bob :yes")
        harness.exchange(self.ann, "QUIT")
        harness.read_lines(self.bob)

    def say(self, target: str, text: str) -> str:
        return parse_lines(self.harness.exchange(self.bob, f"PRIVMSG {target} :{text}"))[0].tags["msgid"]

    def history(self, name: str, seat: Seat | None = None) -> list[str]:
        lines = self.harness.exchange(seat or self.bob, f"CHATHISTORY LATEST {name} * 50")
        return [line.params[-1] for line in parse_lines(lines) if line.command in ("PRIVMSG", "FAIL")]

    def stranger(self, print_: str = "") -> Seat:
        return self.harness.register("ann_phone", CAPABILITIES, fingerprint=print_)


def _fails(lines: list[str]) -> list[Message]:
    return [line for line in parse_lines(lines) if line.command == "FAIL"]


def test_account_is_found_by_name_and_by_last_nick(store: SqlStore) -> None:
    scene = Scene(store)
    harness, bob = scene.harness, scene.bob
    again = scene.say("ann", "call me")
    said = ["are you there", "yes", "call me"]
    assert scene.history("ann") == scene.history("ann_phone") == said
    scene.say("ann_phone", "please")
    assert scene.history("ann") == [*said, "please"]
    assert not _fails(harness.exchange(bob, f"@+desktop-chat/edit={again} PRIVMSG ann :call us"))
    assert not _fails(harness.exchange(bob, f"@+desktop-chat/edit={scene.mine} PRIVMSG ann :are you home"))
    assert not _fails(harness.exchange(bob, f"REDACT ann {again}"))
    assert scene.history("ann_phone")[:3] == ["are you home", "yes", "please"]


def test_read_markers_and_metadata_are_the_same_under_all_names(store: SqlStore) -> None:
    scene = Scene(store)
    harness, bob = scene.harness, scene.bob
    ann = harness.register("ann", CAPABILITIES, fingerprint=FINGERPRINT)
    harness.exchange(ann, "METADATA * SET display-name :Ann Lee", "NICK ann_phone")
    harness.read_lines(bob)
    for name in ("ann", "ann_phone"):
        assert harness.exchange(bob, f"METADATA {name} GET display-name")[1].endswith("display-name * :Ann Lee")
    harness.exchange(ann, "QUIT")
    harness.read_lines(bob)
    for name in ("ann", "ann_phone"):
        assert harness.exchange(bob, f"METADATA {name} GET display-name")[1].endswith("display-name * :Ann Lee")
    harness.now += 5_000
    harness.exchange(bob, "MARKREAD ann timestamp=2023-11-14T22:13:21.000Z")
    for name in ("ann", "ann_phone"):
        assert parse_line(harness.exchange(bob, f"MARKREAD {name}")[0]).params == (
            name,
            "timestamp=2023-11-14T22:13:21.000Z",
        )
    eve = harness.register("eve", CAPABILITIES, fingerprint="ef" * 32)
    assert _fails(harness.exchange(eve, "METADATA ann_phone2 GET display-name"))


def test_typing_reaches_a_person_under_another_nick(store: SqlStore) -> None:
    scene = Scene(store)
    harness, bob = scene.harness, scene.bob
    assert harness.exchange(bob, "@+typing=active TAGMSG ann") == []
    ann = harness.register("ann_phone", CAPABILITIES, fingerprint=FINGERPRINT)
    assert not _fails(harness.exchange(bob, "@+typing=active TAGMSG ann"))
    told = parse_lines(harness.read_lines(ann))
    assert [(line.nick, line.command, line.tags["+typing"]) for line in told] == [("bob", "TAGMSG", "active")]
    harness.exchange(ann, "MODE ann_phone +R")
    assert parse_line(harness.exchange(bob, "PRIVMSG ann :let me in")[0]).command == "477"


def test_stranger_with_the_nick_hides_and_reads_nothing(store: SqlStore) -> None:
    scene = Scene(store)
    harness, bob = scene.harness, scene.bob
    for print_ in ("", "ef" * 32):
        stranger = scene.stranger(print_)
        assert scene.history("ann_phone") == scene.history("ann") == ["are you there", "yes"]
        refused = ["The messages of this target cannot be read"]
        assert scene.history("bob", stranger) == ([] if print_ else refused)
        harness.exchange(stranger, "QUIT")
        harness.read_lines(bob)
    stranger = scene.stranger("ef" * 32)
    harness.exchange(stranger, "PRIVMSG bob :who are you")
    harness.read_lines(bob)
    assert scene.history("ann_phone") == ["are you there", "yes", "who are you"]
    assert scene.history("ann") == ["are you there", "yes"]
    assert scene.history("bob", stranger) == ["who are you"]
    harness.read_lines(stranger)
    assert not _fails(harness.exchange(bob, f"@+desktop-chat/edit={scene.mine} PRIVMSG ann_phone :are you in"))
    assert not _fails(harness.exchange(bob, f"REDACT ann_phone {scene.mine}"))
    assert harness.read_lines(stranger) == []
    assert scene.history("ann_phone") == ["yes", "who are you"]
    targets = parse_lines(
        harness.exchange(
            bob, "CHATHISTORY TARGETS timestamp=2020-01-01T00:00:00.000Z timestamp=2030-01-01T00:00:00.000Z 9"
        )
    )
    assert sorted(line.params[1] for line in targets[1:-1]) == ["ann", "ann_phone"]


def test_edit_reaches_the_recipient_of_the_original(store: SqlStore) -> None:
    scene = Scene(store)
    harness, bob = scene.harness, scene.bob
    ann = harness.register("annie", CAPABILITIES, fingerprint=FINGERPRINT)
    harness.exchange(bob, f"@+desktop-chat/edit={scene.mine} PRIVMSG ann :are you home")
    assert [line.params[-1] for line in parse_lines(harness.read_lines(ann)) if line.command == "PRIVMSG"] == [
        "are you home"
    ]
    harness.exchange(bob, f"REDACT ann {scene.mine}")
    assert {line.command for line in parse_lines(harness.read_lines(ann))} == {"REDACT"}


def test_many_strangers_with_the_nick_do_not_hide_the_first_conversation(store: SqlStore) -> None:
    scene = Scene(store)
    for number in range(40):
        stranger = scene.stranger(f"{number:064x}" if number % 2 else "")
        scene.harness.exchange(stranger, f"PRIVMSG bob :spam {number}", "QUIT")
    scene.harness.read_lines(scene.bob)
    assert scene.history("ann_phone")[:2] == ["are you there", "yes"]
    assert scene.history("ann")[:2] == ["are you there", "yes"]


def test_name_means_the_same_person_after_a_restart(open_store: Open) -> None:
    scene = Scene(open_store())
    stranger = scene.stranger("ef" * 32)
    scene.harness.exchange(stranger, "PRIVMSG bob :who are you")
    scene.harness = HubHarness(store=open_store())
    scene.harness.now = NOW + 1000
    scene.bob = scene.harness.register("bob", CAPABILITIES, fingerprint=BOB)
    assert scene.history("ann_phone") == ["are you there", "yes", "who are you"]
    assert scene.history("ann") == ["are you there", "yes"]


def test_unknown_name_means_nobody(store: SqlStore) -> None:
    scene = Scene(store)
    assert scene.history("dan") == []
    assert parse_line(scene.harness.exchange(scene.bob, "PRIVMSG dan :hi")[0]).command == "401"
    assert parse_line(scene.harness.exchange(scene.bob, "@+typing=active TAGMSG dan")[0]).command == "401"

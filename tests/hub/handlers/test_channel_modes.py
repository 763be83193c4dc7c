"""How rooms are set."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.storage.records import ChannelState
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.conftest import Open
from tests.hub.harness import FINGERPRINT, SETTINGS, HubHarness, commands_of, parse_lines


def test_modes_let_in_and_keep_out() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    bob = harness.register("bob")
    for mode, numeric in (("+i", "473"), ("-i+k key", "475"), ("-k+l key 1", "471"), ("-l+b bob!*@*", "474")):
        harness.exchange(ann, f"MODE #tea {mode}")
        assert commands_of(harness.exchange(bob, "JOIN #tea")) == [numeric]
    harness.exchange(ann, "MODE #tea +e bob!*@*")
    assert commands_of(harness.exchange(bob, "JOIN #tea"))[0] == "JOIN"
    harness.exchange(ann, "MODE #tea +m")
    harness.read_lines(bob)
    assert commands_of(harness.exchange(bob, "PRIVMSG #tea :x")) == ["404"]
    harness.read_lines(bob)
    harness.exchange(ann, "MODE #tea +v bob")
    assert commands_of(harness.read_lines(bob)) == ["MODE"]
    assert harness.exchange(bob, "PRIVMSG #tea :x") == []
    assert commands_of(harness.exchange(bob, "MODE #tea +o bob")) == ["482"]
    assert commands_of(harness.exchange(bob, "MODE #tea b")) == ["367", "368"]


def test_many_masks_break_into_lines_that_fit() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    masks = [f"{letter * 17}" for letter in "abcdefghijklmnopqrstuv"]
    lines = parse_lines(harness.exchange(ann, f"MODE #tea +{'b' * len(masks)} {' '.join(masks)}"))
    assert len(lines) > 1
    assert [mask for line in lines for mask in line.params[2:]] == [f"{mask}!*@*" for mask in masks]
    harness.exchange(ann, "MODE #tea -b AAAAAAAAAAAAAAAAA!*@*")
    assert len(harness.exchange(ann, "MODE #tea b")) == len(masks)


def test_only_what_changed_is_told() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob", rooms=["#tea"])
    harness.read_lines(ann)
    assert harness.exchange(ann, "MODE #tea +nt-i") == []
    (line,) = parse_lines(harness.exchange(ann, "MODE #tea +mv-n+l bob 5"))
    assert line.params == ("#tea", "+mv-n+l", "bob", "5")
    assert parse_lines(harness.read_lines(bob)) == [line]
    first, second = parse_lines(harness.exchange(bob, "MODE #tea"))
    assert (first.command, first.params[2:]) == ("324", ("+mtl", "5"))
    assert second.command == "329"


def test_a_key_is_for_members_to_see() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob")
    harness.exchange(ann, "MODE #tea +k secret")
    assert parse_lines(harness.exchange(ann, "MODE #tea"))[0].params[2:] == ("+ntk", "secret")
    assert parse_lines(harness.exchange(bob, "MODE #tea"))[0].params[2:] == ("+ntk", "*")
    (line,) = parse_lines(harness.exchange(ann, "MODE #tea -k whatever"))
    assert line.params == ("#tea", "-k", "secret")


@pytest.mark.parametrize("change", ["+k a,b", "+k :a b", "+k :", "+l 0", "+l -1", "+l 9999999"])
def test_values_that_cannot_be(change: str) -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    assert commands_of(harness.exchange(ann, f"MODE #tea {change}")) == ["696"]


@pytest.mark.parametrize(
    ("letters", "change", "allowed"),
    [
        ("v", "+v cid", False), ("h", "+v cid", True), ("h", "+h cid", False), ("h", "+o cid", False),
        ("o", "+o cid", True), ("o", "+a cid", False), ("a", "+a cid", True), ("a", "+q cid", False),
        ("h", "-o ann", False), ("o", "-q ann", False), ("o", "-o bob", True), ("h", "+b x", True), ("h", "+m", False),
    ],
)  # fmt: skip
def test_who_may_give_what(letters: str, change: str, allowed: bool) -> None:
    harness = HubHarness()
    ann = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    bob, _ = harness.register("bob", rooms=["#tea"]), harness.register("cid", rooms=["#tea"])
    harness.exchange(ann, f"MODE #tea +{letters} bob")
    harness.read_lines(bob)
    assert commands_of(harness.exchange(bob, f"MODE #tea {change}")) == ["MODE" if allowed else "482"]


def test_roles_of_who_can_prove_it_are_kept() -> None:
    harness = HubHarness()
    ann = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    harness.register("bob", fingerprint="cd" * 32, rooms=["#tea"])
    outcome = harness.send(ann, "MODE #tea +v bob")
    (state,) = (change for change in outcome.changes if isinstance(change, ChannelState))
    assert state.roles == {f"cert:{FINGERPRINT}": "qo", f"cert:{'cd' * 32}": "v"}
    outcome = harness.send(ann, "MODE #tea -v bob")
    (state,) = (change for change in outcome.changes if isinstance(change, ChannelState))
    assert state.roles == {f"cert:{FINGERPRINT}": "qo"}


def test_a_list_has_an_end() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    for number in range(harness.hub.settings.list_items):
        harness.send(ann, f"MODE #tea +b nr{number}")
    harness.run_until_idle()
    harness.read_lines(ann)
    assert commands_of(harness.exchange(ann, "MODE #tea +b more")) == ["478"]


def test_lists_of_exceptions_are_for_leaders() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob", rooms=["#tea"])
    harness.exchange(ann, "MODE #tea +I bob!*@*")
    harness.read_lines(bob)
    assert commands_of(harness.exchange(ann, "MODE #tea I", "MODE #tea e")) == ["346", "347", "349"]
    assert commands_of(harness.exchange(bob, "MODE #tea I", "MODE #tea b")) == ["482", "368"]


def test_while_the_disk_takes_nothing_modes_are_shown_but_not_changed() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    harness.hub.store_error = "The disk is full."
    assert commands_of(harness.exchange(ann, "MODE #tea", "MODE #tea +i", "MODE #tea +v ann", "MODE #tea b")) == [
        "324", "329", "FAIL", "FAIL", "368"
    ]  # fmt: skip


@pytest.mark.parametrize("change", ["+b ~q:x", "+b ~a:", "+I ~m:bob", "+e ~", "+f #none", "+f #tea", "+f"])
def test_masks_and_rooms_that_cannot_be(change: str) -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    assert commands_of(harness.exchange(ann, f"MODE #tea {change}")) == ["696"]


def test_extended_masks_are_kept_in_full() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    (line,) = parse_lines(harness.exchange(ann, "MODE #tea +beb ~account:bob ~r:B?b ~mute:cid"))
    assert line.params[1:] == ("+beb", "~a:bob", "~r:B?b", "~m:cid!*@*")
    assert commands_of(harness.exchange(ann, "MODE #tea -b ~M:cid", "MODE #tea -b ~m:CID!*@*")) == ["696", "MODE"]


def test_forwarding_needs_both_rooms() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea", "#hall"])
    harness.register("bob", rooms=["#bobs"])
    assert commands_of(harness.exchange(ann, "MODE #tea +f #bobs")) == ["482"]
    assert parse_lines(harness.exchange(ann, "MODE #tea +f #HALL"))[0].params == ("#tea", "+f", "#hall")
    assert harness.exchange(ann, "MODE #tea +f #hall") == []
    assert parse_lines(harness.exchange(ann, "MODE #tea"))[0].params[2:] == ("+ntf", "#hall")
    assert commands_of(harness.exchange(ann, "MODE #tea -f", "MODE #tea -f")) == ["MODE"]


def test_registered_is_nobodys_to_set() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    assert harness.exchange(ann, "MODE #tea +r") == []
    assert parse_lines(harness.exchange(ann, "MODE #tea"))[0].params[2] == "+nt"


def test_everything_is_there_again_after_a_restart(open_store: Open) -> None:
    harness = HubHarness(store=open_store())
    ann = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#hall", "#tea"])
    harness.register("bob", fingerprint="cd" * 32, rooms=["#tea"])
    harness.exchange(ann, "MODE #tea +CzulkfhI 9 key #hall bob ~a:x")
    again = HubHarness(store=open_store())
    ann = again.register("ann", "multi-prefix", fingerprint=FINGERPRINT, rooms=["#hall"])
    assert "~@ann" in " ".join(again.exchange(ann, "JOIN #tea"))
    assert parse_lines(again.exchange(ann, "MODE #tea"))[0].params[2:] == ("+Cntuzkfl", "key", "#hall", "9")
    assert commands_of(again.exchange(ann, "MODE #tea I")) == ["346", "347"]
    bob = again.register("bob", fingerprint="cd" * 32)
    assert "%bob" in " ".join(again.exchange(bob, "JOIN #tea key"))


def test_operators_of_the_server_set_what_they_do_not_lead() -> None:
    harness = HubHarness(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann, bob = harness.register("ann"), harness.register("bob", rooms=["#tea"])
    assert commands_of(harness.exchange(bob, "SAMODE #tea +i")) == ["481"]
    harness.exchange(ann, "OPER root key")
    (line,) = parse_lines(harness.exchange(ann, "SAMODE #tea +ik-o key bob"))
    assert (line.source, line.params) == ("desk.example", ("#tea", "+ik-o", "key", "bob"))
    assert commands_of(harness.read_lines(bob)) == ["MODE"]
    assert commands_of(harness.exchange(ann, "SAJOIN #tea", "SAJOIN #tea"))[0] == "JOIN"
    assert commands_of(harness.read_lines(bob)) == ["JOIN"]


def test_roles_survive_a_restart(store: SqlStore) -> None:
    harness = HubHarness(store=store)
    ann = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea"])
    harness.register("bob", fingerprint="cd" * 32, rooms=["#tea"])
    harness.exchange(ann, "MODE #tea +ov bob bob")
    kept = [change for change in harness.changes if isinstance(change, ChannelState)][-1]
    assert kept.roles[f"cert:{'cd' * 32}"] == "ov"

"""How rooms are set."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.storage.store_api import ChannelState
from tests.hub.conftest import Open
from tests.hub.stage import PRINT, SETTINGS, Stage, messages, numerics


def test_modes_let_in_and_keep_out() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    bob = stage.enter("bob")
    for mode, numeric in (("+i", "473"), ("-i+k key", "475"), ("-k+l key 1", "471"), ("-l+b bob!*@*", "474")):
        stage.talk(ann, f"MODE #tea {mode}")
        assert numerics(stage.talk(bob, "JOIN #tea")) == [numeric]
    stage.talk(ann, "MODE #tea +e bob!*@*")
    assert numerics(stage.talk(bob, "JOIN #tea"))[0] == "JOIN"
    stage.talk(ann, "MODE #tea +m")
    stage.heard(bob)
    assert numerics(stage.talk(bob, "PRIVMSG #tea :x")) == ["404"]
    stage.heard(bob)
    stage.talk(ann, "MODE #tea +v bob")
    assert numerics(stage.heard(bob)) == ["MODE"]
    assert stage.talk(bob, "PRIVMSG #tea :x") == []
    assert numerics(stage.talk(bob, "MODE #tea +o bob")) == ["482"]
    assert numerics(stage.talk(bob, "MODE #tea b")) == ["367", "368"]


def test_many_masks_break_into_lines_that_fit() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    masks = [f"{letter * 17}" for letter in "abcdefghijklmnopqrstuv"]
    lines = messages(stage.talk(ann, f"MODE #tea +{'b' * len(masks)} {' '.join(masks)}"))
    assert len(lines) > 1
    assert [mask for line in lines for mask in line.params[2:]] == [f"{mask}!*@*" for mask in masks]
    stage.talk(ann, "MODE #tea -b AAAAAAAAAAAAAAAAA!*@*")
    assert len(stage.talk(ann, "MODE #tea b")) == len(masks)


def test_only_what_changed_is_told() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#tea"]), stage.enter("bob", rooms=["#tea"])
    stage.heard(ann)
    assert stage.talk(ann, "MODE #tea +nt-i") == []
    (line,) = messages(stage.talk(ann, "MODE #tea +mv-n+l bob 5"))
    assert line.params == ("#tea", "+mv-n+l", "bob", "5")
    assert messages(stage.heard(bob)) == [line]
    first, second = messages(stage.talk(bob, "MODE #tea"))
    assert (first.command, first.params[2:]) == ("324", ("+mtl", "5"))
    assert second.command == "329"


def test_a_key_is_for_members_to_see() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#tea"]), stage.enter("bob")
    stage.talk(ann, "MODE #tea +k secret")
    assert messages(stage.talk(ann, "MODE #tea"))[0].params[2:] == ("+ntk", "secret")
    assert messages(stage.talk(bob, "MODE #tea"))[0].params[2:] == ("+ntk", "*")
    (line,) = messages(stage.talk(ann, "MODE #tea -k whatever"))
    assert line.params == ("#tea", "-k", "secret")


@pytest.mark.parametrize("change", ["+k a,b", "+k :a b", "+k :", "+l 0", "+l -1", "+l 9999999"])
def test_values_that_cannot_be(change: str) -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    assert numerics(stage.talk(ann, f"MODE #tea {change}")) == ["696"]


@pytest.mark.parametrize(
    ("letters", "change", "allowed"),
    [
        ("v", "+v cid", False), ("h", "+v cid", True), ("h", "+h cid", False), ("h", "+o cid", False),
        ("o", "+o cid", True), ("o", "+a cid", False), ("a", "+a cid", True), ("a", "+q cid", False),
        ("h", "-o ann", False), ("o", "-q ann", False), ("o", "-o bob", True), ("h", "+b x", True), ("h", "+m", False),
    ],
)  # fmt: skip
def test_who_may_give_what(letters: str, change: str, allowed: bool) -> None:
    stage = Stage()
    ann = stage.enter("ann", fingerprint=PRINT, rooms=["#tea"])
    bob, _ = stage.enter("bob", rooms=["#tea"]), stage.enter("cid", rooms=["#tea"])
    stage.talk(ann, f"MODE #tea +{letters} bob")
    stage.heard(bob)
    assert numerics(stage.talk(bob, f"MODE #tea {change}")) == ["MODE" if allowed else "482"]


def test_roles_of_who_can_prove_it_are_kept() -> None:
    stage = Stage()
    ann = stage.enter("ann", fingerprint=PRINT, rooms=["#tea"])
    stage.enter("bob", fingerprint="cd" * 32, rooms=["#tea"])
    outcome = stage.send(ann, "MODE #tea +v bob")
    (state,) = (change for change in outcome.changes if isinstance(change, ChannelState))
    assert state.roles == {f"cert:{PRINT}": "qo", f"cert:{'cd' * 32}": "v"}
    outcome = stage.send(ann, "MODE #tea -v bob")
    (state,) = (change for change in outcome.changes if isinstance(change, ChannelState))
    assert state.roles == {f"cert:{PRINT}": "qo"}


def test_a_list_has_an_end() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    for number in range(stage.hub.settings.list_items):
        stage.send(ann, f"MODE #tea +b nr{number}")
    stage.settle()
    stage.heard(ann)
    assert numerics(stage.talk(ann, "MODE #tea +b more")) == ["478"]


def test_lists_of_exceptions_are_for_leaders() -> None:
    stage = Stage()
    ann, bob = stage.enter("ann", rooms=["#tea"]), stage.enter("bob", rooms=["#tea"])
    stage.talk(ann, "MODE #tea +I bob!*@*")
    stage.heard(bob)
    assert numerics(stage.talk(ann, "MODE #tea I", "MODE #tea e")) == ["346", "347", "349"]
    assert numerics(stage.talk(bob, "MODE #tea I", "MODE #tea b")) == ["482", "368"]


def test_while_the_disk_takes_nothing_modes_are_shown_but_not_changed() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    stage.hub.store_error = "The disk is full."
    assert numerics(stage.talk(ann, "MODE #tea", "MODE #tea +i", "MODE #tea +v ann", "MODE #tea b")) == [
        "324", "329", "FAIL", "FAIL", "368"
    ]  # fmt: skip


@pytest.mark.parametrize("change", ["+b ~q:x", "+b ~a:", "+I ~m:bob", "+e ~", "+f #none", "+f #tea", "+f"])
def test_masks_and_rooms_that_cannot_be(change: str) -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    assert numerics(stage.talk(ann, f"MODE #tea {change}")) == ["696"]


def test_extended_masks_are_kept_in_full() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    (line,) = messages(stage.talk(ann, "MODE #tea +beb ~account:bob ~r:B?b ~mute:cid"))
    assert line.params[1:] == ("+beb", "~a:bob", "~r:B?b", "~m:cid!*@*")
    assert numerics(stage.talk(ann, "MODE #tea -b ~M:cid", "MODE #tea -b ~m:CID!*@*")) == ["696", "MODE"]


def test_forwarding_needs_both_rooms() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea", "#hall"])
    stage.enter("bob", rooms=["#bobs"])
    assert numerics(stage.talk(ann, "MODE #tea +f #bobs")) == ["482"]
    assert messages(stage.talk(ann, "MODE #tea +f #HALL"))[0].params == ("#tea", "+f", "#hall")
    assert stage.talk(ann, "MODE #tea +f #hall") == []
    assert messages(stage.talk(ann, "MODE #tea"))[0].params[2:] == ("+ntf", "#hall")
    assert numerics(stage.talk(ann, "MODE #tea -f", "MODE #tea -f")) == ["MODE"]


def test_registered_is_nobodys_to_set() -> None:
    stage = Stage()
    ann = stage.enter("ann", rooms=["#tea"])
    assert stage.talk(ann, "MODE #tea +r") == []
    assert messages(stage.talk(ann, "MODE #tea"))[0].params[2] == "+nt"


def test_everything_is_there_again_after_a_restart(open_store: Open) -> None:
    stage = Stage(store=open_store())
    ann = stage.enter("ann", fingerprint=PRINT, rooms=["#hall", "#tea"])
    stage.enter("bob", fingerprint="cd" * 32, rooms=["#tea"])
    stage.talk(ann, "MODE #tea +CzulkfhI 9 key #hall bob ~a:x")
    again = Stage(store=open_store())
    ann = again.enter("ann", "multi-prefix", fingerprint=PRINT, rooms=["#hall"])
    assert "~@ann" in " ".join(again.talk(ann, "JOIN #tea"))
    assert messages(again.talk(ann, "MODE #tea"))[0].params[2:] == ("+Cntuzkfl", "key", "#hall", "9")
    assert numerics(again.talk(ann, "MODE #tea I")) == ["346", "347"]
    bob = again.enter("bob", fingerprint="cd" * 32)
    assert "%bob" in " ".join(again.talk(bob, "JOIN #tea key"))


def test_operators_of_the_server_set_what_they_do_not_lead() -> None:
    stage = Stage(replace(SETTINGS, oper_name="root", oper_password="key"))
    ann, bob = stage.enter("ann"), stage.enter("bob", rooms=["#tea"])
    assert numerics(stage.talk(bob, "SAMODE #tea +i")) == ["481"]
    stage.talk(ann, "OPER root key")
    (line,) = messages(stage.talk(ann, "SAMODE #tea +ik-o key bob"))
    assert (line.source, line.params) == ("desk.example", ("#tea", "+ik-o", "key", "bob"))
    assert numerics(stage.heard(bob)) == ["MODE"]
    assert numerics(stage.talk(ann, "SAJOIN #tea", "SAJOIN #tea"))[0] == "JOIN"
    assert numerics(stage.heard(bob)) == ["JOIN"]


def test_roles_survive_a_restart(store: SqlStore) -> None:
    stage = Stage(store=store)
    ann = stage.enter("ann", fingerprint=PRINT, rooms=["#tea"])
    stage.enter("bob", fingerprint="cd" * 32, rooms=["#tea"])
    stage.talk(ann, "MODE #tea +ov bob bob")
    kept = [change for change in stage.kept if isinstance(change, ChannelState)][-1]
    assert kept.roles[f"cert:{'cd' * 32}"] == "ov"

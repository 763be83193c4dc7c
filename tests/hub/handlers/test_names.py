"""Who is in rooms."""

from __future__ import annotations

from tests.hub.harness import HubHarness, commands_of, parse_lines


def test_a_room_of_many_is_listed_in_many_lines() -> None:
    harness = HubHarness()
    ann = harness.register("ann", "userhost-in-names", rooms=["#tea"])
    names = {f"somebody_with_a_long_name_{number}" for number in range(30)}
    for name in names:
        harness.register(name, rooms=["#tea"])
    harness.read_lines(ann)
    lines = parse_lines(harness.exchange(ann, "NAMES #tea"))
    assert len(lines) > 3
    listed = {word.partition("!")[0] for line in lines[:-1] for word in line.params[-1].split()}
    assert listed == names | {"@ann"}


def test_names_show_the_invisible_to_members_only() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob")
    harness.exchange(ann, "MODE ann +i")
    assert commands_of(harness.exchange(bob, "NAMES #tea", "NAMES")) == ["366", "366"]
    assert commands_of(harness.exchange(ann, "NAMES #tea")) == ["353", "366"]


def test_several_rooms_have_one_end() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea", "#milk"])
    lines = parse_lines(harness.exchange(ann, "NAMES #TEA,#none,#milk,#tea"))
    assert [line.params[2] for line in lines[:-1]] == ["#tea", "#milk"]
    assert (lines[-1].command, lines[-1].params[1]) == ("366", "#tea,#none,#milk")


def test_no_more_rooms_than_fit_in_one_end() -> None:
    harness = HubHarness()
    ann = harness.register("ann")
    (end,) = parse_lines(harness.exchange(ann, "NAMES #a,#b,#c,#d,#e"))
    assert end.params[1] == "#a,#b,#c,#d"

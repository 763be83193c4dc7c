"""Counts of present people, and what entering costs among many of them."""

from __future__ import annotations

import ast
from functools import partial
from pathlib import Path

import pytest

import desktop_chat.hub
from desktop_chat.hub.live.census import Census
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.state import State
from tests.hub.harness import FINGERPRINT, HubHarness, commands_of
from tests.steps import steps

_MANY = 1500


def _user(nick: str, identity: str = "") -> User:
    seat = Seat(1, thread=0, address="192.0.2.7", port=1, secure=False)
    return User(seat, nick, host="h", identity=identity, now=0)


def test_modes_and_operators_are_counted_once() -> None:
    census, ann, bob = Census(), _user("ann"), _user("bob")
    census.add_user(ann)
    census.add_user(bob)
    for _ in range(2):
        census.set_mode(ann, "i", on=True)
        census.set_mode(ann, "w", on=True)
        census.set_operator(bob, on=True)
    assert (census.invisible, census.operators) == (1, 1)
    census.set_mode(ann, "i", on=False)
    census.remove_user(bob)
    assert (census.invisible, census.operators, set(ann.modes)) == (0, 0, {"w"})


def test_users_are_found_by_their_identity() -> None:
    census, ann, phone, bob = Census(), _user("ann", "cert:a"), _user("phone", "cert:a"), _user("bob")
    for user in (ann, phone, bob):
        census.add_user(user)
    assert list(census.users_of("cert:a")) == [ann, phone]
    assert list(census.users_of("")) == []
    census.set_identity(ann, "account:ann")
    census.set_identity(bob, "cert:a")
    assert (list(census.users_of("account:ann")), list(census.users_of("cert:a"))) == ([ann], [phone, bob])
    census.remove_user(phone)
    census.remove_user(bob)
    assert list(census.users_of("cert:a")) == []


def count_anew(state: State) -> tuple[int, int, int, int]:
    """Count strangers, rooms, invisible people and operators by a walk through everybody."""
    return (
        sum(not seat.registered for seat in state.seats.values()),
        sum(bool(channel.members) for channel in state.channels.values()),
        sum("i" in user.modes for user in state.users.values()),
        sum(user.operator for user in state.users.values()),
    )


def assert_counted_right(state: State) -> None:
    """Compare the census with a walk through everybody."""
    census = state.census
    assert (census.strangers, census.rooms, census.invisible, census.operators) == count_anew(state)
    assert census.subscribers == sum(bool(seat.subscriptions) for seat in state.seats.values())
    for identity in {user.identity for user in state.users.values() if user.identity}:
        present = {user.nick for user in state.users.values() if user.identity == identity}
        assert {user.nick for user in census.users_of(identity)} == present


def test_counts_stay_right_while_people_come_and_go() -> None:
    harness = HubHarness()
    state = harness.hub._state
    ann = harness.register("ann", fingerprint=FINGERPRINT, rooms=["#tea", "#cake"])
    bob = harness.register("bob", rooms=["#tea"])
    stranger = harness.connect()
    for lines in (
        ["MODE ann +i", "NS REGISTER sesame-sesame"],
        ["PART #cake"],
        ["NICK anna"],
        ["NS LOGOUT"],
        ["METADATA * SUB url", "METADATA * SUB url color"],
        ["METADATA * UNSUB url color"],
        ["METADATA * SUB url"],
    ):
        harness.exchange(ann, *lines)
        assert_counted_right(state)
    for seat in (stranger, bob, ann):
        harness.hub.detach_seat(seat, "Gone", harness.now)
        harness.hub.detach_seat(seat, "Gone again", harness.now)
        assert_counted_right(state)
    assert count_anew(state) == (0, 0, 0, 0)


def test_what_is_counted_changes_in_one_place() -> None:
    """Members come and go by the State; operators, modes and identities of present Users change by the Census."""
    found = set()
    for path in sorted(Path(*desktop_chat.hub.__path__).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("channel.add_member", "channel.remove_member"):
                found.add((path.name, ast.unparse(node.func)))
            for target in node.targets if isinstance(node, ast.Assign) else ():
                if ast.unparse(target) in ("user.operator", "user.identity", "user.modes"):
                    found.add((path.name, ast.unparse(target)))
    assert found == {
        ("state.py", "channel.add_member"), ("state.py", "channel.remove_member"), ("census.py", "user.operator"),
        ("census.py", "user.identity"), ("census.py", "user.modes"),
    }  # fmt: skip


@pytest.fixture(scope="module")
def crowded() -> HubHarness:
    """A chat with many people, each in a room."""
    harness = HubHarness()
    for number in range(_MANY):
        seat = harness.connect(f"{number:064x}", f"10.1.{number // 250}.1")
        harness.send(seat, f"NICK crowd{number}", "USER c 0 * :c", f"JOIN #room{number % 100}")
        harness.run_until_idle()
        harness.read_lines(seat)
    return harness


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["NICK eve", "USER eve 0 * :Eve"], id="entering"),
        pytest.param(["NICK eve", "USER eve 0 * :Eve", "LUSERS"], id="LUSERS"),
        pytest.param(["NICK eve", "USER eve 0 * :Eve", "NS REGISTER sesame-sesame", "NS INFO eve"], id="NS INFO"),
        pytest.param(["NICK eve", "USER eve 0 * :Eve", "WHOIS absent", "PRIVMSG absent :Tea?"], id="absent person"),
    ],
)
def test_a_command_costs_the_same_among_many(crowded: HubHarness, lines: list[str]) -> None:
    among_few, among_many = (_steps_of(harness, lines) for harness in (HubHarness(), crowded))
    assert among_many < among_few + 200, "nobody walks through everybody"


def _steps_of(harness: HubHarness, lines: list[str]) -> int:
    absent = harness.register("absent", fingerprint="cd" * 32)
    harness.exchange(absent, "QUIT")
    harness.hub.detach_seat(absent, "Gone", harness.now)
    seat = harness.connect(FINGERPRINT)
    taken = steps(partial(harness.exchange, seat, *lines))
    harness.exchange(seat, "NS DROP eve", "QUIT")
    harness.hub.detach_seat(seat, "Gone", harness.now)
    harness.take_outcome()
    return taken


def test_an_announcement_to_many_people_is_made_in_portions(crowded: HubHarness) -> None:
    crowded.hub.host.announce_text("Tea is ready", crowded.now)
    outcome = crowded.take_outcome()
    assert outcome.errands
    assert len(outcome.touched) < _MANY / 2
    crowded.run_until_idle()
    heard = [commands_of(crowded.read_lines(seat)) for seat in crowded.hub._state.seats.values()]
    assert [commands.count("NOTICE") for commands in heard] == [1] * _MANY

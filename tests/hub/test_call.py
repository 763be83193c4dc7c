"""What handlers require of a command: parameters, a Store that works, channels, roles, people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop_chat.hub.call import Call
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.reply import Refusal
from desktop_chat.irc.message import parse_line
from tests.hub.harness import HubHarness


class Desk:
    """#tea with ann (operator) and bob, the secret #club of cid, and dan in no room."""

    def __init__(self) -> None:
        self.harness = HubHarness()
        self.ann, self.bob = (self.harness.register(nick, rooms=["#tea"]) for nick in ("ann", "bob"))
        self.cid = self.harness.register("cid", rooms=["#club"])
        self.dan = self.harness.register("dan")
        self.harness.exchange(self.cid, "MODE #club +s")

    def call(self, seat: Seat, line: str = "TOPIC #tea") -> Call:
        state = self.harness.hub._state
        return Call(state, seat, parse_line(line), state.reply_to(seat))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def refusal_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as error:
        act()
    return error.value.command


def test_missing_parameters_are_refused(desk: Desk) -> None:
    call = desk.call(desk.ann, "TOPIC #tea")
    call.require_params(1)
    assert refusal_of(lambda: call.require_params(2)) == "461"


def test_nothing_is_changed_while_the_store_fails(desk: Desk) -> None:
    call = desk.call(desk.ann)
    call.must_keep()
    desk.harness.hub.store_error = "The disk is full."
    assert refusal_of(call.must_keep) == "FAIL"


def test_channels_are_found_in_any_case_and_hidden_ones_are_not(desk: Desk) -> None:
    assert desk.call(desk.dan).require_channel("#TEA").name == "#tea"
    assert refusal_of(lambda: desk.call(desk.dan).require_channel("#nowhere")) == "403"
    assert refusal_of(lambda: desk.call(desk.dan).require_channel("#club")) == "403"
    assert desk.call(desk.cid).require_channel("#club").name == "#club"


def test_membership_and_roles_are_required(desk: Desk) -> None:
    assert refusal_of(lambda: desk.call(desk.dan).own_channel("#tea")) == "442"
    assert desk.call(desk.bob).own_channel("#tea").name == "#tea"
    assert refusal_of(lambda: desk.call(desk.bob).led_channel("#tea")) == "482"
    assert desk.call(desk.ann).led_channel("#tea").name == "#tea"


def test_people_are_found_in_any_case(desk: Desk) -> None:
    assert desk.call(desk.ann).require_user("BOB") is desk.bob.user
    assert refusal_of(lambda: desk.call(desk.ann).require_user("eve")) == "401"

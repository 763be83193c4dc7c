"""Channels: stored settings, ranks, bans, packed names."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.hub.live.channel import Channel
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.storage.records import ChannelState
from tests.hub.harness import SETTINGS, HubHarness


def _user(nick: str) -> User:
    seat = Seat(1, thread=0, address="::1", port=1, secure=False)
    seat.username = nick
    return User(seat, nick, host="0::1", identity="", now=0)


def test_stored_channel_comes_back_unchanged() -> None:
    channel = Channel("#Tea", 3, created=5)
    channel.topic, channel.topic_by, channel.topic_at = "t", "ann!a@h", 6
    channel.modes, channel.key, channel.limit, channel.founder = {"i", "s"}, "k", 9, "cert:a"
    channel.roles["cert:a"] = "qo"
    channel.lists["b"]["x!*@*"] = ("ann!a@h", 7)
    again = Channel.from_state(channel.to_state())
    assert again.to_state() == channel.to_state()
    assert again.folded == "#tea"
    assert channel.to_state(dropped=True).dropped


def test_unknown_modes_and_lists_are_left_out() -> None:
    channel = Channel.from_state(ChannelState(1, "#tea", 0, modes="nZ", lists={"Z": (("m", "b", 1),)}))
    assert channel.modes == {"n"}
    assert set(channel.lists) == {"b", "e", "I"}


def test_prefix_modes_have_ranks_and_signs() -> None:
    channel, ann = Channel("#tea", 1, created=0), _user("ann")
    channel.add_member(ann, "")
    assert channel.rank_of(ann) == 0
    channel.set_letters(ann, "vo")
    assert channel.members[ann] == "ov"
    assert (channel.shown_prefix(ann, multi=False), channel.shown_prefix(ann, multi=True)) == ("@", "@+")
    assert channel.has_role(ann, "qao")
    assert channel.rank_of(ann) == 3


def test_exception_overrides_ban() -> None:
    channel, ann = Channel("#tea", 1, created=0), _user("ann")
    assert not channel.closed_to_strangers()
    channel.lists["b"]["*!*@0::1"] = ("", 0)
    assert channel.is_banned(ann)
    assert channel.closed_to_strangers()
    channel.lists["e"]["ann!*@*"] = ("", 0)
    assert not channel.is_banned(ann)


_STEPS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from([
            "JOIN #tea", "PART #tea", "NICK other", "NICK another", "MODE #tea +v s1", "MODE #tea +h s2",
            "MODE #tea -o s0", "KICK #tea s3", "OPER root secret", "CHGHOST s1 elsewhere", "QUIT",
        ]),
    ),
    max_size=30,
)  # fmt: skip


@given(_STEPS)
def test_packed_names_follow_every_change(steps: list[tuple[int, str]]) -> None:
    harness = HubHarness(replace(SETTINGS, oper_name="root", oper_password="secret"))
    seats = [harness.register(f"s{number}", rooms=["#tea"]) for number in range(4)]
    for number, line in steps:
        if not seats[number].closing:
            harness.send(seats[number], line)
        channel = harness.hub._state.channels.get("#tea")
        for multi, hosts in product((True, False), repeat=2) if channel is not None else ():
            assert channel is not None
            lines = channel.pack_names(multi=multi, hosts=hosts, room=30)
            assert all(len(line) <= 30 or " " not in line for line in lines)
            assert " ".join(lines).split() == [
                channel.shown_prefix(member, multi=multi) + (member.source if hosts else member.nick)
                for member in channel.members
            ]

"""A channel keeps what it should, and knows who may do what."""

from __future__ import annotations

from desktop_chat.hub.channel import Channel
from desktop_chat.hub.user import Seat, User
from desktop_chat.storage.port import ChannelState


def _user(nick: str) -> User:
    seat = Seat(1, thread=0, address="::1", port=1, secure=False, fingerprint="")
    seat.username = nick
    return User(seat, nick, host="0::1", identity="", now=0)


def test_what_it_keeps_comes_back() -> None:
    channel = Channel("#Tea", 3, created=5)
    channel.topic, channel.topic_by, channel.topic_at = "t", "ann!a@h", 6
    channel.modes, channel.key, channel.limit, channel.founder = {"i", "s"}, "k", 9, "cert:a"
    channel.roles["cert:a"] = "qo"
    channel.lists["b"]["x!*@*"] = ("ann!a@h", 7)
    again = Channel.restored(channel.state())
    assert again.state() == channel.state()
    assert again.folded == "#tea"
    assert channel.state(dropped=True).dropped


def test_what_it_does_not_know_is_left_out() -> None:
    channel = Channel.restored(ChannelState(1, "#tea", 0, modes="nZ", lists={"Z": (("m", "b", 1),)}))
    assert channel.modes == {"n"}
    assert set(channel.lists) == {"b", "e", "I"}


def test_ranks_and_signs() -> None:
    channel, ann = Channel("#tea", 1, created=0), _user("ann")
    channel.add(ann, "")
    assert channel.rank(ann) == 0
    channel.set_letters(ann, "vo")
    assert channel.members[ann] == "ov"
    assert (channel.shown_prefix(ann, multi=False), channel.shown_prefix(ann, multi=True)) == ("@", "@+")
    assert channel.has(ann, "qao")
    assert channel.rank(ann) == 3


def test_bans_and_their_exceptions() -> None:
    channel, ann = Channel("#tea", 1, created=0), _user("ann")
    assert not channel.closed_to_strangers()
    channel.lists["b"]["*!*@0::1"] = ("", 0)
    assert channel.banned(ann)
    assert channel.closed_to_strangers()
    channel.lists["e"]["ann!*@*"] = ("", 0)
    assert not channel.banned(ann)

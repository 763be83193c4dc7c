"""The addresses and links by which people join the hosted chat."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.client.chat_address import parse_chat_address
from desktop_chat.net.addresses import ListenAddress, Reach
from desktop_chat.net.control_values import EntryRule, LinkRow, ServerPhase, ServerState
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.qt.hosting.invitations import Invitations, best_of, others_for, reached_at


def test_best_address_is_local_network_and_ipv4() -> None:
    own = ("fd12::20", "192.168.1.20", "127.0.0.1", "::1")
    groups = reached_at(("0.0.0.0:6697", "[::]:6697", "of the future"), own)
    assert groups[Reach.NETWORK] == (ListenAddress("192.168.1.20", 6697), ListenAddress("fd12::20", 6697))
    assert best_of(groups) == ListenAddress("192.168.1.20", 6697)
    assert best_of(reached_at(("[::1]:5",), own)) == ListenAddress("::1", 5)
    assert best_of({}) is None


def test_invitation_has_the_name_and_an_address_of_each_kind() -> None:
    best = ListenAddress("192.168.1.20", 6697)
    own = ("192.168.1.20", "10.0.0.3", "10.0.0.4", "fd12::20", "2001:db8:1::5", "127.0.0.1")
    groups = reached_at(("0.0.0.0:6697", "[::]:6697"), own)
    named = [str(one) for one in others_for(groups, best, "desk.local")]
    assert named == ["desk.local:6697", "[fd12::20]:6697", "10.0.0.3:6697"]
    assert others_for(groups, ListenAddress("127.0.0.1", 6697), "desk.local") == ()
    assert others_for({}, best) == ()


def test_links_carry_the_token_that_people_need_and_end_with_the_chat() -> None:
    stopped = ServerState(ServerPhase.STOPPED, 0, "Ann's chat", "1", 7, listening=("0.0.0.0:6697",), lobby="#lobby")
    running = replace(stopped, phase=ServerPhase.RUNNING, fingerprint=KeyPin("ab" * 32), outside="1.2.3.4:6697")
    links = (LinkRow("7yd3z6hz", "Class 5", 0, 0, 0), LinkRow("k8zsmfwt", "Parents", 0, 0, 0))
    own = ("192.168.1.20", "127.0.0.1")
    invitations = Invitations(replace(running, entry=EntryRule.LINK, browsers="https"), links, own, "")
    assert invitations.lobby_link().startswith("https://")
    lobby = parse_chat_address(invitations.lobby_link())
    assert (lobby.room, lobby.token) == ("#lobby", "7yd3z6hz")
    assert parse_chat_address(invitations.token_link(links[1])).token == "k8zsmfwt"
    assert parse_chat_address(invitations.owner_link("ow")).owns
    assert Reach.INTERNET in invitations.grouped_addresses()
    assert Reach.INTERNET not in invitations.inner_addresses()
    open_to_all = Invitations(replace(running, entry=EntryRule.OPEN), links, own, "")
    assert parse_chat_address(open_to_all.lobby_link()).token == ""
    ended = Invitations(stopped, links, own, "")
    assert (ended.lobby_link(), ended.token_link(links[0]), ended.owner_link("ow")) == ("", "", "")

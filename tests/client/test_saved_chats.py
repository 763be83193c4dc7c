"""Links and saved chats: no sequence of links weakens the trust in a saved chat."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.client.certificate import Certificate, is_meant
from desktop_chat.client.chat_address import ChatAddress, make_address, make_link, parse_chat_address
from desktop_chat.client.known_servers import KnownServers
from desktop_chat.client.preferences import ServerRecord, Settings
from desktop_chat.client.saved_chats import ConnectTarget, SavedChats
from desktop_chat.net.addresses import AddressError, ListenAddress
from desktop_chat.net.fingerprints import KeyPin

OWN, OTHER = KeyPin("a1" * 32), KeyPin("b2" * 32)
HOME = ("desk.example", 6697)


def shown(key: str, *, verified: bool = False) -> Certificate:
    return Certificate(
        fingerprint=KeyPin(key), verified=verified, subject="", issuer="", begins=0, ends=1, version="TLSv1.3"
    )


class SavedChatsHarness:
    """A profile, and `servers` by address: the key for TLS, or "" for plain text only."""

    def __init__(self, folder: Path, servers: dict[tuple[str, int], str]) -> None:
        self.servers = servers
        self._folder = folder
        self._numbers = itertools.count(1)
        self.reached: list[tuple[str, ConnectTarget, str]] = []
        """(chat, target, key): the servers to which the password and messages of a chat would have gone."""
        self.start()

    def start(self) -> None:
        """The program starts."""
        self.settings = Settings(self._folder / "settings.json")
        self.chats = SavedChats(self.settings, KnownServers(self._folder / "known.json"))

    def follow(self, link: str) -> ServerRecord:
        return self.chats.find_or_save(parse_chat_address(link), lambda: f"chat{next(self._numbers)}")

    def attempt(self, chat: str) -> bool:
        """Connect once like a Link. Return True if the server was the expected one."""
        way = self.chats.target_of(chat)
        assert way is not None
        key = self.servers.get((way.host, way.port))
        if key is not None and (not way.tls or (key and is_meant(shown(key), way.pin, exact=way.exact))):
            self.reached.append((chat, way, key if way.tls else ""))
            self.chats.note_opened(chat, shown(key) if way.tls else None)
        self.chats.note_ended(chat)
        return bool(self.reached) and self.reached[-1][:2] == (chat, way)

    def record(self, chat: str) -> ServerRecord:
        record = self.settings.find_server(chat)
        assert record is not None
        return record


@pytest.fixture
def world(tmp_path: Path) -> SavedChatsHarness:
    return SavedChatsHarness(tmp_path, {HOME: OWN, ("other.example", 7000): "", ("moved.example", 6697): OWN})


@pytest.mark.parametrize(
    "link",
    [
        "irc://desk.example:6697/#lobby",
        "irc://DESK.example.:6697/",
        "irc://desk.example/#lobby",
        "irc://other.example:7000/#lobby",
        f"ircs://other.example:7000/?fp={OWN}",
        f"ircs://desk.example:6697/?fp={OTHER}",
        "ircs://desk.example:6697/",
    ],
)
@pytest.mark.parametrize("first", [f"ircs://desk.example:6697/#lobby?fp={OWN}", "ircs://desk.example:6697/#lobby"])
def test_link_does_not_weaken_a_saved_chat(world: SavedChatsHarness, first: str, link: str) -> None:
    chat = world.follow(first).network
    assert world.attempt(chat)
    world.follow(link)
    for _ in range(2):
        world.attempt(chat)
        world.start()
    record = world.record(chat)
    assert (record.host, record.port, record.tls) == (*HOME, True)
    assert world.chats.expected_key(chat) == OWN
    assert world.attempt(chat)
    assert {(way.host, way.tls, key) for one, way, key in world.reached if one == chat} == {("desk.example", True, OWN)}


def test_moved_chat_counts_after_tls_has_proved_its_key(world: SavedChatsHarness) -> None:
    chat = world.follow(f"ircs://desk.example:6697/?fp={OWN}").network
    assert world.attempt(chat)
    assert world.follow(f"ircs://moved.example/?fp={OWN}").network == chat
    assert world.record(chat).host == "desk.example"
    assert world.attempt(chat)
    assert world.record(chat).host == "moved.example"
    world.start()
    assert world.record(chat).host == "moved.example"


def test_unproved_offer_is_tried_once(world: SavedChatsHarness) -> None:
    chat = world.follow(f"ircs://desk.example:6697/?fp={OWN}").network
    world.follow(f"ircs://nobody.example/?fp={OWN}")
    assert not world.attempt(chat)
    assert world.attempt(chat)
    assert world.record(chat).host == "desk.example"


def test_attempt_that_began_before_an_offer_does_not_prove_it(world: SavedChatsHarness) -> None:
    chat = world.follow(f"ircs://desk.example:6697/?fp={OWN}").network
    assert world.chats.target_of(chat) is not None
    world.follow(f"ircs://moved.example/?fp={OWN}")
    world.chats.note_opened(chat, shown(OWN))
    assert world.record(chat).host == "desk.example"
    world.chats.note_ended(chat)
    assert world.attempt(chat)
    assert world.record(chat).host == "moved.example"


def test_plain_text_becomes_tls_after_a_tls_connection(world: SavedChatsHarness) -> None:
    world.servers["both.example", 7000] = OWN
    chat = world.follow("irc://both.example:7000").network
    assert world.attempt(chat)
    assert world.follow("ircs://both.example:7000").network == chat
    assert not world.record(chat).tls
    assert world.attempt(chat)
    assert world.record(chat).tls
    plain = world.follow("irc://other.example:7000").network
    world.follow("ircs://other.example:7000")
    assert not world.attempt(plain)
    assert world.attempt(plain)
    assert not world.record(plain).tls


def test_pin_of_a_link_does_not_apply_to_another_chat(world: SavedChatsHarness) -> None:
    chat = world.follow("ircs://desk.example:6697/").network
    assert world.attempt(chat)
    world.servers[HOME] = OTHER  # somebody between us and it
    second = world.follow(f"ircs://desk.example:6697/?fp={OTHER}").network
    assert second != chat
    assert world.attempt(second)
    assert not world.attempt(chat)


def test_only_a_person_replaces_a_key(world: SavedChatsHarness) -> None:
    pinned = world.follow(f"ircs://desk.example:6697/?fp={OWN}").network
    world.servers["cafe.example", 6697] = OWN
    first_use = world.follow("ircs://cafe.example/").network
    assert world.attempt(first_use)
    world.servers = dict.fromkeys(world.servers, OTHER)
    assert not world.attempt(pinned)
    assert not world.attempt(first_use)
    for chat in (pinned, first_use):
        world.chats.trust_key(chat, shown(OTHER))
        assert world.attempt(chat)


def test_chat_hosted_here_keeps_its_key(world: SavedChatsHarness) -> None:
    chat = world.follow(f"ircs://desk.example:6697/?fp={OWN}").network
    assert world.chats.keep_hosted(chat, ChatAddress("127.0.0.1", 7001, tls=True)) is not None
    record = world.record(chat)
    assert (record.host, record.port, record.tls, record.fingerprint) == ("127.0.0.1", 7001, True, OWN)
    assert world.chats.keep_hosted(chat, ChatAddress("127.0.0.1", 7001, fingerprint=OTHER)) is None
    world.follow(f"ircs://moved.example/?fp={OWN}")
    way = world.chats.target_of(chat)
    assert way is not None
    assert way.host == "127.0.0.1"


def test_key_without_encryption_is_refused() -> None:
    with pytest.raises(AddressError, match="without encryption"):
        parse_chat_address(f"irc://desk.example:6697/?fp={OWN}")


@pytest.mark.parametrize(
    "place",
    [
        ChatAddress("10.0.0.2", 7000, tls=False),
        ChatAddress("10.0.0.2", 6667),
        ChatAddress("10.0.0.2", 6667, tls=False),
        ChatAddress("::1", 6697),
        ChatAddress("::1", 7000, fingerprint=KeyPin(OWN[:25])),
    ],
)
def test_made_address_is_parsed_back(place: ChatAddress) -> None:
    assert parse_chat_address(make_address(place)) == place
    assert make_address(ChatAddress("10.0.0.2", 6697)) == "10.0.0.2:6697"


# Any links in any order

_HOSTS = ("desk.example", "moved.example", "evil.example")
_LINKS = st.builds(
    lambda scheme, host, port, fp: (
        f"{scheme}://{host}:{port}/#lobby" + (f"?fp={fp}" if fp and scheme == "ircs" else "")
    ),
    st.sampled_from(["irc", "ircs"]),
    st.sampled_from(_HOSTS),
    st.sampled_from([6697, 7000]),
    st.sampled_from(["", OWN, OTHER]),
)
_STEPS = st.lists(st.one_of(_LINKS, st.just("connect"), st.just("restart")), max_size=14)
_SERVERS = st.fixed_dictionaries(
    {(host, port): st.sampled_from(["", OWN, OTHER]) for host in _HOSTS for port in (6697, 7000)}
)


@given(_STEPS, _SERVERS)
def test_no_sequence_of_links_weakens_a_chat(steps: list[str], servers: dict[tuple[str, int], str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = SavedChatsHarness(Path(folder), servers)
        strongest: dict[str, tuple[bool, str]] = {}
        """By chat: whether TLS was seen to work, and with which key."""
        for step in steps:
            if step == "restart":
                world.start()
            elif step != "connect":
                world.follow(step)
            for chat in [record.network for record in world.settings.preferences.servers if step == "connect"]:
                before = world.record(chat)
                world.attempt(chat)
                after = world.record(chat)
                moved = (before.host, before.port) != (after.host, after.port)
                assert not moved or servers[after.host, after.port] == world.chats.expected_key(chat) != ""
            for record in world.settings.preferences.servers:
                tls, key = strongest.get(record.network, (False, ""))
                assert record.tls or not tls
                assert not key or world.chats.expected_key(record.network) == key
                strongest[record.network] = (record.tls, world.chats.expected_key(record.network) if record.tls else "")
        for chat in {chat for chat, _, _ in world.reached}:
            reached = [(way, key) for one, way, key in world.reached if one == chat]
            plain = list(itertools.takewhile(lambda one: not one[0].tls, reached))
            assert len({(way.host, way.port) for way, _ in plain}) <= 1
            assert len({key for _, key in reached[len(plain) :]}) <= 1
            assert all(way.tls for way, _ in reached[len(plain) :])


def test_chat_in_plain_text_is_joined_as_it_is_again(world: SavedChatsHarness) -> None:
    chat = world.follow("irc://other.example:7000").network
    assert world.attempt(chat)
    assert world.follow("irc://other.example:7000/#lobby").network == chat
    assert world.attempt(chat)
    assert not world.record(chat).tls


def test_offer_at_which_another_key_answers_changes_nothing(world: SavedChatsHarness) -> None:
    chat = world.follow(f"ircs://desk.example:6697/?fp={OWN}").network
    world.follow(f"ircs://moved.example/?fp={OWN}")
    assert world.chats.target_of(chat) is not None
    world.chats.note_opened(chat, shown(OTHER))
    assert (world.record(chat).host, world.chats.expected_key(chat)) == ("desk.example", OWN)


def test_short_pin_of_a_link_becomes_the_whole_pin(world: SavedChatsHarness) -> None:
    short = make_link(ChatAddress(*HOME, fingerprint=OWN, elsewhere=(ListenAddress("moved.example", 6697),)))
    assert OWN not in short
    chat = world.follow(short).network
    assert world.attempt(chat)
    assert world.record(chat).fingerprint == OWN
    for link in (short, f"ircs://desk.example:6697/?fp={OWN}"):
        assert world.follow(link).network == chat
        assert world.attempt(chat)
        assert world.record(chat).fingerprint == OWN
    world.start()
    way = world.chats.target_of(chat)
    assert way is not None
    assert (way.pin, way.exact, way.elsewhere) == (OWN, True, (ListenAddress("moved.example", 6697),))


def test_addresses_of_a_cluster_are_tried_with_the_known_key(world: SavedChatsHarness) -> None:
    chat = world.follow("desk.example").network
    assert world.attempt(chat)
    world.chats.note_nodes(chat, ("desk.example:6697", "b.example:6697", "c.example:6697"))
    way = world.chats.target_of(chat)
    assert way is not None
    assert way.elsewhere == (ListenAddress("b.example", 6697), ListenAddress("c.example", 6697))
    world.chats.note_nodes(chat, ())
    world.chats.note_nodes("unknown", ("b.example:6697",))
    assert world.record(chat).elsewhere == ("b.example:6697", "c.example:6697")


def test_short_pin_refuses_another_key(world: SavedChatsHarness) -> None:
    chat = world.follow(make_link(ChatAddress(*HOME, fingerprint=OTHER))).network
    assert not world.attempt(chat)
    assert world.record(chat).fingerprint == OTHER[:25]
    assert world.follow(make_link(ChatAddress(*HOME, fingerprint=OWN))).network != chat

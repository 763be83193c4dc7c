"""Addresses and links as people type and click them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.client.chat_address import ChatAddress, is_link, make_link, parse_chat_address
from desktop_chat.net.addresses import AddressError, ListenAddress
from desktop_chat.net.fingerprints import NO_KEY, SHORT_DIGITS, KeyPin

PRINT = KeyPin("ab" * 32)
SHORT = KeyPin(PRINT[:SHORT_DIGITS])
"""As links carry it."""


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("192.168.1.5", ChatAddress("192.168.1.5", 6697)),
        (" Chat.Example.org ", ChatAddress("chat.example.org", 6697)),
        ("chat.example.org:7000", ChatAddress("chat.example.org", 7000)),
        ("chat.example.org:6667", ChatAddress("chat.example.org", 6667, tls=False)),
        ("[::1]:7000", ChatAddress("::1", 7000)),
        ("irc.example/6697", ChatAddress("irc.example", 6697)),
        ("irc.example/6667", ChatAddress("irc.example", 6667, tls=False)),
        ("irc.example/+6667", ChatAddress("irc.example", 6667)),
        ("irc.example 6697", ChatAddress("irc.example", 6697)),
        ("irc.example  +7000", ChatAddress("irc.example", 7000)),
        ("irc.example:+6697", ChatAddress("irc.example", 6697)),
        ("irc.example:+6667/#tea", ChatAddress("irc.example", 6667, room="#tea")),
        ("irc.example:6669", ChatAddress("irc.example", 6669, tls=False)),
        ("irc.example:7000/6697", ChatAddress("irc.example", 7000, room="#6697")),
        ("irc.example/#6697", ChatAddress("irc.example", 6697, room="#6697")),
        ("::1 6667", ChatAddress("::1", 6667, tls=False)),
        ("::1/6667", ChatAddress("::1", 6667, tls=False)),
        ("[::1]/6697", ChatAddress("::1", 6697)),
        ("[::1]:+6667", ChatAddress("::1", 6667)),
        ("irc://irc.example:+6697/tea", ChatAddress("irc.example", 6697, room="#tea")),
        ("straße.example:7000", ChatAddress("xn--strae-oqa.example", 7000)),
        ("чат.рф", ChatAddress("xn--80a0bn.xn--p1ai", 6697)),
        ("ircs://ЧАТ.рф/#чай", ChatAddress("xn--80a0bn.xn--p1ai", 6697, room="#чай")),
        ("例え。テスト", ChatAddress("xn--r8jz45g.xn--zckzah", 6697)),
        ("fe80::1", ChatAddress("fe80::1", 6697)),
        ("localhost/#tea", ChatAddress("localhost", 6697, room="#tea")),
        ("localhost/tea", ChatAddress("localhost", 6697, room="#tea")),
        ("ircs://desk.example/#lobby", ChatAddress("desk.example", 6697, room="#lobby")),
        ("irc://desk.example/lobby", ChatAddress("desk.example", 6667, tls=False, room="#lobby")),
        ("irc://desk.example", ChatAddress("desk.example", 6667, tls=False)),
        ("IRCS://desk.example:7000/%23tea?key=x", ChatAddress("desk.example", 7000, room="#tea")),
        ("ircs://[::1]:7000/", ChatAddress("::1", 7000)),
        (f"https://10.0.0.2:6697/#lobby?fp={PRINT}", ChatAddress("10.0.0.2", 6697, True, "#lobby", PRINT)),
        (f"http://10.0.0.2/#tea?fp={PRINT}", ChatAddress("10.0.0.2", 80, True, "#tea", PRINT)),
        (f"https://desk.example/#?fp={PRINT}", ChatAddress("desk.example", 443, True, "", PRINT)),
        (f"ircs://10.0.0.2:6697/#lobby?fp={PRINT.upper()}", ChatAddress("10.0.0.2", 6697, True, "#lobby", PRINT)),
        (
            f"ircs://10.0.0.2/#tea?fp={PRINT}&msgid=a%26b",
            ChatAddress("10.0.0.2", 6697, True, "#tea", PRINT, "a&b"),
        ),
        (
            "ircs://10.0.0.2/?account=ann&code=a-b-c-d-e",
            ChatAddress("10.0.0.2", 6697, account="ann", code="a-b-c-d-e"),
        ),
        (
            "ircs://10.0.0.2:7000/?k=NENTQAXBNENTQAXBNENT&at=desk.local,[fd00::5],10.1.0.2:6697,,x:y",
            ChatAddress(
                "10.0.0.2",
                7000,
                fingerprint=SHORT,
                elsewhere=(
                    ListenAddress("desk.local", 7000),
                    ListenAddress("fd00::5", 7000),
                    ListenAddress("10.1.0.2", 6697),
                ),
            ),
        ),
        (
            "ircs://10.0.0.2/?k=nentqaxbnentqaxbnent&o=fam1234567",
            ChatAddress("10.0.0.2", 6697, fingerprint=SHORT, token="fam1234567", owns=True),
        ),
        ("ircs://10.0.0.2/?o=fam1234567", ChatAddress("10.0.0.2", 6697)),
        ("ircs://10.0.0.2/?at=desk.local", ChatAddress("10.0.0.2", 6697)),
        ("http://10.0.0.2/#?k=nentqaxbnentqaxbnent", ChatAddress("10.0.0.2", 80, fingerprint=SHORT)),
        ("irc://10.0.0.2/?account=ann&code=a-b", ChatAddress("10.0.0.2", 6667, tls=False)),
        ("ircs://10.0.0.2/#tea?t=fam1234567", ChatAddress("10.0.0.2", 6697, room="#tea", token="fam1234567")),
        ("irc://10.0.0.2/?t=fam1234567", ChatAddress("10.0.0.2", 6667, tls=False)),
        ("ircs://10.0.0.2/?account=ann", ChatAddress("10.0.0.2", 6697)),
        ("ircs://10.0.0.2/?msgid=x", ChatAddress("10.0.0.2", 6697)),
        ("ircs://ann@desk.example/%23%D1%87%D0%B0%D0%B9,isnick", ChatAddress("desk.example", 6697, room="#чай")),
    ],
)
def test_valid_address_is_parsed(text: str, place: ChatAddress) -> None:
    assert parse_chat_address(text) == place


@pytest.mark.parametrize(
    "text",
    ["", "   ", "two words", "http://example.org", "host:port", "host:0", "host:70000", "ircs://", "ircs://h/?fp=12", "ircs://h/?k=12",
     "host:+", "host:+x", "host:+70000", "-ä.example", "ä..example", "☃.example", "ä" * 300, "x/y z",
     "irc://[::1", "a" * 300, "host\x00", "://", "irc://h:x/"],
)  # fmt: skip
def test_invalid_address_gets_one_sentence(text: str) -> None:
    with pytest.raises(AddressError) as caught:
        parse_chat_address(text)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        place = parse_chat_address(text)
    except AddressError:
        return
    assert 0 < place.port < 65536


@given(
    st.sampled_from(["desk.example", "10.0.0.2", "::1"]),
    st.integers(1, 65535),
    st.booleans(),
    st.sampled_from(["", "#lobby", "#чай", "#a/b", "#50%", "#a?b&c=d", "&local"]),
    st.sampled_from([NO_KEY, PRINT]),
    st.lists(st.sampled_from([ListenAddress("::2", 7000), ListenAddress("a.local", 80)]), max_size=2).map(tuple),
)
def test_link_is_parsed_to_its_address(
    host: str, port: int, tls: bool, room: str, fingerprint: KeyPin, elsewhere: tuple[ListenAddress, ...]
) -> None:
    has_key = bool(tls and fingerprint)
    place = ChatAddress(host, port, tls, room, fingerprint if tls else NO_KEY, elsewhere=elsewhere if has_key else ())
    link = make_link(place)
    assert is_link(link)
    assert parse_chat_address(link) == replace(place, fingerprint=SHORT if has_key else NO_KEY)


@pytest.mark.parametrize("text", ["hello", "http://example.org", "irc://", "ircs://h/ x", ""])
def test_only_valid_links_are_links(text: str) -> None:
    assert not is_link(text)


@pytest.mark.parametrize("tls", [True, False])
def test_link_to_a_message_leads_back(tls: bool) -> None:
    place = ChatAddress("desk.example", 7000, tls, "#tea", SHORT if tls else NO_KEY, "5/7 &=?#")
    assert parse_chat_address(make_link(place)) == place
    assert is_link(make_link(place))

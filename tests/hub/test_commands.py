"""The table of commands, and that nothing ever raises."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_chat.hub.commands import COMMANDS
from desktop_chat.irc.message import ProtocolError, parse_line
from tests.hub.harness import FINGERPRINT, MODERN_CAPS, HubHarness, commands_of

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_names_its_specification(name: str) -> None:
    spec = COMMANDS[name].spec
    assert spec.startswith("https://") or (ROOT / spec).is_file()


@pytest.mark.parametrize(
    ("line", "numeric"),
    [
        ("JOIN", "461"), ("JOIN tea", "403"), ("PART #none", "403"), ("PART #else", "442"), ("PRIVMSG", "411"),
        ("PRIVMSG #tea", "412"), ("PRIVMSG nobody :x", "401"), ("PRIVMSG #none :x", "403"), ("PRIVMSG #else :x", "404"),
        ("PRIVMSG a,b,c,d,e :x", "407"), ("KICK #tea", "461"), ("KICK #tea cid", "441"), ("KICK #else bob", "442"),
        ("TOPIC #else :x", "442"), ("MODE #tea +Z", "472"), ("MODE #tea +l x", "696"), ("MODE #tea +k", "696"),
        ("MODE bob +i", "502"), ("MODE ann +X", "501"), ("MODE nobody", "401"), ("INVITE bob #tea", "443"),
        ("INVITE nobody #tea", "401"), ("WHOIS", "431"), ("WHOWAS", "431"), ("USER a 0 * :a", "462"), ("PASS x", "462"),
        ("FOO", "421"), ("KILL bob :x", "481"), ("WALLOPS :x", "481"), ("REHASH", "481"), ("OPER a b", "464"),
        ("NICK bob", "433"), ("MOTD elsewhere.example", "402"), ("HELP NONSENSE", "524"), ("LINKS x y", "365"),
    ],
)  # fmt: skip
def test_each_wrong_command_is_refused_by_its_numeric(line: str, numeric: str) -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    bob = harness.register("bob", rooms=["#tea", "#else"])
    harness.read_lines(ann)
    assert commands_of(harness.exchange(ann, line))[0] == numeric
    assert harness.read_lines(bob) == []


_NAMES = ("ann", "bob", "#tea", "#b", "*", "+o", "-o+v", "+b", "+k", "+l", "5", "a!b@c", "LATEST", "0", ":")
_ANCHORS = ("msgid=1-2", "timestamp=2026-01-01T00:00:00Z")
_WORD = st.one_of(
    st.sampled_from(_NAMES + _ANCHORS),
    st.text(st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"]), max_size=20),
)
_LINE = st.tuples(st.integers(0, 2), st.sampled_from(sorted(set(COMMANDS) - {"QUIT"})), st.lists(_WORD, max_size=5))


@settings(max_examples=150)
@given(st.lists(_LINE, max_size=25))
def test_any_input_leads_to_well_formed_lines(lines: list[tuple[int, str, list[str]]]) -> None:
    harness = HubHarness()
    seats = [
        harness.register("ann", MODERN_CAPS, fingerprint=FINGERPRINT, rooms=["#tea"]),
        harness.register("bob"),
        harness.connect(),
    ]
    for who, command, words in lines:
        middles = [word for word in words[:-1] if word and word[0] != ":" and " " not in word]
        text = " ".join([command, *middles]) + (f" :{words[-1]}" if words else "")
        try:
            parse_line(text)
        except ProtocolError:
            continue
        harness.send(seats[who], text)
        harness.run_until_idle()
    for seat in seats:
        for line in harness.read_lines(seat):
            body = line.partition(" ")[2] if line.startswith("@") else line
            assert len(body.encode()) <= 510
            parse_line(line)

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.irc.message import (
    NO_TAGS,
    Message,
    ProtocolError,
    encode_message,
    escape_tag,
    parse_line,
    unescape_tag,
)
from tests.irc.strategies import messages
from tests.irc.vectors import vectors


def _message(atoms: dict[str, Any]) -> Message:
    return Message(
        atoms["verb"].upper(), tuple(atoms.get("params", ())), atoms.get("source") or "", atoms.get("tags") or NO_TAGS
    )


@pytest.mark.parametrize("vector", vectors("msg_split"), ids=lambda vector: repr(vector["input"]))
def test_split_vectors(vector: dict[str, Any]) -> None:
    assert parse_line(vector["input"]) == _message(vector["atoms"])


@pytest.mark.parametrize("vector", vectors("msg_join"), ids=lambda vector: vector["desc"])
def test_join_vectors(vector: dict[str, Any]) -> None:
    wanted = {line.replace("foo", "FOO") if vector["atoms"]["verb"] == "foo" else line for line in vector["matches"]}
    assert encode_message(_message(vector["atoms"])).decode().removesuffix("\r\n") in wanted


@given(messages())
def test_encoded_message_parses_to_the_same(message: Message) -> None:
    line = encode_message(message)
    assert line.endswith(b"\r\n")
    assert parse_line(line[:-2].decode()) == message


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.text("@:; =\\+Aa1\t", max_size=30))
def test_hostile_text_parses_or_is_a_protocol_error(line: str) -> None:
    try:
        message = parse_line(line)
    except ProtocolError:
        return
    assert parse_line(encode_message(message)[:-2].decode()) == message


@given(st.text("ab\\:snr; \r\n", max_size=20))
def test_tag_values_survive(value: str) -> None:
    escaped = escape_tag(value)
    assert unescape_tag(escaped) == value
    assert not set(escaped) & set("; \r\n")


@given(st.text("a\\:snr1", max_size=20))
def test_unescaping_equals_a_walk_by_letters(value: str) -> None:
    meant, letters = "", iter(value)
    for letter in letters:
        letter_meant = next(letters, "") if letter == "\\" else letter
        meant += (
            {":": ";", "s": " ", "r": "\r", "n": "\n"}.get(letter_meant, letter_meant) if letter == "\\" else letter
        )
    assert unescape_tag(value) == meant


@pytest.mark.parametrize("line", ["", "   ", ":"])
def test_a_line_without_anything_is_empty(line: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        parse_line(line)
    assert caught.value.code == "EMPTY"


@pytest.mark.parametrize(("line", "command"), [("p_x a", "P_X"), ("P-X a", "P-X"), ("\u017fet a", "\u017fet")])
def test_unknown_commands_keep_their_tags(line: str, command: str) -> None:
    assert parse_line(f"@label=1 {line}") == Message(command, ("a",), tags={"label": "1"})


@pytest.mark.parametrize("line", [":src", "@a=b", "@a :src ", "A\0B", "A\nB", "A\rB", "A\x01", ":s :t", "@a @b"])
def test_malformed_lines(line: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        parse_line(line)
    assert caught.value.code == "MALFORMED"


@pytest.mark.parametrize(
    "message",
    [
        Message("PRIVMSG", ("a b", "c")),
        Message("PRIVMSG", ("", "c")),
        Message("PRIVMSG", (":a", "c")),
        Message("PRIVMSG", ("a", "b\r\nQUIT")),
        Message("PRIVMSG", ("a", "b\0")),
        Message("PRIVMSG", ("a",), "x\ny"),
        Message("PRIVMSG", ("a",), "x QUIT"),
    ],
)
def test_message_that_fits_no_line_is_refused(message: Message) -> None:
    with pytest.raises(ProtocolError):
        encode_message(message)


def test_a_lone_surrogate_becomes_a_question_mark() -> None:
    assert encode_message(Message("A", ("x\ud800",))) == b"A x?\r\n"


def test_parts_of_a_message() -> None:
    message = parse_line(":ann!a@host PRIVMSG #room :hi there")
    assert message.nick == "ann"
    assert (message.param_at(0), message.param_at(1), message.param_at(2), message.param_at(2, "-")) == (
        "#room",
        "hi there",
        "",
        "-",
    )


def test_messages_without_tags_compare_and_hash() -> None:
    assert Message("A") == Message("A", tags={})
    assert len({Message("A"), Message("A"), Message("B")}) == 2
    assert not NO_TAGS
    assert dict(NO_TAGS) == {}
    assert "a" not in NO_TAGS
    assert repr(NO_TAGS) == "NO_TAGS"


@pytest.mark.parametrize(
    "line",
    [
        "PRIVMSG #a :homework", "NOTICE ann :homework", "TOPIC #a :homework", "PART #a :homework", "QUIT :homework",
        "KICK #a ann :homework", "AWAY :homework", "SETNAME :Ann", "ERROR :Closed", "WALLOPS :homework", "PASS :secret",
        "KILL ann :homework", "KNOCK #a :please", "RENAME #a #b :better", "REDACT #a id :slip", "USER ann 0 * :Ann",
        "CAP REQ :batch", "CAP * LS :batch", "CAP ann ACK :batch", "CAP * LS * :batch", "CAP * NEW :batch",
        "FAIL JOIN CODE :No", "NOTE * CODE :Yes", "WARN * CODE :Well", "METADATA #a url * :https://a.example",
        "REGISTER SUCCESS ann :Made", "PING token", "PONG desk.example token", "ISON :ann",
        "001 ann :Welcome", "311 ann bob bob host * :Bob", "332 ann #a :homework", "353 ann = #a :ann",
        "301 ann bob :out", "319 ann bob :#a", "322 ann #a 1 :homework", "352 ann #a u h s n H :0 Bob",
        "302 ann :a=+b@c", "730 ann :bob!b@h", "761 ann #a url * :https://a.example",
        "005 ann A=1 :supported", "999 ann :whatever",
        "JOIN #a", "JOIN #a,#b key", "NICK ann", "PART #a", "TOPIC #a", "KICK #a ann", "MODE #a +o ann", "MODE ann +i",
        "INVITE ann #a", "CAP LS 302", "CAP END", "CAP LIST", "AUTHENTICATE +", "AUTHENTICATE PLAIN", "TAGMSG #a",
        "ACCOUNT ann", "CHGHOST ann host", "BATCH +a chathistory #a", "BATCH -a", "MARKREAD #a timestamp=1", "WHO #a",
        "CHATHISTORY LATEST #a * 50", "MONITOR + ann,bob", "WHOIS ann", "METADATA * SUB url", "METADATA #a url *",
        "REDACT #a id", "RENAME #a #b", "004 ann host version i n", "221 ann +i", "324 ann #a +n", "329 ann #a 1",
        "333 ann #a bob 1", "341 ann bob #a", "367 ann #a bob!*@* ann 1", "354 ann #a ann", "774 ann #a",
    ],
)  # fmt: skip
def test_only_a_text_and_a_list_have_a_colon(line: str) -> None:
    assert encode_message(parse_line(line)) == f"{line}\r\n".encode()

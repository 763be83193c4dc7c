from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.irc.isupport import ISupport, format_tokens, parse_tokens
from desktop_chat.irc.modes import ModeChange


def _support(*words: str) -> ISupport:
    return ISupport().with_tokens(parse_tokens(("ann", *words, "are supported by this server")))


def test_capabilities_are_parsed() -> None:
    words = ("NETWORK=Our\\x20Chat", "CHANTYPES=", "SAFELIST", "-WHOX", "A=b=c", "=", "")
    assert parse_tokens(("ann", *words, "are supported by this server")) == {
        "NETWORK": "Our Chat", "CHANTYPES": "", "SAFELIST": "", "WHOX": None, "A": "b=c",
    }  # fmt: skip
    assert parse_tokens(()) == {}


_values = st.dictionaries(st.text("ABC/draft", min_size=1, max_size=12), st.text(max_size=25), max_size=40)


@given(_values)
def test_formatted_tokens_are_parsed_to_the_same(values: dict[str, str]) -> None:
    values = {name: value.encode("utf-8", "replace").decode() for name, value in values.items()}
    read: dict[str, str | None] = {}
    for line in format_tokens(values):
        assert 0 < len(line) <= 13
        assert all(" " not in word for word in line)
        read |= parse_tokens(("ann", *line, "are supported by this server"))
    assert read == values


def test_lines_stay_short() -> None:
    lines = format_tokens({f"NAME{number}": "x" * 60 for number in range(20)} | {"NUMBER": 7})
    assert max(len(" ".join(line)) for line in lines) <= 300
    assert lines[-1][-1] == "NUMBER=7"


def test_missing_tokens_give_the_defaults() -> None:
    support = ISupport()
    assert (support.casemapping, support.chantypes) == ("rfc1459", "#&")
    assert (support.prefix_of("o"), support.prefix_of("v"), support.prefix_of("q")) == ("@", "+", "")
    assert (support.max_line_bytes, support.max_history_page) == (512, 0)
    assert support.fold_name("A[") == "a{"
    assert not support.has_whox
    assert support.network_name == support.lobby_name == ""
    assert support.msgref_types == ()


def test_typed_values() -> None:
    support = _support(
        "CASEMAPPING=ascii", "PREFIX=(qaohv)~&@%+", "CHANMODES=beI,k,l,imnt", "NICKLEN=32", "LINELEN=4096", "MODES",
        "CHATHISTORY=100", "MONITOR", "WHOX", "BOT=B", "MSGREFTYPES=msgid,timestamp", "NETWORK=Ours", "TOPICLEN=390",
        "desktop-chat/LOBBY=#lobby", "STATUSMSG=~&@%+",
        "desktop-chat/NODES=a.example:6697,[2001:db8::1]:6697",
    )  # fmt: skip
    assert support.fold_name("A[") == "a["
    assert (support.max_line_bytes, support.max_history_page) == (4096, 100)
    assert support.has_whox
    assert support.number_value("NICKLEN", 9) == 32
    assert support.msgref_types == ("msgid", "timestamp")
    assert (support.network_name, support.lobby_name) == ("Ours", "#lobby")
    assert support.nodes == ("a.example:6697", "[2001:db8::1]:6697")
    assert support.chanmodes == ("beI", "k", "l", "imnt")
    assert support.split_prefixes("+@ann") == ("@+", "ann")
    assert support.sorted_prefixes("+~~x") == "~+"
    assert (support.prefix_of("h"), support.prefix_of("z"), support.prefix_of("")) == ("%", "", "")
    assert support.split_status_target("@#room") == ("@", "#room")
    assert support.split_status_target("#room") == ("", "#room")
    assert support.split_status_target("@ann") == ("", "@ann")
    assert (support.is_channel("#a"), support.is_channel("ann"), support.is_channel("")) == (True, False, False)


def test_invalid_values_give_the_defaults() -> None:
    support = _support("PREFIX=(ov)@", "NICKLEN=many", "LINELEN=5", "CHANMODES=b", "MODES=0", "TOPICLEN=" + "9" * 5000)
    assert support.sorted_prefixes("+~@") == "@+"
    assert support.max_line_bytes == 512
    assert [support.number_value(name, 9) for name in ("NICKLEN", "TOPICLEN", "AWAYLEN")] == [9, 9, 9]
    assert support.chanmodes == ("b", "", "", "")


def test_a_server_without_member_modes() -> None:
    support = _support("PREFIX=", "CHANTYPES=")
    assert (support.sorted_prefixes("@+"), support.prefix_of("o")) == ("", "")
    assert support.split_prefixes("@ann") == ("", "@ann")
    assert not support.is_channel("#a")


def test_token_can_be_withdrawn() -> None:
    support = _support("WHOX", "NICKLEN=20")
    later = support.with_tokens(parse_tokens(("ann", "-WHOX", "are supported by this server")))
    assert (support.has_whox, later.has_whox, later.number_value("NICKLEN", 9)) == (True, False, 20)
    assert "NICKLEN" in later


def test_changes_of_a_mode_line() -> None:
    support = _support("PREFIX=(ov)@+", "CHANMODES=b,k,l,imnt")
    assert support.parse_mode_changes(("+ob-l", "ann", "*!*@host")) == [
        ModeChange("+", "o", "ann"), ModeChange("+", "b", "*!*@host"), ModeChange("-", "l"),
    ]  # fmt: skip
    assert support.parse_mode_changes(()) == []


@given(st.lists(st.text("PREFIXCHANMODES=(),-\\xab1 ", max_size=20), max_size=6))
def test_no_announcement_raises(words: list[str]) -> None:
    support = _support(*words, *(f"{name}={word}" for name, word in zip(("PREFIX", "CHANMODES"), words, strict=False)))
    support.parse_mode_changes(("+abc", "x"))
    support.split_prefixes("@ann")
    support.split_status_target("@#a")
    assert support.max_line_bytes >= 512


def test_how_many_targets_a_line_may_have() -> None:
    support = ISupport({"TARGMAX": "NAMES:1,PRIVMSG:4,join:3,MONITOR:,ACCEPT"})
    assert [support.targets(command) for command in ("NAMES", "JOIN", "MONITOR", "ACCEPT", "WHOIS")] == [1, 3, 0, 0, 0]
    assert ISupport().targets("JOIN") == 0

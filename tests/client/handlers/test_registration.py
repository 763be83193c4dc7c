"""Getting in, at servers of several kinds."""

from __future__ import annotations

import pytest

from desktop_chat.client.connection_events import Welcomed
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import Phase, RoomRenamed
from desktop_chat.irc.message import parse_line
from tests.client.session_harness import MODERN, SessionHarness

OLD = """\
:irc.old.example 001 ann :Welcome to the Internet Relay Network ann!~ann@10.0.0.5
:irc.old.example 002 ann :Your host is irc.old.example, running version ngircd-26.1
:irc.old.example 003 ann :This server has been started Sat Nov 21 2026 at 01:00:00 (UTC)
:irc.old.example 004 ann irc.old.example ngircd-26.1 abBcCFiIoqrRswx abehiIklmMnoOPqQrRstvVz
:irc.old.example 005 ann RFC2812 IRCD=ngIRCd CHARSET=UTF-8 CASEMAPPING=ascii PREFIX=(qaohv)~&@%+ CHANTYPES=#&+ \
CHANMODES=beI,k,l,imMnOPQRstVz CHANLIMIT=#&+:10 :are supported on this server
:irc.old.example 005 ann CHANNELLEN=50 NICKLEN=9 TOPICLEN=490 AWAYLEN=127 KICKLEN=400 MODES=5 MAXLIST=beI:50 \
EXCEPTS=e INVEX=I PENALTY FNC :are supported on this server
:irc.old.example 251 ann :There are 1 users and 0 services on 1 servers
:irc.old.example 254 ann 1 :channels formed
:irc.old.example 255 ann :I have 1 users, 0 services and 0 servers
:irc.old.example 265 ann 1 1 :Current local users: 1, Max: 1
:irc.old.example 375 ann :- irc.old.example message of the day
:irc.old.example 372 ann :- Be nice.
:irc.old.example 376 ann :End of MOTD command""".splitlines()

MODERN_LS = """\
CAP * LS * :account-notify account-tag away-notify batch cap-notify chghost draft/chathistory draft/event-playback \
draft/account-registration=before-connect draft/channel-rename draft/languages=1,en draft/multiline=max-bytes=4096
CAP * LS :draft/relaymsg=/ echo-message ergo.chat/nope extended-join invite-notify labeled-response message-tags \
multi-prefix sasl=PLAIN,EXTERNAL server-time setname standard-replies userhost-in-names znc.in/self-message\
""".splitlines()


def test_old_server_is_entered() -> None:
    harness = SessionHarness()
    harness.record(harness.session.note_connecting(1))
    harness.record(harness.session.note_opened(1))
    assert harness.sent == ["CAP LS 302", "NICK ann", "USER ann 0 * :Ann"]
    harness.receive(":irc.old.example 421 * CAP :Unknown command")
    harness.receive(*OLD)
    assert harness.session.phase is Phase.ONLINE
    assert Welcomed("ann", "ann", "irc.old.example") in harness.events
    assert [entry.text for entry in harness.entries("") if entry.kind is EntryKind.NEWS] == ["\x11Be nice."]
    assert not [entry for entry in harness.entries("") if entry.kind is EntryKind.ERROR]
    harness.enter_room("+talk", "~bob", "&@cid")
    assert {member.nick: member.prefixes for member in harness.session.rooms["+talk"].members.values()} == {
        "ann": "", "bob": "~", "cid": "&@",
    }  # fmt: skip
    harness.record(harness.session.send_text("+talk", "hello", 5))
    assert harness.sent[-2:] == ["PRIVMSG +talk :hello", harness.sent[-1]]
    assert harness.sent[-1].startswith("PING own-fence-")


def test_modern_server_is_entered() -> None:
    harness = SessionHarness()
    harness.record(harness.session.note_opened(1))
    harness.receive(*MODERN_LS)
    asked = parse_line(harness.sent[-1]).params[1].split()
    assert "draft/chathistory" in asked
    assert "echo-message" in asked
    assert "draft/multiline" in asked
    assert "draft/event-playback" in asked  # else Ergo tells of events in words
    assert not {"sasl", "ergo.chat/nope"} & set(asked)
    harness.receive(f":ergo.example CAP * ACK :{' '.join(asked)}")
    assert harness.sent[-1] == "CAP END"
    assert harness.sent.count("CAP END") == 1
    harness.receive(
        ":ergo.example 001 ann :Welcome to the ErgoTest IRC Network ann",
        ":ergo.example 005 ann AWAYLEN=390 BOT=B CASEMAPPING=ascii CHANLIMIT=#:100 CHANMODES=Ibe,k,fl,CEMRUimnstu "
        "CHANNELLEN=64 CHANTYPES=# CHATHISTORY=1000 ELIST=U EXCEPTS EXTBAN=,m INVEX :are supported by this server",
        ":ergo.example 005 ann KICKLEN=390 MAXLIST=beI:60 MAXTARGETS=4 MODES MONITOR=100 MSGREFTYPES=msgid,timestamp "
        "NETWORK=ErgoTest NICKLEN=32 PREFIX=(qaohv)~&@%+ STATUSMSG=~&@%+ TARGMAX=NAMES:1 UTF8ONLY WHOX :are supported",
        ":ergo.example 422 ann :MOTD File is missing",
    )
    assert Welcomed("ann", "ann", "ErgoTest") in harness.events
    harness.enter_room("#tea", "~bob!b@h")
    assert "WHO #tea %tcuhnfar,77" in harness.sent
    harness.receive(":ergo.example 354 ann 77 #tea ~u h.example bob G~ bobby :Bob B")
    bob = harness.session.rooms["#tea"].members["bob"]
    assert (bob.away, bob.account, bob.userhost, bob.realname) == (True, "bobby", "~u@h.example", "Bob B")
    harness.receive(
        ":ergo.example CAP ann NEW :draft/read-marker account-notify", ":ergo.example CAP ann DEL :away-notify"
    )
    assert "away-notify" not in harness.session.capabilities


def test_rooms_are_entered_in_few_lines_and_with_their_keys() -> None:
    harness = SessionHarness()
    for number in range(12):
        harness.record(harness.session.join_channel(f"#room{number}"))
    harness.record(harness.session.join_channel("#vault", "sesame"))
    harness.connect(MODERN)
    joins = [line for line in harness.sent if line.startswith("JOIN")]
    assert joins[0] == "JOIN #vault sesame"
    assert [line.count("#") for line in joins[1:]] == [10, 2]


def test_lobby_is_entered_without_a_wanted_room() -> None:
    harness = SessionHarness()
    harness.connect(MODERN, ":s 005 ann desktop-chat/LOBBY=#lobby :are")
    assert "JOIN #lobby" in harness.sent
    other = SessionHarness()
    other.record(other.session.join_channel("#tea"))
    other.connect(MODERN, ":s 005 ann desktop-chat/LOBBY=#lobby :are")
    assert "JOIN #lobby" not in other.sent


@pytest.mark.parametrize(("mapping", "same"), [("ascii", False), ("rfc1459", True), ("rfc1459-strict", True)])
def test_names_are_compared_as_the_server_does(mapping: str, same: bool) -> None:
    harness = SessionHarness()
    harness.connect(MODERN, f":s 005 ann CASEMAPPING={mapping} :are")
    harness.enter_room("#tea", "bob[]")
    harness.receive(":BOB{}!b@h PART #tea")
    assert ("bob{}" not in harness.session.rooms["#tea"].members) is True
    assert (len(harness.session.rooms["#tea"].members) == 1) is same


def test_casemapping_gives_rooms_new_keys() -> None:
    harness = SessionHarness()
    harness.record(harness.session.join_channel("#[A]"))
    assert "#{a}" in harness.session.rooms
    harness.record(harness.session.send_text("#{a}", "hello", 5))
    harness.connect(MODERN)
    assert RoomRenamed("#{a}", "#[a]") in harness.events
    harness.receive(":ann!u@h JOIN #[A]")
    assert harness.last_sent("PRIVMSG").params == ("#[A]", "hello")
    harness.record(harness.session.note_closed("cut", 5))
    harness.record(harness.session.note_opened(6))
    assert list(harness.session.rooms) == ["", "#[a]"]


@pytest.mark.parametrize("key", ["#[a]", "#{a}"])
def test_restored_rooms_keep_their_keys(key: str) -> None:
    harness = SessionHarness()
    known = {key: ("m1", 5)}
    harness.record(harness.session.restore_rooms([("#[A]", True), ("#tea", True)], known, known, []))
    assert list(harness.session.rooms) == ["", key, "#tea"]


def test_pre_away_tells_the_state_before_the_welcome() -> None:
    harness = SessionHarness()
    harness.record(harness.session.set_away("at lunch"))
    harness.connect(f"{MODERN} draft/pre-away")
    assert harness.sent.count("AWAY :at lunch") == 1
    assert harness.sent.index("AWAY :at lunch") < harness.sent.index("CAP END")

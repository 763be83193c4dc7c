"""Playback of bouncers and pages of history: each message once, events as events, no mentions."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import SPOKEN, DeliveryState, Entry, EntryKind
from desktop_chat.client.events import EntryAdded, EntryReplaced, HistoryLoaded
from desktop_chat.client.room_log import RoomLog
from desktop_chat.irc.server_time import format_time
from tests.client.session_harness import MODERN, SessionHarness

NOW = 1_700_000_000_000
ZNC = "batch server-time znc.in/self-message"


class ShownTimeline:
    """The entries of one room as a window shows them, from the Session's Events."""

    def __init__(self, harness: SessionHarness, room: str) -> None:
        self._harness, self._room = harness, room
        self.log = RoomLog(0, lambda first, count: [])
        self._seen = 0

    def texts(self) -> list[str]:
        """Return the texts of the messages."""
        return [entry.text for entry in self.entries() if entry.kind in SPOKEN]

    def entries(self) -> list[Entry]:
        events = self._harness.events[self._seen :]
        self._seen = len(self._harness.events)
        for event in events:
            match event:
                case EntryAdded(room, entry) if room == self._room:
                    self.log.append_entry(entry)
                case EntryReplaced(room, entry) if room == self._room:
                    self.log.replace_entry(entry)
                case HistoryLoaded(room, entries) if room == self._room:
                    self.log.merge_entries(self.log.unknown_entries(entries, played=True))
                case _:
                    continue
        return [self.log.entry_at(index) for index in range(len(self.log))]


def begin(capabilities: str) -> tuple[SessionHarness, ShownTimeline]:
    harness = SessionHarness()
    harness.now = NOW
    harness.connect(capabilities)
    harness.enter_room("#tea", "bob")
    return harness, ShownTimeline(harness, "#tea")


def line(seconds: float, nick: str, text: str, *, batch: str = "") -> str:
    tags = f"time={format_time(NOW + round(seconds * 1000))}" + (f";batch={batch}" if batch else "")
    return f"@{tags} :{nick}!u@h PRIVMSG #tea :{text}"


def cut(harness: SessionHarness, capabilities: str, seconds: int) -> None:
    harness.record(harness.session.note_closed("cut", harness.now))
    harness.now += seconds * 1000
    harness.connect(capabilities)
    harness.receive(":ann!u@h JOIN #tea", ":s 353 ann = #tea :ann bob", ":s 366 ann #tea :end")


SAID = (("bob", "one"), ("bob", "two"), ("ann", "mine"), ("ann", "mine"), ("bob", "three"))


@pytest.mark.parametrize("batched", [True, False])
def test_repeated_playback_is_shown_once(batched: bool) -> None:
    harness, timeline = begin(ZNC)
    for number, (nick, text) in enumerate(SAID):
        harness.now = NOW + number * 1000
        if nick == "ann":
            harness.record(harness.session.send_text("#tea", text, harness.now))
            harness.receive(f":s PONG s {harness.last_sent('PING').params[-1]}")
        else:
            harness.receive(line(number, nick, text))
    expected = [text for _, text in SAID]
    assert timeline.texts() == expected
    for _ in range(3):
        cut(harness, ZNC, 300)
        # The bouncer stamps our own words when they come by.
        stamped = [(number + (0.4 if nick == "ann" else 0), nick, text) for number, (nick, text) in enumerate(SAID)]
        if batched:
            lines = [line(when, nick, text, batch="7") for when, nick, text in stamped]
            harness.receive(":irc.znc.in BATCH +7 znc.in/playback #tea", *lines, ":irc.znc.in BATCH -7")
        else:
            lines = [line(when, nick, text) for when, nick, text in stamped]
            first, last = ":***!znc@znc.in PRIVMSG #tea :Buffer Playback...", ":***!znc@znc.in PRIVMSG #tea :Complete."
            harness.receive(first, *lines, last)
        assert timeline.texts() == expected


def test_missed_message_with_a_known_text_is_shown() -> None:
    harness, timeline = begin(ZNC)
    harness.record(harness.session.send_text("#tea", "ok", NOW))
    harness.receive(f":s PONG s {harness.last_sent('PING').params[-1]}", line(1, "bob", "yes"))
    cut(harness, ZNC, 300)
    said = [(0.3, "ann", "ok"), (1, "bob", "yes"), (60, "ann", "ok"), (62, "bob", "yes"), (290, "bob", "ann: where?")]
    lines = [line(when, nick, text, batch="7") for when, nick, text in said]
    harness.receive(":irc.znc.in BATCH +7 znc.in/playback #tea", *lines, ":irc.znc.in BATCH -7")
    assert timeline.texts() == ["ok", "yes", "ok", "yes", "ann: where?"]
    assert [entry.own for entry in timeline.entries() if entry.kind in SPOKEN] == [True, False, True, False, False]


def test_unsure_message_is_recognised_in_a_playback() -> None:
    harness, timeline = begin(ZNC)
    harness.record(harness.session.send_text("#tea", "did it arrive", NOW))
    cut(harness, ZNC, 5)
    assert [entry.state for entry in timeline.entries() if entry.own and entry.kind in SPOKEN] == [DeliveryState.UNSURE]
    played = line(0.5, "ann", "did it arrive", batch="7")
    harness.receive(":irc.znc.in BATCH +7 znc.in/playback #tea", played, ":irc.znc.in BATCH -7")
    assert timeline.texts() == ["did it arrive"]
    assert [entry.state for entry in timeline.entries() if entry.own and entry.kind in SPOKEN] == [DeliveryState.SENT]


def test_direct_messages_are_played_back_into_their_conversations_and_ask_nothing() -> None:
    harness, _ = begin(ZNC)
    harness.receive(
        ":irc.znc.in BATCH +7 znc.in/playback bob",
        f"@batch=7;time={format_time(NOW - 9000)} :bob!u@h PRIVMSG ann :psst",
        f"@batch=7;time={format_time(NOW - 8000)} :ann!u@h PRIVMSG bob :what?",
        f"@batch=7;time={format_time(NOW - 7000)} :bob!u@h PRIVMSG ann :\x01VERSION\x01",
        ":irc.znc.in BATCH -7",
    )
    loaded = [event for event in harness.events if isinstance(event, HistoryLoaded)]
    assert [(event.room, [entry.text for entry in event.entries]) for event in loaded] == [("bob", ["psst", "what?"])]
    assert not any("VERSION" in sent for sent in harness.sent)


@pytest.mark.parametrize("source", ["HistServ!HistServ@localhost", "*buffextras!znc@znc.in"])
def test_events_told_as_messages_have_no_author(source: str) -> None:
    harness, timeline = begin(MODERN)
    reference = "chathistory" if source.startswith("Hist") else "znc.in/playback"
    harness.receive(
        f":s BATCH +7 {reference} #tea",
        f"@batch=7;time={format_time(NOW - 9000)} :{source} PRIVMSG #tea :ann joined the channel",
        ":s BATCH -7",
    )
    if source.startswith("*"):
        harness.receive(f"@time={format_time(NOW + 1000)} :{source} PRIVMSG #tea :ann joined the channel")
    assert timeline.texts() == []
    told = [entry for entry in timeline.entries() if "joined" in entry.text]
    assert told
    assert all((entry.kind, entry.nick) == (EntryKind.NEWS, "") for entry in told)
    assert not any(isinstance(event, EntryAdded) and event.mention for event in harness.events)


def test_person_with_a_services_nick_is_a_person() -> None:
    harness, timeline = begin(MODERN)
    harness.receive(f"@time={format_time(NOW + 1)} :HistServ!evil@example.org PRIVMSG #tea :ann joined the channel")
    assert timeline.texts() == ["ann joined the channel"]


def test_events_in_a_page_of_history_are_events() -> None:
    harness, timeline = begin(f"{MODERN} draft/event-playback")
    harness.receive(":s BATCH +7 chathistory #tea")
    for number, event in enumerate(
        (":bob!b@h JOIN #tea", ":bob!b@h PRIVMSG #tea :hi", ":bob!b@h TOPIC #tea :tea time", ":bob!b@h NICK :rob",
         ":rob!b@h MODE #tea +v ann", ":rob!b@h KICK #tea cid :enough", ":rob!b@h PART #tea :bye",
         ":rob!b@h QUIT :gone", ":rob!b@h INVITE ann #tea"),
    ):  # fmt: skip
        harness.receive(f"@batch=7;msgid=m{number};time={format_time(NOW - 9000 + number)} {event}")
    harness.receive(":s BATCH -7")
    kinds = [entry.kind for entry in timeline.entries() if entry.msgid.startswith("m")]
    assert kinds == [
        EntryKind.JOIN,
        EntryKind.MESSAGE,
        EntryKind.TOPIC,
        EntryKind.NICK,
        EntryKind.MODE,
        EntryKind.KICK,
        EntryKind.PART,
        EntryKind.QUIT,
    ]
    harness.receive(f"@msgid=m7;time={format_time(NOW - 8993)} :rob!b@h QUIT :gone")
    assert sum(entry.kind is EntryKind.QUIT for entry in timeline.entries()) == 1


def test_our_own_server_is_not_asked_for_events() -> None:
    harness = SessionHarness()
    harness.record(harness.session.note_opened(1))
    harness.receive(
        ":s CAP * LS :batch message-tags server-time draft/chathistory draft/event-playback desktop-chat/resend"
    )
    assert not any("event-playback" in line for line in harness.sent)


def test_playback_module_is_asked_from_the_last_known_time() -> None:
    harness = SessionHarness()
    harness.now = NOW
    harness.record(harness.session.restore_rooms([("#tea", True)], {"#tea": ("", NOW - 60_000)}, {}, []))
    harness.connect(f"{ZNC} znc.in/playback")
    assert f"PRIVMSG *playback :PLAY * {(NOW - 60_000) // 1000}" in harness.sent
    harness.receive(f":ann!u@h PRIVMSG *playback :PLAY * {(NOW - 60_000) // 1000}")  # the echo
    assert "*playback" not in harness.session.rooms


def test_playback_module_is_not_asked_where_the_history_is() -> None:
    harness = SessionHarness()
    harness.connect(f"{MODERN} batch server-time message-tags draft/chathistory znc.in/playback")
    assert not any("*playback" in line for line in harness.sent)


# Own words on their way


def test_own_messages_keep_their_order_with_a_slow_server() -> None:
    harness, timeline = begin(MODERN)
    texts = [f"line {number}" for number in range(40)]
    for text in texts:
        harness.record(harness.session.send_text("#tea", text, harness.now))
    labels = [
        sent.partition("label=")[2].partition(";")[0].partition(" ")[0] for sent in harness.sent if "label=" in sent
    ]
    replaced = 0
    for number, (label, text) in enumerate(zip(labels, texts, strict=True)):
        time = format_time(NOW + 2000 * (number + 1))
        events = harness.receive(
            f"@time={time};msgid=o{number};label={label} :ann!u@h PRIVMSG #tea :{text}",
            f"@time={format_time(NOW + 2000 * (number + 1) + 5)};msgid=b{number} :bob!b@h PRIVMSG #tea :and {number}",
        )
        replaced += sum(isinstance(event, EntryReplaced) for event in events)
        assert [said for said in timeline.texts() if said.startswith("line")] == texts
    harness.record(harness.session.send_text("#tea", "last", harness.now))
    assert timeline.texts()[-1] == "last"
    assert replaced < 40 * 8


def test_echo_in_an_open_labelled_batch_confirms() -> None:
    harness, timeline = begin(MODERN)
    harness.record(harness.session.send_text("#tea", "hello", harness.now))
    label = harness.sent[-1].partition("label=")[2].partition(";")[0].partition(" ")[0]
    harness.receive(f"@label={label} :s BATCH +9 labeled-response")
    harness.receive("@batch=9;msgid=x1 :ann!u@h PRIVMSG #tea :hello")
    assert timeline.entries()[-1].state is DeliveryState.SENT
    harness.receive("@batch=9 :s NOTICE ann :thirteen seconds later", ":s BATCH -9")
    assert timeline.texts() == ["hello"]


@pytest.mark.parametrize("service", ["NickServ", "*status", "Q@CServe.quakenet.org"])
def test_command_to_a_service_is_shown_as_sent_and_confirmed_once(service: str) -> None:
    harness, _ = begin(MODERN)
    harness.receive(f":{service}!s@example.org PRIVMSG ann :at your service")
    key = harness.session.key_of(service)
    harness.events.clear()
    timeline = ShownTimeline(harness, key)
    harness.record(harness.session.send_text(key, "help", harness.now))
    assert [entry.state for entry in timeline.entries()] == [DeliveryState.SENT]
    label = harness.sent[-1].partition("label=")[2].partition(";")[0].partition(" ")[0]
    harness.receive(f"@label={label};msgid=x1 :ann!u@h PRIVMSG {service} :help")
    assert [(entry.text, entry.msgid, entry.state) for entry in timeline.entries()] == [
        ("help", "x1", DeliveryState.SENT)
    ]
    harness.record(harness.session.send_text(key, "lost", harness.now))
    harness.record(harness.session.note_closed("cut", harness.now))
    assert timeline.entries()[-1].state is DeliveryState.UNSURE


def test_bouncer_that_plays_back_at_once_doubles_nothing() -> None:
    """The newest message comes again with the same time."""
    harness, timeline = begin(ZNC)
    lines = [line(1, "bob", "one"), line(2, "bob", "two")]
    harness.receive(*lines)
    cut(harness, ZNC, 5)
    harness.receive(*lines)
    assert timeline.texts() == ["one", "two"]


@pytest.mark.parametrize(
    "capability",
    [
        "draft/event-playback", "draft/read-marker", "soju.im/bouncer-networks", "znc.in/playback",
        "znc.in/self-message",
    ],
)  # fmt: skip
def test_capabilities_of_bouncers_are_used(capability: str) -> None:
    harness = SessionHarness()
    harness.record(harness.session.note_opened(1))
    harness.receive(f":s CAP * LS :batch message-tags server-time draft/chathistory {capability}")
    assert any(line.startswith("CAP REQ") and capability in line.split() for line in harness.sent)


def test_messages_of_one_instant_are_new_unless_the_same_person_repeats_the_same_text() -> None:
    harness, timeline = begin("server-time")
    harness.receive(*(line(0, "bob", f"number {number}") for number in range(50)))
    added = [event for event in harness.events if isinstance(event, EntryAdded)]
    loaded = [event for event in harness.events if isinstance(event, HistoryLoaded)]
    assert (len([event for event in added if event.entry.kind is EntryKind.MESSAGE]), loaded) == (50, [])
    harness.receive(line(0, "bob", "number 7"), line(0, "cid", "number 7"))
    assert timeline.texts() == [*(f"number {number}" for number in range(50)), "number 7"]
    assert timeline.entries()[-1].nick == "cid"


def test_direct_room_is_called_as_the_person_writes_the_nick() -> None:
    harness = SessionHarness()
    harness.connect(f"{MODERN} draft/chathistory")
    harness.receive(
        ":s BATCH +1 draft/chathistory-targets",
        f"@batch=1 :s CHATHISTORY TARGETS ann_lee timestamp={format_time(NOW)}",
        ":s BATCH -1",
    )
    assert harness.session.rooms["ann_lee"].name == "ann_lee"
    harness.receive(
        ":s BATCH +2 chathistory ann_lee",
        f"@batch=2;time={format_time(NOW)};msgid=1 :Ann_Lee!u@h PRIVMSG ann :hello",
        ":s BATCH -2",
    )
    assert harness.session.rooms["ann_lee"].name == "Ann_Lee"
    harness.receive(":ANN_LEE!u@h PRIVMSG ann :louder")
    assert harness.session.rooms["ann_lee"].name == "ANN_LEE"

"""The worst case of each command: whatever a stranger has prepared, no hold of the lock takes more than a few thousand
steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import pytest

from desktop_chat.hub.commands import COMMANDS
from desktop_chat.hub.job import Errand
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.records.server_bans import MASK, NETWORK
from desktop_chat.hub.state import State
from desktop_chat.irc.message import Message, parse_line
from desktop_chat.storage.msgid import msgid_of
from desktop_chat.storage.records import Entry, Room, ServerBan
from desktop_chat.storage.store_api import (
    EntryQuery,
    HistoryQuery,
    HistoryTarget,
    OwnEntriesQuery,
    ResendQuery,
    SearchQuery,
    StoreReader,
    TargetsQuery,
)
from tests.hub.harness import FINGERPRINT, NOW, SETTINGS, HubHarness
from tests.steps import steps

MOST = 25_000
"""Lines of Python in one hold of the lock: 2 to 4 ms here."""
CROWD, ROOMS, MASKS = 400, 400, 100
NAME = "a" * 150
CAPABILITIES = (
    "message-tags server-time echo-message labeled-response batch draft/chathistory draft/event-playback away-notify"
    " draft/multiline draft/message-redaction draft/read-marker draft/metadata-2 draft/channel-rename invite-notify"
    " soju.im/search extended-monitor multi-prefix userhost-in-names account-notify setname chghost"
)
Lines = list[str]


class FullReader(StoreReader):
    """Answers with as much as a Store may: 100 Entries of 100 lines each, all of one room."""

    def __init__(self, room: int) -> None:
        self._room = room

    def read_history_page(self, query: HistoryQuery) -> tuple[Entry, ...]:
        return tuple(map(self._entry, range(1, 101)))

    def read_targets(self, query: TargetsQuery) -> tuple[HistoryTarget, ...]:
        return (HistoryTarget(Room(self._room, "channel", "#big"), NOW, 1),) * 100

    def find_resent(self, query: ResendQuery) -> Entry | None:
        return None

    def read_versions(self, query: EntryQuery) -> tuple[Entry, ...]:
        return (self._entry(1),)

    def read_own_entries(self, query: OwnEntriesQuery) -> tuple[tuple[Entry, ...], ...]:
        return tuple((self._entry(query.after + number),) for number in range(1, query.limit + (query.after < 90)))

    def search_entries(self, query: SearchQuery) -> tuple[Entry, ...]:
        return tuple(map(self._entry, range(1, 101)))

    def _entry(self, number: int) -> Entry:
        text = "\n".join("words of this line" for _ in range(100))
        return Entry(
            room=self._room,
            sequence=number,
            time=NOW + number,
            command="PRIVMSG",
            source="ann!a@h",
            target="#big",
            text=text,
            identity=f"cert:{FINGERPRINT}",
        )


class World:
    """A chat that somebody has prepared: rooms with many dear masks, a large room, many rooms."""

    def __init__(self) -> None:
        settings = replace(SETTINGS, limits_enabled=False, oper_name="oper", oper_password="word")
        self.harness = HubHarness(settings)
        self.number = 0
        self.maker = self.enter("maker")
        self.banned = [f"#ban{number}" for number in range(100)]
        self.rooms = [f"#room{number}{'a' * 40}" for number in range(ROOMS)]
        for name in (*self.banned, *self.rooms, "#big"):
            self.say(self.maker, f"JOIN {name}", f"MODE {name} -t", f"TOPIC {name} :{'t' * 300}")
        dear = [f"~r:*{'?a' * 40}*b{number}" for number in range(MASKS)]
        cheap = [f"~r:*{'a' * 40}*a*a*b{number}" for number in range(MASKS)]
        for items in (self.state.channels[name].lists[letter] for name in self.banned for letter in "beI"):
            for mask in (*dear, *cheap):
                if len(items) < MASKS and items.has_room_for(mask):
                    items[mask] = ("maker!m@h", NOW)
        self.crowd = [self.enter(f"crowd{number}", rooms=["#big"]) for number in range(CROWD)]

    @property
    def state(self) -> State:
        return self.harness.hub._state

    def say(self, seat: Seat, *lines: str) -> None:
        self.harness.send(seat, *lines)
        self.harness.run_until_idle()
        self.harness.read_lines(seat)

    def enter(
        self, nick: str = "", *, rooms: Sequence[str] = (), capabilities: str = "", certificate: bool = False
    ) -> Seat:
        self.number += 1
        seat = self.harness.connect(f"{self.number:064x}" if certificate else "", f"10.1.{self.number // 250}.1")
        lines = [f"CAP REQ :{capabilities}"] if capabilities else []
        nick = nick or f"stranger{self.number}"
        self.say(seat, *lines, f"NICK {nick}", f"USER {'a' * 18} 0 * :{NAME}", *(["CAP END"] if lines else []))
        for name in rooms:
            self.say(seat, f"JOIN {name}")
        return seat

    def stranger(self, rooms: Sequence[str] = ()) -> Seat:
        return self.enter(rooms=rooms, capabilities=CAPABILITIES, certificate=True)

    def inside(self, rooms: Sequence[str]) -> Seat:
        """Somebody whom no list of these rooms has been asked about yet."""
        seat = self.stranger()
        assert seat.user is not None
        for name in rooms:
            self.state.add_member(self.state.channels[name], seat.user)
        return seat

    def leader(self, *rooms: str) -> Seat:
        seat = self.inside(rooms)
        assert seat.user is not None
        for name in rooms:
            self.state.channels[name].set_letters(seat.user, "qo")
        return seat

    def operator(self) -> Seat:
        seat = self.stranger()
        self.say(seat, "OPER oper word")
        return seat

    def hold(self, work: Callable[[], object]) -> None:
        work()
        self.harness.take_outcome()

    def holds(self, seat: Seat, line: str) -> list[int]:
        """Say it: the steps of each hold of the lock until all of it is done."""
        message: Message = parse_line(line)
        taken = [steps(partial(self.hold, partial(self.harness.hub.receive_messages, seat, [message], NOW)))]
        while self.harness.errands or self.harness.jobs:
            if self.harness.errands:
                errand: Errand = self.harness.errands.pop(0)
                work: Callable[[], None] = partial(self.harness.hub.go_on, errand, NOW)
            else:
                job = self.harness.jobs.pop(0)
                answer = job.query.ask(FullReader(self.state.channels["#big"].room))
                work = partial(self.harness.hub.finish_work, job, answer, NOW)
            taken.append(steps(partial(self.hold, work)))
        self.harness.run_until_idle()
        return taken


Case = Callable[[World], tuple[Seat, Lines]]
LONG = "a" * 400


def plain(*lines: str) -> Case:
    return lambda world: (world.stranger(), list(lines))


def by_operator(*lines: str) -> Case:
    return lambda world: (world.operator(), list(lines))


def metadata(world: World) -> tuple[Seat, Lines]:
    seat = world.stranger(["#big"])
    for number, one in enumerate(world.crowd):
        assert one.user is not None
        for key in range(20):
            world.state.metadata.set_value(one.user.metadata_owner, f"key{key}", f"value{number}")
    return seat, ["METADATA * SUB " + " ".join(f"key{key}" for key in range(20)), "METADATA #big SYNC"]


def markers_and_forwards(world: World) -> tuple[Seat, Lines]:
    world.say(world.maker, "JOIN #old")
    for number, one in enumerate(world.crowd[:150]):
        world.say(one, "JOIN #old")
        world.state.markers.mark_read(f"cert:{number}", "#old", NOW)
    for number in range(3000):
        world.state.markers.mark_read(f"cert:many{number}", "#old", NOW)
    for name in world.rooms:
        world.state.channels[name].forward = "#old"
    return world.leader("#old"), ["RENAME #old #new"]


def roles(world: World) -> tuple[Seat, Lines]:
    channel = world.state.channels["#big"]
    channel.roles.update({f"cert:{number}": "v" for number in range(1000)})
    seat = world.operator()
    return seat, ["CS ACCESS #big", "CS INFO #big"]


def account(world: World) -> tuple[Seat, Lines]:
    seat = world.stranger()
    assert seat.user is not None
    world.say(seat, "NS REGISTER sesame-sesame")
    for channel in world.state.channels.values():
        channel.roles[seat.user.identity] = "o"
    return seat, ["NS HELP", f"NS DROP {seat.user.nick}"]


def many_bans(world: World) -> tuple[Seat, Lines]:
    seat = world.operator()
    for number in range(1000):
        network = f"172.16.{number // 250}.{number % 250}"
        for kind, mask in ((MASK, f"x{number}!*@host{number}"), (NETWORK, network)):
            world.state.bans.put_ban(ServerBan(kind, mask, "", "maker", NOW, 0))
    return seat, ["STATS k", "STATS d"]


def victims(command: str, mask: str) -> Case:
    def case(world: World) -> tuple[Seat, Lines]:
        seat = world.operator()
        for number in range(60):
            one = world.harness.connect(address="10.9.9.9")
            world.say(one, f"NICK victim{command}{number}", "USER v 0 * :victim")
        return seat, [f"{command} {mask}"]

    return case


def batch(world: World) -> tuple[Seat, Lines]:
    seat = world.stranger(["#big"])
    lines = [f"@batch=a PRIVMSG #big :{'w ' * 60}" for _ in range(100)]
    return seat, ["BATCH +a draft/multiline #big", *lines, "BATCH -a"]


WORST: Mapping[str, Case] = {
    "CAP": lambda world: (world.inside(world.banned), ["CAP LS 302", "CAP REQ :" + "-batch batch " * 60, "CAP LIST"]),
    "NICK": lambda world: (world.inside(world.banned), ["NICK somebody-else"]),
    "USER": plain(f"USER {LONG} 0 * :{LONG}"),
    "WEBIRC": plain(f"WEBIRC {LONG} b c d"),
    "PASS": plain(f"PASS {LONG}"),
    "PING": plain(f"PING {LONG}"),
    "PONG": plain(f"PONG {LONG}"),
    "QUIT": lambda world: (world.inside([*world.banned, "#big"]), [f"QUIT :{LONG}"]),
    "ERROR": plain(f"ERROR :{LONG}"),
    "AUTHENTICATE": plain("AUTHENTICATE PLAIN", f"AUTHENTICATE {LONG}", "AUTHENTICATE +"),
    "REGISTER": plain(f"REGISTER * {LONG}@{LONG} {LONG}"),
    "VERIFY": plain(f"VERIFY a {LONG}"),
    "FILEHOST": plain("FILEHOST UPLOAD #busy", "FILEHOST TOKEN", f"FILEHOST DELETE {LONG}"),
    "DEVICE": plain("DEVICE CODE", "DEVICE ROOMS", f"DEVICE {LONG}"),
    "NS": account,
    "NICKSERV": plain("NICKSERV HELP", f"NICKSERV INFO {LONG}"),
    "CS": roles,
    "CHANSERV": plain("CHANSERV HELP", "CHANSERV ACCESS #big"),
    "JOIN": lambda world: (world.stranger(), ["JOIN " + ",".join(world.banned), "JOIN 0"]),
    "PART": lambda world: (world.inside(world.banned), ["PART " + ",".join(world.banned)]),
    "TOPIC": lambda world: (world.inside(["#ban1"]), [f"TOPIC #ban1 :{LONG}"]),
    "NAMES": lambda world: (world.stranger(), ["NAMES #big,#ban1,#ban2,#ban3"]),
    "LIST": plain("LIST " + ",".join(f"*{'a' * 20}b{number}" for number in range(20)), "LIST"),
    "INVITE": lambda world: (world.leader("#big"), ["INVITE maker #big", "INVITE"]),
    "KNOCK": lambda world: (world.stranger(), ["KNOCK #ban1 :let me in"]),
    "RENAME": markers_and_forwards,
    "KICK": lambda world: (
        world.leader("#big"),
        ["KICK #big " + ",".join(f"crowd{number}" for number in range(300, CROWD))],
    ),
    "MODE": lambda world: (
        world.leader("#big", "#ban1"),
        ["MODE #ban1 +" + "beI" * 13, "MODE #big +u", "MODE #big -u", "MODE #ban1 +" + "b" * 20 + " x?*" * 20],
    ),
    "PRIVMSG": lambda world: (world.inside(world.banned), [f"PRIVMSG #ban1,#ban2,#ban3,#ban4 :{LONG}"]),
    "NOTICE": lambda world: (world.inside(world.banned), [f"NOTICE #ban1,#ban2,#ban3,#ban4 :{LONG}"]),
    "TAGMSG": lambda world: (world.inside(world.banned), ["@+typing=active TAGMSG #ban1,#ban2,#ban3,#ban4"]),
    "SEARCH": lambda world: (world.stranger(["#big"]), [f"SEARCH text={LONG}", "SEARCH in=#big"]),
    "BATCH": batch,
    "REDACT": lambda world: (
        world.leader("#big"),
        [f"REDACT #big {msgid_of(world.state.channels['#big'].room, 1)}", "REDACT #big *"],
    ),
    "CHATHISTORY": lambda world: (world.stranger(["#big"]), ["CHATHISTORY LATEST #big * 100"]),
    "MARKREAD": plain("MARKREAD #big timestamp=2026-01-01T00:00:00.000Z", "MARKREAD #big"),
    "METADATA": metadata,
    "MONITOR": plain("MONITOR + " + ",".join(f"crowd{number}" for number in range(200)), "MONITOR S", "MONITOR L"),
    "AWAY": lambda world: (world.inside([*world.banned, "#big"]), ["AWAY :out"]),
    "ISUPPORT": plain("ISUPPORT"),
    "SETNAME": lambda world: (world.inside([*world.banned, "#big"]), [f"SETNAME :{NAME}"]),
    "WHO": lambda world: (world.stranger(["#big"]), ["WHO *a?a?b*", "WHO *", "WHO #big %tcuihsnfdlaor,1"]),
    "WHOIS": lambda world: (world.inside([*world.banned, *world.rooms]), ["WHOIS maker", "WHOIS crowd1"]),
    "WHOWAS": plain(f"WHOWAS {LONG}", "WHOWAS crowd1"),
    "USERHOST": plain("USERHOST a b c d e f"),
    "ISON": plain("ISON " + " ".join(f"crowd{number}" for number in range(80))),
    "MOTD": plain("MOTD *a?*b"),
    "LUSERS": plain("LUSERS"),
    "VERSION": plain("VERSION"),
    "TIME": plain("TIME"),
    "INFO": plain("INFO"),
    "ADMIN": plain("ADMIN"),
    "HELP": plain("HELP", "HELP JOIN"),
    "HELPOP": plain("HELPOP", f"HELPOP {LONG}"),
    "LINKS": plain("LINKS"),
    "STATS": many_bans,
    "OPER": plain(f"OPER {LONG} {LONG}"),
    "CHGHOST": lambda world: (world.operator(), ["CHGHOST maker another.host"]),
    "KILL": victims("KILL", "victimKILL1"),
    "WALLOPS": by_operator(f"WALLOPS :{LONG}"),
    "KLINE": victims("KLINE", "victimKLINE*!v@*?"),
    "DLINE": victims("DLINE", "10.9.9.9"),
    "MUTE": victims("MUTE", "victimMUTE*!v@*?"),
    "UNKLINE": by_operator("UNKLINE *!*@nobody"),
    "UNDLINE": by_operator("UNDLINE 10.8.8.8"),
    "UNMUTE": by_operator("UNMUTE *!*@nobody"),
    "WEBHOOK": by_operator(f"WEBHOOK ADD #big 600 :{LONG}", "WEBHOOK LIST", "WEBHOOK DEL 999"),
    "SAMODE": by_operator("SAMODE #big +u", "SAMODE #big -u"),
    "SAJOIN": by_operator("SAJOIN #big"),
    "ACCEPT": plain("ACCEPT " + ",".join(f"crowd{number}" for number in range(100)), "ACCEPT *"),
    "REHASH": by_operator("REHASH"),
}


@pytest.fixture(scope="module")
def world() -> World:
    return World()


def test_every_command_has_a_worst_case() -> None:
    assert WORST.keys() == COMMANDS.keys()


ORDER = sorted(COMMANDS, key=lambda name: (name in ("KICK", "RENAME", "NS", "METADATA", "QUIT"), name))
"""Those that change the world for the others come last."""


@pytest.mark.parametrize("name", ORDER)
def test_worst_case_stays_within_the_steps_of_a_hold(world: World, name: str) -> None:
    seat, lines = WORST[name](world)
    for line in lines:
        taken = world.holds(seat, line)
        assert max(taken) <= MOST, f"{line[:60]} took {taken[:10]}"
        if seat.closing:
            break

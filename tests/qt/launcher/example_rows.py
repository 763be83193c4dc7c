"""What a running chat reports, as examples: people, bans, rooms, roles, links, files, settings and the log."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from desktop_chat.net.control_values import (
    BanRow,
    FileRow,
    LinkRow,
    LogLine,
    RoleRow,
    RoomRow,
    ServerPhase,
    ServerState,
    SettingRow,
    UserRow,
    WebhookRow,
)
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.server.settings_file import ServerSettings
from desktop_chat.texts import hub as hub_texts
from desktop_chat.texts import log
from desktop_chat.texts import storage as storage_texts

MINUTE = 60_000


def now() -> int:
    return time.time_ns() // 1_000_000


def running() -> ServerState:
    return ServerState(
        ServerPhase.RUNNING,
        now() - 134 * MINUTE,
        "Ann's chat",
        "0.1.0",
        4711,
        listening=("192.168.1.20:6697", "[fd12:3456::20]:6697", "127.0.0.1:6697"),
        fingerprint=KeyPin("3f9a" * 16),
        lobby="#lobby",
    )


def people(count: int = 9) -> tuple[UserRow, ...]:
    names = (
        "ann",
        "bob",
        "cid",
        "Дарья",
        "Eve_Example",
        "Νίκος",
        "finn",
        "Gül",
        "a_very_long_nick_that_goes_on_and_on",
    )
    rows = []
    for number in range(count):
        nick = names[number] if number < len(names) else f"guest{number}"
        rows.append(
            UserRow(
                nick=nick,
                user="u",
                host="127.0.0.1" if not number else f"192.168.1.{number + 30}" if number != 4 else "2001:db8::17:4",
                account=nick if number in (0, 2, 5) else "",
                role="owner" if not number else "operator" if number == 3 else "",
                rooms=("#lobby", "#games", "#homework")[: number % 3 + 1],
                since=now() - (number + 1) * 17 * MINUTE,
                active=now() - number * number * 90_000,
                rate=(11 - number) % 8,
                secure=number != 5,
                away=number == 6,
                realname="Cid from next door" if number == 2 else "",
                muted=number == 6,
                moderator=number in (0, 7),
            )
        )
    return tuple(rows)


def bans() -> tuple[BanRow, ...]:
    return (
        BanRow(
            kind="mask",
            mask=f"~f:{'3f9a' * 16}",
            reason="spam",
            by="the host",
            at=now() - 3 * MINUTE,
            until=0,
            name="mallory",
        ),
        BanRow("mute", "*!eve@192.168.1.34", "", "the host", now() - 9 * MINUTE, now() + 51 * MINUTE),
        BanRow("network", "203.0.113.0/24", "floods", "ann", now() - 3000 * MINUTE, now() + 5000 * MINUTE),
        BanRow("network", "2001:db8::17:4/128", "", "ann", now() - 4000 * MINUTE, 0),
        BanRow("mask", "*!*@*.example.net", "after the third warning, and for what was said", "ann", 0, 0),
    )


def log_lines(count: int = 60) -> tuple[LogLine, ...]:
    said = (
        ("INFO", log.LISTENING("192.168.1.20:6697")),
        ("INFO", log.CAME_IN_AS("bob", "192.168.1.31", "bob")),
        ("INFO", log.TURNED_AWAY(log.SOMEBODY, "203.0.113.9", hub_texts.WRONG_PASSWORD)),
        ("WARNING", log.CHAT_IS_FULL(1000)),
        ("INFO", log.WAS_BANNED_FOR("eve", log.THE_HOST, hub_texts.HOURS(1))),
        ("INFO", log.PERSON_LEFT("finn", hub_texts.PING_TIMEOUT(60))),
        ("ERROR", storage_texts.DISK_FULL("/home/ann/chat/chat.db")),
    )
    lines = [(level, translate_text(text)) for level, text in said]
    return tuple(LogLine(now() - (count - i) * 7000, *lines[i % len(lines)]) for i in range(count))


def settings() -> tuple[SettingRow, ...]:
    """Return the rows of a server."""
    overrides = ["server.name=Ann's chat", "server.welcome=Be kind."]
    return ServerSettings(Path("no-such-folder"), None, overrides).setting_rows()


def rooms() -> tuple[RoomRow, ...]:
    """Open, closed, hidden and empty rooms."""

    def room(name: str, topic: str, people: int, modes: str = "nt", **more: Any) -> RoomRow:
        named = {"password": "", "limit": 0, "founder": "", "lobby": False, **more}
        return RoomRow(name, topic, people, modes, created=now() - 90 * 86_400_000, **named)

    return (
        room("#lobby", "Welcome! Lunch is at noon.", 9, lobby=True, messages=12_480, last=now() - MINUTE),
        room("#games", "", 4, founder="bob", messages=812, last=now() - 40 * MINUTE),
        room("#домашка", "Контрольная в пятницу", 2, "ntR", messages=77, last=now() - 26 * 3_600_000),
        room("#teachers", "For teachers only", 2, "ints", password="chalk", messages=301, last=now() - 5 * MINUTE),
        room("#a_room_with_a_very_long_name_that_nobody_can_read", "Long " * 40, 0, messages=1, last=now() - MINUTE),
    )


def roles() -> tuple[RoleRow, ...]:
    """Every kind of role."""
    return (
        RoleRow("owner", "ann", identity="cert:a", account=True, online=True),
        RoleRow("operator", "Дарья", identity="cert:d", online=True),
        RoleRow(role="founder", name="ann", room="#lobby", identity="cert:a", account=True, online=True),
        RoleRow(role="moderator", name="bob", room="#lobby", identity="cert:b", account=True),
        RoleRow(role="founder", name="cid", room="#games", identity="cert:c"),
        RoleRow(role="moderator", name="finn", room="#games", online=True),
    )


def webhooks() -> tuple[WebhookRow, ...]:
    """Both kinds, used and unused."""
    return (
        WebhookRow(
            id=1, room="#dev", name="Build server", by="the host", since=now(), count=12, last=now() - MINUTE,
            per_minute=30,
        ),
        WebhookRow(id=2, room="#lobby", name="Звонок", by="ann", since=now(), count=0, last=0, per_minute=5),
        WebhookRow(
            id=3, room="*", name="bot.example", by="the host", since=now(), count=1, last=now() - 26 * 3_600_000,
            url="https://bot.example/a/very/long/address/that/nobody/can/read?with=more", word="deploy",
        ),
        WebhookRow(
            id=4, room="#games", name="10.0.0.5", by="the host", since=now(), count=0, last=0, url="http://10.0.0.5/score",
        ),
    )  # fmt: skip


def files() -> tuple[FileRow, ...]:
    """Pictures, a sound, a text, and a program with a long name; the newest first."""
    hour, file = 60 * MINUTE, FileRow
    long = "the programs of the whole third form, with everything that belongs to them.exe"
    return (
        file("a", "Sommerfest 2026.jpg", "image/jpeg", 2_412_000, "ann", "#lobby", now() - 3 * MINUTE, "a" * 64),
        file("b", "Протокол.txt", "text/plain", 812, "Дарья", "#homework", now() - hour, "b" * 64),
        file("c", "song.ogg", "audio/ogg", 4_100_000, "bob", "#games", now() - 2 * hour, "c" * 64),
        file("d", long, "application/octet-stream", 48_000_000, "Νίκος", "", now() - 3 * hour, "d" * 64),
        file("e", "plan.pdf", "application/pdf", 96_000, "cid", "#lobby", now() - 30 * hour, "e" * 64),
    )


def links() -> tuple[LinkRow, ...]:
    return (
        LinkRow("k3f9x0q7mz", "", now() - 9000 * MINUTE, 12, now() - 40 * MINUTE),
        LinkRow("2b8dwhty5e", "Family", now() - 5000 * MINUTE, 1, now() - 4000 * MINUTE),
        LinkRow("olive-lemon-tiger-cello", "Class 4b", now() - 3000 * MINUTE, 3, now() - 30 * MINUTE),
        LinkRow("r6cjv4n1sg", "The whole school, and the parents of everybody in the third form", now(), 0, 0),
    )

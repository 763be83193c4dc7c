"""Pictures of the launcher in its states, without a server."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop_chat.lan.firewalls import Firewall
from desktop_chat.net.control_values import (
    BanRow,
    Counters,
    EntryRule,
    FileRow,
    FileSpace,
    KnockRow,
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
from desktop_chat.qt.dialogs.question import KeepQuestion, MessageQuestion
from desktop_chat.qt.hosting.backup_process import BackupRow
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.hosting.reach_check import ReachReport
from desktop_chat.qt.hosting.server_process import Failure
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.launcher.bans_dialog import BansDialog
from desktop_chat.qt.launcher.hosted_room_actions import TopicQuestion
from desktop_chat.qt.launcher.link_questions import NewLinkQuestion, RevokeQuestion
from desktop_chat.qt.launcher.people_questions import AddressQuestion, AnnouncementQuestion, BanQuestion, TermQuestion
from desktop_chat.qt.launcher.role_changes import ModeratorQuestion
from desktop_chat.qt.launcher.webhook_questions import CallQuestion, PostQuestion, SecretQuestion
from desktop_chat.qt.launcher.window import (
    BACKUPS,
    FILES,
    LINKS,
    LOG,
    OVERVIEW,
    PEOPLE,
    ROLES,
    ROOMS,
    SETTINGS,
    WEBHOOKS,
    LauncherWindow,
)
from desktop_chat.server.settings_file import ServerSettings
from desktop_chat.texts import hub as hub_texts
from desktop_chat.texts import log
from desktop_chat.texts import server as server_texts
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
    names = ("ann", "bob", "cid", "Дарья", "Eve_Example", "小林", "finn", "Gül", "a_very_long_nick_that_goes_on_and_on")
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


def make_hosting(
    state: ServerState | None = None, *, users: tuple[UserRow, ...] = (), failure: Failure | None = None
) -> Hosting:
    """Return a Hosting with a state and without a server."""
    hosting = Hosting(Path("no-such-folder"))
    hosting.failure = failure
    if state is not None:
        hosting.state = state
    if hosting.is_running:
        hosting.users = users
        hosting.counters = Counters(
            users=len(users),
            peak=12,
            rooms=3,
            messages_minute=23,
            messages_total=18_204,
            database=3_400_000,
            memory=48_300_000,
            uptime=8040,
        )
    return hosting


def make_window(hosting: Hosting, page: int = OVERVIEW, width: int = 980, height: int = 640) -> LauncherWindow:
    window = LauncherWindow(hosting)
    hosting.setParent(window)
    window.resize(width, height)
    window.navigation.choose_page(page)
    if hosting.is_running:
        if hosting.users:
            window.log.add_lines(log_lines())
            for second in range(300):
                window.overview.figures.curve.add_sample(
                    round(20 + 9 * math.sin(second / 17) + 6 * math.sin(second / 6))
                )
        window.settings.set_rows(settings())
        window.overview.reach.set_report(ReachReport(window.overview.reach.outer_addresses, (), Firewall.UFW))
        window.on_counters_changed(hosting.counters)
    return window


def _stopped(width: int, height: int) -> QWidget:
    return make_window(make_hosting(), width=width, height=height)


def _starting(width: int, height: int) -> QWidget:
    return make_window(make_hosting(replace(running(), phase=ServerPhase.STARTING)), width=width, height=height)


def _stopping(width: int, height: int) -> QWidget:
    return make_window(make_hosting(replace(running(), phase=ServerPhase.STOPPING)), width=width, height=height)


def _failed(width: int, height: int) -> QWidget:
    reason = translate_text(server_texts.PORT_USED_BY(6697, "nginx", 1234, "0.0.0.0:6697"))
    state = replace(running(), phase=ServerPhase.FAILED, reason=reason)
    return make_window(make_hosting(state, failure=Failure(reason, (), 6697, 6698)), width=width, height=height)


def _empty(width: int, height: int) -> QWidget:
    return make_window(make_hosting(replace(running(), listening=("127.0.0.1:6697",))), width=width, height=height)


def _full(page: int) -> Callable[[int, int], QWidget]:
    return lambda width, height: make_window(make_hosting(running(), users=people()), page, width, height)


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


def _rooms(width: int, height: int) -> QWidget:
    window = make_window(make_hosting(running(), users=people()), ROOMS, width, height)
    window.rooms.set_rooms(rooms(), now())
    return window


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


def _roles(width: int, height: int) -> QWidget:
    window = make_window(make_hosting(running(), users=people()), ROLES, width, height)
    second = (
        RoleRow("owner_link", "", identity="link"),
        RoleRow("computer", "ann", identity="3f9a51c02be7d448" * 4),
    )
    window.roles.set_roles((*roles(), *second))
    window.roles.choose_row(3)
    return window


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


def _webhooks(width: int, height: int) -> QWidget:
    window = make_window(make_hosting(running(), users=people()), WEBHOOKS, width, height)
    window.webhooks.set_webhooks(webhooks(), now())
    window.webhooks.choose_row(0)
    return window


def files() -> tuple[FileRow, ...]:
    """Pictures, a sound, a text, and a program with a long name; the newest first."""
    hour, file = 60 * MINUTE, FileRow
    long = "the programs of the whole third form, with everything that belongs to them.exe"
    return (
        file("a", "Sommerfest 2026.jpg", "image/jpeg", 2_412_000, "ann", "#lobby", now() - 3 * MINUTE, "a" * 64),
        file("b", "Протокол.txt", "text/plain", 812, "Дарья", "#homework", now() - hour, "b" * 64),
        file("c", "song.ogg", "audio/ogg", 4_100_000, "bob", "#games", now() - 2 * hour, "c" * 64),
        file("d", long, "application/octet-stream", 48_000_000, "小林", "", now() - 3 * hour, "d" * 64),
        file("e", "plan.pdf", "application/pdf", 96_000, "cid", "#lobby", now() - 30 * hour, "e" * 64),
    )


def _files(chosen: int) -> Callable[[int, int], QWidget]:
    def build(width: int, height: int) -> QWidget:
        window = make_window(make_hosting(running(), users=people()), FILES, width, height)
        window.files.set_files(files(), now())
        window.files.set_space(FileSpace(5, 54_608_812, 2_000_000_000))
        window.files.choose_row(chosen)
        return window

    return build


def _secret_question() -> QWidget:
    text = "Whoever has it can post to #dev. It is shown only now."
    return SecretQuestion("The address for CI", text, "https://192.168.1.20:6697/hooks/Hk0s9dYb1Zq_w3bQmN7cVt4x", None)


def _topic_question() -> QWidget:
    return TopicQuestion(rooms()[0], None)


def _nobody(width: int, height: int) -> QWidget:
    return make_window(make_hosting(running()), PEOPLE, width, height)


def _trouble(width: int, height: int) -> QWidget:
    state = replace(running(), trouble=translate_text(storage_texts.DISK_FULL("/home/ann/chat/chat.db")))
    return make_window(make_hosting(state, users=people()), width=width, height=height)


def _browsers(scheme: str) -> Callable[[int, int], QWidget]:
    """Browsers may join."""

    def build(width: int, height: int) -> QWidget:
        return make_window(
            make_hosting(replace(running(), browsers=scheme), users=people()), width=width, height=height + 300
        )

    return build


def _restarted(width: int, height: int) -> QWidget:
    window = make_window(
        make_hosting(replace(running(), since=now() - 90_000), users=people()), width=width, height=height
    )
    window.on_restarted()
    return window


def _question(*, closing: bool) -> QWidget:
    say = QCoreApplication.translate
    here = say("ChatStop", "%n people are connected.", "", 9) + " "
    if closing:
        text = here + say("ChatStop", "It can go on without this window; open the program again to find it here.")
        return KeepQuestion(say("ChatStop", "The chat is running"), text, None)
    text = here + say("ChatStop", "All messages are kept. They see what you write here.")
    title, why, stop = (say("ChatStop", words) for words in ("Stop the chat?", "Why (optional)", "Stop"))
    return MessageQuestion("stop", title, text, why, stop, None)


def _bans(*rows: BanRow) -> QWidget:
    dialog = BansDialog(None)
    dialog.resize(480, 460)
    dialog.set_bans(rows, now())
    if rows:
        dialog.view.setCurrentIndex(dialog.bans.index(1, 0))
    return dialog


def _mute_question() -> QWidget:
    title, text, mute = (
        QCoreApplication.translate("PeopleActions", words).format(nick="bob")
        for words in ("Mute {nick}?", "{nick} can read and cannot send messages.", "Mute")
    )
    return TermQuestion("mic-off", title, text, mute, 3600, None)


def _backups(width: int, height: int) -> QWidget:
    window = make_window(make_hosting(running(), users=people()), BACKUPS, width, height)
    paths = [Path(f"/data/backups/daily-{day}.zip") for day in range(7)]
    rows = [
        BackupRow(path, "Ann's chat", now() - day * 86_400_000, 7, 12_480 - 310 * day, 4_180_000 - 90_000 * day)
        for day, path in enumerate(paths)
    ]
    window.backup_acts.commands.close()  # the list of the real folder would come later
    window.backups.show_backups(tuple(rows))
    window.backups.show_former("/data/before-restore-20261130-180000-000")
    return window


def links() -> tuple[LinkRow, ...]:
    return (
        LinkRow("k3f9x0q7mz", "", now() - 9000 * MINUTE, 12, now() - 40 * MINUTE),
        LinkRow("2b8dwhty5e", "Family", now() - 5000 * MINUTE, 1, now() - 4000 * MINUTE),
        LinkRow("olive-lemon-tiger-cello", "Class 4b", now() - 3000 * MINUTE, 3, now() - 30 * MINUTE),
        LinkRow("r6cjv4n1sg", "The whole school, and the parents of everybody in the third form", now(), 0, 0),
    )


def _links(width: int, height: int) -> QWidget:
    hosting = make_hosting(replace(running(), entry=EntryRule.LINK), users=people())
    hosting.links = links()
    return make_window(hosting, LINKS, width, height)


def _router(state: ServerState) -> Callable[[int, int], QWidget]:
    """The overview from above to below, because the router stands below."""
    return lambda width, height: make_window(make_hosting(state, users=people()), OVERVIEW, width, 2 * height + 300)


def _router_trouble(width: int, height: int) -> QWidget:
    trouble = translate_text(server_texts.ROUTER_NOT_FOUND(6697))
    return _router(replace(running(), router=True, router_trouble=trouble))(width, height)


def _knocks(width: int, height: int) -> QWidget:
    hosting = make_hosting(replace(running(), entry=EntryRule.APPROVAL), users=people())
    hosting.knocks = tuple(
        KnockRow(number, nick, nick.title(), f"192.168.1.{number}", "", now())
        for number, nick in enumerate(("bob", "cid"), 30)
    )
    return make_window(hosting, OVERVIEW, width, height)


STATES: tuple[tuple[str, Callable[[int, int], QWidget]], ...] = (
    ("stopped", _stopped),
    ("starting", _starting),
    ("stopping", _stopping),
    ("failed", _failed),
    ("browsers", _browsers("https")),
    ("browsers-plain", _browsers("http")),
    ("empty", _empty),
    ("running", _full(OVERVIEW)),
    ("trouble", _trouble),
    ("restarted", _restarted),
    ("people", _full(PEOPLE)),
    ("nobody", _nobody),
    ("rooms", _rooms),
    ("no-rooms", _full(ROOMS)),
    ("roles", _roles),
    ("router-open", _router(replace(running(), router=True, outside="203.0.113.7:6697"))),
    ("router-trouble", _router_trouble),
    ("links", _links),
    ("knocks", _knocks),
    ("no-links", _full(LINKS)),
    ("webhooks", _webhooks),
    ("no-webhooks", _full(WEBHOOKS)),
    ("files", _files(0)),
    ("files-unsafe", _files(3)),
    ("no-files", _full(FILES)),
    ("backups", _backups),
    ("no-backups", _full(BACKUPS)),
    ("log", _full(LOG)),
    ("settings", _full(SETTINGS)),
)


def examples() -> list[tuple[str, Callable[[], QWidget]]]:
    """Return (name, builder) of each state, wide and narrow, and of each question."""
    made: list[tuple[str, Callable[[], QWidget]]] = []
    for name, build in STATES:
        made.append((f"launcher-{name}-wide", partial(build, 980, 640)))
        made.append((f"launcher-{name}-narrow", partial(build, 420, 560)))
    made.append(("launcher-ask-stop", lambda: _question(closing=False)))
    made.append(("launcher-ask-close", lambda: _question(closing=True)))
    made.append(("launcher-ask-mute", _mute_question))
    made.append(("launcher-ask-ban", lambda: BanQuestion(people()[1], None)))
    made.append(("launcher-ask-address", lambda: AddressQuestion(None)))
    made.append(("launcher-ask-announce", lambda: AnnouncementQuestion(None)))
    made.append(("launcher-ask-topic", _topic_question))
    made.append(("launcher-ask-post", lambda: PostQuestion(["#lobby", "#games"], None)))
    made.append(("launcher-ask-call", lambda: CallQuestion(["#lobby", "#games"], None)))
    made.append(("launcher-secret", _secret_question))
    made.append(("launcher-ask-moderator", lambda: ModeratorQuestion(["#lobby", "#games"], None)))
    made.append(("launcher-ask-link", lambda: NewLinkQuestion(None)))
    made.append(("launcher-ask-link-unseen", lambda: NewLinkQuestion(None, announced=False)))
    made.append(("launcher-ask-revoke", lambda: RevokeQuestion("Family", 12, None)))
    made.append(("launcher-bans", lambda: _bans(*bans())))
    made.append(("launcher-bans-none", _bans))
    return made

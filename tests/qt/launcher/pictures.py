"""Pictures of the launcher in its states, without a server."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop_chat.lan.firewalls import Firewall
from desktop_chat.net.control_values import (
    BanRow,
    Counters,
    EntryRule,
    FileSpace,
    KnockRow,
    RoleRow,
    ServerPhase,
    ServerState,
    UserRow,
)
from desktop_chat.net.free_port import FreePort
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
from desktop_chat.texts import server as server_texts
from desktop_chat.texts import storage as storage_texts
from tests.qt.launcher.example_rows import (
    bans,
    files,
    links,
    log_lines,
    now,
    people,
    roles,
    rooms,
    running,
    settings,
    webhooks,
)


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
            for second in range(300):
                window.overview.figures.curve.add_sample(
                    round(20 + 9 * math.sin(second / 17) + 6 * math.sin(second / 6))
                )
        if page == LOG:
            window.log.add_lines(log_lines())
        if page == SETTINGS:
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
    free = FreePort(6698, "listen.addresses", ("0.0.0.0:6698", "[::]:6698"))
    return make_window(make_hosting(state, failure=Failure(reason, (), 6697, free)), width=width, height=height)


def _empty(width: int, height: int) -> QWidget:
    return make_window(make_hosting(replace(running(), listening=("127.0.0.1:6697",))), width=width, height=height)


def _full(page: int) -> Callable[[int, int], QWidget]:
    return lambda width, height: make_window(make_hosting(running(), users=people()), page, width, height)


def _rooms(width: int, height: int) -> QWidget:
    window = make_window(make_hosting(running(), users=people()), ROOMS, width, height)
    window.rooms.set_rooms(rooms(), now())
    return window


def _roles(width: int, height: int) -> QWidget:
    window = make_window(make_hosting(running(), users=people()), ROLES, width, height)
    second = (
        RoleRow("owner_link", "", identity="link"),
        RoleRow("computer", "ann", identity="3f9a51c02be7d448" * 4),
    )
    window.roles.set_roles((*roles(), *second))
    window.roles.choose_row(3)
    return window


def _webhooks(width: int, height: int) -> QWidget:
    window = make_window(make_hosting(running(), users=people()), WEBHOOKS, width, height)
    window.webhooks.set_webhooks(webhooks(), now())
    window.webhooks.choose_row(0)
    return window


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


def _backup_list(*, is_read: bool) -> Callable[[int, int], QWidget]:
    """The page before the list of backups has been read, and when there are none."""

    def build(width: int, height: int) -> QWidget:
        window = make_window(make_hosting(running(), users=people()), BACKUPS, width, height)
        window.backup_acts.commands.close()  # the list of the real folder would come later
        if is_read:
            window.backups.show_backups(())
        return window

    return build


def _log_line(width: int, height: int) -> QWidget:
    window = make_window(make_hosting(running(), users=people()), LOG, width, height)
    lines = window.log.lines
    window.log.view.setCurrentIndex(lines.index(lines.rowCount() - 1, 0))
    return window


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
    ("no-backups", _backup_list(is_read=True)),
    ("backups-reading", _backup_list(is_read=False)),
    ("log", _full(LOG)),
    ("log-line", _log_line),
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

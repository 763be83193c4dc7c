"""The command line. Imports are lazy: the server starts without Qt, and wrong arguments are reported at once."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_chat.paths import HomeError, Profile, default_profile
from desktop_chat.version import VERSION

if TYPE_CHECKING:
    import argparse

    from desktop_chat.server.cluster_plan import ClusterPlan


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the windows or run the server. Return the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        plain = _read_plain(words)
        if plain is not None:
            return _open(*plain)
        given = _parser(_command(words), with_settings=not {"-h", "--help"}.isdisjoint(words)).parse_args(words)
        if given.version:
            print(f"Desktop Chat {VERSION}")
            return 0
        return _COMMANDS[given.command](given) if given.command else _open(given.profile, given.link)
    except HomeError as error:
        print(error, file=sys.stderr)
        return 2


def _open(folder: str | None, link: str | None) -> int:
    """Open the windows, or run the server if there is no display. Raises HomeError."""
    profile = _profile(folder)
    if not _has_display():
        if link:
            print(f"There is no display, so {link} cannot be joined here.", file=sys.stderr)
            return 2
        print("There is no display, so this chat is served without a window. Ctrl+C stops it.", file=sys.stderr)
        return _run_server(profile.server, [], None, [])
    try:
        run_windows = load_windows()
    except ImportError as error:  # a library of the system or a part of the program is missing
        print(f"The windows cannot be opened: {error}. {_WITHOUT_WINDOW}", file=sys.stderr)
        return 2
    return run_windows(profile, link)


def load_windows() -> Callable[[Profile, str | None], int]:
    """Load what the first window needs. Return the function that runs the windows of a profile."""
    gc.disable()  # the windows' own collector takes over; modules loaded now are no garbage
    from desktop_chat.qt.app.app import run_windows

    return run_windows


def _read_plain(words: Sequence[str]) -> tuple[str | None, str | None] | None:
    """Return the (folder, link) of `[--profile DIR] [LINK]`, and None for all other arguments.

    For these forms, with which nearly all windows begin, a parser takes 3 ms of each start.
    """
    rest, folder = list(words), None
    if len(rest) > 1 and rest[0] == "--profile":
        folder, rest = rest[1], rest[2:]
    link = rest[0] if rest else None
    has_option = any(one is not None and one.startswith("-") for one in (folder, link))
    return None if len(rest) > 1 or has_option or link in _COMMANDS else (folder, link)


def _command(words: Sequence[str]) -> str:
    """Return the first word that is neither an option nor an option's value."""
    rest = iter(words)
    for word in rest:
        if word == "--profile":
            next(rest, None)
        elif not word.startswith("-"):
            return word
    return ""


def _parser(command: str, *, with_settings: bool) -> argparse.ArgumentParser:
    """Return the parser. `command`: the first word; a word that is no command is a link to join."""
    import argparse

    parser = argparse.ArgumentParser(
        "desktop-chat",
        description="Host a chat with one click, join it with another.",
        epilog="" if command in _COMMANDS else _WITHOUT_WINDOW,
    )
    parser.add_argument("--profile", metavar="DIR", help="use this folder instead of the usual one")
    parser.add_argument("--version", action="store_true", help="show the version and end")
    parser.set_defaults(command="", link=None)
    if command not in _COMMANDS:
        parser.add_argument("link", nargs="?", help="an address or an irc:// link to join")
        return parser
    commands = parser.add_subparsers(dest="command")
    serve = commands.add_parser(
        "serve",
        help="host a chat without a window",
        epilog=_settings_help() if with_settings and command == "serve" else None,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    serve.add_argument("--listen", metavar="HOST:PORT", action="append", default=[], help="where to listen")
    serve.add_argument("--config", metavar="FILE.toml", help="a file of settings")
    serve.add_argument("--set", metavar="section.key=value", action="append", default=[], help="one setting")
    _add_cluster_options(serve)
    serve.add_argument("--supervised", action="store_true", help="start again after a crash")
    backup = commands.add_parser("backup", help="write a backup of a chat, which may run meanwhile")
    backup.add_argument("file", metavar="FILE.zip", nargs="?", help="the backup; default: a new one in the data folder")
    backup.add_argument("--list", action="store_true", help="write none; tell what FILE.zip holds, or list all")
    restore = commands.add_parser("restore", help="put a backup in the place of a chat, which must be stopped")
    which = restore.add_mutually_exclusive_group(required=True)
    which.add_argument("file", metavar="FILE.zip", nargs="?", help="the backup")
    which.add_argument("--undo", action="store_true", help="put back what was there before the last restore")
    which.add_argument("--forget", action="store_true", help="delete what was there before earlier restores")
    restore.add_argument("--yes", action="store_true", help="do not ask")
    cluster = commands.add_parser("cluster", help="look after several servers that are one chat")
    cluster.add_argument(
        "act", choices=["key", "status", "snapshot", "recover", "upgrade"], help="write a new key, tell how the "
        "cluster is, make a snapshot of the log, begin the log anew with the chat in a data folder: as the folder is, "
        "or for a new version only if the folder has all of the log",
    )  # fmt: skip
    cluster.add_argument("file", metavar="FILE", nargs="?", help="for key: the new file")
    _add_cluster_options(cluster)
    files = commands.add_parser("files", help="list the files that people have sent to a running chat, or delete some")
    files.add_argument("--delete", metavar="ID", action="append", default=[], help="delete a file")
    for one in (backup, restore, files):
        one.add_argument("--json", action="store_true", help="answer in JSON, a line for each fact")
    for one in (serve, backup, restore, files, cluster):
        one.add_argument("--data", metavar="DIR", help="the folder that keeps the chat")
    return parser


def _settings_help() -> str:
    from desktop_chat.server.setting_help import settings_help

    return settings_help()


def _serve(given: argparse.Namespace) -> int:
    data = _data_folder(given)
    if not given.supervised:
        config = Path(given.config) if given.config else None
        return _run_node(given, data, config) if given.cluster else _run_server(data, given.listen, config, given.set)
    from desktop_chat.server.supervisor import Supervisor

    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop_chat"]
    command = [*program, "serve", "--data", str(data)]
    for option, values in (("--listen", given.listen), ("--set", given.set)):
        for value in values:
            command += [option, value]
    if given.config:
        command += ["--config", given.config]
    if given.cluster:
        for name in (
            "cluster",
            "cluster_key",
            "cluster_name",
            "cluster_address",
            "cluster_chat",
            "cluster_ca",
            "cluster_replicas",
        ):
            if value := getattr(given, name):
                command += [f"--{name.replace('_', '-')}", str(value)]
    return Supervisor(data, command).run()


def _add_cluster_options(parser: argparse.ArgumentParser) -> None:
    option = parser.add_argument
    option("--cluster", metavar="URL,URL,URL", help="be a node of the cluster with these NATS servers")
    option("--cluster-key", metavar="FILE", help="the key of the cluster (see “cluster key”)")
    option("--cluster-name", metavar="NAME", default="", help="the name of this node")
    option("--cluster-address", metavar="HOST:PORT", default="", help="where clients reach this node")
    option("--cluster-chat", metavar="NAME", default="desktop-chat", help="the name of the chat there")
    option("--cluster-ca", metavar="FILE", default="", help="the authority of the NATS servers' certificates")
    option("--cluster-replicas", metavar="N", type=int, default=3, help="copies of the log; default: 3")


def _cluster_plan(given: argparse.Namespace) -> ClusterPlan | None:
    """Return how to reach the cluster; None, and a sentence on the terminal, if an option is missing."""
    from desktop_chat.server.cluster_plan import ClusterPlan

    if not (given.cluster and given.cluster_key):
        print(
            "A cluster needs its NATS servers and its key: --cluster URL,URL,URL --cluster-key FILE.", file=sys.stderr
        )
        return None
    return ClusterPlan(
        tuple(given.cluster.split(",")), Path(given.cluster_key), name=given.cluster_name,
        address=given.cluster_address, chat=given.cluster_chat, authority=given.cluster_ca,
        replicas=given.cluster_replicas,
    )  # fmt: skip


def _run_node(given: argparse.Namespace, data: Path, config: Path | None) -> int:
    plan = _cluster_plan(given)
    if plan is None:
        return 2
    from desktop_chat.server.run import run_server

    return run_server(data, given.listen, config, given.set, plan)


def _back_up(given: argparse.Namespace) -> int:
    from desktop_chat.server.backup_commands import report_for, run_backup, run_list

    report, data = report_for(json_lines=given.json), _data_folder(given)
    file = Path(given.file) if given.file else None
    return run_list(data, file, report) if given.list else run_backup(data, file, report)


def _restore(given: argparse.Namespace) -> int:
    from desktop_chat.server.backup_commands import ask_terminal, report_for, run_forget, run_restore, run_undo

    report, data = report_for(json_lines=given.json), _data_folder(given)
    if given.undo:
        return run_undo(data, report)
    if given.forget:
        return run_forget(data, report)
    return run_restore(data, Path(given.file), report, confirm=(lambda _: True) if given.yes else ask_terminal)


def _files(given: argparse.Namespace) -> int:
    from desktop_chat.server.file_commands import run_delete, run_list

    data = _data_folder(given)
    return run_delete(data, given.delete) if given.delete else run_list(data, json_lines=given.json)


def _cluster(given: argparse.Namespace) -> int:
    from desktop_chat.server import cluster_commands

    if given.act == "key":
        if not given.file:
            print("Name the file of the new key: desktop-chat cluster key FILE.", file=sys.stderr)
            return 2
        return cluster_commands.run_key(Path(given.file))
    plan = _cluster_plan(given)
    if plan is None:
        return 2
    if given.act in ("recover", "upgrade"):
        run = cluster_commands.run_recover if given.act == "recover" else cluster_commands.run_upgrade
        return run(plan, _data_folder(given))
    return cluster_commands.run_status(plan) if given.act == "status" else cluster_commands.run_snapshot(plan)


def _data_folder(given: argparse.Namespace) -> Path:
    return Path(given.data) if given.data else _profile(given.profile).server


def _profile(folder: str | None) -> Profile:
    return Profile(Path(folder)) if folder else default_profile()


def _run_server(data: Path, listen: Sequence[str], config: Path | None, overrides: Sequence[str]) -> int:
    from desktop_chat.server.run import run_server

    return run_server(data, listen, config, overrides)


def _has_display() -> bool:
    """Return True if a window can be shown. On Linux a variable must name the display."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "serve": _serve, "backup": _back_up, "restore": _restore, "files": _files, "cluster": _cluster,
}  # fmt: skip
_WITHOUT_WINDOW = "Without a window: desktop-chat serve, backup, restore, files, cluster (each with --help)."


if __name__ == "__main__":
    sys.exit(main())

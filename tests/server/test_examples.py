"""The examples do what their descriptions say, each as a process beside a real server."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.irc_client import IrcClient
from tests.patience import SECONDS
from tests.server.conftest import Start

EXAMPLES = Path(__file__).parents[2] / "examples"


@contextmanager
def running(name: str, port: int, *more: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(EXAMPLES / name), "127.0.0.1", str(port), *more]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize(
    ("name", "nick", "setting"),
    [
        ("irc_bot.py", "pingbot", ""),
        ("json_bot.py", "jsonbot", "gateways.json=127.0.0.1:0"),
        ("text_bot.py", "textbot", "gateways.text=127.0.0.1:0"),
    ],
)
def test_a_bot_answers_and_ends_with_the_server(start: Start, name: str, nick: str, setting: str) -> None:
    server = start(*filter(None, [setting]))
    gateway = setting.partition("=")[0].removeprefix("gateways.")
    port = (server.gateways[gateway] if gateway else server.listening[0]).port
    with IrcClient(server.listening[0].port) as ann:
        ann.register("ann")
        ann.join("#lobby")
        with running(name, port) as bot:
            while ann.until("JOIN")[-1].nick != nick:
                continue
            ann.send("PRIVMSG #lobby :!ping")
            heard = ann.until("PRIVMSG")[-1]
            while heard.params[-1] != "pong":
                heard = ann.until("PRIVMSG")[-1]
            assert heard.nick == nick
            server.stop("Done.")
            _, errors = bot.communicate(timeout=SECONDS)
            assert (bot.returncode, errors) == (0, "")


def heard_from(client: IrcClient, nick: str) -> str:
    """Return the next text of this person."""
    while (heard := client.until("PRIVMSG")[-1]).nick != nick:
        continue
    return heard.params[-1]


def wait_for_entry(client: IrcClient, nick: str) -> None:
    while client.until("JOIN")[-1].nick != nick:
        continue


def end_of(bot: subprocess.Popen[str]) -> tuple[int, str]:
    _, errors = bot.communicate(timeout=SECONDS)
    return bot.returncode, errors


@contextmanager
def two_people(port: int) -> Iterator[tuple[IrcClient, IrcClient]]:
    with IrcClient(port) as ann, IrcClient(port) as bob:
        for person, nick in ((ann, "ann"), (bob, "bob")):
            person.register(nick)
            person.join("#lobby")
        ann.until("JOIN")
        yield ann, bob


def test_the_poll_bot_counts_one_vote_of_each_person(start: Start) -> None:
    server = start()
    port = server.listening[0].port
    with two_people(port) as (ann, bob), running("poll_bot.py", port) as bot:
        wait_for_entry(ann, "pollbot")
        ann.send("PRIVMSG #lobby :!poll Where do we eat? | Soup | Pizza")
        assert heard_from(ann, "pollbot").startswith("Where do we eat? 1. Soup · 2. Pizza")
        ann.send("PRIVMSG #lobby :!vote 1", "PRIVMSG #lobby :!vote 2", "PRIVMSG #lobby :!vote 3")
        assert heard_from(ann, "pollbot") == "ann: choose a number from 1 to 2"
        bob.send("PRIVMSG #lobby :!vote 2", "PRIVMSG #lobby :!end")
        assert heard_from(ann, "pollbot") == "bob: only ann can end the poll"
        ann.send("PRIVMSG #lobby :!end")
        assert heard_from(ann, "pollbot") == "The poll has ended. Where do we eat? 1. Soup: 0 · 2. Pizza: 2"
        server.stop("Done.")
        assert end_of(bot) == (0, "")


def test_the_reminder_bot_remembers_over_a_restart(start: Start, tmp_path: Path) -> None:
    server = start()
    port, file = server.listening[0].port, str(tmp_path / "reminders.json")
    with IrcClient(port) as ann:
        ann.register("ann")
        ann.join("#lobby")
        with running("reminder_bot.py", port, "#lobby", file):
            wait_for_entry(ann, "remindbot")
            ann.send("PRIVMSG #lobby :!remind tea")
            assert heard_from(ann, "remindbot") == "ann: Ask with: !remind 10m the tea"
            ann.send("PRIVMSG #lobby :!remind 9h the tea", "PRIVMSG #lobby :!remind 1s the soup")
            assert heard_from(ann, "remindbot") == "ann: I will remind you in 9h"
            assert heard_from(ann, "remindbot") == "ann: I will remind you in 1s"
        with running("reminder_bot.py", port, "#lobby", file) as bot:
            assert heard_from(ann, "remindbot") == "ann: the soup"
            ann.send("PRIVMSG #lobby :!reminders")
            assert heard_from(ann, "remindbot").startswith("ann: the tea (in ")
            server.stop("Done.")
            assert end_of(bot) == (0, "")


RSS = b"""<rss><channel><title>News</title>%b
<item><title>An old one</title><link>http://n/1</link></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom">%b<entry><id>1</id><title>An old one</title><link href="http://n/1"/>
</entry></feed>"""
NEW_ITEM = b"<item><title>Soup\nis ready</title><link>http://n/2</link></item>"
NEW_ENTRY = b"<entry><id>2</id><title>Soup is ready</title><link rel='alternate' href='http://n/2'/></entry>"


@contextmanager
def feed_server(feed: bytes, later: bytes) -> Iterator[str]:
    """A web server with a feed, which has something new from the second request on. Yields its address."""
    answers = [feed % b""]

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = answers.pop(0) if answers else feed % later
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as web:
        thread = threading.Thread(target=web.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{web.server_port}/feed"
        finally:
            web.shutdown()
            thread.join()


@pytest.mark.parametrize(("feed", "later"), [(RSS, NEW_ITEM), (ATOM, NEW_ENTRY)], ids=["rss", "atom"])
def test_the_feed_bot_says_what_is_new(start: Start, tmp_path: Path, feed: bytes, later: bytes) -> None:
    server = start()
    port = server.listening[0].port
    with feed_server(feed, later) as address, IrcClient(port) as ann:
        ann.register("ann")
        ann.join("#lobby")
        with running("feed_bot.py", port, "#lobby", address, "0.005", str(tmp_path / "feed.json")) as bot:
            assert heard_from(ann, "feedbot") == "Soup is ready: http://n/2"
            server.stop("Done.")
            assert end_of(bot) == (0, "")


def test_the_bots_are_short() -> None:
    for file in EXAMPLES.glob("*.py"):
        assert len(file.read_text("utf-8").splitlines()) < 100, file.name

"""A bridge from a feed (RSS or Atom) to a room: it says the title and the link of each new article.

python feed_bot.py HOST PORT ROOM FEED [MINUTES [FILE]]

The articles that the feed has at the first start are taken as known. FILE keeps what is known over a restart.
"""

from __future__ import annotations

import json
import sys
import time
import urllib.request
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from irc_room import IrcRoom

ATOM = "{http://www.w3.org/2005/Atom}"
LARGEST = 4 << 20
"""Bytes of a feed that are read."""
MOST = 5
"""Articles that are said at a time, so that no feed floods the room."""
KEPT = 1000


class Article(NamedTuple):
    """One article of a feed."""

    id: str
    title: str
    link: str


def read_articles(feed: bytes) -> list[Article]:
    """Return the articles of a feed, the oldest first."""
    root = ElementTree.fromstring(feed)
    articles = []
    for item in root.iter("item"):
        title, link = item.findtext("title", ""), item.findtext("link", "")
        articles.append(Article(item.findtext("guid") or link or title, title, link))
    for item in root.iter(f"{ATOM}entry"):
        links = [at.get("href", "") for at in item.iter(f"{ATOM}link") if at.get("rel", "alternate") == "alternate"]
        link = links[0] if links else ""
        articles.append(Article(item.findtext(f"{ATOM}id") or link, item.findtext(f"{ATOM}title", ""), link))
    return articles[::-1]


class Feed:
    """A feed, and the articles of it that are known."""

    def __init__(self, address: str, file: Path) -> None:
        self._address = address
        self._file = file
        self._known: list[str] | None = json.loads(file.read_text("utf-8")) if file.exists() else None

    def fetch_new(self) -> list[Article]:
        """Return the articles that are new since the last call. A feed that cannot be read has none."""
        if not self._address.startswith(("http://", "https://")):
            raise SystemExit(f"{self._address} is no http address.")
        try:
            with urllib.request.urlopen(self._address, timeout=20) as answer:
                articles = read_articles(answer.read(LARGEST))
        except (OSError, ElementTree.ParseError) as error:
            print(f"{self._address}: {error}", file=sys.stderr, flush=True)
            return []
        new = [] if self._known is None else [one for one in articles if one.id not in self._known]
        known = (self._known or []) + [one.id for one in (articles if self._known is None else new)]
        if new or self._known is None:
            self._known = known[-KEPT:]
            self._file.write_text(json.dumps(self._known), "utf-8")
        return new


def main(host: str, port: int, room: str, address: str, minutes: float = 10.0, file: str = "feed.json") -> None:
    feed = Feed(address, Path(file))
    due = time.monotonic()
    with IrcRoom(host, port, "feedbot", room) as connection:
        while not connection.is_closed:
            connection.read_said(max(0.1, due - time.monotonic()) if connection.is_inside else 1)
            if connection.is_inside and time.monotonic() >= due:
                due = time.monotonic() + minutes * 60
                for article in feed.fetch_new()[-MOST:]:
                    connection.say(f"{article.title}: {article.link}")


if __name__ == "__main__":
    main(*sys.argv[1:2], int(sys.argv[2]), *sys.argv[3:5], *map(float, sys.argv[5:6]), *sys.argv[6:7])

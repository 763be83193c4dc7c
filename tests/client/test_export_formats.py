"""Exported rooms as a page, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.export_formats import ExportFormat, ExportTexts, HtmlFormat, JsonFormat, TextFormat

NOON = 1_800_014_400_000  # 2027-01-15 12:00 UTC
TEXTS = ExportTexts(
    title="#tea",
    network="Workshop",
    event_text=lambda entry: f"{entry.nick} {entry.kind.value} <{entry.text}>",
    mark=lambda entry: "(edited)" if entry.edited_at else "",
    day_title=lambda time: f"{datetime.fromtimestamp(time / 1000, UTC):%d.%m.%Y}",
    local_moment=lambda time: datetime.fromtimestamp(time / 1000, UTC),
    reply="To the original",
    language="en",
)


def said(text: str, number: int = 1, kind: EntryKind = EntryKind.MESSAGE, **more: Any) -> Entry:
    return Entry(number, kind, NOON + 60_000 * number, more.pop("nick", "Bob"), text, **more)


def exported(form: ExportFormat, entries: Sequence[Entry]) -> str:
    return form.begin(NOON) + "".join(map(form.write_entry, entries)) + form.end()


class Page(HTMLParser):
    """The elements and the visible text of a page, as a browser reads it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def links(self) -> list[str | None]:
        return [found.get("href") for tag, found in self.tags if tag == "a"]


def test_text_has_a_line_for_each_message_and_a_line_for_each_day() -> None:
    entries = (
        said("hello\nthere"),
        said("waves", 2, EntryKind.ACTION),
        said("\x02server\x02 says", 3, EntryKind.NOTICE),
        said("bye", 4, EntryKind.QUIT),
        said("", 5, EntryKind.DELETED),
        said("next day", 24 * 60, tags={"desktop-chat/edited": "2027-01-16T12:30:00.000Z"}),
    )
    assert exported(TextFormat(TEXTS), entries).splitlines() == [
        "#tea – Workshop",
        "",
        "--- 15.01.2027 ---",
        "[12:01] <Bob> hello",
        "    there",
        "[12:02] * Bob waves",
        "[12:03] -Bob- server says",
        "[12:04] * Bob quit <bye>",
        "[12:05] <Bob> Bob deleted <>",
        "",
        "--- 16.01.2027 ---",
        "[12:00] <Bob> next day (edited)",
    ]


def test_json_is_one_object_with_all_that_is_known() -> None:
    reply = said("\x02yes\x02", 2, msgid="b", account="bob", own=True, state=DeliveryState.SENT, tags={"+reply": "a"})
    read = json.loads(exported(JsonFormat(TEXTS), (said("ё ß 茶 👋\x01", msgid="a"), reply)))
    assert (read["room"], read["network"], read["exported"]) == ("#tea", "Workshop", "2027-01-15T12:00:00.000Z")
    first, second = read["entries"]
    assert first == {
        "time": "2027-01-15T12:01:00.000Z",
        "kind": "message",
        "nick": "Bob",
        "text": "ё ß 茶 👋",
        "formatted": "ё ß 茶 👋\x01",
        "msgid": "a",
    }
    assert (second["text"], second["reply_to"], second["own"], second["state"]) == ("yes", "a", True, "sent")


def test_an_empty_room_is_still_json() -> None:
    assert json.loads(exported(JsonFormat(TEXTS), ()))["entries"] == []


def test_page_shows_styles_links_and_days() -> None:
    text = "\x02see \x1dhttps://a.example/?q=<b>&c\x02 now, \x0304,04the butler\x03 and www.b.example"
    page = Page(exported(HtmlFormat(TEXTS), (said(text), said("x", 2, EntryKind.JOIN))))
    assert page.links() == ["https://a.example/?q=", "https://www.b.example"]
    assert "Bob: see https://a.example/?q=<b>&c now, the butler and www.b.example" in page.text
    assert "Bob join <x>" in page.text
    assert "15.01.2027" in page.text
    tags = [tag for tag, _ in page.tags]
    assert {"b", "i", "time", "article", "h1", "h2"} <= set(tags)
    assert [found.get("tabindex") for tag, found in page.tags if found.get("class") == "spoiler"] == ["0"]


def test_page_runs_nothing_that_people_wrote() -> None:
    evil = '<script>alert(1)</script><img src=x onerror="alert(1)"> javascript:alert(1)'
    entries = (
        said(evil, nick='"><script>', msgid='"><script>x'),
        said(evil, 2, EntryKind.TOPIC, nick="<b onclick=x>"),
        said("https://a.example/'onmouseover='alert(1)", 3),
    )
    page = Page(exported(HtmlFormat(TEXTS), entries))
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert not [name for _, found in page.tags for name in found if name.startswith("on")]
    assert all(str(link).startswith(("https://", "#")) for link in page.links())
    assert evil in page.text
    policy = next(found["content"] for _, found in page.tags if found.get("http-equiv") == "Content-Security-Policy")
    assert str(policy).startswith("default-src 'none'")


def test_reply_leads_to_its_original_on_the_page() -> None:
    page = Page(exported(HtmlFormat(TEXTS), (said("?", msgid="a"), said("!", 2, tags={"+draft/reply": "a"}))))
    assert page.links() == ["#m-a"]
    assert [found["id"] for tag, found in page.tags if tag == "article" and "id" in found] == ["m-a"]

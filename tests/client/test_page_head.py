"""What a web page says of itself."""

from __future__ import annotations

import pytest

from desktop_chat.client.page_head import TITLE_LENGTH, PageHead, parse_page

HOME = "https://news.example/2026/lamps"


def head(page: str, content_type: str = "text/html; charset=utf-8", encoding: str = "utf-8") -> PageHead:
    return parse_page(page.encode(encoding), content_type, HOME)


def test_words_of_the_site_come_before_those_of_the_page() -> None:
    page = """<html><head><title>News &amp; more</title>
        <meta name="description" content='Plain words'><META property="og:title" content="Lamps &gt; candles">
        <meta property="og:description" content="A &quot;long&quot;\n text">
        <meta property="og:site_name" content="News">
        <meta property="og:image" content="/pictures/lamp.jpg"></head>"""
    assert head(page) == PageHead("Lamps > candles", 'A "long" text', "News", "https://news.example/pictures/lamp.jpg")


def test_page_without_signs_has_its_title() -> None:
    assert head("<title>\n Lamps\u202e </title><p>text") == PageHead("Lamps�", "", "", "")
    assert head("no head at all") == PageHead("", "", "", "")
    assert len(head(f"<title>{'long ' * 400}</title>").title) <= TITLE_LENGTH


@pytest.mark.parametrize(
    ("content_type", "before", "encoding"),
    [
        ("text/html; charset=windows-1251", "", "cp1251"), ("text/html", '<meta charset="koi8-r">', "koi8-r"),
        ("text/html; charset=nonsense", "", "utf-8"),
    ],
    ids=["told by the server", "told by the page", "unknown"],
)  # fmt: skip
def test_encoding(content_type: str, before: str, encoding: str) -> None:
    assert head(f"{before}<title>Лампы</title>", content_type, encoding).title == "Лампы"


def test_picture_is_only_on_the_web() -> None:
    for address in ("javascript:alert(1)", "file:///etc/passwd", "data:image/png;base64,AAAA", "http://[", "x" * 3000):
        assert not head(f'<title>a</title><meta property="og:image" content="{address}">').picture


def test_hostile_page_costs_no_more_than_others() -> None:
    """Half a megabyte of beginnings without an end."""
    for piece in ("<meta ", '<meta a="', "<!--<meta ", "<title>", "<![<meta "):
        assert not head(piece * (500_000 // len(piece))).description

"""Previews of links from a real HTTP server on loopback. The rule against private addresses is replaced by another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_chat.qt.network import page_courier
from desktop_chat.qt.network.page_courier import PAGE_BYTES, THUMBNAIL, PageCourier, PagePreview, ascii_address
from tests.patience import SECONDS
from tests.qt.sample_pictures import make_picture
from tests.qt.web_site import Page, web_site

HEAD = b'<title>Lamps</title><meta property="og:image" content="/lamp.png">'
PAGES: dict[str, Page] = {
    "/page": (200, "text/html", HEAD, ""),
    "/long": (200, "text/html", HEAD + b" " * (2 * PAGE_BYTES), ""),
    "/lamp.png": (200, "image/png", make_picture(600, 300), ""),
    "/no-title": (200, "text/html", b"<p>words", ""),
    "/text": (200, "text/plain", b"words", ""),
    "/missing": (404, "text/html", HEAD, ""),
    "/there": (302, "text/html", b"", "/page"),
    "/away": (302, "text/html", b"", "http://10.1.2.3/page"),
    "/round": (302, "text/html", b"", "/round"),
    "/no-picture": (200, "image/png", b"no picture", ""),
}


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with web_site(PAGES) as address:
        yield address


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this computer count as a site of the internet."""
    monkeypatch.setattr(page_courier, "may_reach", lambda host: host == "127.0.0.1")
    monkeypatch.setattr(page_courier, "SECONDS", SECONDS)


def fetch(address: str) -> PagePreview | None:
    return PageCourier(address, None).fetch()


@pytest.mark.usefixtures("public")
def test_page_and_picture_are_shown(site: str) -> None:
    for path in ("/page", "/long", "/there"):
        preview = fetch(site + path)
        assert preview is not None
        assert (preview.title, preview.site, preview.is_picture) == ("Lamps", "127.0.0.1", False)
        assert preview.picture is not None
        assert preview.picture.width() == THUMBNAIL.width()
    preview = fetch(f"{site}/lamp.png")
    assert preview is not None
    assert preview.is_picture
    assert preview.picture is not None
    assert preview.picture.width() == 600


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize("path", ["/no-title", "/text", "/missing", "/away", "/round", "/no-picture"])
def test_nothing_to_show(site: str, path: str) -> None:
    assert fetch(site + path) is None


def test_private_addresses_are_not_asked(site: str) -> None:
    port = site.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"):
        assert fetch(f"http://{host}:{port}/page") is None


@pytest.mark.usefixtures("public")
def test_cancelled_fetch_has_no_outcome(site: str) -> None:
    courier = PageCourier(f"{site}/page", None)
    courier.cancel()
    assert courier.fetch() is None


def test_addresses_of_people_become_those_of_http() -> None:
    assert ascii_address("https://bücher.example/straße?q=ё#part") == (
        "https://xn--bcher-kva.example/stra%C3%9Fe?q=%D1%91"
    )
    assert ascii_address("http://[2001:db8::1]:8080/a%20b") == "http://[2001:db8::1]:8080/a%20b"

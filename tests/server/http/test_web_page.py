"""The page for browsers: its files, its size, its texts, and nothing that a request has put into it."""

from __future__ import annotations

import gzip
import re
from http import HTTPStatus

import pytest

from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.paths import resources
from desktop_chat.server.http.exchange import HttpRefusal, HttpRequest, HttpResponse
from desktop_chat.server.http.route_table import RouteTable
from desktop_chat.server.http.site_settings import SiteSettings
from desktop_chat.server.http.web_page import web_files, web_routes

SETTINGS = SiteSettings(name="Tea <b>&", lobby="#tea room", fingerprint=KeyPin("ab12"))
LARGEST_PAGE = 120 * 1024
SCRIPTS = {path.name: path.read_text("utf-8") for path in (resources() / "web").glob("*.js")}


def fetch(path: str, *, secure: bool = False, **headers: str) -> HttpResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = HttpRequest("GET", path, {}, named, "10.0.0.2", secure)
    exchange = RouteTable(web_routes(SETTINGS)).open_exchange(request, lambda: None)
    exchange.end_body()
    assert exchange.response is not None
    return exchange.response


def body(response: HttpResponse) -> str:
    assert isinstance(response.body, bytes)
    return response.body.decode()


def test_page_names_the_chat_and_its_link() -> None:
    assert "<title>Tea &lt;b&gt;&amp;</title>" in body(fetch("/", host="desk.example"))
    assert "irc://desk.example:80/#tea%20room" in body(fetch("/", host="desk.example"))
    assert "ircs://desk.example:6697/#tea%20room?fp=ab12" in body(fetch("/", secure=True, host="desk.example:6697"))


@pytest.mark.parametrize("host", ['"><script>', "\xff", "a b", "[::1]:6697", ""])
def test_host_header_injects_nothing(host: str) -> None:
    page = body(fetch("/", host=host))
    assert page.count("<script") == 1
    assert "://" in page


def test_files_are_there_with_their_types() -> None:
    for name, kind in (("main.js", "text/javascript"), ("style.css", "text/css"), ("icons/send.svg", "image/svg")):
        assert dict(fetch(f"/web/{name}").headers)["content-type"].startswith(kind)
    for missing in ("index.html", "nothing.js", "../pyproject.toml", "icons/"):
        with pytest.raises(HttpRefusal, match="Page not found"):
            fetch(f"/web/{missing}")


def test_scripts_have_no_template_within_a_template() -> None:
    """The texts of an inner one lose their spaces when comments and indentation are taken out."""
    assert {
        name: found for name, text in SCRIPTS.items() if (found := re.findall(r"`[^`\n]*\$\{[^}`\n]*`.*", text))
    } == {}


def test_known_file_is_not_sent_again() -> None:
    first = fetch("/web/main.js")
    tag = dict(first.headers)["etag"]
    again = fetch("/web/main.js", if_none_match=tag)
    assert (again.status, again.body) == (HTTPStatus.NOT_MODIFIED, b"")
    assert fetch("/web/main.js", if_none_match='"other"').status is HTTPStatus.OK


def test_files_are_packed_for_browsers_that_can_unpack() -> None:
    packed = fetch("/web/style.css", accept_encoding="br, GZIP")
    assert isinstance(packed.body, bytes)
    assert dict(packed.headers)["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == web_files()["style.css"].body


def test_policy_allows_nothing_from_elsewhere() -> None:
    policy = dict(fetch("/").headers)["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for name, file in web_files().items():
        if not name.endswith(".svg"):
            assert not re.findall(rb"(?:src|href|import|url)\W{1,3}https?:", file.body), name


def test_page_is_small() -> None:
    """All files of the page as browsers get them, unpacked, with the icons that it shows."""
    named = set(re.findall(r'(?:icon|iconButton|act)\((?:"\w+", )?"([a-z-]+)"', "".join(SCRIPTS.values())))
    icons = {f"icons/{name}.svg" for name in named} & web_files().keys()
    assert len(icons) > 10
    files = [file for name, file in web_files().items() if not name.startswith("icons/") or name in icons]
    assert sum(len(file.body) for file in files) <= LARGEST_PAGE


def test_each_text_has_a_russian_one() -> None:
    """And no Russian text is left over."""
    said = "".join(text for name, text in SCRIPTS.items() if name != "texts.js")
    used = set(re.findall(r'\btr\("((?:[^"\\]|\\.)+)"', said)) | set(re.findall(r'label\("\w+", "([^"]+)"\)', said))
    used |= set(re.findall(r'\["[~&@%+]*", "([^"]+)"\]', SCRIPTS["people.js"]))
    used |= {"Today", "Yesterday"}
    table = SCRIPTS["texts.js"].split("const RU = {")[1].split("\n};")[0]
    translated = set(re.findall(r'^\t"((?:[^"\\]|\\.)+)":', table, re.MULTILINE))
    assert used == translated

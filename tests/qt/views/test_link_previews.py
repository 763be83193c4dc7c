"""Previews of links in the window, from a web site on loopback."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.irc.message import parse_line
from desktop_chat.irc.server_time import format_time
from desktop_chat.qt.network import page_courier
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.timeline.row_layout import RowLayout
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.patience import MILLISECONDS, SECONDS
from tests.qt.scenes import Scene
from tests.qt.web_site import Page, web_site

PAGES: dict[str, Page] = {
    "/lamps": (200, "text/html", b"<title>Lamps &amp; shades</title>", ""),
    "/nothing": (404, "text/html", b"", ""),
}


def last_rows(window: ChatWindow, count: int) -> list[RowLayout]:
    scene = window.pane.timeline._scene
    return [scene.layout_of(scene.model.count() - count + number) for number in range(count)]


def test_links_have_previews_once_the_person_wants_them(
    qtbot: QtBot, made: Scene, network: Network, window: ChatWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_courier, "may_reach", lambda host: host == "127.0.0.1")
    monkeypatch.setattr(page_courier, "SECONDS", SECONDS)
    controller, asked = made.controller, list[str]()
    window.show_room(network, network.rooms["#lobby"])
    timeline = window.pane.timeline
    with web_site(PAGES, asked) as site:
        log = network.rooms["#lobby"].log
        time = format_time(log.entry_at(len(log) - 1).time + 1_000)  # in the early morning this is not yet
        lines = [f"@time={time};msgid=p{path} :Bob!u@192.168.1.31 PRIVMSG #lobby :{site}{path}" for path in PAGES]
        network.on_received(tuple(map(parse_line, lines)))
        timeline.scroll_to_end()
        timeline.viewport().repaint()
        assert not window.was_made("previews")
        assert [row.preview for row in last_rows(window, 2)] == [None, None]
        controller.settings.change_fields(link_previews=True)
        controller.previews_changed.emit()
        timeline.scroll_to_end()
        timeline.viewport().repaint()
        before = [row.extent for row in last_rows(window, 2)]
        spoken = window.previews.spoken_text
        qtbot.waitUntil(lambda: bool(spoken(f"{site}/lamps")), timeout=MILLISECONDS)
        assert spoken(f"{site}/lamps") == "Preview of 127.0.0.1: Lamps & shades"
        qtbot.waitUntil(lambda: window.previews.look_of(f"{site}/nothing").note == "No preview", timeout=MILLISECONDS)
        timeline.on_names_changed()
        assert [row.extent for row in last_rows(window, 2)] == before, "nothing moves"
        assert sorted(asked) == ["/lamps", "/nothing"]
    placed = timeline._scene.current_arrangement().placed[-2]
    row = timeline._scene.layout_of(placed.index)
    assert row.preview is not None
    at = timeline._scene.body_rect(placed).topLeft() + row.preview.rect.center()
    hit = timeline._scene.hit_test(at.x(), at.y())
    assert hit is not None
    assert (hit.part, hit.url) == ("preview", f"{site}/lamps")
    remove = timeline.menu_choices(hit).remove_preview
    assert remove is not None
    remove()
    assert last_rows(window, 2)[0].preview is None
    controller.settings.change_fields(link_previews=False)
    controller.previews_changed.emit()
    assert [row.preview for row in last_rows(window, 2)] == [None, None]
    window.close()

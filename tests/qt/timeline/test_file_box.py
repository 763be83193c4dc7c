"""Files of messages: their places, their actions, and what does not move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.attachment import Attachment, format_attachment
from desktop_chat.client.entry import Entry
from desktop_chat.client.shown_file import ShownFile, find_file
from desktop_chat.irc.capabilities import TAG_FILE, TAG_PICTURE
from desktop_chat.qt.timeline import Timeline
from desktop_chat.qt.timeline.file_box import FileAction, FileLook, action_at, action_rects, lay_out_file, pixels_of
from desktop_chat.qt.timeline.geometry import make_geometry
from desktop_chat.qt.timeline.scene import Hit
from desktop_chat.qt.timeline.scroll_anchor import ScrollAnchor
from desktop_chat.qt.timeline.selection import Spot
from tests.qt.timeline.conftest import ShowEntries
from tests.qt.timeline.gestures import LEFT, PLAIN, model_of
from tests.qt.timeline.scenes import entry

ADDRESS = "https://desk.example:6697/files/R2qk/cat.png"
CAT = Attachment("cat.png", 12_345, "image/png", 1200, 800, "7a8b9c")
PAPER = Attachment("a very long name of a paper about the timetable of the next year.pdf", 1_200_000, "application/pdf")


def file_entry(number: int, attachment: Attachment, caption: str = "") -> Entry:
    said = entry(number, f"{caption} {ADDRESS}".strip())
    return replace(said, tags={TAG_FILE: format_attachment(attachment)})


def file_of(attachment: Attachment) -> ShownFile:
    found = find_file(file_entry(1, attachment))
    assert found is not None
    return found


class Files:
    """Shows what a test says."""

    def __init__(self, look: FileLook, note: str = "") -> None:
        self.look, self.note = look, note
        self.pixels: list[QSize] = []
        self.portrait: QPixmap | None = None
        self.loaded: list[int] = []

    def look_of(self, entry: Entry, file: ShownFile, pixels: QSize) -> FileLook:
        self.pixels.append(pixels)
        return self.look

    def note_of(self, entry: Entry, file: ShownFile) -> str:
        return self.note

    def portrait_of(self, entry: Entry, side: int) -> QPixmap | None:
        return self.portrait

    def portrait_loading(self, entry: Entry) -> Callable[[], None] | None:
        return lambda: self.loaded.append(entry.id)

    def actions_of(self, entry: Entry, file: ShownFile) -> tuple[FileAction, ...]:
        return self.look.actions


@pytest.mark.parametrize("right_to_left", [False, True])
@pytest.mark.parametrize("width", [320, 420, 1200])
@pytest.mark.parametrize("zoom", [1.0, 2.0])
@pytest.mark.parametrize(
    "attachment", [CAT, PAPER, replace(CAT, width=3, height=2), replace(CAT, width=65_535, height=1)]
)
def test_everything_is_inside(width: int, zoom: float, right_to_left: bool, attachment: Attachment) -> None:
    geometry = make_geometry(width, zoom, right_to_left=right_to_left)
    look = FileLook(note="This file is gone.", actions=("file-open", "file-save"))
    box = lay_out_file(file_of(attachment), geometry, 7)
    area = QRect(0, 7, geometry.text_width, box.rect.height())
    rects = [rect for _, rect in action_rects(box, look, geometry)]
    assert area.contains(box.rect)
    assert all(box.rect.contains(rect) for rect in rects)
    assert len(rects) == 2 or box.rect.width() < 450
    assert len(rects) == 1 or not rects[0].intersects(rects[1])
    assert [action_at(box, look, rect.center(), geometry) for rect in rects] == ["file-open", "file-save"][: len(rects)]
    assert action_at(box, look, QPoint(box.rect.x() + 1, box.rect.y() + 1), geometry) == "file-open"
    assert action_at(box, look, QPoint(-5, 0), geometry) is None


def test_place_of_a_picture_has_its_shape() -> None:
    geometry = make_geometry(1200, 1.0, right_to_left=False)
    box = lay_out_file(file_of(CAT), geometry, 0)
    assert box.rect.size() == QSize(440, 293)
    assert pixels_of(box, 2.0) == QSize(880, 586)


def test_stray_click_cancels_nothing() -> None:
    geometry = make_geometry(600, 1.0, right_to_left=False)
    box = lay_out_file(file_of(PAPER), geometry, 0)
    look = FileLook(actions=("file-cancel",), progress=0.5)
    assert action_at(box, look, QPoint(5, 5), geometry) is None
    assert action_at(box, look, action_rects(box, look, geometry)[0][1].center(), geometry) == "file-cancel"


def shown(show: ShowEntries, files: Files, *entries: Entry) -> Timeline:
    view = show(list(entries))
    view.set_files(files)
    QGuiApplication.processEvents()
    return view


def test_height_does_not_depend_on_the_download(show: ShowEntries) -> None:
    files = Files(FileLook())
    view = shown(show, files, file_entry(1, CAT), entry(2, "below"))
    height = view._scene.layout_of(0).extent.height
    files.look = FileLook(QPixmap(440, 293), actions=("file-open",))
    view.repaint_files()
    view.grab()
    assert view._scene.layout_of(0).extent.height == height > 293
    box = view._scene.layout_of(0).file
    assert box is not None
    assert files.pixels[-1] == pixels_of(box, view.devicePixelRatioF())


def test_files_are_asked_for_once(show: ShowEntries, qtbot: QtBot) -> None:
    view = show([entry(1, "no file")])
    with qtbot.assertNotEmitted(view.files_requested):
        view.grab()
    model_of(view).set_entries([file_entry(2, CAT)])
    asked: list[bool] = []
    view.files_requested.connect(lambda: asked.append(True))
    view.grab()
    view.grab()
    assert asked == [True]


def test_caption_stands_above_and_the_link_is_not_shown(show: ShowEntries) -> None:
    view = shown(show, Files(FileLook()), file_entry(1, CAT, "look!"), file_entry(2, CAT))
    first, second = view._scene.layout_of(0), view._scene.layout_of(1)
    assert first.styled.text == "look!"
    assert (second.styled.text, second.chunks) == ("", [])
    view.select_all()
    view.copy_selection()
    assert QGuiApplication.clipboard().text() == f"look! {ADDRESS}\n{ADDRESS}"


def test_click_and_enter_open_the_file(show: ShowEntries, qtbot: QtBot) -> None:
    view = shown(show, Files(FileLook(QPixmap(9, 9), actions=("file-open", "file-save"))), file_entry(1, CAT))
    placed = view._scene.current_arrangement().placed[0]
    box = view._scene.layout_of(0).file
    assert box is not None
    at = view._scene.body_rect(placed).topLeft() + box.rect.center()
    with qtbot.waitSignal(view.file_requested) as asked:
        QTest.mouseClick(view.viewport(), LEFT, PLAIN, at)
    assert asked.args == [view.model.entry_at(0), "file-open"]
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(view.file_requested) as asked:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert asked.args == [view.model.entry_at(0), "file-open"]


def test_screen_reader_hears_name_kind_size_and_trouble(show: ShowEntries) -> None:
    view = shown(show, Files(FileLook(), "This file is gone."), file_entry(1, CAT, "look!"))
    name = view.access.item_interface(0).text(QAccessible.Text.Name)
    assert "look!. Picture, cat.png, 12.3 kB, This file is gone." in name
    view.access.drop_interfaces()


def test_webhook_has_its_picture_in_place_of_initials(show: ShowEntries) -> None:
    files = Files(FileLook())
    posted = replace(entry(1, "built"), tags={TAG_PICTURE: "https://a.example/ci.png"})
    view = shown(show, files, posted)
    place = view._scene.current_arrangement().placed[0]
    geometry, name_y = view._scene.geometry, view._scene.layout_of(0).name_y
    at = QPoint(geometry.edge + geometry.avatar // 2, place.y + name_y + 2 + geometry.avatar // 4)
    files.portrait = QPixmap(90, 60)
    files.portrait.fill(QColor("#ff0000"))
    assert view.viewport().grab().toImage().pixelColor(at) == QColor("#ff0000")
    choice = view.menu_choices(Hit(Spot(0, 0))).portrait
    assert choice is not None
    choice()
    assert files.loaded == [1]


def test_picture_stays_in_place_while_the_window_grows(show: ShowEntries) -> None:
    view = shown(show, Files(FileLook()), *(file_entry(number, CAT) for number in range(1, 6)))
    view._scene.go_to(ScrollAnchor(2, 150))
    before = view._scene.layout_of(2).file
    assert before is not None
    part = (150 - before.rect.y()) / before.rect.height()
    view.resize(330, 400)
    top, after = view._scene.current_arrangement().top, view._scene.layout_of(2).file
    assert top is not None
    assert after is not None
    assert after.rect.height() < before.rect.height()
    assert top.index == 2
    assert abs((top.offset - after.rect.y()) / after.rect.height() - part) < 0.02

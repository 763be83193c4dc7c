"""The list of files: order, search, and words."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_chat.qt.launcher.files_model import FileOrder, FilesModel
from desktop_chat.qt.launcher.two_line_delegate import DETAILS_ROLE, ICON_ROLE
from tests.qt.launcher import example_rows


def _model() -> FilesModel:
    model = FilesModel()
    model.set_files(example_rows.files(), example_rows.now())
    return model


def test_a_file_is_told_in_words() -> None:
    model = _model()
    picture = model.index(0)
    assert picture.data() == "Sommerfest 2026.jpg"
    size, sender, room, _, kind = picture.data(DETAILS_ROLE).split(" · ")
    assert (size.replace("\xa0", " "), sender, room, kind) == ("2.4 MB", "by ann", "in #lobby", "JPEG picture")
    assert picture.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Sommerfest 2026.jpg, 2.4")
    assert [model.index(row).data(ICON_ROLE) for row in range(4)] == ["image", "paperclip", "play", "paperclip"]
    kinds = [model.index(row).data(DETAILS_ROLE).split(" · ")[-1] for row in range(1, 5)]
    assert kinds == ["text", "OGG sound", "other kind", "PDF"]
    assert "in no room" in model.index(3).data(DETAILS_ROLE)


def test_files_are_sorted_and_searched() -> None:
    model = _model()
    for order, ids in (
        (FileOrder.NEWEST, "abcde"),
        (FileOrder.LARGEST, "dcaeb"),
        (FileOrder.NAME, "eacdb"),
        (FileOrder.PERSON, "acedb"),
        (FileOrder.ROOM, "dcbae"),
    ):
        model.set_order(order)
        assert "".join(file.id for file in model.items) == ids
    for text, ids in (("SOMMER", "a"), ("дарья", "b"), ("#games", "c"), ("nothing", "")):
        model.set_search_text(text)
        assert "".join(file.id for file in model.items) == ids
    assert (model.file_count, model.row_of("a")) == (5, -1)

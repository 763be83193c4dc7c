"""Painting: the pixels of each part of a row, in every theme."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.irc.capabilities import TAG_REPLY
from desktop_chat.qt.theme import Mode, Theme, appearance
from desktop_chat.qt.timeline import ListTimelineModel, Timeline
from desktop_chat.qt.timeline.geometry import Geometry
from desktop_chat.qt.timeline.scroll_anchor import PlacedRow
from desktop_chat.qt.timeline.selection import Selection, Spot
from tests.qt.gallery import picture
from tests.qt.pixels import colours
from tests.qt.timeline.conftest import ShowEntries
from tests.qt.timeline.scenes import conversation, entry

DAY = 24 * 60
LONG = "words that fill more than one line of a narrow view " * 4


@pytest.fixture(params=[Mode.LIGHT, Mode.DARK, Mode.CONTRAST])
def theme(request: pytest.FixtureRequest, qapp: QApplication, dressed: None) -> Theme:
    appearance().apply_mode(qapp, request.param)
    return appearance().current


class MentioningModel(ListTimelineModel):
    def is_mention(self, entry: Entry) -> bool:
        return "ann:" in entry.text


class Picture:
    """The pixels of a timeline, and the rectangles of its parts."""

    def __init__(self, view: Timeline) -> None:
        self.view = view
        self.scene = view._scene
        self.geometry: Geometry = self.scene.geometry
        view.viewport().repaint()
        self.image: QImage = view.viewport().grab().toImage()
        assert self.image.size() == view.viewport().size()

    def row(self, index: int) -> PlacedRow:
        return next(row for row in self.scene.current_arrangement().placed if row.index == index)

    def part(self, index: int, y: int, height: int) -> QRect:
        """Return a part of a row over the full width, `y` pixels below the upper edge of the row."""
        assert y >= 0, "the entry has no such part"
        return QRect(0, self.row(index).y + y, self.geometry.width, height)

    def day_line(self, index: int) -> QRect:
        return self.part(index, self.scene.layout_of(index).day_y, self.geometry.day_height)

    def unread_line(self, index: int) -> QRect:
        return self.part(index, self.scene.layout_of(index).unread_y, self.geometry.unread_height)

    def body(self, index: int) -> QRect:
        return self.scene.body_rect(self.row(index))

    def state_mark(self, index: int) -> QRect:
        body = self.body(index)
        return QRect(self.geometry.mark_x, body.y(), 14, body.height())

    def colours(self, rect: QRect) -> set[str]:
        assert self.image.rect().contains(rect), "the part is not in view"
        return colours(self.image, rect)

    def at(self, x: int, y: int) -> str:
        return QColor(self.image.pixel(x, y)).name()


def test_day_line_is_a_rule_on_both_sides_of_its_text(show: ShowEntries, theme: Theme) -> None:
    picture = Picture(show([entry(1), entry(2, minute=1), entry(3, minute=DAY)]))
    line, edge = picture.day_line(2), picture.geometry.edge
    middle = line.y() + line.height() // 2
    assert picture.at(edge, middle) == theme.line
    assert picture.at(line.width() - edge - 1, middle) == theme.line
    assert picture.colours(QRect(edge, line.y(), 60, line.height() // 2)) == {theme.surface}
    text = QRect(line.center().x() - 20, line.y(), 40, line.height())
    assert picture.at(text.x(), line.y() + 2) == theme.surface
    assert len(picture.colours(text)) > 2
    assert picture.scene.layout_of(1).day_y == -1


def test_unread_line_ends_in_a_pill(show: ShowEntries, theme: Theme) -> None:
    view = show([entry(1), entry(2, minute=1), entry(3, minute=2)])
    view.set_unread_after(2)
    picture = Picture(view)
    line, edge = picture.unread_line(2), picture.geometry.edge
    middle = line.y() + line.height() // 2
    assert picture.at(edge, middle) == theme.danger
    pill = QRect(line.right() - edge - 24, line.y() + 2, 24, line.height() - 4)
    colours = picture.colours(pill)
    assert theme.danger in colours
    assert len(colours) > 2
    assert picture.at(line.right() - edge - 6, middle - 4) == theme.danger
    assert picture.scene.layout_of(1).unread_y == -1


def test_first_message_of_a_group_has_an_avatar_and_a_name(show: ShowEntries, theme: Theme) -> None:
    said = [entry(i, "hello", "ann", minute=i / 10) for i in range(1, 4)]
    picture = Picture(show(said))
    row, geometry = picture.row(0), picture.geometry
    top = row.y + picture.scene.layout_of(0).name_y + 2
    avatar = QRect(geometry.edge, top, geometry.avatar, geometry.avatar)
    assert len(picture.colours(QRect(avatar.center().x() - 3, avatar.y(), 6, 4))) > 1
    assert picture.colours(QRect(0, avatar.y(), geometry.edge - 1, avatar.height())) == {theme.surface}
    name = picture.scene.name_rect(row)
    assert len(picture.colours(QRect(geometry.text_x, name.y(), 60, geometry.name_height))) > 2
    grouped = picture.body(2)
    assert picture.colours(QRect(0, grouped.y(), geometry.text_x - 1, grouped.height())) == {theme.surface}
    assert len(picture.colours(QRect(geometry.text_x, grouped.y(), 40, grouped.height()))) > 2


def test_text_stays_within_its_column(show: ShowEntries, theme: Theme) -> None:
    picture = Picture(show([entry(1, LONG, "ann")]))
    body, geometry = picture.body(0), picture.geometry
    assert body.height() >= 2 * geometry.step
    for line in range(body.height() // geometry.step):
        assert len(picture.colours(QRect(body.x(), body.y() + line * geometry.step, 40, geometry.step))) > 2
    beside = QRect(body.right() + 2, body.y(), geometry.width - body.right() - 2, body.height())
    assert picture.colours(beside) == {theme.surface}


def test_mention_has_a_ground_and_a_bar_at_the_edge(show: ShowEntries, theme: Theme) -> None:
    view = show([])
    view.set_model(MentioningModel([entry(1, "ann: lunch?", "bob"), entry(2, "me too", "cid", minute=1)], view))
    picture = Picture(view)
    body, other = picture.body(0), picture.body(1)
    right = picture.geometry.width - 4
    assert picture.at(1, body.center().y()) == theme.warning
    assert picture.at(5, body.center().y()) == theme.mention
    assert picture.at(right, body.center().y()) == theme.mention
    assert picture.at(1, other.center().y()) == theme.surface


def test_found_entry_is_marked_until_it_has_been_seen(show: ShowEntries, theme: Theme) -> None:
    view = show([entry(i, f"line {i}", f"n{i}", minute=i) for i in range(1, 100)])
    assert view.scroll_to(50)
    picture = Picture(view)
    body = picture.body(49)
    right = picture.geometry.width - 4
    assert picture.at(2, body.center().y()) == theme.accent_soft
    assert picture.at(right, body.center().y()) == theme.accent_soft
    assert picture.at(right, picture.body(50).center().y()) == theme.surface
    view.on_flash_ended()
    assert Picture(view).at(right, body.center().y()) == theme.surface


def test_selection_is_a_ground_without_gaps(show: ShowEntries, theme: Theme) -> None:
    view = show([entry(1, LONG, "ann")])
    view._scene.selection = Selection(Spot(0, 0), Spot(0, len(LONG)))
    picture = Picture(view)
    body = picture.body(0)
    column = QRect(body.x() + 2, body.y() + 2, 1, 2 * picture.geometry.step - 4)
    assert theme.surface not in picture.colours(column)
    assert theme.selection in picture.colours(column)
    assert picture.at(body.x() - 3, body.y() + 5) == theme.surface
    view._scene.selection = None
    assert theme.selection not in Picture(view).colours(column)


@pytest.mark.parametrize(
    ("state", "role"),
    [
        (DeliveryState.PENDING, "faint"),
        (DeliveryState.SENT, "faint"),
        (DeliveryState.FAILED, "danger"),
        (DeliveryState.UNSURE, "warning"),
    ],
)
def test_own_entry_shows_how_far_it_got(show: ShowEntries, theme: Theme, state: DeliveryState, role: str) -> None:
    picture = Picture(show([entry(1, "hello", "ann", state=state), entry(2, "hi", "bob", minute=1)]))
    wanted = str(getattr(theme, role))
    marks = picture.colours(picture.state_mark(0))
    assert _has_tint(marks, wanted, theme.surface)
    assert picture.colours(picture.state_mark(1)) == {theme.surface}


def test_chip_below_a_failed_entry_is_underlined(show: ShowEntries, theme: Theme) -> None:
    picture = Picture(show([entry(1, "hello", "ann", state=DeliveryState.FAILED)]))
    laid_out, row = picture.scene.layout_of(0), picture.row(0)
    (footer,) = laid_out.footer_lines
    chips = [rect for rect, _ in picture.scene.pressed_rects(row, footer, 0)]
    for chip in chips:
        assert chip.width() > 10
        underline = picture.colours(QRect(chip.x(), chip.bottom() - 3, chip.width(), 1))
        assert underline == {theme.link}
        assert len(picture.colours(chip)) > 2
    chip, last = chips
    words = QRect(picture.body(0).x(), chip.y(), chip.x() - picture.body(0).x() - 8, chip.height())
    assert _has_tint(picture.colours(words), theme.danger, theme.surface)
    between = QRect(chip.right() + 1, chip.y(), last.x() - chip.right() - 1, chip.height())
    assert _has_tint(picture.colours(between), theme.danger, theme.surface)
    assert theme.link not in picture.colours(between)
    beside = QRect(last.right() + 4, chip.y(), 60, chip.height())
    assert picture.colours(beside) == {theme.surface}


def test_reply_shows_what_it_answers_above_the_name(show: ShowEntries, theme: Theme) -> None:
    said = replace(entry(1, "shall we?", "bob"), msgid="m1")
    reply = replace(entry(2, "yes", "cid", minute=1), tags={TAG_REPLY: "m1"})
    picture = Picture(show([said, reply]))
    quote = picture.scene.quote_rect(picture.row(1))
    name = picture.scene.name_rect(picture.row(1))
    assert not quote.isEmpty()
    assert quote.bottom() < name.y() + picture.geometry.quote_height
    assert len(picture.colours(QRect(quote.x(), quote.y(), 80, quote.height()))) > 2
    assert picture.scene.quote_rect(picture.row(0)).isEmpty()


def test_notice_of_the_room_has_an_icon_and_no_name(show: ShowEntries, theme: Theme) -> None:
    picture = Picture(show([entry(1, "hello", "ann"), entry(2, "", "bob", minute=1, kind=EntryKind.JOIN)]))
    geometry, body = picture.geometry, picture.body(1)
    icon = QRect(geometry.edge + (geometry.avatar - 16) // 2, body.y(), 16, body.height())
    assert _has_tint(picture.colours(icon), theme.faint, theme.surface)
    assert picture.scene.layout_of(1).name_y == -1
    assert picture.colours(QRect(0, body.y(), geometry.edge, body.height())) == {theme.surface}


def test_error_is_written_in_the_colour_of_danger(show: ShowEntries, theme: Theme) -> None:
    picture = Picture(show([entry(1, "You cannot speak here.", "", kind=EntryKind.ERROR)]))
    body = picture.body(0)
    assert _has_tint(picture.colours(QRect(body.x(), body.y(), 120, body.height())), theme.danger, theme.surface)


def test_nothing_but_the_ground_is_below_the_last_entry(show: ShowEntries, theme: Theme) -> None:
    view = show([entry(1, LONG)])
    picture = Picture(view)
    bottom = picture.row(0).bottom
    free = QRect(0, bottom, picture.geometry.width, view.viewport().height() - bottom)
    assert picture.colours(free) == {theme.surface}


def _rgb(colour: str) -> tuple[int, int, int]:
    made = QColor(colour)
    return made.red(), made.green(), made.blue()


def _has_tint(colours: set[str], ink: str, ground: str) -> bool:
    """Whether one of the colours lies between ground and ink, nearer to the ink: letters and icons have soft edges."""
    base = _rgb(ground)
    span = [part - under for part, under in zip(_rgb(ink), base, strict=True)]
    length = sum(part * part for part in span)
    for colour in colours:
        way = [part - under for part, under in zip(_rgb(colour), base, strict=True)]
        share = sum(part * whole for part, whole in zip(way, span, strict=True)) / length
        off = sum((part - share * whole) ** 2 for part, whole in zip(way, span, strict=True))
        if share >= 0.5 and off < 0.05 * length:
            return True
    return False


@pytest.mark.parametrize("width", [160, 360, 2000])
def test_every_width_and_zoom_can_be_painted(show: ShowEntries, width: int) -> None:
    view = show(conversation())
    view.set_unread_after(13)
    for zoom in (0.1, 1.0, 9.0):
        view.set_zoom(zoom)
        view.resize(width, 500)
        assert not picture(view, 1).isNull()
    assert view.zoom == 2.5


def test_times_outside_the_calendar_are_painted(show: ShowEntries) -> None:
    for time in (-(10**18), 0, 10**18):
        view = show([Entry(1, EntryKind.MESSAGE, time, "ann", "when?")])
        assert not picture(view, 1).isNull()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("width", [160, 420, 900])
def test_replies_to_known_and_unknown_messages_are_painted(
    show: ShowEntries, width: int, direction: Qt.LayoutDirection
) -> None:
    long = replace(entry(1, "word " * 300, "a" * 200), msgid="m1")
    gone = replace(entry(2, "", "bob", kind=EntryKind.DELETED), msgid="m2")
    replies = [
        replace(entry(n, "x", tags), tags={TAG_REPLY: f"m{n - 2}"}) for n, tags in ((3, "a"), (4, "b"), (9, "c"))
    ]
    waves = replace(entry(10, "waves", "ann", kind=EntryKind.ACTION), tags={TAG_REPLY: "m1"})
    view = show([long, gone, *replies, waves])
    view.setLayoutDirection(direction)
    view.resize(width, 300)
    view.scroll_to_end()
    assert not view.grab().isNull()
    assert [view._scene.layout_of(index).quote_y >= 0 for index in range(6)] == [False, False, True, True, True, True]


def test_letters_with_many_marks_do_not_paint_over_other_rows(show: ShowEntries) -> None:
    heap = "z" + "\u0301" * 30 + "\u0323\u0331" * 20
    above, below = entry(1, "above", "bob"), entry(3, "below", "cid", minute=20)
    calm = show([above, entry(2, "z", "ann", minute=10), below])
    wild = show([above, entry(2, heap, "ann", minute=10), below])
    pictures = []
    for view in (calm, wild):
        placed = view._scene.current_arrangement().placed
        image = view.viewport().grab().toImage()
        ratio = image.devicePixelRatio()
        rows = [(placed[i].y, placed[i].bottom) for i in (0, 2)]
        pictures.append(
            [image.copy(0, round(y * ratio), image.width(), round((bottom - y) * ratio)) for y, bottom in rows]
        )
    assert [row.extent.height for row in map(calm._scene.layout_of, range(3))] == [
        row.extent.height for row in map(wild._scene.layout_of, range(3))
    ]
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("nick", ["r\u043e\u043et", "ro\u202eot"])
def test_deceptive_name_is_marked_above_its_messages(show: ShowEntries, nick: str) -> None:
    """The warning sign after a deceptive name makes the name line longer."""
    ends = []
    for one in ("root", nick):
        view = show([entry(1, "x", one)])
        image = view.viewport().grab().toImage()
        first = round(
            (view._scene.current_arrangement().placed[0].y + view._scene.layout_of(0).name_y) * image.devicePixelRatio()
        )
        ground = image.pixel(image.width() - 1, first)
        top = range(first, first + 16)
        ends.append(max(x for x in range(image.width()) for y in top if image.pixel(x, y) != ground))
    assert ends[1] >= ends[0] + 8


def test_hidden_spoiler_stays_hidden_in_a_selection(show: ShowEntries, theme: Theme) -> None:
    view = show([entry(1, "it was \x0301,01mirror\x03", "bob")])
    view.select_all()
    made = Picture(view)
    body, (spoiler,) = made.scene.body_rect(made.row(0)), made.scene.layout_of(0).char_rects(7, 13)
    assert colours(made.image, spoiler.translated(body.topLeft()).adjusted(1, 1, -1, -1)) == {theme.faint}

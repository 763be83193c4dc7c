"""Scene: the content of a timeline without the widget: model, anchor, layouts and selection.

The work depends on the visible rows only, not on the length of the model.

Thread: GUI.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QPoint, QRect

from desktop_chat.client.entry import CALLS, Entry
from desktop_chat.qt.theme import Theme
from desktop_chat.qt.timeline import file_box, preview_box, scroll_anchor
from desktop_chat.qt.timeline.chips import Chip
from desktop_chat.qt.timeline.geometry import BOTTOM_MARGIN, Geometry
from desktop_chat.qt.timeline.layout_cache import NAMED, LayoutCache
from desktop_chat.qt.timeline.model import TimelineModel
from desktop_chat.qt.timeline.row_layout import Action, FooterLine, RowLayout, head_line_of
from desktop_chat.qt.timeline.row_plan import RowPlan, plan_row
from desktop_chat.qt.timeline.scroll_anchor import Arrangement, Extent, PlacedRow, ScrollAnchor
from desktop_chat.qt.timeline.selection import Selection, Spot
from desktop_chat.qt.timeline.strings import local_day
from desktop_chat.qt.timeline.styled_text import StyledText, style_entry
from desktop_chat.value_class import value

_HIDDEN = Extent(0, 0)
_SCREENS_BEFORE_END = 4
"""Nearer to the end the scroll bar is exact. Farther away the screen at the end counts as high as the one shown."""
Part = Literal[
    "text", "name", "quote", "day", "footer", "spoiler", "code", "chip", "mark", "file", "preview", "none"
]  # fmt: skip


@value
class Hit:
    """The nearest caret position to a point, and the part of a row under the point."""

    spot: Spot
    part: Part = "none"
    url: str = ""
    action: Action | None = None
    chip: Chip | None = None


class Scene:
    """A model in a viewport. `top` is the scroll anchor, None at the end."""

    def __init__(self, model: TimelineModel) -> None:
        self.model = model
        self.layouts = LayoutCache()
        self.selection: Selection | None = None
        self.unread_after: int | None = None
        self.revealed: set[int] = set()  # ids of entries whose spoilers a person has asked to see
        self.top: ScrollAnchor | None = None
        self.files: file_box.FileLooks | None = None
        self.ratio = 1.0
        """Pixels of the screen for each pixel of the geometry."""
        self._geometry: Geometry | None = None
        self._height = 0
        self._arranged: Arrangement | None = None
        self._last_screen = 0
        """What the screen at the end takes of the scroll bar; 0 if nothing is known."""
        self._is_last_screen_estimated = True

    # Content.

    @property
    def geometry(self) -> Geometry:
        assert self._geometry is not None
        return self._geometry

    @property
    def at_end(self) -> bool:
        return self.top is None

    def entry_at(self, index: int) -> Entry:
        return self.model.entry_at(index)

    def plan_of(self, index: int) -> RowPlan:
        """Return the plan of an entry."""
        model = self.model
        made = plan_row(
            index, model.count(), model.entry_at, local_day, self.unread_after, model.name_of, model.knows_person
        )
        if made.entry.id in self.revealed:
            made = replace(made, revealed=True)
        if made.entry.kind in CALLS and model.is_settled(made.entry):
            made = replace(made, settled=True)
        answers = made.entry.reply_to_msgid
        return replace(made, answered=self.model.find_by_msgid(answers)) if answers else made

    def lone_plan_of(self, index: int) -> RowPlan:
        """Return the plan of an entry as if it had no neighbours."""
        return self.plan_alone(self.model.entry_at(index))

    def plan_alone(self, entry: Entry) -> RowPlan:
        """Return the plan of an entry that has no neighbours."""
        model = self.model
        return RowPlan(entry, revealed=entry.id in self.revealed, names=model.name_of, knows=model.knows_person)

    def layout_of(self, index: int) -> RowLayout:
        """Return the layout of an entry."""
        return self.layouts.layout_of(self.plan_of(index))

    def shown_text(self, index: int) -> str:
        """Return the text that an entry shows, without a layout."""
        return self.styled_text(index).text

    def styled_text(self, index: int) -> StyledText:
        """Return the text that an entry shows with its styles, without a layout."""
        return style_entry(self.plan_of(index))

    def file_look(self, row: RowLayout) -> file_box.FileLook:
        """Return what the file of a row shows at the moment."""
        if row.file is None or self.files is None:
            return file_box.NOTHING
        return self.files.look_of(row.entry, row.file.file, file_box.pixels_of(row.file, self.ratio))

    def preview_look(self, row: RowLayout) -> preview_box.PreviewLook | None:
        """Return what the preview of a row shows at the moment."""
        previews = self.layouts.previews
        return previews.look_of(row.preview.address) if row.preview is not None and previews is not None else None

    def _row_extent(self, index: int) -> Extent:
        plan = self.plan_of(index)
        # One screen may condense thousands of entries; in the cache they would displace the visible rows.
        return _HIDDEN if plan.hidden else self.layouts.layout_of(plan).extent

    def current_arrangement(self) -> Arrangement:
        """Return the visible rows."""
        if self._arranged is None:
            self._arranged = scroll_anchor.arrange_rows(
                self.model.count(), self._row_extent, self._height, self.top, BOTTOM_MARGIN
            )
            self.top = self._arranged.top
        return self._arranged

    # Changes.

    def invalidate_arrangement(self) -> None:
        """Have the rows arranged again before the next use."""
        self._arranged = None

    def set_viewport(self, geometry: Geometry, height: int, theme: Theme) -> None:
        """Set size, zoom and theme. The text line at the upper edge stays there."""
        before = None
        if self._geometry is not None and geometry != self._geometry and self.top is not None and self.top.offset > 0:
            before = self.layout_of(self.top.index)
        self._geometry, self._height = geometry, height
        self.layouts.set_measures(geometry, theme)
        if before is not None and self.top is not None:
            now = self.layout_of(self.top.index)
            self.top = ScrollAnchor(self.top.index, _moved_offset(self.top.offset, before, now, geometry))
        self._forget_last_screen()
        self.invalidate_arrangement()

    def on_inserted(self, first: int, count: int) -> None:
        """Move anchor and selection with their entries."""
        if self.top is not None:
            self.top = self.top.shifted_by(first, count)
        if self.selection is not None:
            self.selection = self.selection.shifted_by(first, count)
        self.invalidate_arrangement()

    def on_changed(self, first: int, count: int) -> None:
        for index in range(first, min(first + count, self.model.count())):
            self.layouts.drop_entry(self.model.entry_at(index).id)
        self.invalidate_arrangement()

    def on_reset(self) -> None:
        """Go to the end of other entries."""
        self.layouts.drop_all()
        self.revealed.clear()
        self.selection = None
        self.top = None
        self._forget_last_screen()
        self.invalidate_arrangement()

    # Moving.

    def scroll_by(self, pixels: int) -> None:
        self.top = scroll_anchor.scroll_by(self.current_arrangement(), pixels)
        self.invalidate_arrangement()

    def go_to(self, top: ScrollAnchor | None) -> None:
        self.top = top
        self.invalidate_arrangement()

    def reveal_entry(self, index: int) -> None:
        """Scroll an entry into the upper third of the viewport."""
        self.go_to(ScrollAnchor(index, -self._height // 3))

    def step_from(self, index: int | None, step: int) -> int | None:
        """Return the next visible entry, up (-1) or down (1); from None, the lowest or the uppermost on the screen."""
        count = self.model.count()
        placed = self.current_arrangement().placed
        if not placed:
            return None
        if index is None:
            index = placed[-1].index + 1 if step < 0 else placed[0].index - 1
        index += step
        while 0 <= index < count and self.plan_of(index).hidden:
            index += step
        return index if 0 <= index < count else None

    def bring_in(self, index: int) -> None:
        """Scroll by as little as possible until an entry is visible; of a row taller than the viewport, its top."""
        placed = next((p for p in self.current_arrangement().placed if p.index == index), None)
        if placed is None:
            self.reveal_entry(index)
        elif placed.y < 0 or placed.extent.height > self._height:
            self.scroll_by(placed.y)
        elif placed.bottom + BOTTOM_MARGIN > self._height:
            self.scroll_by(placed.bottom + BOTTOM_MARGIN - self._height)

    def scroll_bar_range(self) -> tuple[int, int, int]:
        """Return (value, maximum, page) for the scroll bar."""
        arranged = self.current_arrangement()
        whole = self.model.count() * scroll_anchor.UNIT
        if arranged.top is None:
            self._measure_last_screen(arranged)
        elif self._is_last_screen_estimated and _is_near_end(arranged, self.model.count()):
            self._measure_last_screen(
                scroll_anchor.arrange_rows(self.model.count(), self._row_extent, self._height, None, BOTTOM_MARGIN)
            )
        elif not self._last_screen:  # to lay out the rows at the end would double the work for the first frame
            self._last_screen, self._is_last_screen_estimated = len(arranged.placed) * scroll_anchor.UNIT, True
        maximum = max(0, whole - self._last_screen)
        value = maximum if arranged.top is None else min(maximum, scroll_anchor.bar_value(arranged))
        return value, maximum, max(scroll_anchor.UNIT, self._last_screen)

    def _measure_last_screen(self, end: Arrangement) -> None:
        """Note how much of the scroll bar the screen at the end takes."""
        whole = self.model.count() * scroll_anchor.UNIT
        fits = bool(end.placed) and end.placed[0].index == 0 and end.placed[0].y >= 0
        self._last_screen = whole if fits else whole - scroll_anchor.bar_value(end)
        self._is_last_screen_estimated = False

    def _forget_last_screen(self) -> None:
        self._last_screen, self._is_last_screen_estimated = 0, True

    def go_to_bar(self, value: int) -> None:
        """Scroll to a value of the scroll bar."""
        _, maximum, _ = self.scroll_bar_range()
        count = self.model.count()
        self.go_to(None if value >= maximum or not count else scroll_anchor.from_bar(value, self._row_extent, count))

    # Places.

    def placed_at(self, y: int) -> PlacedRow | None:
        """Return the row at `y` pixels from the top of the viewport, or the nearest one."""
        placed = [p for p in self.current_arrangement().placed if p.extent.height]
        return next((p for p in placed if y < p.bottom), placed[-1] if placed else None)

    def body_rect(self, placed: PlacedRow) -> QRect:
        """Return the rectangle of the body of a row in the viewport."""
        geometry = self.geometry
        height = self.layout_of(placed.index).body_height
        return QRect(geometry.body_x, placed.y + placed.extent.above, geometry.text_width, height)

    def footer_rect(self, placed: PlacedRow, number: int) -> QRect:
        """Return the rectangle of a footer line."""
        body, height = self.body_rect(placed), self.geometry.footer_height
        return QRect(body.x(), body.y() + body.height() + number * height, body.width(), height)

    def name_rect(self, placed: PlacedRow) -> QRect:
        """Return the rectangle of avatar and name; empty for a row without a name."""
        row, geometry = self.layout_of(placed.index), self.geometry
        if row.name_y < 0:
            return QRect()
        width = geometry.text_x + head_line_of(row, geometry).name_width - geometry.edge
        return geometry.mirror_rect(QRect(geometry.edge, placed.y + row.name_y, width, geometry.name_height))

    def spoken_top(self, placed: PlacedRow) -> int:
        """Return the upper edge of quote, name or body of a row, below its day line and its unread line."""
        row = self.layout_of(placed.index)
        upper = [y for y in (row.quote_y, row.name_y) if y >= 0]
        return placed.y + (min(upper) if upper else placed.extent.above)

    def is_day_line(self, placed: PlacedRow, y: int) -> bool:
        """Return True if the day line of a row is at `y` pixels from the top of the viewport."""
        day_y = self.layout_of(placed.index).day_y
        return day_y >= 0 and 0 <= y - placed.y - day_y < self.geometry.day_height

    def quote_rect(self, placed: PlacedRow) -> QRect:
        """Return the rectangle of the quote of a reply; empty for other rows."""
        row, geometry = self.layout_of(placed.index), self.geometry
        if row.quote_y < 0:
            return QRect()
        area = QRect(geometry.text_x, placed.y + row.quote_y, geometry.text_width, geometry.quote_height)
        return geometry.mirror_rect(area)

    def is_at_time(self, placed: PlacedRow, at: QPoint) -> bool:
        """Return True if the time of a row, or the place beside the text, is at a point of the viewport."""
        row, geometry = self.layout_of(placed.index), self.geometry
        if not self.spoken_top(placed) <= at.y() < placed.bottom:
            return False
        beside = geometry.mirror_rect(QRect(at.x(), 0, 1, 1)).x() < geometry.text_x
        if beside or row.name_y < 0:
            return beside
        head = head_line_of(row, geometry)
        return QRect(head.time_x, placed.y + row.name_y, head.time_width, geometry.name_height).contains(at)

    def hit_test(self, x: int, y: int) -> Hit | None:
        """Return the Hit at a point of the viewport; None without entries."""
        placed = self.placed_at(y)
        if placed is None:
            return None
        row, body = self.layout_of(placed.index), self.body_rect(placed)
        if y < placed.y:
            return Hit(Spot(placed.index, 0))
        if y >= placed.bottom:
            return Hit(Spot(placed.index, len(row.styled.text)))
        if y < body.y():
            return self._hit_above(placed, row, x, y)
        if row.name_y >= 0 and self.geometry.avatar_rect(placed.y + row.name_y).contains(x, y):
            return Hit(Spot(placed.index, 0), "name" if row.entry.kind in NAMED else "none")
        if y >= body.y() + body.height():
            return self._hit_footer(placed, row, x, y)
        attached = self._hit_attached(placed, row, QPoint(x, y) - body.topLeft())
        if attached is not None:
            return attached
        char = row.char_at(x - body.x(), y - body.y())
        box = row.code_box_at(x - body.x(), y - body.y())
        if box is not None:
            return Hit(Spot(placed.index, box.start), "code", action="copy-code")
        if not row.over_text(x - body.x(), y - body.y()):
            return Hit(Spot(placed.index, char))
        if row.entry.edited_at and row.is_mark_at(x - body.x(), y - body.y()):
            return Hit(Spot(placed.index, char), "mark")
        if row.is_hidden_at(x - body.x(), y - body.y()):
            return Hit(Spot(placed.index, char), "spoiler", action="reveal")
        return Hit(Spot(placed.index, char), "text", row.link_at(x - body.x(), y - body.y()))

    def _hit_above(self, placed: PlacedRow, row: RowLayout, x: int, y: int) -> Hit:
        spot = Spot(placed.index, 0)
        if self.is_day_line(placed, y):
            return Hit(spot, "day")
        if self.quote_rect(placed).contains(x, y):
            return Hit(spot, "quote")
        on_name = row.entry.kind in NAMED and self.name_rect(placed).contains(x, y)
        return Hit(spot, "name" if on_name else "none")

    def _hit_attached(self, placed: PlacedRow, row: RowLayout, at: QPoint) -> Hit | None:
        """Return the Hit at a point of the body on the file, or on the preview of a link; None elsewhere."""
        spot = Spot(placed.index, len(row.styled.text))
        if row.preview is not None and row.preview.rect.contains(at):
            return Hit(spot, "preview", row.preview.address)
        if row.file is None or at.y() < row.file.rect.y():
            return None
        action = file_box.action_at(row.file, self.file_look(row), at, self.geometry)
        return Hit(spot, "file", action=action) if action is not None else Hit(spot)

    def _hit_footer(self, placed: PlacedRow, row: RowLayout, x: int, y: int) -> Hit:
        spot = Spot(placed.index, len(row.styled.text))
        for number, footer in enumerate(row.footer_lines):
            for rect, action in self.pressed_rects(placed, footer, number):
                if rect.contains(x, y):
                    return Hit(spot, "footer", action=action)
        body = self.body_rect(placed)
        chip = row.chip_at(x - body.x(), y - body.y())
        return Hit(spot, "chip", chip=chip) if chip is not None else Hit(spot)

    def pressed_rects(self, placed: PlacedRow, footer: FooterLine, number: int) -> Iterator[tuple[QRect, Action]]:
        """Yield the rectangles of the texts of a footer line that can be pressed, with their actions."""
        line = self.footer_rect(placed, number)
        for said, pressed, action in footer.presses():
            before, width = self.geometry.footer_widths(said, pressed)
            x = line.right() + 1 - before - width if self.geometry.right_to_left else line.x() + before
            yield QRect(x, line.y(), width, line.height()), action

    def whole_selection(self) -> Selection | None:
        """Return the selection of all entries."""
        count = self.model.count()
        return Selection(Spot(0, 0), Spot(count - 1, len(self.shown_text(count - 1)))) if count else None


def _is_near_end(arranged: Arrangement, count: int) -> bool:
    """Return True if a person may soon see the last row."""
    return count - arranged.placed[-1].index <= _SCREENS_BEFORE_END * len(arranged.placed)


def _moved_offset(offset: int, before: RowLayout, now: RowLayout, geometry: Geometry) -> int:
    """Return where in a row laid out anew the line is, or the part of a picture, that was at `offset` before."""
    if before.file is not None and now.file is not None and offset > before.file.rect.y():
        into = min(1.0, (offset - before.file.rect.y()) / before.file.rect.height())
        return now.file.rect.y() + round(into * now.file.rect.height())
    char, rest = before.line_at(offset)
    return now.y_of(char) + min(rest, geometry.step - 1)

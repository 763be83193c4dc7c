"""LayoutCache: lay entries out, and keep the RowLayouts that were used last."""

from __future__ import annotations

from collections import OrderedDict

from desktop_chat.client import shown_file
from desktop_chat.client.entry import SPOKEN, DeliveryState, EntryKind
from desktop_chat.irc.message import NO_TAGS
from desktop_chat.qt.theme import Theme
from desktop_chat.qt.timeline import file_box, preview_box
from desktop_chat.qt.timeline.body_layout import lay_out_body
from desktop_chat.qt.timeline.chips import lay_out_chips
from desktop_chat.qt.timeline.geometry import Geometry
from desktop_chat.qt.timeline.row_layout import CHUNK_SIZE, FooterLine, RowLayout
from desktop_chat.qt.timeline.row_plan import RowPlan
from desktop_chat.qt.timeline.scroll_anchor import Extent
from desktop_chat.qt.timeline.strings import join_words, let_in_words, removal_words, show_more, state_words
from desktop_chat.qt.timeline.styled_text import style_entry

_KEPT = 600
"""The number of cached RowLayouts, enough for more than three of the tallest screens."""

NAMED = frozenset({EntryKind.MESSAGE, EntryKind.NOTICE, EntryKind.DELETED})


class LayoutCache:
    """The RowLayouts of one view by entry id. A changed RowPlan replaces the RowLayout of its entry."""

    def __init__(self) -> None:
        self._layouts: OrderedDict[int, RowLayout] = OrderedDict()
        self._geometry: Geometry | None = None
        self._theme: Theme | None = None
        self._more: dict[int, int] = {}
        self.previews: preview_box.PreviewLooks | None = None

    def set_measures(self, geometry: Geometry, theme: Theme) -> None:
        """Set width, zoom and theme. A change drops all layouts."""
        if geometry != self._geometry or theme is not self._theme:
            self._layouts.clear()
        self._geometry, self._theme = geometry, theme

    def drop_all(self) -> None:
        """Drop all layouts, before other entries are shown."""
        self._layouts.clear()
        self._more.clear()

    def drop_names(self) -> None:
        """Drop all layouts, which may contain names that are shown otherwise now."""
        self._layouts.clear()

    def drop_entry(self, entry_id: int) -> None:
        """Drop the layout of a changed entry."""
        self._layouts.pop(entry_id, None)

    def drop_code(self) -> None:
        """Drop the layouts with code, whose colours are known now."""
        for key in [key for key, row in self._layouts.items() if row.code_boxes]:
            del self._layouts[key]

    def show_more_of(self, entry_id: int) -> None:
        """Show one more chunk of a long entry."""
        self._more[entry_id] = self._more.get(entry_id, 1) + 1
        self.drop_entry(entry_id)

    def layout_of(self, plan: RowPlan) -> RowLayout:
        """Return the RowLayout of a plan, from the cache if possible."""
        assert self._geometry is not None
        assert self._theme is not None
        key = plan.entry.id
        kept = self._layouts.get(key)
        if kept is not None and (kept.plan is plan or kept.plan == plan):
            self._layouts.move_to_end(key)
            return kept
        made = lay_out(plan, self._geometry, self._theme, self._more.get(key, 1), self.previews)
        self._layouts[key] = made
        if len(self._layouts) > _KEPT:
            self._layouts.popitem(last=False)
        return made


def lay_out(
    plan: RowPlan,
    geometry: Geometry,
    theme: Theme,
    chunks: int = 1,
    previews: preview_box.PreviewLooks | None = None,
) -> RowLayout:
    """Lay out one entry: at most `chunks` times `CHUNK_SIZE` characters."""
    if plan.hidden:
        return RowLayout(plan, style_entry(plan), 0, Extent(0, 0))
    said = style_entry(plan)
    visible = min(len(said.text), chunks * CHUNK_SIZE)
    row = RowLayout(plan, said, visible, Extent(0, 0))
    above = _stack_above(row, geometry)
    lay_out_body(row, geometry, theme)
    if plan.entry.tags is not NO_TAGS:
        _add_file(row, geometry)
    if previews is not None and said.links and row.file is None:
        _add_preview(row, geometry, previews)
    row.footer_lines = _footer_lines(plan, more=visible < len(said.text))
    below = row.body_height + geometry.footer_height * len(row.footer_lines)
    row.chips, chips_height = lay_out_chips(plan.entry, geometry, below)
    row.extent = Extent(above, above + below + chips_height + 1)
    return row


def _add_file(row: RowLayout, geometry: Geometry) -> None:
    """Add the file of an entry below the text of a row."""
    file = shown_file.find_file(row.entry)
    if file is None:
        return
    if not row.styled.text and not row.entry.edited_at:
        row.chunks.clear()
        row.body_height = 0
    row.file = file_box.lay_out_file(file, geometry, row.body_height + file_box.GAP)
    row.body_height = row.file.rect.bottom() + 1 + file_box.GAP


def _add_preview(row: RowLayout, geometry: Geometry, previews: preview_box.PreviewLooks) -> None:
    """Add the preview of a link below the text of a row."""
    address = preview_box.preview_address(row.styled)
    if address and row.entry.kind in SPOKEN and previews.is_wanted(row.entry, address):
        row.preview = preview_box.lay_out_preview(address, geometry, row.body_height + preview_box.GAP)
        row.body_height = row.preview.rect.bottom() + 1 + preview_box.GAP


def _stack_above(row: RowLayout, geometry: Geometry) -> int:
    """Place the parts above the body. Return their height."""
    plan, y = row.plan, 0
    if plan.new_day:
        row.day_y = y
        y += geometry.day_height
    if plan.unread:
        row.unread_y = y
        y += geometry.unread_height
    if plan.entry.kind not in NAMED:
        return _stack_quote(row, geometry, y + geometry.spacing.notice_gap)
    if not plan.named:
        return y + geometry.spacing.line_gap
    y += geometry.spacing.group_gap if row.day_y < 0 else 4
    row.name_y = y = _stack_quote(row, geometry, y)
    return y + geometry.name_height


def _stack_quote(row: RowLayout, geometry: Geometry, y: int) -> int:
    """Place the quote of a reply at `y`. Return the y below the quote."""
    if not row.entry.reply_to_msgid or row.entry.kind not in SPOKEN:
        return y
    row.quote_y = y
    return y + geometry.quote_height


def _footer_lines(plan: RowPlan, *, more: bool) -> tuple[FooterLine, ...]:
    footer_lines: tuple[FooterLine, ...] = (FooterLine("", show_more(), "more", "muted"),) if more else ()
    if plan.entry.kind is EntryKind.INVITE and not plan.settled:
        footer_lines += (FooterLine("", join_words(), "join", "muted"),)
    elif plan.entry.kind is EntryKind.KNOCK and not plan.settled:
        footer_lines += (FooterLine("", let_in_words(), "let-in", "muted"),)
    what, remedy = state_words(plan.entry.state)
    if what:
        tone = "danger" if plan.entry.state is DeliveryState.FAILED else "warning"
        footer_lines += (FooterLine(what, remedy, "retry", tone, (removal_words(), "remove")),)
    return footer_lines

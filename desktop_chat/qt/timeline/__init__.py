"""The timeline: where people read. A `TimelineModel` tells which entries there are, a `Timeline` shows them.

From an entry to the screen: `model` -> `row_plan` (how it appears among its neighbours) -> `styled_text` (its text,
styles and links) -> `row_layout` by `layout_cache` (laid out) -> `scene` and `scroll_anchor` (which rows are visible,
and where) -> `painting`. `pointer` and `selection` follow the mouse, `accessible` serves screen readers.
"""

from __future__ import annotations

from desktop_chat.qt.timeline.model import ListTimelineModel, TimelineModel
from desktop_chat.qt.timeline.plain_text_view import PlainTimeline
from desktop_chat.qt.timeline.timeline import Timeline

__all__ = ["ListTimelineModel", "PlainTimeline", "Timeline", "TimelineModel"]

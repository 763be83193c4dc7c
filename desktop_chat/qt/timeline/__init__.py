"""The timeline: the list of entries in the middle of a chat window. A `Timeline` shows a `TimelineModel`.

Read in the order from an entry to the screen: `model` (the entries), `row_plan` (an entry among its neighbours:
grouped, condensed, below a day line), `styled_text` (text, styles, links), `layout_cache` and `row_layout` (text laid
out for a width; `body_layout` places code and quotes, `code_colours` finds tokens), `scroll_anchor` and `scene` (the
visible rows and their places), `file_box` (pictures and cards of files), `painting`, `block_painting` and
`file_painting`, `view` and `timeline` (the widget). `pointer` and `selection` follow the mouse, `accessible` serves
screen readers, `plain_text_view` is a second view with plain text.

A row is an entry with all lines above and below its body. The body is the text of the entry; day line, quote and name
are above the body, footer lines below. An anchor is the scroll position: a body that stays while rows around it change.
"""

from __future__ import annotations

from desktop_chat.qt.timeline.model import ListTimelineModel, TimelineModel
from desktop_chat.qt.timeline.timeline import Timeline

__all__ = ["ListTimelineModel", "Timeline", "TimelineModel"]

"""The timeline: where people read. A `TimelineModel` tells what there is, a `Timeline` shows it."""

from __future__ import annotations

from desktop_chat.qt.timeline.model import ListTimelineModel, TimelineModel
from desktop_chat.qt.timeline.plain_text_view import PlainTimeline
from desktop_chat.qt.timeline.timeline import Timeline

__all__ = ["ListTimelineModel", "PlainTimeline", "Timeline", "TimelineModel"]

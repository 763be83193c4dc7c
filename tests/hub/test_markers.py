"""How far each has read."""

from __future__ import annotations

from desktop_chat.hub.markers import MOST, Markers
from desktop_chat.storage.port import Marker


def test_a_marker_only_ever_grows() -> None:
    markers = Markers([Marker("cert:a", "#tea", 50)])
    assert markers.get("cert:a", "#tea") == 50
    assert markers.put("cert:a", "#tea", 40) is None
    assert markers.put("cert:a", "#tea", 60) == Marker("cert:a", "#tea", 60)
    assert markers.get("cert:a", "#tea") == 60
    assert markers.get("cert:b", "#tea") == 0


def test_guests_have_theirs_as_long_as_the_server_runs() -> None:
    markers = Markers([])
    markers.put("host:ann!a@127.0.0.1", "#tea", 5)
    assert markers.get("host:ann!a@127.0.0.1", "#tea") == 5


def test_nobody_has_more_than_a_number() -> None:
    markers = Markers([])
    for number in range(MOST + 1):
        markers.put("cert:a", f"#{number}", 5)
    assert markers.get("cert:a", "#0") == 0
    assert markers.get("cert:a", f"#{MOST}") == 5

"""How far each has read."""

from __future__ import annotations

from desktop_chat.hub.markers import MOST, MOST_OF_GUESTS, Markers
from desktop_chat.storage.port import Marker


def _nobody(identity: str) -> bool:
    del identity
    return True


def test_a_marker_only_ever_grows() -> None:
    markers = Markers([Marker("cert:a", "#tea", 50)], _nobody)
    assert markers.get("cert:a", "#tea") == 50
    assert markers.put("cert:a", "#tea", 40) == []
    assert markers.put("cert:a", "#tea", 60) == [Marker("cert:a", "#tea", 60)]
    assert markers.get("cert:a", "#tea") == 60
    assert markers.get("cert:b", "#tea") == 0


def test_guests_have_theirs_as_long_as_the_server_runs() -> None:
    markers = Markers([], _nobody)
    assert markers.put("host:ann!a@127.0.0.1", "#tea", 5) == []
    assert markers.get("host:ann!a@127.0.0.1", "#tea") == 5


def test_nobody_has_more_than_a_number() -> None:
    markers = Markers([], _nobody)
    for number in range(MOST):
        markers.put("cert:a", f"#{number}", 5)
    assert markers.put("cert:a", "#more", 5) == [
        Marker("cert:a", "#more", 5), Marker("cert:a", "#0", 5, dropped=True),
    ]  # fmt: skip
    assert markers.get("cert:a", "#0") == 0
    assert markers.get("cert:a", "#more") == 5


def test_guests_together_have_so_many_and_accounts_theirs() -> None:
    markers = Markers([Marker("cert:known", "#tea", 1), Marker("cert:old", "#tea", 1)], "cert:known".__ne__)
    for number in range(MOST_OF_GUESTS - 1):
        assert len(markers.put(f"host:{number % 500}", f"#{number}", 5)) == 0
    assert markers.put("cert:new", "#tea", 5) == [
        Marker("cert:new", "#tea", 5), Marker("cert:old", "#tea", 1, dropped=True),
    ]  # fmt: skip
    assert markers.get("cert:known", "#tea") == 1


def test_they_go_with_a_room_that_is_renamed() -> None:
    markers = Markers([Marker("cert:a", "#tea", 50)], _nobody)
    assert list(markers.rename("#tea", "#milk")) == [[Marker("cert:a", "#milk", 50)]]

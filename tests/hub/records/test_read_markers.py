"""Read markers: growth, limits, renames."""

from __future__ import annotations

from desktop_chat.hub.records.read_markers import MOST, MOST_OF_GUESTS, ReadMarkers
from desktop_chat.storage.records import ReadMarker


def _nobody(identity: str) -> bool:
    del identity
    return True


def test_marker_never_goes_back() -> None:
    markers = ReadMarkers([ReadMarker("cert:a", "#tea", 50)], _nobody)
    assert markers.time_read("cert:a", "#tea") == 50
    assert markers.mark_read("cert:a", "#tea", 40) == []
    assert markers.mark_read("cert:a", "#tea", 60) == [ReadMarker("cert:a", "#tea", 60)]
    assert markers.time_read("cert:a", "#tea") == 60
    assert markers.time_read("cert:b", "#tea") == 0


def test_markers_of_unproven_guests_are_not_stored() -> None:
    markers = ReadMarkers([], _nobody)
    assert markers.mark_read("host:ann!a@127.0.0.1", "#tea", 5) == []
    assert markers.time_read("host:ann!a@127.0.0.1", "#tea") == 5


def test_markers_of_one_identity_are_limited() -> None:
    markers = ReadMarkers([], _nobody)
    for number in range(MOST):
        markers.mark_read("cert:a", f"#{number}", 5)
    assert markers.mark_read("cert:a", "#more", 5) == [
        ReadMarker("cert:a", "#more", 5), ReadMarker("cert:a", "#0", 5, dropped=True),
    ]  # fmt: skip
    assert markers.time_read("cert:a", "#0") == 0
    assert markers.time_read("cert:a", "#more") == 5


def test_quota_counts_markers_of_guests_only() -> None:
    markers = ReadMarkers([ReadMarker("cert:known", "#tea", 1), ReadMarker("cert:old", "#tea", 1)], "cert:known".__ne__)
    for number in range(MOST_OF_GUESTS - 1):
        assert len(markers.mark_read(f"host:{number % 500}", f"#{number}", 5)) == 0
    assert markers.mark_read("cert:new", "#tea", 5) == [
        ReadMarker("cert:new", "#tea", 5), ReadMarker("cert:old", "#tea", 1, dropped=True),
    ]  # fmt: skip
    assert markers.time_read("cert:known", "#tea") == 1


def test_markers_follow_a_renamed_room() -> None:
    markers = ReadMarkers([ReadMarker("cert:a", "#tea", 50)], _nobody)
    assert list(markers.rename_target("#tea", "#milk")) == [[ReadMarker("cert:a", "#milk", 50)]]

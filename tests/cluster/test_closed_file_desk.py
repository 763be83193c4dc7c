"""No request for a file changes a node: the state would differ from that of the others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop_chat.cluster.closed_file_desk import ClosedFileDesk
from desktop_chat.cluster.snapshot import encode_graph
from desktop_chat.hub.people.file_desk import FileRefusal
from tests.hub.harness import HubHarness


@pytest.mark.parametrize(
    "ask",
    [
        lambda desk: desk.permit_of_token("token"),
        lambda desk: desk.permit_of_seat("1.token"),
        lambda desk: desk.secret_of("ann", "10.0.0.1"),
        lambda desk: desk.permit_of_account("ann", "10.0.0.1", proven=False),
    ],
)
def test_upload_is_refused_at_its_beginning(ask: Callable[[ClosedFileDesk], object]) -> None:
    hub = HubHarness().hub
    before = encode_graph((hub,))
    desk = ClosedFileDesk(hub.files)
    with pytest.raises(FileRefusal, match="sent"):
        ask(desk)
    assert not desk.delete_file("id", 0)
    assert desk.list_files() == ()
    assert encode_graph((hub,)) == before

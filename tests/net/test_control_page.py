"""The page on the control channel tells of every request, argument, report and value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import pytest

from desktop_chat.net import control, control_values
from desktop_chat.server.control_channel import CHANNEL_REQUESTS, STORE_REQUESTS
from desktop_chat.server.control_requests import HUB_REQUESTS, run_hub_request
from tests.hub.harness import HubHarness
from tests.net.control_page import PAGE, control_page


class RecordedArguments(Mapping[str, Any]):
    """Arguments that are all empty, and remember which of them were read."""

    def __init__(self) -> None:
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.read.add(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def test_the_page_is_made_from_the_code() -> None:
    """If this fails: `make docs`."""
    assert PAGE.read_text("utf-8") == control_page()


def test_every_request_of_the_server_is_described_and_no_other() -> None:
    assert {*CHANNEL_REQUESTS, *STORE_REQUESTS, *HUB_REQUESTS} == set(control.REQUESTS)


@pytest.mark.parametrize("do", HUB_REQUESTS)
def test_a_request_reads_the_arguments_that_are_described(do: str) -> None:
    arguments, harness = RecordedArguments(), HubHarness()
    with suppress(control_values.ControlError):
        run_hub_request(harness.hub, do, arguments, harness.now)
    assert arguments.read == set(control.REQUESTS[do].arguments)


def test_every_argument_is_used_and_described() -> None:
    assert {name for row in control.REQUESTS.values() for name in row.arguments} == set(control.ARGUMENTS)

"""Whatever arrives: nothing raises, nothing is smuggled, and everybody agrees. `make fuzz` tries longer."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import browser, commands, gateways, stream


@given(st.binary(max_size=3000))
def test_bytes(data: bytes) -> None:
    stream(data)


@settings(max_examples=300)
@given(st.binary(min_size=400, max_size=1500))
def test_commands(data: bytes) -> None:
    commands(data)


@settings(max_examples=300)
@given(st.binary(min_size=400, max_size=1500))
def test_gateways(data: bytes) -> None:
    gateways(data)


@settings(max_examples=300)
@given(st.binary(min_size=100, max_size=1500))
def test_browser(data: bytes) -> None:
    browser(data)

"""Each gateway has a setting and a codec."""

from __future__ import annotations

import pytest

from desktop_chat.server.codecs.gateways import GATEWAYS, Gateway
from desktop_chat.server.setting_rows import SETTINGS


@pytest.mark.parametrize("gateway", GATEWAYS.values(), ids=GATEWAYS)
def test_setting_exists_and_needs_a_restart(gateway: Gateway) -> None:
    (setting,) = (setting for setting in SETTINGS if setting.key == gateway.setting)
    assert setting.restart
    assert setting.default == ""


@pytest.mark.parametrize("gateway", GATEWAYS.values(), ids=GATEWAYS)
def test_only_a_gateway_that_speaks_first_has_bytes_at_once(gateway: Gateway) -> None:
    codec = gateway.make_codec("#lobby", 5)
    assert codec.has_outgoing is gateway.speaks_first
    assert bool(codec.take_outgoing(0.0)) is gateway.speaks_first
    assert codec.over == ""

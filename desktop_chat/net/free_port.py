"""FreePort: the change of a setting that leads away from a busy port, and its JSON form. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop_chat.value_class import value

_PORT, _KEY, _VALUE = "free_port", "setting", "value"


@value
class FreePort:
    """A port that is free, and the setting with that port in place of the busy one. All hosts stay as they were."""

    port: int
    key: str
    """The key of the setting, such as `listen.addresses`."""
    value: str | tuple[str, ...]
    """Addresses, as the setting has them."""

    @property
    def value_text(self) -> str:
        """The value for the command line: addresses with commas between them."""
        return self.value if isinstance(self.value, str) else ",".join(self.value)

    @property
    def plain_value(self) -> str | list[str]:
        """The value as JSON has it."""
        return self.value if isinstance(self.value, str) else list(self.value)


def encode_free_port(free: FreePort) -> dict[str, Any]:
    """Return JSON values, to be merged into a report."""
    return {_PORT: free.port, _KEY: free.key, _VALUE: free.plain_value}


def decode_free_port(report: Mapping[str, Any]) -> FreePort | None:
    """Return the free port of a report, or None if the report has none."""
    port, key, found = report.get(_PORT), report.get(_KEY), report.get(_VALUE)
    addresses = tuple(found) if isinstance(found, list) else found
    if type(port) is not int or port < 1 or not isinstance(key, str) or not addresses:
        return None
    if not isinstance(addresses, str) and not (
        isinstance(addresses, tuple) and all(isinstance(one, str) for one in addresses)
    ):
        return None
    return FreePort(port, key, addresses)

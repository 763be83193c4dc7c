"""STS policies: servers that demand encryption, and until when.

A JSON file in the profile holds the policy of each host name. Numeric addresses have no policy, because an address may
belong to another person tomorrow. GUI thread; blocks for the disk at a change.

Spec: https://ircv3.net/specs/extensions/sts
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop_chat.client.lenient_json import read_object
from desktop_chat.files import make_private, write_whole
from desktop_chat.net.addresses import is_numeric
from desktop_chat.value_class import value

_log = logging.getLogger(__name__)
_LONGEST_SECONDS = 10 * 365 * 86_400


@value
class Policy:
    """Until `ends` (Unix ms) this client uses only TLS at `port`. `duration` in seconds."""

    port: int
    duration: int
    ends: int


def is_eligible(host: str) -> bool:
    """Return True if this is a host name, which may have a policy, and no numeric address."""
    return bool(host) and not is_numeric(host)


class StsPolicies:
    """The policies of a profile. Times are Unix ms."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._policies, _ = read_object(path, _read_policy)

    def policy(self, host: str, now: int) -> Policy | None:
        """Return the policy that holds for a host at `now`, or None."""
        found = self._policies.get(_key(host))
        return found if found is not None and now < found.ends else None

    def keep(self, host: str, port: int, duration: int, now: int) -> None:
        """Keep the policy that a server sent over TLS at this port. `duration` in seconds; 0 ends the policy."""
        if not is_eligible(host):
            return
        if duration <= 0:
            changed = self._policies.pop(_key(host), None) is not None
        else:
            duration = min(duration, _LONGEST_SECONDS)
            self._policies[_key(host)] = Policy(port, duration, now + duration * 1000)
            changed = True
        if changed:
            self._write(now)

    def reschedule(self, host: str, now: int) -> None:
        """Restart the duration at the end of a connection for which the policy held."""
        found = self.policy(host, now)
        if found is not None:
            self.keep(host, found.port, found.duration, now)

    def _write(self, now: int) -> None:
        self._policies = {host: policy for host, policy in self._policies.items() if now < policy.ends}
        kept = {host: asdict(policy) for host, policy in self._policies.items()}
        try:
            make_private(self._path.parent)
            write_whole(self._path, json.dumps(kept, indent=1, sort_keys=True).encode())
        except OSError as error:
            _log.warning("The STS policies cannot be written: %s.", error)


def _read_policy(kept: Any) -> Policy:
    """Return the policy of a host.

    Raises: ValueError, TypeError, KeyError, OverflowError (damaged).
    """
    return Policy(int(kept["port"]), int(kept["duration"]), int(kept["ends"]))


def _key(host: str) -> str:
    return host.lower().rstrip(".")

"""Which firewall is on, and the line that opens a port in it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop_chat.lan.firewalls import Firewall, active_firewall, opening_line, usual_firewalls


def test_lines_name_the_port() -> None:
    assert opening_line(Firewall.UFW, 6698) == "sudo ufw allow 6698"
    assert all("6698" in opening_line(one, 6698) for one in Firewall if one is not Firewall.MACOS)
    assert opening_line(Firewall.MACOS, 6698)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the files are those of Linux")
def test_firewalls_of_linux(tmp_path: Path) -> None:
    assert active_firewall(tmp_path) is None
    (tmp_path / "etc/ufw").mkdir(parents=True)
    config = tmp_path / "etc/ufw/ufw.conf"
    config.write_text("ENABLED=no\n")
    assert active_firewall(tmp_path) is None
    (tmp_path / "run/firewalld").mkdir(parents=True)
    assert active_firewall(tmp_path) is Firewall.FIREWALLD
    config.write_text("# comment\nENABLED=yes\n")
    assert active_firewall(tmp_path) is Firewall.UFW
    config.write_bytes(b"\xff\xfe")
    assert active_firewall(tmp_path) is Firewall.FIREWALLD


def test_each_system_has_a_usual_firewall() -> None:
    assert usual_firewalls()

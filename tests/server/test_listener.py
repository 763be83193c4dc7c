"""The listener without free descriptors."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from tests.e2e.programs import server, wait_for
from tests.irc_client import IrcClient


@pytest.mark.skipif(not hasattr(psutil.Process, "rlimit"), reason="this system cannot limit another process")
def test_listener_without_descriptors_waits_and_continues(tmp_path: Path) -> None:
    with server(tmp_path / "data", "limits.enabled=false") as running:
        process = psutil.Process(running.pid)
        clients = [IrcClient(running.port)]
        clients[0].register("ann")  # from here on, the server has opened each file that serving a client needs
        room = process.num_fds() + 1
        process.rlimit(psutil.RLIMIT_NOFILE, (room, room))
        clients += [IrcClient(running.port) for _ in range(4)]
        log = tmp_path / "data.log"
        wait_for("the warning", lambda: "cannot be accepted" in log.read_text("utf-8"))
        before = sum(process.cpu_times()[:2])
        clients[0].fence()
        with pytest.raises(TimeoutError):
            clients[-1].line(1.2)
        assert sum(process.cpu_times()[:2]) - before < 0.5
        clients[0].close()
        clients[1].close()
        clients[2].register("bob")
        for client in clients[2:]:
            client.close()
        with IrcClient(running.port) as late:
            assert late.register("cid")
        assert log.read_text("utf-8").count("cannot be accepted") == 1

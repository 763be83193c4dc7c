"""A short run of the whole program on the Python that runs this: serve, talk over TLS, open a window offscreen.

    python -m tests.smoke

It needs what the program needs and nothing else, no pytest. The exit status is 0 if all went well.
"""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop_chat.client.preferences import Settings
from desktop_chat.qt.app.single_instance import hand_over
from tests.irc_client import IrcClient
from tests.patience import SECONDS
from tests.private_names import all_hidden_names

_PROGRAM = (sys.executable, "-m", "desktop_chat")


def serve_and_talk(folder: Path) -> None:
    """Start a server, let two people talk over TLS, read the words back from history, and stop it by SIGTERM."""
    command = [*_PROGRAM, "serve", "--data", str(folder / "data"), "--listen", "127.0.0.1:0"]
    log = folder / "server.log"
    with log.open("w", encoding="utf-8") as errors:
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
    try:
        assert server.stdout is not None
        first = server.stdout.readline()
        assert first.startswith("listening on "), first + log.read_text("utf-8")
        port = int(first.rpartition(":")[2])
        with IrcClient(port, tls=True) as ann, IrcClient(port, tls=True) as bob:
            for client, nick in ((ann, "ann"), (bob, "bob")):
                client.register(nick, "batch server-time message-tags draft/chathistory")
                client.join("#tea")
            ann.send("PRIVMSG #tea :hello")
            assert bob.until("PRIVMSG")[-1].params == ("#tea", "hello")
            bob.send("CHATHISTORY LATEST #tea * 10")
            assert any(line.params == ("#tea", "hello") for line in bob.until("PRIVMSG"))
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=SECONDS)
        assert server.returncode == 0, log.read_text("utf-8")
        assert "Traceback" not in log.read_text("utf-8"), log.read_text("utf-8")
    finally:
        if server.poll() is None:
            server.kill()
            server.communicate()


def open_a_window(folder: Path) -> None:
    """Open the start window offscreen, wait until it answers a second start, and end it by SIGINT."""
    QCoreApplication([])
    profile = folder / "profile"
    Settings(profile / "client" / "settings.json").change_fields(name="ann")
    command = [*_PROGRAM, "--profile", str(profile)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    app = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    try:
        end = time.monotonic() + SECONDS
        while not hand_over(profile / "client", ""):
            assert app.poll() is None, app.communicate()[0]
            assert time.monotonic() < end, "the window never opened"
            time.sleep(0.05)
        app.send_signal(signal.SIGINT)
        said, _ = app.communicate(timeout=SECONDS)
        assert app.returncode == 0, said
        assert "Traceback" not in said, said
    finally:
        if app.poll() is None:
            app.kill()
            app.communicate()


def main() -> None:
    hidden = all_hidden_names()
    assert not hidden, f"private names that hide those of a base class: {hidden}"
    with tempfile.TemporaryDirectory() as folder:
        serve_and_talk(Path(folder))
        open_a_window(Path(folder))
    print(f"Python {platform.python_version()}: served, talked over TLS, opened a window.")


if __name__ == "__main__":
    main()

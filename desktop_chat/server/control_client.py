"""One request to a running server over its control channel, for commands at a terminal. Blocks."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from desktop_chat.net.control import decode_line, encode_line
from desktop_chat.net.control_values import ControlAnswer, ControlError, ControlRequest
from desktop_chat.server.control_folder import ENDPOINT
from desktop_chat.texts import server as texts

SECONDS = 10.0
"""How long the server may take for an answer."""


def ask_server(data: Path, do: str, arguments: Mapping[str, Any] | None = None) -> Any:
    """Send a request to the server of the folder `data`. Return the value of the answer.

    Raises: ControlError: no server runs, or it has refused the request.
    """
    try:
        where = json.loads((data / ENDPOINT).read_bytes())
        with closing(_connect(where)) as connection:
            if "token" in where:
                connection.sendall(encode_line(ControlRequest(1, "token", {"token": where["token"]})))
                _read_answer(connection)
            connection.sendall(encode_line(ControlRequest(2, do, dict(arguments or {}))))
            answer = _read_answer(connection)
    except (OSError, ValueError, KeyError) as error:
        raise ControlError(texts.NO_CHAT_RUNS_IN(str(data))) from error
    if not answer.ok:
        raise ControlError(answer.error)
    return answer.value


def _connect(where: Mapping[str, Any]) -> socket.socket:
    if sys.platform == "win32" or "path" not in where:
        return socket.create_connection((where["host"], where["port"]), SECONDS)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(SECONDS)
        connection.connect(where["path"])
    except BaseException:
        connection.close()
        raise
    return connection


def _read_answer(connection: socket.socket) -> ControlAnswer:
    """Raises: OSError, ControlError."""
    data = bytearray()
    while not data.endswith(b"\n"):
        more = connection.recv(1 << 16)
        if not more:
            raise ConnectionResetError
        data += more
    answer = decode_line(bytes(data))
    if not isinstance(answer, ControlAnswer):
        raise ConnectionResetError
    return answer

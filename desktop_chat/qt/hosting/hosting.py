"""Hosting: starts, finds and stops the chat server of this profile. GUI thread.

The server is another process, which outlives the windows. The control channel is the source of truth. Hosting reads the
files control.json and failed.json in the server's folder only while a start, a restart or a stop is under way.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import replace
from enum import Enum, auto
from functools import cached_property
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_chat.clock import now_ms
from desktop_chat.net.control_values import (
    ControlAnswer,
    LogLine,
    ServerPhase,
    ServerState,
)
from desktop_chat.qt.hosting import control_link, invitations, own_addresses, server_process
from desktop_chat.qt.hosting.hosted_reports import HostedReports
from desktop_chat.qt.hosting.pending_requests import PendingRequests, Then
from desktop_chat.qt.i18n.text_translation import translate_text

_log = logging.getLogger(__name__)
_POLL_MS = 50
_GONE_SECONDS = 4.0


class _Step(Enum):
    """The step under way."""

    NOTHING = auto()
    LOOKING = auto()  # connecting to a server that may run already
    LOOKING_FIRST = auto()  # the same, then start a server if there is none
    STARTING = auto()  # the process was started and has no channel yet
    RETURNING = auto()  # the connection was lost; a supervisor restarts the server
    STOPPING = auto()


_SECONDS = {
    _Step.LOOKING: 3.0,
    _Step.LOOKING_FIRST: 3.0,
    _Step.STARTING: 30.0,
    _Step.RETURNING: 30.0,
    _Step.STOPPING: 10.0,
}


class Hosting(HostedReports):
    """The hosted chat of a profile. While no server answers, Hosting makes `state` itself.

    `restarted` is emitted when a crashed server is back.
    """

    state_changed = Signal(object)  # ServerState
    setting_changed = Signal(str, object)  # key, and the value that the server accepted from this launcher
    addresses_changed = Signal()
    restarted = Signal()

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.data = data
        self.state = ServerState(ServerPhase.STOPPED, 0, "", "", 0, data=str(data))
        self.failure: server_process.Failure | None = None
        self.restarts = 0
        self._step = _Step.NOTHING
        self._until = 0.0
        self.person = ""
        """The person's name, used as the chat's default name."""
        self._overrides: dict[str, str] = {}
        self._farewell: str | None = None
        self._process: server_process.ServerProcess | None = None
        self._link: control_link.ControlLink | None = None
        self._pid = 0
        self._requests = PendingRequests()
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._poll)

    @cached_property
    def _own(self) -> own_addresses.OwnAddresses:
        """Made when a server runs or an address is asked for."""
        made = own_addresses.OwnAddresses(self)
        made.changed.connect(self.addresses_changed)
        return made

    # State.

    @property
    def is_running(self) -> bool:
        return self.state.phase is ServerPhase.RUNNING

    @property
    def is_connected(self) -> bool:
        """True while a server is asked or answers."""
        return self._link is not None

    @property
    def is_active(self) -> bool:
        """True if a server runs, starts or stops."""
        return self.state.phase not in (ServerPhase.STOPPED, ServerPhase.FAILED)

    @property
    def invitations(self) -> invitations.Invitations:
        """The addresses and links by which people join the chat at present."""
        return invitations.Invitations(self.state, self.links, self._own.found, self._own.name)

    # Requests of the windows.

    def attach_to_running(self) -> None:
        """Connect to a running server, if there is one."""
        if self._step is _Step.NOTHING and not self.is_active:
            self._begin_step(_Step.LOOKING)
            self._search_server()

    def start_server(self, overrides: Mapping[str, str] | None = None) -> None:
        """Start the server, or connect to a running server. `overrides`: setting keys and texts."""
        if self.is_active:
            return
        self._overrides = dict(overrides or {})
        self.failure = None
        self.clear_log()
        self._drop_link()
        self._begin_step(_Step.LOOKING_FIRST)
        self._set_phase(ServerPhase.STARTING)
        self._search_server()

    def stop_server(self, message: str = "") -> None:
        """Send `message` to everybody and stop the server. A starting server is stopped at the first answer."""
        if not self.is_active or self._step is _Step.STOPPING:
            return
        known = self.is_running
        self._farewell = message
        self._begin_step(_Step.STOPPING)
        self._set_phase(ServerPhase.STOPPING)
        if known:
            self._say_farewell()

    def send_request(self, do: str, arguments: dict[str, Any] | None = None, then: Then | None = None) -> None:
        """Send a request of `net/control`. `then` is called with the answer."""
        if self._link is None or not self._pid:
            if then is not None:
                then(ControlAnswer(0, False, error=self.tr("The chat is not running.")))
            return
        self._link.send_request(self._requests.new_request(do, arguments or {}, then))

    def kick_person(self, nick: str, reason: str = "", then: Then | None = None) -> None:
        self.send_request("kick", {"nick": nick, "reason": reason}, then)

    def announce_text(self, text: str, then: Then | None = None) -> None:
        """Send `text` to everybody as a notice of the server."""
        self.send_request("announce", {"text": text}, then)

    def change_setting(self, key: str, value: object, then: Then | None = None) -> None:
        """Send a new value of a setting. `value`: a list for several texts, which are told as a tuple."""

        def on_answered(answer: ControlAnswer) -> None:
            if answer.ok:
                self.setting_changed.emit(key, tuple(value) if isinstance(value, list) else value)
            if then is not None:
                then(answer)

        self.send_request("set", {"key": key, "value": value}, on_answered)

    def close(self) -> None:
        """Disconnect from the server, and let the server run on. Takes about a millisecond."""
        self._timer.stop()
        self._step = _Step.NOTHING
        self._requests.forget_all()
        self._drop_link()
        self._let_process_go()

    # The control channel.

    def _connect_control(self) -> bool:
        """Begin to connect. Return False if no server has written an endpoint."""
        endpoint = control_link.read_endpoint(self.data)
        if endpoint is None:
            return False
        queued = Qt.ConnectionType.QueuedConnection
        link = control_link.ControlLink(endpoint, self)
        self.connect_reports(link)
        link.answered.connect(self._on_answered, queued)
        link.closed.connect(self._on_closed, queued)
        self._link = link
        link.start()
        return True

    def _drop_link(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.stop()
            link.deleteLater()
        self._pid = 0
        self._requests.fail_all(self.tr("The chat ended before it answered."))

    def take_state(self, state: ServerState) -> None:
        first = not self._pid
        self._pid = state.pid
        if self._step is _Step.STOPPING:
            if first and state.phase is ServerPhase.RUNNING:
                self._say_farewell()
            return
        returned = self._step is _Step.RETURNING
        self._end_step()
        self.failure = None
        self.state = state = replace(
            state, trouble=translate_text(state.trouble), router_trouble=translate_text(state.router_trouble)
        )
        if first:
            _log.info("The chat hosted here runs (process %d).", state.pid)
            self._own.follow_changes()
        self.state_changed.emit(state)
        if returned:
            self.restarts += 1
            self.restarted.emit()

    def _on_answered(self, answer: ControlAnswer) -> None:
        self._requests.take_answer(answer)

    def _on_closed(self, reason: str) -> None:
        if self._link is None or not self._link.ended:
            return  # the signal of a link that was dropped meanwhile
        known = bool(self._pid)
        self._drop_link()
        match self._step:
            case _Step.LOOKING | _Step.LOOKING_FIRST:
                self._find_nobody()
            case _Step.STOPPING if not known and self._process is None:
                self._finish_step()  # a dead server had left its file
            case _Step.NOTHING if known and self.state.phase is ServerPhase.STOPPED:
                self._finish_step()  # another launcher stopped the server, which has reported that
            case _Step.NOTHING if known and self.state.phase is ServerPhase.STOPPING:
                self._begin_step(_Step.STOPPING)  # another launcher stops the server
                self.clear_reports()
            case _Step.NOTHING if known:
                self._begin_step(_Step.RETURNING)
                self.clear_reports()
                self._set_phase(ServerPhase.STARTING, self.tr("It ended unexpectedly and is being started again."))
            case _:
                return  # `_poll` tries again

    # Steps.

    def _begin_step(self, step: _Step) -> None:
        self._step = step
        self._until = time.monotonic() + _SECONDS[step]
        self._timer.start()

    def _end_step(self) -> None:
        self._step = _Step.NOTHING
        self._timer.stop()

    def _poll(self) -> None:
        """Advance the step under way. Called every _POLL_MS."""
        server_process.reap_ended()
        late = time.monotonic() > self._until
        match self._step:
            case _Step.LOOKING | _Step.LOOKING_FIRST if late:
                self._drop_link()
                self._find_nobody()
            case _Step.STARTING | _Step.RETURNING:
                self._check_start(late)
            case _Step.STOPPING:
                self._check_end(late)
            case _Step.NOTHING:
                self._timer.stop()

    def _check_start(self, late: bool) -> None:
        code = self._process.exit_code() if self._process is not None else None
        failure = server_process.read_failure(
            self.data
        )  # read after the exit code, because it is written before the process ends
        if failure is not None:
            self._show_failure(failure)
        elif code == 0 or (self._process is None and self._has_ended_elsewhere()):
            self._finish_step()
        elif code is not None:
            self._show_failure(
                server_process.Failure(self.tr("The chat ended at once, with code {code}.").format(code=code))
            )
        elif late:
            self._show_failure(server_process.Failure(self.tr("The chat did not start in time.")))
        elif self._link is None:
            self._connect_control()

    def _check_end(self, late: bool) -> None:
        gone = (
            self._process.exit_code() is not None
            if self._process is not None
            else control_link.read_endpoint(self.data) is None
        )
        if self._link is None and gone:
            self._finish_step()
        elif late:
            if self._process is not None:
                self._process.request_end()
            self._show_failure(server_process.Failure(self.tr("The chat did not stop in time.")))
        elif self._link is None:
            self._connect_control()  # to send the farewell, or to learn that the server is gone

    def _has_ended_elsewhere(self) -> bool:
        """Return True if a server of another launcher has ended cleanly and so removed the control file."""
        patience = _SECONDS[_Step.RETURNING] - _GONE_SECONDS
        return control_link.read_endpoint(self.data) is None and time.monotonic() > self._until - patience

    def _search_server(self) -> None:
        if not self._connect_control():
            self._find_nobody()

    def _find_nobody(self) -> None:
        if self._step is _Step.LOOKING_FIRST:
            self._spawn_server()
            return
        self._end_step()
        failure = server_process.read_failure(self.data)
        if failure is not None:
            self._show_failure(failure)

    def _default_chat_name(self) -> str:
        return self.tr("{0}'s chat").format(self.person) if self.person else ""

    def _spawn_server(self) -> None:
        server_process.forget_failure(self.data)
        try:
            self._process = server_process.ServerProcess(self.data, self._overrides, self._default_chat_name())
        except OSError as error:
            text = self.tr("The chat cannot be started: {reason} ({path}).")
            self._show_failure(
                server_process.Failure(text.format(reason=error.strerror or error, path=error.filename or self.data))
            )
            return
        self._begin_step(_Step.STARTING)

    def _say_farewell(self) -> None:
        message, self._farewell = self._farewell or "", None
        self.send_request("stop", {"message": message})

    def _finish_step(self) -> None:
        self._end_step()
        self._drop_link()
        self._let_process_go()
        self.clear_reports()
        self._set_phase(ServerPhase.STOPPED)

    def _show_failure(self, failure: server_process.Failure) -> None:
        self._end_step()
        self._drop_link()
        self._let_process_go()
        self.clear_reports()
        self.failure = replace(failure, reason=translate_text(failure.reason))
        self.add_log(tuple(LogLine(now_ms(), "ERROR", line) for line in failure.log))
        self._set_phase(ServerPhase.FAILED, self.failure.reason)

    def _let_process_go(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.leave_running()

    def _set_phase(self, phase: ServerPhase, reason: str = "") -> None:
        kept = replace(self.state, listening=(), outside="", trouble="", pid=0, data=str(self.data))
        self.state = replace(kept, phase=phase, since=now_ms(), reason=reason)
        self.state_changed.emit(self.state)

"""Windows: opens and closes the windows of the program. GUI thread.

What the closing of a window means for the chat hosted here and for the program is decided by `program_exit`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial

from PySide6 import QtGui
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from desktop_chat.client import entry as entries
from desktop_chat.client.certificate import Certificate
from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.phase import Phase
from desktop_chat.net.control_values import ServerPhase, ServerState
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.qt.app import chat_follower, first_guest, hosting_failure, program_exit, start_flow
from desktop_chat.qt.app.first_frame import FirstFrame
from desktop_chat.qt.app.program_settings import ProgramSettings
from desktop_chat.qt.dialogs import about, certificate_warning, guide_window, link_question
from desktop_chat.qt.hosting import knock_desk
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.i18n.text_translation import translate_text
from desktop_chat.qt.launcher import window as launcher_window
from desktop_chat.qt.network import network as networks
from desktop_chat.qt.network import room as rooms
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.theme import emoji_font
from desktop_chat.qt.views import chat_window, newcomer_greeting
from desktop_chat.qt.views.window_state import bring_up, geometry_of, restore_geometry


class Windows(QObject):
    """Emits `finished` when no window is left: the program ends."""

    finished = Signal()
    language_changed = Signal()  # all windows are new
    settled = Signal()  # the first window is painted: time for delayed work

    def __init__(self, controller: Controller, hosting: Hosting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.controller = controller
        self.hosting = hosting
        self.chat: chat_window.ChatWindow | None = None
        self.launcher: launcher_window.LauncherWindow | None = None
        self.settings = ProgramSettings(controller, self)
        self.follower: chat_follower.ChatFollower | None = None
        """Seeks moved chats; made once the first window is painted."""
        self._guide: guide_window.GuideWindow | None = None
        self._is_painted = False
        """The first window was painted."""
        self.settled.connect(lambda: self.entrance.begin_seeking())
        self.settings.closed.connect(self._say_who_asks)
        hosting.state_changed.connect(self.on_hosting_changed)
        hosting.knocks_changed.connect(self.on_knocks_changed)
        controller.distrusted.connect(self.on_distrusted)

    @cached_property
    def entrance(self) -> start_flow.StartFlow:
        """Made before the start window, or after the first frame of a chat."""
        made = start_flow.StartFlow(self.controller, self.hosting, self)
        made.arrived.connect(self.on_arrived)
        made.launcher_requested.connect(self.show_launcher)
        made.settings_requested.connect(self.show_settings)
        made.closed.connect(self.on_window_closed)
        made.window_opened.connect(self._bind_keys)
        return made

    @cached_property
    def program_exit(self) -> program_exit.ProgramExit:
        """Made when the first window closes, or for the tray."""
        settings = self.controller.settings
        made = program_exit.ProgramExit(settings, self.hosting, lambda: self.front_window() is None, self)
        made.finished.connect(self.finished)
        return made

    @property
    def is_resting(self) -> bool:
        """The program goes on in the tray, without a window."""
        return "program_exit" in vars(self) and self.program_exit.is_resting

    @property
    def _start_window(self) -> QWidget | None:
        return self.entrance.window if "entrance" in vars(self) else None

    # Start

    def open_first_window(self, link: str | None) -> None:
        """Open the last chat, the chat of a link, or the start window.

        Until the first paint only the archive is read.
        """
        self.controller.open_last_chats()
        if self.controller.networks:
            self.show_chat()
        elif not link:
            self.entrance.show_window()
        if link:
            self.follow_link(link)
        troubles = [translate_text(trouble) for trouble in self.controller.troubles if trouble]
        if troubles:
            self.show_sentence(" ".join(troubles))
        shown = self.front_window()
        if shown is not None:
            frame = FirstFrame(shown, self)
            frame.painted.connect(self.on_painted)
            self.controller.destroyed.connect(frame.give_up)
        else:
            self.on_painted()

    def on_painted(self) -> None:
        """Have emoji drawn, look for a running chat of this computer, and connect to the last chats."""
        self._is_painted = True
        if self.chat is not None:
            self.chat.complete_parts()
            self._greet_newcomer()
        emoji_font.emoji_font().use_style(self.controller.settings.preferences.emoji_style)
        self.hosting.attach_to_running()
        self.follower = chat_follower.ChatFollower(self.controller, self)
        self.controller.connect_all()
        self.settled.emit()

    def raise_up(self, link: str) -> None:
        """Come to the front: the program was started a second time."""
        if link:
            self.follow_link(link)
            return
        window = self.front_window()
        if window is not None:
            bring_up(window)
        elif self.controller.networks:
            self.show_chat()
        else:
            self.entrance.show_window()

    def follow_link(self, link: str) -> None:
        """Join the chat of a link or an address."""
        fault = self.entrance.follow_link(link)
        if fault and self.chat is not None and self.chat.isVisible():
            self.show_sentence(fault)
        elif fault:
            self.entrance.show_window().set_error(fault)

    def on_link_followed(self, link: str) -> None:
        """Follow a clicked link of a message. The person is asked if the link leads to another server."""
        found, fault = self.entrance.parse_link(link)
        place = replace(found, account="", code="") if found is not None else None  # of another person's choice
        shown = self.chat.network if self.chat is not None else None
        if place is None:
            self.show_sentence(fault)
        elif self.chat is None or (shown and not self.controller.chats.leads_elsewhere(place, shown.network)):
            self.entrance.join_chat(place)
        else:
            question = link_question.LinkQuestion(place, self.chat)
            question.agreed.connect(lambda: self.entrance.join_chat(place))
            question.open()

    def show_room(self, network: networks.Network, room: rooms.Room) -> None:
        """Show a room, if it is still open."""
        chat = self.show_chat()
        if network in self.controller.networks and room.key in network.rooms:
            chat.show_room(network, room)

    def show_entry(self, network: networks.Network, room: rooms.Room, entry: entries.Entry) -> None:
        """Show a message in its room, if the room is still open."""
        chat = self.show_chat()
        if network in self.controller.networks and room.key in network.rooms:
            chat.messages.show_entry(network, room, entry)

    def show_sentence(self, text: str) -> None:
        """Show a sentence in the front window."""
        if self.chat is not None and self.chat.isVisible():
            self.chat.toast.show_toast(text, icon="alert")
        else:
            self.entrance.show_window().host_section.say(text)

    def front_window(self) -> QWidget | None:
        """Return the active window, or else the most important one."""
        shown = [w for w in (self.chat, self._start_window, self.launcher) if w is not None and w.isVisible()]
        return next((window for window in shown if window.isActiveWindow()), shown[0] if shown else None)

    # Windows

    def show_chat(self) -> chat_window.ChatWindow:
        if self.is_resting:
            self.program_exit.is_resting = False
        if self.chat is None:
            chat = self.chat = chat_window.ChatWindow(self.controller, complete=self._is_painted)
            chat.new_chat_requested.connect(lambda: self.entrance.ask_for_chat())
            chat.host_requested.connect(self.show_launcher)
            chat.restart_requested.connect(lambda: self.hosting.start_server())
            chat.settings_requested.connect(self.show_settings)
            chat.shortcuts_requested.connect(lambda: self.show_settings("shortcuts"))
            self.settings.shortcuts_changed.connect(chat.renew_shortcuts)
            chat.about_requested.connect(self.show_about)
            chat.guide_requested.connect(self.show_guide)
            if chat.is_complete:
                self._bind_help(chat)
            else:
                chat.completed.connect(lambda: self._bind_help(chat))
            chat.quit_requested.connect(self.on_quit_wanted)
            chat.link_followed.connect(self.on_link_followed)
            chat.closing.connect(self.on_chat_closing)
            restore_geometry(chat, self.controller.settings.preferences.windows.get("chat", ""))
        bring_up(self.chat)
        self._say_who_asks()
        self.on_knocks_changed()
        self._invite_first_guest()
        self._greet_newcomer()
        return self.chat

    def _greet_newcomer(self) -> None:
        """Let the chat window greet the person in a new chat."""
        chat = self.chat
        if chat is not None and self._is_painted and self.controller.is_newcomer_anywhere():
            newcomer_greeting.greet_in(chat)

    def _invite_first_guest(self) -> None:
        """Let the chat window invite others to a chat that is hosted here."""
        chat = self.chat
        if chat is not None and self.hosting.is_running and chat.findChild(first_guest.FirstGuest) is None:
            first_guest.FirstGuest(self.controller, chat)

    def on_knocks_changed(self) -> None:
        """Ask in the chat window about people who want to be let in."""
        chat = self.chat
        if chat is not None and self.hosting.knocks and chat.findChild(knock_desk.KnockDesk) is None:
            place = partial(chat.pane.add_bar, "knocks")
            knock_desk.KnockDesk(self.hosting, chat, place, chat.toast.show_toast)

    def show_launcher(self) -> launcher_window.LauncherWindow:
        if self.launcher is None:
            launcher = self.launcher = launcher_window.LauncherWindow(self.hosting)
            launcher.chat_requested.connect(self.entrance.join_own)
            launcher.message_requested.connect(self.on_own_message_wanted)
            launcher.chat_stop.closing_chosen.connect(
                lambda choice: self.controller.settings.change_fields(on_close=choice)
            )
            launcher.closed.connect(self.on_launcher_closed)
            self._bind_keys(launcher)
            restore_geometry(launcher, self.controller.settings.preferences.windows.get("launcher", ""))
        self._say_who_asks()
        bring_up(self.launcher)
        return self.launcher

    def show_settings(self, page: str = "") -> None:
        """Show the settings window, at the page of the key."""
        self.settings.show_window(self.front_window(), page)

    def show_guide(self) -> None:
        """Show the guide, once, beside the other windows."""
        if self._guide is None:
            self._guide = guide_window.GuideWindow(None)
            self._guide.finished.connect(self.on_guide_closed)
        bring_up(self._guide)

    def on_guide_closed(self) -> None:
        self._guide = None

    def _bind_keys(self, window: QWidget) -> None:
        """Let keys show guide and settings in a window without shortcuts of its own."""
        self._bind_help(window)
        QtGui.QShortcut(QtGui.QKeySequence("Ctrl+,"), window).activated.connect(self.show_settings)

    def _bind_help(self, window: QWidget) -> None:
        """Let the help key show the guide."""
        QtGui.QShortcut(QtGui.QKeySequence("F1"), window).activated.connect(self.show_guide)

    def show_about(self) -> None:
        about.About(self.front_window()).open()

    def _say_who_asks(self) -> None:
        """Tell the launcher what its closing means for the chat."""
        if self.launcher is not None:
            others = self.entrance.is_visible or (self.chat is not None and self.chat.isVisible())
            self.launcher.chat_stop.closing = self.program_exit.launcher_closing(others=others)

    # Events

    def on_arrived(self, network: networks.Network, place: ChatAddress) -> None:
        """Show the joined chat."""
        chat = self.show_chat()
        if place.room:
            chat.show_name(network, place.room)
            if place.msgid:
                chat.messages.seek_message(network, place.room, place.msgid)
        elif chat.network is not network:
            chat.show_room(network, network.page)

    def on_own_message_wanted(self, nick: str) -> None:
        """Open direct messages with a person of the chat hosted here, for the launcher."""
        self.entrance.join_own()
        own = next((n for n in self.controller.networks if self.controller.is_hosted(n)), None)
        if own is not None:
            self.show_chat().show_name(own, nick)
            own.open_direct_messages(nick)

    def on_hosting_changed(self, state: ServerState) -> None:
        """Rejoin the running chat of this computer, or show a failure."""
        self._invite_first_guest()
        if state.phase is ServerPhase.RUNNING:
            for network in self.controller.networks:
                if self.controller.is_hosted(network) and network.phase is Phase.OFFLINE:
                    network.connect_now()
        elif state.phase is ServerPhase.FAILED and self.chat is not None and self.chat.isVisible():
            hosting_failure.show_failure(self.chat.toast, state.reason, self.hosting.failure, self.show_launcher)

    def on_distrusted(self, network: networks.Network, certificate: Certificate, expected: KeyPin) -> None:
        joining = self.entrance.is_joining(network)
        parent = self.entrance.window if joining else self.front_window()
        warning = certificate_warning.CertificateWarning(network.name, expected, certificate, parent)
        if joining:
            warning.trusted.connect(lambda: self.entrance.join_with_new_key(certificate))
        else:
            warning.trusted.connect(lambda: self.controller.trust.trust_certificate(network, certificate))
        warning.open()

    # End

    def on_window_closed(self) -> None:
        """Check after the closing whether it was the last window."""
        self._say_who_asks()
        self.program_exit.finish_soon()

    def on_launcher_closed(self) -> None:
        launcher, self.launcher = self.launcher, None
        if launcher is not None:
            self.keep_geometry("launcher", launcher)
            launcher.deleteLater()
        self.on_window_closed()

    def on_chat_closing(self, event: QCloseEvent) -> None:
        """Let the chat window close, unless the person has to be asked first."""
        if self.chat is None:
            return
        others = self.entrance.is_visible or (self.launcher is not None and self.launcher.isVisible())
        if self.program_exit.may_close_chat(self.chat, others=others):
            self._keep_chat(self.chat)
            self.on_window_closed()
        else:
            event.ignore()

    def on_quit_wanted(self) -> None:
        """Close all windows. The last one may ask about the running chat."""
        if self.is_resting and self.hosting.is_active:
            self.show_chat()
        with self.program_exit.quitting():
            self.entrance.close()
            if self.launcher is not None and self.launcher.isVisible():
                self.launcher.close()
            if self.chat is not None:
                self.chat.close()
        self.on_window_closed()

    def end_by_signal(self) -> None:
        """End at a signal or a logout, without questions. A second signal does not wait for the stop of the chat."""
        if self.program_exit.is_ending:
            self.finished.emit()
            return
        self.entrance.on_cancel_wanted()
        if self.chat is not None:
            self._keep_chat(self.chat)
        if self.launcher is not None:
            self.keep_geometry("launcher", self.launcher)
        self.program_exit.begin_end()
        for window in (self.chat, self._start_window, self.launcher):
            if window is not None:
                window.hide()
        self.on_window_closed()

    def _keep_chat(self, chat: chat_window.ChatWindow) -> None:
        """Keep for the next run where the chat window stands, and what it shows."""
        self.keep_geometry("chat", chat)
        chat.keep_shown_room()

    def keep_geometry(self, name: str, window: QWidget) -> None:
        geometry = geometry_of(window)
        windows = self.controller.settings.preferences.windows
        if windows.get(name) != geometry:
            self.controller.settings.change_fields(windows=windows | {name: geometry})

    def close_all(self) -> None:
        """Close everything without questions. For the program's end."""
        if self.follower is not None:
            self.follower.stop()
        self.entrance.finder.stop()
        for window in (self.chat, self._start_window, self.launcher):
            if window is not None:
                window.hide()
                window.deleteLater()
        if self._guide is not None:
            self._guide.close()
        self.chat = self.launcher = self.entrance.window = None

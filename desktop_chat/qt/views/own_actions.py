"""OwnActions: the menu of the person's own name, and its acts: profile, account, name and away state. GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop_chat.client.chat_address import make_link
from desktop_chat.client.notification_rules import is_quiet
from desktop_chat.client.phase import Phase
from desktop_chat.irc.metadata_keys import AVATAR
from desktop_chat.qt.dialogs import away_question, device_dialog, keep_name_dialog, login_question, profile_dialog
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.kept_connections import KeptConnections
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.theme.icons import set_themed_icon
from desktop_chat.qt.views import menus
from desktop_chat.qt.views.quiet_menu import add_quiet_rows
from desktop_chat.qt.views.sidebar import popup_below

Do = Callable[[], None]


class OwnActions(QObject):
    """Acts for the person at one server. `ask_name` asks for another nick."""

    toast_requested = Signal(str, str, object)  # a sentence, the text of its action, and the action

    def __init__(self, window: QWidget, controller: Controller, ask_name: Callable[[Network], None]) -> None:
        super().__init__(window)
        self._kept = KeptConnections(self)
        self._window = window
        self._controller = controller
        self._ask_name = ask_name
        self._code_wanted: Network | None = None

    def connect_network(self, network: Network) -> None:
        """Tell the person about logins at this server."""
        account = network.account
        self._kept.keep(
            account.device_code_told.connect(lambda name, words: self.on_device_code_told(network, name, words)),
            account.kept.connect(lambda name: self.on_account_kept(network, name)),
            account.login_refused.connect(lambda name, why: self.on_login_refused(network, name, why)),
        )

    def _while_open(self, network: Network, act: Callable[[Network], None]) -> Do:
        """Wrap an action so that it does nothing if the chat was left while a menu was open."""
        return lambda: act(network) if network in self._controller.networks else None

    def open_own_menu(self, network: Network | None, at: QWidget) -> None:
        """Open the menu of the person's own name and state at a server."""
        if network is None:
            return
        on = partial(self._while_open, network)
        menu = menus.new_menu(self._window)
        menus.add_action(menu, "user", self.tr("Your profile…"), on(self.ask_profile))
        menus.add_action(menu, "edit", self.tr("Change your name here…"), on(self._ask_name))
        if network.session.away_text:
            menus.add_action(menu, "check", self.tr("I am back"), on(lambda network: network.set_away("")))
        menus.add_action(menu, "clock", self.tr("Be away…"), on(self._ask_away))
        is_silent = is_quiet(self._controller.settings.preferences, datetime.now())
        quiet = add_quiet_rows(menu, self._controller.set_quiet, quiet=is_silent)
        set_themed_icon(quiet, "bell-off", "muted", 18)
        menu.addSeparator()
        self._add_account_rows(menu, network)
        popup_below(at, menu)

    def _add_account_rows(self, menu: QMenu, network: Network) -> None:
        """Add the rows about the account; what cannot be done here is greyed, with the reason."""
        on, account = partial(self._while_open, network), network.account.name
        if account:
            text = self.tr("Logged in as {0}").format(account)
            menus.add_action(menu, "key", text, lambda: None).setEnabled(False)
            able = network.session.can_add_device()
            text = self.tr("Add another device…") if able else self.tr("Add another device (this server cannot)")
            menus.add_action(menu, "qr-code", text, on(self.ask_device_code)).setEnabled(able)
            menus.add_action(menu, "door-exit", self.tr("Log out"), on(lambda network: network.account.log_out()))
            return
        offer = network.session.account_offer()
        lack = self._lack_text(network)
        no_accounts = self.tr("Keep your name (this server makes no accounts)")
        keep = self.tr("Keep your name ({0})").format(lack) if lack else self.tr("Keep your name…")
        keep = keep if lack or offer.can_register else no_accounts
        menus.add_action(menu, "key", keep, on(self.ask_keep_name)).setEnabled(not lack and offer.can_register)
        login = self.tr("Log in ({0})").format(lack) if lack else self.tr("Log in…")
        login = login if lack or offer.can_log_in else self.tr("Log in (this server has no accounts)")
        menus.add_action(menu, "lock-open", login, on(self.ask_login)).setEnabled(not lack and offer.can_log_in)

    def _lack_text(self, network: Network) -> str:
        if network.phase is not Phase.ONLINE:
            return self.tr("once you are connected")
        return "" if network.session.is_private else self.tr("needs an encrypted connection")

    # Away state and profile

    def _ask_away(self, network: Network) -> None:
        question = away_question.AwayQuestion(network.display_name, self._window)
        question.answered.connect(network.set_away)
        question.open()

    def ask_profile(self, network: Network) -> None:
        """Ask for the profile, beginning with the server's values: another device may have changed the profile."""
        controller = self._controller
        known = network.profile_of(network.nick) if network.session.knows_profiles else {}
        values, own = dict(known or controller.settings.preferences.profile), controller.portrait
        portrait = own.read_image()
        if portrait is not None:
            values.pop(AVATAR, None)  # the address of the picture in this chat
        online = [one for one in controller.networks if one.phase is Phase.ONLINE]
        lacking = [one.display_name for one in online if not one.session.knows_profiles]
        dialog = profile_dialog.ProfileDialog(
            controller.person_name,
            values,
            lacking,
            self._window,
            portrait=portrait,
            portrait_lack=own.refusal(),
        )
        dialog.answered.connect(self.on_profile_answered)
        dialog.portrait_chosen.connect(own.set_portrait)
        dialog.portrait_removed.connect(own.remove_portrait)
        dialog.open()

    def on_profile_answered(self, name: str, values: dict[str, str]) -> None:
        """Publish the profile. An address from the web takes the place of a picture."""
        if values.get(AVATAR):
            self._controller.portrait.forget_portrait()
        self._controller.identity.set_profile(name, values)

    # Account

    def ask_keep_name(self, network: Network) -> None:
        """Make an account of the present nick by a dialog."""
        account = network.account
        required = network.session.account_offer().email_required
        dialog = keep_name_dialog.KeepNameDialog(
            network.nick, network.display_name, self._window, email_required=required
        )
        dialog.register_requested.connect(account.register)
        dialog.verify_requested.connect(account.verify)
        account.code_wanted.connect(dialog.ask_code)
        account.registration_refused.connect(dialog.show_fault)
        account.registered.connect(dialog.accept)
        dialog.rejected.connect(account.end_registration)
        dialog.open()

    def ask_login(self, network: Network, account: str = "", fault: str = "") -> None:
        """Log in to an account by a dialog."""
        question = login_question.LoginQuestion(
            network.display_name,
            account or network.session.wanted_nick,
            fault,
            self._window,
            takes_codes=network.session.takes_device_codes(),
        )
        question.answered.connect(network.account.log_in)
        question.open()

    def ask_device_code(self, network: Network) -> None:
        """Show how another device becomes the same person, once the server has made a code."""
        self._code_wanted = network
        network.account.request_device_code()

    def on_device_code_told(self, network: Network, account: str, words: str) -> None:
        if self._code_wanted is network and network in self._controller.networks:
            self._code_wanted = None
            place = replace(self._controller.place_for_others(network, ""), account=account, code=words)
            device_dialog.DeviceDialog(network.display_name, account, words, make_link(place), self._window).open()

    def on_account_kept(self, network: Network, account: str) -> None:
        if account:
            text = self.tr("You are logged in to {0} as {1}, from now on.").format(network.display_name, account)
        else:
            text = self.tr("You are a guest on {0} again.").format(network.display_name)
        self.toast_requested.emit(text, "", None)

    def on_login_refused(self, network: Network, account: str, why: str) -> None:
        text = self.tr("You are not logged in as {0}: {1}").format(account, why)
        retry = self._while_open(network, lambda network: self.ask_login(network, account, why))
        self.toast_requested.emit(text, self.tr("Log in…"), retry)

"""Pictures of the dialogs."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_chat.client.certificate import Certificate
from desktop_chat.client.chat_address import parse_chat_address
from desktop_chat.client.network_options import NetworkOptions
from desktop_chat.client.preferences import ServerRecord
from desktop_chat.client.secret_store import ACCOUNT, CONNECT_COMMANDS
from desktop_chat.irc.isupport import ISupport
from desktop_chat.irc.message import parse_line
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.qt.dialogs.about import About
from desktop_chat.qt.dialogs.away_question import AwayQuestion
from desktop_chat.qt.dialogs.certificate_warning import CertificateWarning
from desktop_chat.qt.dialogs.device_dialog import DeviceDialog
from desktop_chat.qt.dialogs.export_dialog import ExportDialog
from desktop_chat.qt.dialogs.flood_question import FloodQuestion
from desktop_chat.qt.dialogs.guide_window import GuideWindow
from desktop_chat.qt.dialogs.invite_dialog import InviteDialog, OwnerDialog
from desktop_chat.qt.dialogs.keep_name_dialog import KeepNameDialog
from desktop_chat.qt.dialogs.link_question import LinkQuestion
from desktop_chat.qt.dialogs.login_question import LoginQuestion
from desktop_chat.qt.dialogs.network_form import NetworkForm
from desktop_chat.qt.dialogs.paste_question import PasteQuestion
from desktop_chat.qt.dialogs.question import KeepQuestion
from desktop_chat.qt.dialogs.raw_console import RawConsole
from desktop_chat.qt.dialogs.record_dialog import RecordDialog
from desktop_chat.qt.dialogs.room_form import RoomForm
from desktop_chat.qt.dialogs.text_question import TextQuestion
from desktop_chat.qt.dialogs.tray_question import TrayQuestion
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.qt.pictures.stage import KEY, Picture, dialog, say, workshop_chat
from tests.qt.scenes import Scene


def _exporting(window: ChatWindow, made: Scene) -> QWidget:
    assert window.room is not None
    dialog = ExportDialog(made.controller.archive, window.room, "Workshop", lambda path: None, window)
    dialog.days_switch.setChecked(True)
    return dialog


def _recording(window: ChatWindow, made: Scene) -> QWidget:
    dialog = RecordDialog("#lobby", window.pane.header.record_text(90), "", window)
    dialog.delete_button.click()
    return dialog


def _keep_name() -> QWidget:
    dialog = KeepNameDialog("Ann", "Workshop", None, email_required=False)
    dialog.password_field.setText("tulip")
    dialog.show_fault(say("HubText", "The password is too short."))
    return dialog


def _device() -> QWidget:
    words = "maple-otter-violin-ginger-cloud".replace("violin", "piano")
    link = f"ircs://192.168.1.20:6697/?fp={KEY}&account=Ann&code={words}"
    return DeviceDialog("Workshop", "Ann", words, link, None)


def _name_code() -> QWidget:
    dialog = KeepNameDialog("Ann", "Workshop", None, email_required=True)
    dialog.ask_code("Ann", "")
    return dialog


def _certificate() -> Certificate:
    return Certificate(
        fingerprint=KeyPin(KEY[::-1]),
        verified=False,
        subject="ann-laptop",
        issuer="ann-laptop",
        begins=1_790_000_000_000,
        ends=2_100_000_000_000,
        version="TLSv1.3",
    )


def _room_question() -> QWidget:
    question = TextQuestion(
        "hash",
        say("ChatActions", "Join a room"),
        say("ChatActions", "On {0}. The room is created if it does not exist.").format("Workshop"),
        say("ChatActions", "Name of the room"),
        say("ChatActions", "Join"),
        None,
        start="spring, fair",
        check=lambda name: say("ChatActions", "The name of a room has no commas."),
    )
    question.on_go_clicked()
    return question


def _narrow_guide() -> QWidget:
    guide = GuideWindow(None, "nat")
    guide.resize(420, 560)
    return guide


def _room_form() -> QWidget:
    ours = ISupport({"CHANMODES": "beI,k,fHl,CMNPRSTUWcimnrstuz", "desktop-chat/RETENTION": "90"})
    form = RoomForm("Workshop", ours, lambda name: f"#{name}", None)
    form.later_box.setChecked(True)
    form.name_field.setText("spring-fair")
    form.topic_field.setText("Lamps, tables and cake")
    form.password_radio.setChecked(True)
    form.password_field.setText("tulip")
    return form


def _network_form() -> QWidget:
    """Everything of a network is filled in."""
    options = NetworkOptions("Ann_ Ann__", "", "Ann Lee", "q", "#tea #milk", proxy="socks5://127.0.0.1:9050")
    record = ServerRecord("k", "irc.quakenet.org", 6667, False, label="QuakeNet", account="ann", options=options)
    form = NetworkForm("k", record, ("Ann", "ann", "Ann"), None)
    form.show_secrets({ACCOUNT: "sesame", CONNECT_COMMANDS: "MODE $nick +x"})
    return form


def _long_network_form() -> QWidget:
    """The whole form at once."""
    form = _network_form()
    form.resize(520, 2300)
    return form


def _faulty_network_form() -> QWidget:
    form = NetworkForm("k", None, ("Ann", "ann", "Ann"), None)
    form.show_secrets({})
    form.resize(420, 560)
    form.address_field.setText("irc example org")
    form.connect_button.click()
    return form


def _console(window: ChatWindow, made: Scene) -> QWidget:
    """A console with lines in both directions, and a wrong line."""
    network = window.network
    assert network is not None
    console = RawConsole(network, window)
    lines = (":srv PONG srv :x", "@time=2026-01-01T09:30:00.000Z :Bob!u@h PRIVMSG #lobby :Does it fit?")
    network.on_received(tuple(map(parse_line, lines)))
    network.watch_traffic().on_due()
    console.line_field.setText(":")
    console.on_send()
    return console


def _keep() -> QWidget:
    text = say("Windows", "It can go on without a window; open the program again to find it here.")
    return KeepQuestion(say("Windows", "Your chat is running"), text, None)


SCENES: tuple[tuple[str, Picture], ...] = (
    ("dialog-keep-name", dialog(_keep_name)),
    ("dialog-keep-name-code", dialog(_name_code)),
    ("dialog-device", dialog(_device)),
    ("dialog-login", dialog(lambda: LoginQuestion("Workshop", "Ann", "", None))),
    ("dialog-away", dialog(lambda: AwayQuestion("Workshop", None))),
    ("dialog-about", dialog(lambda: About(None))),
    ("guide", dialog(lambda: GuideWindow(None))),
    ("guide-narrow", dialog(_narrow_guide)),
    ("dialog-certificate", dialog(lambda: CertificateWarning("192.168.1.20:6697", KeyPin(KEY), _certificate(), None))),
    ("dialog-link", dialog(lambda: LinkQuestion(parse_chat_address("irc://chat.example.org/#lobby"), None))),
    (
        "dialog-owner-link",
        dialog(lambda: OwnerDialog("ircs://192.168.1.20:6697/#lobby?k=7yd3z6hzk8zsmfwt7yd3&o=k3f9x0q7mz", None)),
    ),
    (
        "dialog-invite",
        dialog(lambda: InviteDialog("#lobby", f"ircs://192.168.1.20:6697/#lobby?fp={KEY}", "", None, names=("Bob",))),
    ),
    ("dialog-room", dialog(_room_question)),
    ("dialog-new-room", dialog(_room_form)),
    ("dialog-network", dialog(_network_form)),
    ("dialog-raw-console", workshop_chat(_console)),
    ("dialog-network-whole", dialog(_long_network_form)),
    ("dialog-network-fault", dialog(_faulty_network_form)),
    ("dialog-export", workshop_chat(_exporting)),
    ("dialog-record", workshop_chat(_recording)),
    ("dialog-flood", dialog(lambda: FloodQuestion(24, None))),
    (
        "dialog-paste",
        dialog(lambda: PasteQuestion("\n".join(f"{n}: def step_{n}(): return {n * n}" for n in range(1, 31)), None)),
    ),
    ("dialog-keep", dialog(_keep)),
    ("dialog-tray", dialog(lambda: TrayQuestion(None))),
)

"""All widgets on one page, for looking at. `render_gallery(theme, ratio)` paints it; as a program it writes PNGs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QRadioButton,
    QSlider,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.paths import resources
from desktop_chat.qt.theme import Mode, Space, appearance
from desktop_chat.qt.theme.icons import themed_icon
from desktop_chat.qt.widgets import (
    Avatar,
    Badge,
    Card,
    Dot,
    ElidedLabel,
    EmptyState,
    IconButton,
    IconLabel,
    NumberField,
    Pill,
    SearchField,
    Spinner,
    StatusDot,
    Switch,
    Toast,
    make_button,
    make_label,
    make_line,
)


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.SMALL)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row


def _buttons() -> Card:
    card = Card("Buttons")
    card.header.addWidget(IconButton("more", "More"))
    off = make_button("Disabled", "primary")
    off.setEnabled(False)
    card.body.addLayout(_row(make_button("Start a chat", "primary", "play"), make_button("Join", icon="link"), off))
    card.body.addLayout(_row(make_button("Stop", "danger", "stop"), make_button("Learn more", "quiet")))
    card.body.addLayout(
        _row(*(IconButton(name, name) for name in ("send", "smile", "paperclip", "search", "settings")))
    )
    card.body.addStretch(1)
    return card


def _inputs() -> Card:
    card = Card("Inputs")
    empty = QLineEdit()
    empty.setPlaceholderText("Address or link")
    wrong = QLineEdit("chat.example:99999")
    wrong.setProperty("invalid", True)
    combo = QComboBox()
    combo.addItems(["Anyone here", "With the link"])
    spin = NumberField(1, 65535, "Port")
    spin.setValue(6697)
    fixed = QLineEdit("ircs://192.168.1.20:6697/#lobby")
    fixed.setReadOnly(True)
    for part in (SearchField("Search people"), empty, wrong, fixed):
        card.body.addWidget(part)
    card.body.addLayout(_row(combo, spin))
    area = QPlainTextEdit("Welcome!\nBe kind.")
    area.setFixedHeight(64)
    card.body.addWidget(area)
    card.body.addStretch(1)
    return card


def _choices() -> Card:
    card = Card("Choices")
    on, third, off = QCheckBox("Start with the computer"), QCheckBox("Some of them"), QCheckBox("Keep running")
    on.setChecked(True)
    third.setTristate(True)
    third.setCheckState(Qt.CheckState.PartiallyChecked)
    one, other = QRadioButton("Light"), QRadioButton("Dark")
    one.setChecked(True)
    switch, quiet = Switch("Notifications"), Switch("Do not disturb")
    switch.setChecked(True)
    for part in (on, third, off, one, other, switch, quiet):
        card.body.addWidget(part)
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setValue(40)
    bar = QProgressBar()
    bar.setValue(60)
    card.body.addWidget(slider)
    card.body.addWidget(bar)
    card.body.addStretch(1)
    return card


def _marks() -> Card:
    card = Card("Marks")
    names = ("Ann", "Боб Смирнов", "cid", "dora the explorer", "Émile", "鈴木", "שרה", "zoë_k")
    card.body.addLayout(_row(*(Avatar(name) for name in names)))
    card.body.addLayout(
        _row(Badge(3), Badge(12, strong=True), Badge(4200), Spinner(), *(StatusDot(dot) for dot in Dot))
    )
    card.body.addLayout(_row(Pill("Moderator", "accent", "shield"), Pill("TLS", "success", "lock"), Pill("away")))
    card.body.addLayout(_row(Pill("Plain text", "warning", "alert"), Pill("Failed", "danger")))
    card.body.addWidget(make_label("A title", "title"))
    card.body.addWidget(make_label("A heading", "heading"))
    card.body.addWidget(make_label("Body text, quite readable: Привет, как дела?"))
    card.body.addWidget(make_label("Muted text for what matters less", "muted"))
    card.body.addWidget(make_label("Small text, 12:45", "small"))
    card.body.addWidget(
        ElidedLabel("A very long topic that surely does not fit into the room that a narrow card has for it")
    )
    card.body.addWidget(make_label("sha256:9f86d081884c7d65", "mono"))
    card.body.addStretch(1)
    return card


def _views() -> Card:
    card = Card("Views")
    rooms = QListWidget()
    rooms.ensurePolished()
    for name in ("lobby", "workshop", "кухня"):
        rooms.addItem(name)
        rooms.item(rooms.count() - 1).setIcon(themed_icon("hash", "muted"))
    rooms.setCurrentRow(1)
    rooms.setFixedHeight(120)
    table = QTableWidget(3, 3)
    table.setHorizontalHeaderLabels(["Nick", "Address", "Idle"])
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setStretchLastSection(True)
    for row, nick in enumerate(("ann", "bob", "cid")):
        for column, text in enumerate((nick, f"192.168.1.{20 + row}", f"{row} min")):
            table.setItem(row, column, QTableWidgetItem(text))
    table.selectRow(1)
    tabs = QTabWidget()
    tabs.addTab(table, "People")
    tabs.addTab(QWidget(), "Log")
    tabs.setMinimumHeight(190)
    card.body.addWidget(rooms)
    card.body.addWidget(make_line())
    card.body.addWidget(tabs)
    card.body.addStretch(1)
    return card


def _icons() -> Card:
    card = Card("Icons")
    grid = QGridLayout()
    names = sorted(path.stem for path in (resources() / "icons").glob("*.svg") if path.stem != "app")
    for index, name in enumerate(names):
        part = IconLabel(name, "text", 24)
        part.setToolTip(name)
        grid.addWidget(part, index // 12, index % 12)
    card.body.addLayout(grid)
    card.body.addStretch(1)
    return card


def _tones() -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    for tone, text in (
        ("accent", "Invite people with a link."),
        ("danger", "The port is busy."),
        ("warning", "No TLS."),
    ):
        card = Card(tone=tone)
        card.body.addWidget(make_label(text))
        column.addWidget(card)
    return box


def gallery() -> QWidget:
    """The page, not shown yet."""
    page = QWidget()
    page.setProperty("ground", "window")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    grid = QGridLayout(page)
    grid.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, 72)
    grid.setSpacing(Space.MEDIUM)
    parts: list[Callable[[], QWidget]] = [_buttons, _inputs, _marks, _choices, _views, _icons]
    for index, make in enumerate(parts):
        grid.addWidget(make(), index // 3, index % 3)
    grid.addWidget(_tones(), 2, 0)
    grid.addWidget(EmptyState("message", "Nothing here yet", "Say hello, or invite somebody.", "Copy the link"), 2, 1)
    menu = QMenu(page)
    menu.addAction(themed_icon("copy"), "Copy")
    menu.addAction("Copy with names").setEnabled(False)
    menu.addSeparator()
    chosen = menu.addAction("Mute")
    chosen.setCheckable(True)
    chosen.setChecked(True)
    menu.setActiveAction(menu.actions()[0])
    menu.setWindowFlags(Qt.WindowType.Widget)
    grid.addWidget(menu, 2, 2, Qt.AlignmentFlag.AlignTop)
    return page


def picture(widget: QWidget, ratio: float) -> QImage:
    """The widget as pixels, `ratio` of them to each of its own."""
    image = QImage(widget.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    widget.render(painter, QPoint(0, 0))
    painter.end()
    return image


def render_gallery(application: QApplication, mode: Mode, ratio: float = 1.0) -> QImage:
    """The gallery in one theme."""
    appearance().apply_mode(application, mode)
    page = gallery()
    page.resize(1180, page.sizeHint().height())
    toast = Toast(page)
    page.show()
    toast.show_toast("Your name was taken: you are ann2 now.", icon="user", action="Change")
    application.processEvents()
    image = picture(page, ratio)
    page.close()
    page.deleteLater()
    return image


def main(folder: Path) -> None:
    """Write the gallery in every theme at 1x and 2x."""
    application = QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    for mode in (Mode.LIGHT, Mode.DARK, Mode.CONTRAST):
        for ratio in (1, 2):
            render_gallery(application, mode, ratio).save(str(folder / f"gallery-{mode}-{ratio}x.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""The style sheet: every standard widget in the colours of a theme.

Dynamic properties: `role` of a QPushButton or QToolButton (primary, secondary, danger, quiet, link), `type` of a QLabel
(sizes.Text), `tone` of a QLabel (danger, warning, success, accent), `ground` of a QWidget (window, surface, raised,
sunken), `invalid` and `lens` of a QLineEdit (true). Call `refresh_style(widget)` after a property has changed.
"""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QWidget

from desktop_chat.paths import resources
from desktop_chat.qt.theme.roles import Theme
from desktop_chat.qt.theme.sizes import MONO_FAMILIES, RADIUS, RING, SCALE, Text, icon_side, label_edge
from desktop_chat.value_class import field_names

_ROLES = field_names(Theme)
_LEAST_LINE = 20
"""The least height (pixels) of the text in fields and buttons."""


def refresh_style(widget: QWidget) -> None:
    """Apply the style sheet again after a dynamic property of a widget has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def style_sheet(theme: Theme, font: QFont) -> str:
    """Return the style sheet of a theme, with text sizes relative to `font`."""
    roles = {name: str(getattr(theme, name)) for name in _ROLES}
    points = font.pointSizeF()
    values = {
        **roles,
        "r": str(RADIUS),
        "line_height": str(max(_LEAST_LINE, QFontMetrics(font).height())),
        "icon": str(icon_side(16)),
        "button_pad": str(_button_padding()),
        "button_pad_focus": str(_button_padding() - 1),
        "drop": str(icon_side(16) + 12),
        "drop_focus": str(icon_side(16) + 11),
        "icon_radius": str(icon_side(16) // 2 + 1),
        "small_icon": str(icon_side(12)),
        "menu_icon": str(icon_side(18)),
        "small": f"{points * SCALE[Text.SMALL]:.2f}pt",
        "title": f"{points * SCALE[Text.TITLE]:.2f}pt",
        "heading": f"{points * SCALE[Text.HEADING]:.2f}pt",
        "edge": str(label_edge()),
        "ringed_edge": str(label_edge() - RING),
        "lined_edge": str(label_edge() - 1),
        "text_edge": str(label_edge() + RING),
        "mono": ", ".join(f'"{family}"' for family in MONO_FAMILIES),
        "marks": (resources() / "icons" / "sheet" / theme.name).as_posix(),
    }
    return "".join(Template(part).substitute(values) for part in (_BASE, _BUTTONS, _INPUTS, _CHOICES, _VIEWS, _REST))


def _button_padding() -> int:
    """Return the pixels beside the caption of a button: fewer for large letters, whose captions fill narrow windows."""
    return 15 - (icon_side(16) - 16) * 2 // 3


_BASE = """
QAbstractScrollArea { border: none; }
QWidget { color: $text; }
QMainWindow, QDialog, QMessageBox, QWizard { background: $window; }
QWidget[ground="window"] { background: $window; }
QWidget[ground="surface"] { background: $surface; }
QWidget[ground="raised"] { background: $raised; }
QWidget[ground="sunken"] { background: $sunken; }
QLabel { background: transparent; }
QLabel[type] { padding-left: ${edge}px; }
QLabel:disabled { color: $faint; }
QLabel[reachable="true"] { border: 1px solid transparent; border-radius: 4px; padding: 0 2px 0 ${lined_edge}px; }
QLabel[reachable="true"]:focus { border-color: $focus; }
QLabel[type="title"] { font-size: $title; font-weight: 600; }
QLabel[type="heading"] { font-size: $heading; font-weight: 600; }
QLabel[type="strong"] { font-weight: 600; }
QLabel[type="muted"] { color: $muted; }
QLabel[type="small"] { color: $muted; font-size: $small; }
QLabel[type="mono"] { font-family: $mono; }
QLabel[tone="danger"] { color: $danger; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="success"] { color: $success; }
QLabel[tone="accent"] { color: $link; }
QToolTip { background: $tooltip; color: $tooltip_text; border: 1px solid $tooltip; padding: 4px 8px; }
QFrame[frameShape="4"] { color: $line; background: $line; border: none; max-height: 1px; }
QFrame[frameShape="5"] { color: $line; background: $line; border: none; max-width: 1px; }
"""

_BUTTONS = """
QPushButton {
    background: $raised; color: $text; border: 1px solid $outline; border-radius: ${r}px;
    padding: 7px ${button_pad}px; min-height: ${line_height}px; outline: none;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $pressed; }
QPushButton:focus { border: 2px solid $focus; padding: 6px ${button_pad_focus}px; }
QPushButton:disabled { color: $faint; background: $window; border-color: $line; }
QPushButton[role="primary"] { background: $accent; color: $accent_text; border-color: $accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { background: $pressed; color: $muted; border-color: $pressed; }
QPushButton[role="danger"] { color: $danger; border-color: $danger; background: transparent; }
QPushButton[role="danger"]:hover { background: $danger_soft; }
QPushButton[role="danger"]:pressed { background: $danger; color: $danger_text; }
QPushButton[role="danger"]:focus { border: 2px solid $danger; }
QPushButton[role="danger"]:disabled { color: $faint; background: $window; border-color: $line; }
QPushButton[role="quiet"] { background: transparent; border-color: transparent; color: $link; }
QPushButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="quiet"]:pressed { background: $pressed; }
QPushButton[role="quiet"]:focus { border: 2px solid $focus; }
QPushButton[role="quiet"]:disabled { color: $faint; }
QPushButton[role="link"] {
    background: transparent; border: 2px solid transparent; color: $link; padding: 6px 0 6px ${ringed_edge}px;
    text-align: left;
}
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border-color: $focus; }
QPushButton[role="link"]:disabled { color: $faint; }
QPushButton[role="text"] {
    background: transparent; border: 2px solid transparent; border-radius: 4px; color: $muted; font-size: $small;
    padding: 0 2px 0 ${text_edge}px; min-height: 0; text-align: left;
}
QPushButton[role="name"] {
    background: transparent; border: 2px solid transparent; border-radius: 4px; font-weight: 600;
    padding: 0 2px 0 ${text_edge}px; min-height: 20px; text-align: left;
}
QPushButton[role="name"]:hover { background: $hover; }
QPushButton[role="name"]:pressed { background: $pressed; }
QPushButton[role="name"]:focus { border-color: $focus; }
QPushButton[role="text"]:hover { color: $text; }
QPushButton[role="text"]:focus { border-color: $focus; }
QToolButton {
    background: transparent; border: 2px solid transparent; border-radius: ${r}px; padding: 4px; color: $text;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $pressed; }
QToolButton:focus { border-color: $focus; }
QToolButton::menu-indicator { image: none; }
QDialogButtonBox { button-layout: 2; }
"""

_INPUTS = """
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateTimeEdit, QDateEdit, QTimeEdit, QComboBox {
    background: $surface; color: $text; border: 1px solid $outline; border-radius: ${r}px;
    padding: 7px 11px; selection-background-color: $selection; selection-color: $selection_text;
}
QLineEdit, QSpinBox, QDoubleSpinBox, QDateTimeEdit, QDateEdit, QTimeEdit, QComboBox { min-height: ${line_height}px; }
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: $faint; }
QPlainTextEdit, QTextEdit { padding: 5px 7px; }
QLineEdit:hover, QComboBox:hover, QSpinBox:hover { border-color: $faint; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QDateTimeEdit:focus, QDateEdit:focus, QTimeEdit:focus, QComboBox:focus {
    border: 2px solid $focus; padding: 6px 10px;
}
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; padding: 4px 6px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QSpinBox:disabled, QDateTimeEdit:disabled,
QComboBox:disabled {
    background: $window; color: $faint; border-color: $line;
}
QLineEdit:read-only { background: $sunken; border-color: $line; }
QLineEdit:read-only:focus { border: 2px solid $focus; }
QLineEdit[lens="true"] { padding-left: 3px; }
QLineEdit[lens="true"]:focus { padding-left: 2px; }
QLineEdit[invalid="true"] { border-color: $danger; }
QDateEdit:disabled { background: $window; color: $faint; border-color: $line; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $raised; }
QCalendarWidget QToolButton { font-weight: 600; }
QComboBox { padding-right: ${drop}px; combobox-popup: 0; }
QComboBox:focus { padding-right: ${drop_focus}px; }
QComboBox::drop-down { border: none; width: ${drop}px; }
QComboBox::down-arrow { image: url("$marks/down.svg"); width: ${icon}px; height: ${icon}px; }
QComboBox QAbstractItemView {
    background: $raised; border: 1px solid $outline; border-radius: 0; padding: 4px; outline: none;
}
QComboBox QAbstractItemView::item { min-height: 20px; padding: 4px 8px; }
QAbstractSpinBox QLineEdit { border: none; min-height: 0; background: transparent; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QDateTimeEdit::up-button {
    border: none; width: 24px; subcontrol-position: top right;
}
QSpinBox::down-button, QDoubleSpinBox::down-button, QDateTimeEdit::down-button {
    border: none; width: 24px; subcontrol-position: bottom right;
}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QDateTimeEdit::up-arrow {
    image: url("$marks/up.svg"); width: ${small_icon}px; height: ${small_icon}px;
}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QDateTimeEdit::down-arrow {
    image: url("$marks/down.svg"); width: ${small_icon}px; height: ${small_icon}px;
}
QDateEdit::drop-down { border: none; width: ${drop}px; }
QDateEdit::down-arrow { image: url("$marks/down.svg"); width: ${icon}px; height: ${icon}px; }
QDateEdit { padding-left: 1px; }
QDateEdit:focus { padding-left: 0; }
"""

_CHOICES = """
QCheckBox, QRadioButton {
    spacing: 8px; padding: 4px; border: 2px solid transparent; border-radius: 6px; background: transparent;
}
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator, QRadioButton::indicator, QGroupBox::indicator, QAbstractItemView::indicator {
    width: ${icon}px; height: ${icon}px; border: 1px solid $faint; border-radius: 4px; background: $surface;
}
QRadioButton::indicator { border-radius: ${icon_radius}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QGroupBox::indicator:checked, QAbstractItemView::indicator:checked {
    background: $accent; border-color: $accent; image: url("$marks/check.svg");
}
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent; image: url("$marks/minus.svg"); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: url("$marks/dot.svg"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
    border-color: $outline; background: $window; image: none;
}
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled {
    background: $faint; border-color: $faint;
}
QGroupBox { border: 1px solid $line; border-radius: 12px; margin-top: 12px; padding: 16px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; left: 16px; padding: 0 4px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $pressed; }
QSlider::sub-page:horizontal { border-radius: 2px; background: $accent; }
QSlider::handle:horizontal { width: 16px; height: 16px; margin: -6px 0; border-radius: 8px; background: $accent; }
QSlider::handle:horizontal:focus { background: $text; }
"""

_VIEWS = """
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget[ground="none"] { background: transparent; }
QAbstractItemView {
    background: $surface; alternate-background-color: $window; border: none; outline: none;
    selection-background-color: $selected; selection-color: $selected_text;
}
QListView::item, QTreeView::item, QTableView::item { padding: 4px 8px; border: none; }
QListView::item { border-radius: 6px; padding: 6px 8px; }
QListView::item:hover, QTreeView::item:hover, QTableView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {
    background: $selected; color: $selected_text;
}
QListView::item:focus { border: 1px solid $focus; padding: 5px 7px; }
QListView[ground="menu"] { background: $raised; border: 1px solid $outline; padding: 2px; }
QListView[ground="menu"]::item:focus { border: none; padding: 6px 8px; }
QTableView::item:focus { border: 1px solid $focus; padding: 3px 7px; }
QTableView { gridline-color: transparent; }
QCalendarWidget QTableView::item, QCalendarWidget QTableView::item:focus { padding: 0; border: none; }
QTreeView { show-decoration-selected: 1; }
QTreeView::branch { background: transparent; border-image: none; image: none; }
QTreeView::branch:selected { background: $selected; }
QTreeView::branch:has-children:closed { image: url("$marks/right.svg"); }
QTreeView::branch:has-children:open { image: url("$marks/down.svg"); }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: $surface; color: $muted; font-weight: 600; font-size: $small; border: none;
    border-bottom: 1px solid $line; padding: 8px;
}
QHeaderView::section:hover { color: $text; background: $hover; }
QHeaderView::up-arrow { image: url("$marks/up.svg"); width: ${small_icon}px; height: ${small_icon}px; }
QHeaderView::down-arrow { image: url("$marks/down.svg"); width: ${small_icon}px; height: ${small_icon}px; }
QTableCornerButton::section { background: $surface; border: none; border-bottom: 1px solid $line; }
"""

_REST = """
QBalloonTip { background: $tooltip; }
QBalloonTip QLabel { background: $tooltip; color: $tooltip_text; }
QMenu { background: $raised; border: 1px solid $outline; padding: 6px; icon-size: ${menu_icon}px; }
QMenu::item { padding: 7px 24px 7px 12px; border-radius: 6px; margin: 1px 0; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $selected; color: $selected_text; }
QMenu::item:disabled { color: $faint; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: 6px 8px; }
QMenu::indicator { width: ${icon}px; height: ${icon}px; left: 8px; }
QMenu::indicator:checked { image: url("$marks/tick.svg"); }
QMenuBar { background: $window; border-bottom: 1px solid $line; padding: 2px 4px; }
QMenuBar::item { padding: 5px 10px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QStatusBar { background: $window; color: $muted; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QToolBar { background: $window; border: none; spacing: 4px; padding: 4px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabWidget::tab-bar { left: 8px; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; color: $muted; padding: 9px 14px 7px 14px; border: none;
    border-bottom: 2px solid transparent;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $link; border-bottom-color: $focus; }
QProgressBar {
    background: $pressed; border: none; border-radius: 3px; max-height: 6px; min-height: 6px;
    text-align: center; color: transparent;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; margin: 0; }
QScrollBar:horizontal { height: 12px; margin: 0; }
QScrollBar::handle { background: $outline; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px 3px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 3px 2px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

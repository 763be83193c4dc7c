"""Our line icons, tinted by the theme. GUI thread.

The files in resources/icons are drawn on a 24 grid with `currentColor`; they are rendered at the exact device pixels
and kept. The application icon (app.svg) has its own colours: `app_icon`.
"""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from desktop_chat.paths import resources
from desktop_chat.qt.theme.look import appearance
from desktop_chat.qt.theme.roles import Theme

SIZE = 20
"""The usual side of an icon in device-independent pixels."""


@cache
def _svg_source(name: str) -> bytes:
    """The text of an icon's file. A name that does not exist is a mistake in the program: FileNotFoundError."""
    return (resources() / "icons" / f"{name}.svg").read_bytes()


def colour_of(role: str, theme: Theme | None = None) -> str:
    """`#rrggbb` of a role's name, or the colour itself when it is one."""
    return role if role.startswith("#") else str(getattr(theme or appearance().current, role))


def icon_pixmap(name: str, role: str = "text", size: int = SIZE, ratio: float = 0.0) -> QPixmap:
    """The icon as a square of `size` device-independent pixels; `ratio` 0 is the application's own."""
    application = QGuiApplication.instance()
    if not ratio:
        ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    return _render_svg(name, colour_of(role), size, ratio)


@lru_cache(maxsize=1024)
def _render_svg(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    pixels = round(size * ratio)
    made = QPixmap(pixels, pixels)
    made.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_svg_source(name).replace(b"currentColor", colour.encode())))
    with QPainter(made) as painter:
        renderer.render(painter, QRectF(0, 0, pixels, pixels))
    made.setDevicePixelRatio(ratio)
    return made


def ratio_of(painter: QPainter) -> float:
    """Device pixels for one pixel of what is painted on: also right while a widget is rendered into a picture."""
    return max(1.0, round(abs(painter.deviceTransform().m11()), 2))


def themed_icon(name: str, role: str = "text", size: int = SIZE) -> QIcon:
    """The icon in the colours of the theme that is on now. It does not follow a change: `tint` does."""
    return _build_icon(name, colour_of(role), colour_of("faint"), size, _screen_ratios())


def _screen_ratios() -> tuple[float, ...]:
    """Device pixels for one pixel, of the screens that are there."""
    return tuple(sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}))


@lru_cache(maxsize=512)
def _build_icon(name: str, colour: str, disabled: str, size: int, ratios: tuple[float, ...], gap: int = 0) -> QIcon:
    made = QIcon()
    for ratio in ratios:
        made.addPixmap(_with_gap(_render_svg(name, colour, size, ratio), gap), QIcon.Mode.Normal)
        made.addPixmap(_with_gap(_render_svg(name, disabled, size, ratio), gap), QIcon.Mode.Disabled)
    return made


def _with_gap(picture: QPixmap, gap: int) -> QPixmap:
    """With room for the gap to a text on the trailing side: style sheets offer no other way to widen it."""
    if not gap:
        return picture
    ratio = picture.devicePixelRatio()
    made = QPixmap(picture.width() + round(gap * ratio), picture.height())
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    at_start = QGuiApplication.layoutDirection() != Qt.LayoutDirection.RightToLeft
    with QPainter(made) as painter:
        painter.drawPixmap(0 if at_start else gap, 0, picture)
    return made


class _Tint(QObject):
    """Gives its parent the icon again whenever the theme changes; goes with its parent."""

    def __init__(self, target: QAbstractButton | QAction, name: str, role: str, size: int, gap: int) -> None:
        super().__init__(target)
        self.setObjectName("tint")
        self._target = target
        self._name, self._role, self._size, self._gap = name, role, size, gap
        appearance().changed.connect(self.on_look_changed)
        self.on_look_changed()

    def on_look_changed(self) -> None:
        shown = _build_icon(
            self._name, colour_of(self._role), colour_of("faint"), self._size, _screen_ratios(), self._gap
        )
        self._target.setIcon(shown)

    def set_icon(self, name: str, role: str, size: int, gap: int) -> None:
        self._name, self._role, self._size, self._gap = name, role, size, gap
        self.on_look_changed()


def set_themed_icon(
    target: QAbstractButton | QAction, name: str, role: str = "text", size: int = SIZE, gap: int = 0
) -> None:
    """Give a button or an action an icon that follows the theme. May be called again with another name or role.

    `gap`: pixels between the icon and a text beside it, on top of the style's own few.
    """
    for child in target.children():
        if isinstance(child, _Tint):
            child.set_icon(name, role, size, gap)
            break
    else:
        _Tint(target, name, role, size, gap)
    if isinstance(target, QAbstractButton):
        target.setIconSize(QSize(size + gap, size))


def app_picture(size: int) -> QPixmap:
    """The application's icon as a square of `size` device-independent pixels."""
    return icon_pixmap("app", "#000000", size)


@cache
def app_icon() -> QIcon:
    """The application's icon in the sizes that windows, task bars and trays ask for."""
    made = QIcon()
    for size in (16, 22, 24, 32, 48, 64, 128, 256):
        made.addPixmap(_render_svg("app", "#000000", size, 1.0))
    return made

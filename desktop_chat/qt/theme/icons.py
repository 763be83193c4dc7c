"""Line icons in the colours of the theme.

The files in resources/icons are drawn on a 24 grid with `currentColor`, rendered at the exact device pixels once, and
then tinted, which takes an eighth of the time. The application icon (app.svg) has colours of its own.

Thread: GUI.
"""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from desktop_chat.paths import resources
from desktop_chat.qt.theme.colour import fill_area, qcolor
from desktop_chat.qt.theme.look import appearance
from desktop_chat.qt.theme.roles import Theme
from desktop_chat.qt.theme.sizes import icon_side

SIZE = 20
"""The default side length of an icon in device-independent pixels, beside text of 100 %."""
_DISABLED_OPACITY = 0.45
"""Of the icon of a disabled control, so that it differs at a glance from the muted icons of enabled ones."""


@cache
def _svg_source(name: str) -> bytes:
    """Return the SVG source of an icon.

    Raises: FileNotFoundError if there is no icon of the name.
    """
    with open(f"{_folder()}/{name}.svg", "rb") as file:
        return file.read()


@cache
def _folder() -> str:
    """Return the folder of the icons; to find it takes as long as to read an icon."""
    return str(resources() / "icons")


def colour_of(role: str, theme: Theme | None = None) -> str:
    """Return the colour of a role in a theme. A `#rrggbb` is returned unchanged."""
    return role if role.startswith("#") else str(getattr(theme or appearance().current, role))


def icon_pixmap(name: str, role: str = "text", size: int = SIZE, ratio: float = 0.0) -> QPixmap:
    """Return an icon as a square pixmap.

    `size` is in device-independent pixels; `ratio` is device pixels for each of them, 0 for the application's.
    """
    application = QGuiApplication.instance()
    if not ratio:
        ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    return _tinted_svg(name, colour_of(role), size, ratio)


@lru_cache(maxsize=1024)
def _tinted_svg(name: str, colour: str, size: int, ratio: float, opacity: float = 1.0) -> QPixmap:
    """Return an icon in a colour; an icon with colours of its own keeps them."""
    if b"currentColor" not in _svg_source(name):
        return _render_svg(name, size, ratio)
    made = QPixmap(_render_svg(name, size, ratio))
    tint = QColor(qcolor(colour))
    tint.setAlphaF(opacity)
    with QPainter(made) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        fill_area(painter, made.rect(), tint)
    return made


@lru_cache(maxsize=512)
def _render_svg(name: str, size: int, ratio: float) -> QPixmap:
    pixels = round(size * ratio)
    made = QPixmap(pixels, pixels)
    made.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_svg_source(name)))
    with QPainter(made) as painter:
        renderer.render(painter, QRectF(0, 0, pixels, pixels))
    made.setDevicePixelRatio(ratio)
    return made


def ratio_of(painter: QPainter) -> float:
    """Return the device pixels for each painted pixel, also while a widget is rendered into a picture."""
    return max(1.0, round(abs(painter.deviceTransform().m11()), 2))


def themed_icon(name: str, role: str = "text", size: int = SIZE) -> QIcon:
    """Return an icon in the colours of the current theme. `set_themed_icon` gives an icon that follows the theme."""
    return _build_icon(name, colour_of(role), colour_of("faint"), size, _screen_ratios())


def _screen_ratios() -> tuple[float, ...]:
    """Return the different pixel ratios of the connected screens."""
    return tuple(sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}))


@lru_cache(maxsize=512)
def _build_icon(name: str, colour: str, disabled: str, size: int, ratios: tuple[float, ...], gap: int = 0) -> QIcon:
    made = QIcon()
    for ratio in ratios:
        made.addPixmap(_with_gap(_tinted_svg(name, colour, size, ratio), gap), QIcon.Mode.Normal)
        faded = _tinted_svg(name, disabled, size, ratio, _DISABLED_OPACITY)
        made.addPixmap(_with_gap(faded, gap), QIcon.Mode.Disabled)
    return made


def _with_gap(picture: QPixmap, gap: int) -> QPixmap:
    """Widen a picture by a gap on the trailing side; style sheets cannot widen the gap between icon and text."""
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
    """Renews the icon of its parent whenever the theme or the size of text changes."""

    def __init__(self, target: QAbstractButton | QAction, name: str, role: str, size: int, gap: int) -> None:
        super().__init__(target)
        self.setObjectName("tint")
        self._target = target
        self._name, self._role, self._size, self._gap = name, role, size, gap
        appearance().changed.connect(self.on_look_changed)
        self.on_look_changed()

    def on_look_changed(self) -> None:
        side = icon_side(self._size)
        self._target.setIcon(
            _build_icon(self._name, colour_of(self._role), colour_of("faint"), side, _screen_ratios(), self._gap)
        )
        if isinstance(self._target, QAbstractButton):
            self._target.setIconSize(QSize(side + self._gap, side))

    def set_icon(self, name: str, role: str, size: int, gap: int) -> None:
        self._name, self._role, self._size, self._gap = name, role, size, gap
        self.on_look_changed()


def set_themed_icon(
    target: QAbstractButton | QAction, name: str, role: str = "text", size: int = SIZE, gap: int = 0
) -> None:
    """Give a button or an action an icon that follows the theme. A later call replaces the icon.

    `size` is in pixels beside text of 100 %. `gap` is in pixels between icon and text, added to the gap of the style.
    """
    for child in target.children():
        if isinstance(child, _Tint):
            child.set_icon(name, role, size, gap)
            break
    else:
        _Tint(target, name, role, size, gap)


def app_picture(size: int) -> QPixmap:
    """Return the application's icon as a square of `size` device-independent pixels."""
    return icon_pixmap("app", "#000000", size)


@cache
def app_icon() -> QIcon:
    """Return the application's icon in the sizes for windows, task bars and trays."""
    made = QIcon()
    for size in (16, 22, 24, 32, 48, 64, 128, 256):
        made.addPixmap(_render_svg("app", size, 1.0))
    return made

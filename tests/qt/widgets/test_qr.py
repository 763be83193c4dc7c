"""QR codes."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets.qr import QrCode, fitting_side, qr_modules

LINK = "ircs://192.168.1.20:6697/#lobby?fp=" + "3f9a" * 16


def test_code_is_dark_on_white_with_a_quiet_zone(qtbot: QtBot) -> None:
    code = QrCode(208)
    qtbot.addWidget(code)
    code.set_text(LINK)
    code.resize(code.sizeHint())
    code.show()
    picture = code.grab().toImage()
    rows = qr_modules(LINK)
    assert code.side_modules == len(rows) + 8
    side = picture.width()
    module = side * picture.devicePixelRatio() // code.side_modules
    edge = round((side - module * code.side_modules) / 2) + 4 * module + module // 2
    for y in (0, 3, len(rows) // 2, len(rows) - 1):
        for x in range(len(rows)):
            dark = picture.pixelColor(int(edge + x * module), int(edge + y * module)).lightness() < 128
            assert dark is rows[y][x], (x, y)
    assert picture.pixelColor(side // 2, 4).lightness() == 255


def test_square_fits_the_modules() -> None:
    assert fitting_side(112, 41) == 123  # three pixels each, a little larger than wanted
    assert fitting_side(152, 61) == 122  # three pixels each would be too large
    assert fitting_side(100, 25) == 100
    assert fitting_side(40, 61) == 61  # at least one pixel each


def test_text_too_long_for_a_code_is_an_empty_square(qtbot: QtBot) -> None:
    code = QrCode()
    qtbot.addWidget(code)
    code.set_text("x" * 5000)
    assert code.side_modules == 0
    code.show()
    assert not code.grab().isNull()

"""PortraitDialog: cuts the picture of the person out of a larger picture. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.widgets import IconButton
from desktop_chat.qt.widgets.crop_canvas import LARGEST, STEP, CropCanvas

_PERCENT = 100


class PortraitDialog(ActQuestion):
    """Asks for the part of a picture for others."""

    answered = Signal(QImage, QRect)  # the picture, and the chosen square

    def __init__(self, image: QImage, parent: QWidget | None) -> None:
        title, text = self.tr("Your picture"), self.tr("Others see what is inside of the circle.")
        super().__init__("image", title, text, self.tr("Use this picture"), "primary", parent)
        self._image = image
        self.canvas = CropCanvas(image)
        self.column.addWidget(self.canvas, 0, Qt.AlignmentFlag.AlignHCenter)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(_PERCENT, round(LARGEST * _PERCENT))
        self.slider.setSingleStep(10)
        self.slider.setPageStep(50)
        self.slider.setMinimumHeight(24)
        self.slider.setAccessibleName(self.tr("Size of the picture in percent"))
        self.smaller_button = IconButton("zoom-out", self.tr("Smaller"))
        self.larger_button = IconButton("zoom-in", self.tr("Larger"))
        row = QHBoxLayout()
        row.addWidget(self.smaller_button)
        row.addWidget(self.slider, 1)
        row.addWidget(self.larger_button)
        self.column.addLayout(row)
        self.add_buttons()
        self.slider.valueChanged.connect(lambda value: self.canvas.set_zoom(value / _PERCENT))
        self.canvas.zoomed.connect(self.on_zoomed)
        self.smaller_button.clicked.connect(lambda: self.canvas.set_zoom(self.canvas.zoom / STEP))
        self.larger_button.clicked.connect(lambda: self.canvas.set_zoom(self.canvas.zoom * STEP))
        self.canvas.setFocus()

    def on_zoomed(self) -> None:
        """Move the slider to the zoom of wheel, key or button."""
        self.slider.blockSignals(True)
        self.slider.setValue(round(self.canvas.zoom * _PERCENT))
        self.slider.blockSignals(False)

    def on_go_clicked(self) -> None:
        self.answered.emit(self._image, self.canvas.square)
        super().on_go_clicked()

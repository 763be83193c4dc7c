"""GuideWindow: the guide of docs/guide in the language of the windows, without a network. GUI thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QSize, Qt, QUrl
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QTextDocument
from PySide6.QtWidgets import QBoxLayout, QComboBox, QDialog, QListWidget, QTextBrowser, QWidget

from desktop_chat.paths import documents
from desktop_chat.qt.theme import Space
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets import ScrollBar
from desktop_chat.qt.widgets.choice_box import ElidedComboBox

WIDE = 620
"""Width in pixels from which the titles stand at the side; below, they are a box above the page."""
_TITLES_WIDTH = 210
PAGES = ("class", "nat", "headless", "browsers", "irc-clients", "webhooks", "files", "backup", "privacy")
"""The pages in reading order."""


def guide_folder(language: str) -> Path:
    """Return the folder of the guide in a language (`ru`), or else in English."""
    folder = documents() / "guide" / language
    return folder if folder.is_dir() else documents() / "guide" / "en"


def page_title(path: Path) -> str:
    """Return the first heading of a page, or the name of the file if the page cannot be read."""
    try:
        first = path.read_text("utf-8").partition("\n")[0]
    except (OSError, ValueError):
        return path.stem
    return first.lstrip("# ").strip()


class GuideWindow(QDialog):
    """Titles and a page. Links between pages work; links to the outside open the browser."""

    def __init__(self, parent: QWidget | None, page: str = PAGES[0]) -> None:
        """`page`: the name of the first page, one of PAGES."""
        super().__init__(parent)
        self.setWindowTitle(literal_text(self.tr("Guide"), TextSink.TITLE))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(320, 320)
        self.resize(860, 620)
        self._folder = guide_folder(QLocale().name().partition("_")[0])
        titles = [page_title(self._folder / f"{name}.md") for name in PAGES]
        self.titles = QListWidget()
        self.titles.setAccessibleName(self.tr("Pages"))
        self.titles.addItems(titles)
        self.titles.setVerticalScrollBar(ScrollBar())
        self.titles.setWordWrap(True)
        self.titles.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.titles.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.box = ElidedComboBox()
        self.box.setAccessibleName(self.tr("Pages"))
        self.box.addItems([literal_text(title, TextSink.CAPTION) for title in titles])
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.text = QTextBrowser()
        self.text.setOpenExternalLinks(True)
        self.text.setVerticalScrollBar(ScrollBar())
        self.text.document().setDocumentMargin(Space.LARGE)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        self._row.setSpacing(Space.SMALL)
        for part in (self.titles, self.box):
            self._row.addWidget(part)
        self._row.addWidget(self.text, 1)
        self.titles.currentRowChanged.connect(self.on_title_chosen)
        self.box.currentIndexChanged.connect(self.on_title_chosen)
        self.text.sourceChanged.connect(self.on_source_changed)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self).activated.connect(self.text.backward)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Forward), self).activated.connect(self.text.forward)
        self.open_page(page)
        self._arrange()

    def open_page(self, name: str) -> None:
        """Show the page of PAGES with the name."""
        path = self._folder / f"{name}.md"
        self.text.setSource(QUrl.fromLocalFile(str(path)), QTextDocument.ResourceType.MarkdownResource)

    def on_title_chosen(self, row: int) -> None:
        if row >= 0 and Path(self.text.source().toLocalFile()).stem != PAGES[row]:
            self.open_page(PAGES[row])

    def on_source_changed(self, source: QUrl) -> None:
        """Choose the title of the page that is shown. A page outside of the guide has none."""
        name = Path(source.toLocalFile()).stem
        row = PAGES.index(name) if name in PAGES else -1
        self.text.setAccessibleName(page_title(Path(source.toLocalFile())))
        for chooser in (self.titles, self.box):
            chooser.blockSignals(True)
        self.titles.setCurrentRow(row)
        self.box.setCurrentIndex(row)
        for chooser in (self.titles, self.box):
            chooser.blockSignals(False)

    def _arrange(self) -> None:
        wide = self.width() >= WIDE
        self.titles.setVisible(wide)
        self.box.setVisible(not wide)
        self.titles.setFixedWidth(_TITLES_WIDTH)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(860, 620)

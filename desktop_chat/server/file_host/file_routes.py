"""The routes of uploads and downloads."""

from __future__ import annotations

from desktop_chat.server.file_host.download import open_download
from desktop_chat.server.file_host.file_host import FileHost
from desktop_chat.server.file_host.upload_exchange import open_upload, open_upload_address, upload_options
from desktop_chat.server.http.exchange import answer_whole
from desktop_chat.server.http.route_table import Route


def file_routes(host: FileHost) -> tuple[Route, ...]:
    """Return the routes of all files."""
    return (
        Route("/upload", open_upload(host), ("POST",)),
        Route("/upload/*", open_upload_address(host), ("POST", "PATCH", "GET", "DELETE")),
        Route("/upload", answer_whole(upload_options(host)), ("OPTIONS",)),
        Route("/upload/*", answer_whole(upload_options(host)), ("OPTIONS",)),
        Route("/files/*", open_download(host)),
    )

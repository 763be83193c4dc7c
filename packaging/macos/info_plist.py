"""The keys of the application's Info.plist on macOS."""

from __future__ import annotations

from typing import Any


def info_plist(version: str) -> dict[str, Any]:
    """Return what PyInstaller's BUNDLE adds to its own keys."""
    return {
        "CFBundleDisplayName": "Desktop Chat",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "ru"],
        "CFBundleURLTypes": [
            {
                "CFBundleURLName": "chat.desktop.DesktopChat",
                "CFBundleTypeRole": "Viewer",
                "CFBundleURLSchemes": ["irc", "ircs"],
            }
        ],
        "LSApplicationCategoryType": "public.app-category.social-networking",
        "LSMinimumSystemVersion": "12.0",
        "NSHighResolutionCapable": True,
        # From macOS 14 on, the system asks the person with these words before a chat can be found or hosted.
        "NSLocalNetworkUsageDescription": "Desktop Chat finds the chats on your network, and lets others join yours.",
        "NSBonjourServices": ["_ircs._tcp"],
    }

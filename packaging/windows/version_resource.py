"""The version resource of the Windows executables: what the properties of the file show."""

from __future__ import annotations

NAME = "Desktop Chat"
_LANGUAGE = "040904B0"
"""English (United States), Unicode: the code page of the strings."""


def version_numbers(version: str) -> tuple[int, int, int, int]:
    """Return the four numbers that Windows wants of a version such as `0.1.0`. Raises ValueError."""
    numbers = [int(part) for part in version.split(".")]
    first, second, third, fourth = (*numbers, 0, 0, 0, 0)[:4]
    return first, second, third, fourth


def version_resource(version: str, file_name: str) -> str:
    """Return the text of a version file as PyInstaller's option `version` reads it."""
    numbers = version_numbers(version)
    strings = {
        "CompanyName": f"The {NAME} maintainers",
        "FileDescription": NAME,
        "FileVersion": version,
        "InternalName": file_name,
        "LegalCopyright": "MIT License",
        "OriginalFilename": f"{file_name}.exe",
        "ProductName": NAME,
        "ProductVersion": version,
    }
    rows = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in strings.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, "
        f"fileType=1, subtype=0, date=(0, 0)), kids=[StringFileInfo([StringTable({_LANGUAGE!r}, [{rows}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )

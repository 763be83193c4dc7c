"""Names of files: which of them the system would run as a program. Pure."""

from __future__ import annotations

_ENDINGS = """
action apk app appimage applescript bash bat bin chm cmd com command cpl csh deb desktop dll dmg elf exe fish gadget hta
inf ins iso jar js jse jnlp ksh lnk mde mht mhtml msc msi msix msp mst osx out pif pkg pl ps1 ps1xml psc1 py pyc pyw rb
reg rgs rpm run scf scpt scr sct settingcontent-ms sh shb shs sys tcsh terminal tool url vb vbe vbs vxd webloc wim
workflow ws wsc wsf wsh xbap xll xpi zsh docm dotm pptm potm xlsm xltm html htm xhtml svg
"""
_PROGRAMS = frozenset(_ENDINGS.split())
"""Endings of files that run, or that lead to what runs. Pages and drawings may have scripts."""


def ending_of(name: str) -> str:
    """Return the ending of a name in lower case, without its dot, or ""."""
    _, dot, ending = name.rpartition(".")
    return ending.strip().lower() if dot else ""


def is_program(name: str) -> bool:
    """Return True if the system might run a file of the name."""
    return ending_of(name) in _PROGRAMS or not ending_of(name)

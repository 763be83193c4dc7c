"""The version of this program. The build of the wheel reads it from here."""

VERSION = "0.1.0"

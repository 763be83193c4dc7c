"""Desktop Chat."""

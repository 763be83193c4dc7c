"""Slash commands: a module for each subject, with a row and a function for each command. Pure; GUI thread.

Read first: `command` (the row, and what commands require). `client.slash_commands` collects the rows and runs them.
"""

"""Slash commands: a module for each subject, with a row and a function for each command. Pure; GUI thread.

Read first: `command` (the row, and checks for several commands). `client.slash_commands` collects and runs the rows.
"""

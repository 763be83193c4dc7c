"""Dialogs: questions, warnings and forms.

Read `question` first, the base of nearly all. A dialog opens on top of a window, does not block, and emits the answer
as a signal. `qt/app/lazy_imports` loads a dialog at the first opening: import the module, not the class.

*Question*: a dialog whose button goes on with an act; `cancel` leaves all as it is. *Warning*: a dialog whose default
button is the safe way out.
"""

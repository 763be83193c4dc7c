"""The settings window of a person.

Read `settings_context` first: the profile and the effects of the pages. `option_page` is the base of all pages,
`page_entries` the list of pages: a further page is a module, a class and a row there. `settings_window` shows and
searches the pages. Each control changes the preferences at once.

*Option*: a title, a control and a sentence of help (`option_row`). Everything here belongs to the GUI thread.
"""

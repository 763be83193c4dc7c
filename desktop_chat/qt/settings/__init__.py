"""The settings window of a person.

Read `settings_context` first: what the pages read, and the effects that they ask for. `option_page` is the base of all
pages, `page_entries` the list of them: a further page is a module, a class and a row there. `settings_window` shows the
pages and searches them. Each control changes the preferences at once.

*Option*: a title, a control and a sentence of help (`option_row`). Everything here belongs to the GUI thread.
"""

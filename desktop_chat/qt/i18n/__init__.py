"""Translation of the texts that the core and the server write in English.

`desktop_chat.texts` declares these texts. `text_translation` translates a text by its template and arguments; a text
without a template, such as a message of a foreign server, stays as it is. The texts of the windows go through
`QObject.tr`, as everywhere in Qt. The translations of both stand in resources/translations, one file a language.
"""

"""Translation of the texts that the core and the server write in English (`desktop_chat.texts`).

Read `text_translation`: a CodedText is translated with its arguments, and any other text stays as it is. The texts of
the windows themselves need nothing from here: Qt translates them (`self.tr`).

Terms: a *coded text* is an English text with its template and arguments; its *context* is Qt's name for the group of
texts that a translator sees together.
"""

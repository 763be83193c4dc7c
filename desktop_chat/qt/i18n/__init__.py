"""Translation of the texts that the core and the server write in English (`desktop_chat.texts`)."""

// The texts of the page in English and Russian, and Russian sentences for what the server says.

const RU = {
	"Your name": "Ваше имя",
	"Join": "Войти",
	"Joining…": "Вход…",
	"Password of this chat": "Пароль этого чата",
	"I have an account here": "У меня здесь есть учётная запись",
	"Account": "Учётная запись",
	"Password": "Пароль",
	"Open in Desktop Chat": "Открыть в Desktop Chat",
	"Type a name.": "Напишите имя.",
	"This chat needs a password.": "Для этого чата нужен пароль.",
	"The password is wrong.": "Пароль не подходит.",
	"This connection is not encrypted: others on the network can read along.": "Это соединение не зашифровано: другие в этой сети могут читать.",
	"Only pictures, sound and video can be sent here.": "Здесь можно отправлять только изображения, звук и видео.",
	"There is space for {0} only.": "Места осталось только на {0}.",
	"Not encrypted": "Без шифрования",
	"Rooms": "Комнаты",
	"Direct messages": "Личные сообщения",
	"People": "Люди",
	"Online": "В сети",
	"Connecting…": "Подключение…",
	"No connection. Trying again…": "Нет соединения. Новая попытка…",
	"Try now": "Попробовать сейчас",
	"Not connected.": "Нет соединения.",
	"Back to the rooms": "Назад к комнатам",
	"Show people": "Показать людей",
	"Hide people": "Скрыть людей",
	"Join a room": "Войти в комнату",
	"Change your name": "Изменить имя",
	"Leave this chat": "Выйти из чата",
	"Leave this room": "Выйти из комнаты",
	"Close this conversation": "Закрыть этот разговор",
	"Close": "Закрыть",
	"Cancel": "Отмена",
	"Change": "Изменить",
	"Name of the room": "Название комнаты",
	"Loading…": "Загрузка…",
	"No messages yet. Say hello!": "Сообщений пока нет. Поздоровайтесь!",
	"The beginning of this conversation": "Начало этого разговора",
	"Kept for {0}": "Хранится {0}",
	"Kept for good": "Хранится бессрочно",
	"Message {0}": "Сообщение: {0}",
	"Send": "Отправить",
	"Emoji": "Эмодзи",
	"Today": "Сегодня",
	"Yesterday": "Вчера",
	"New": "Новое",
	"(edited)": "(изменено)",
	"Message deleted": "Сообщение удалено",
	"Sending…": "Отправка…",
	"Not sent: {0}": "Не отправлено: {0}",
	"Send again": "Отправить снова",
	"Remove": "Убрать",
	"React": "Реакция",
	"Reply": "Ответить",
	"Edit": "Изменить",
	"Delete": "Удалить",
	"Delete this message for everybody?": "Удалить это сообщение для всех?",
	"Reply to {0}": "Ответ: {0}",
	"Edit your message": "Изменение сообщения",
	"Jump to the message": "Перейти к сообщению",
	"An earlier message": "Более раннее сообщение",
	"Show hidden text": "Показать скрытый текст",
	"Jump to the newest message": "К последнему сообщению",
	"{0} is typing…": "{0} печатает…",
	"{0} and {1} are typing…": "{0} и {1} печатают…",
	"Several people are typing…": "Несколько человек печатают…",
	"Owners": "Владельцы",
	"Moderators": "Модераторы",
	"With a voice": "С правом голоса",
	"Everybody": "Остальные",
	"away": "нет на месте",
	"you": "вы",
	"Write to {0}": "Написать: {0}",
	"mentions you": "вас упомянули",
	"{0} changed the topic: {1}": "{0} меняет тему: {1}",
	"{0} removed you from this room: {1}": "{0} удаляет вас из этой комнаты: {1}",
	"{0} invites you to {1}": "{0} приглашает вас в {1}",
	"Open": "Открыть",
	"Try again": "Ещё раз",
	"Another person uses this name.": "Это имя уже занято.",
	"{0} is taken, so you are {1}.": "Имя {0} занято, поэтому вы {1}.",
	"Left": "Вышел(а)",
	"There is no command /{0}.": "Команды /{0} нет.",
	"Send files": "Отправить файлы",
	"This chat takes no files.": "В этот чат нельзя отправлять файлы.",
	"Caption": "Подпись",
	"Compress pictures": "Сжимать картинки",
	"An original of this kind may tell where it was taken.": "В таком оригинале может быть записано место съёмки.",
	"Too large: {0} at most.": "Слишком большой файл: не больше {0}.",
	"This picture is too large to be shown.": "Эта картинка слишком большая, её нельзя показать.",
	"This picture cannot be shown here.": "Эту картинку нельзя показать.",
	"Picture: {0}": "Картинка: {0}",
	"Save {0}": "Сохранить {0}",
	"code": "код",
	"Copy": "Копировать",
	"Copied": "Скопировано",
};

const PLURALS = {
	unread: { en: ["{0} unread message", "{0} unread messages"], ru: ["{0} непрочитанное сообщение", "{0} непрочитанных сообщения", "{0} непрочитанных сообщений"] },
	people: { en: ["{0} person", "{0} people"], ru: ["{0} человек", "{0} человека", "{0} человек"] },
	fresh: { en: ["{0} new", "{0} new"], ru: ["{0} новое", "{0} новых", "{0} новых"] },
};
const FORMS = { en: ["one", "other"], ru: ["one", "few", "many"] };

// Codes of docs/specifications/text.md that people of the page meet.
const RU_SERVER = {
	NICK_IN_USE: "Это имя уже занято.",
	NICK_OF_ACCOUNT: "Это имя принадлежит учётной записи.",
	NICK_OF_GUEST: "Это имя принадлежит другому гостю.",
	NICK_LOOKS_ALIKE: "Это имя слишком похоже на другое.",
	NICK_OF_SERVER: "Это имя нужно самому чату.",
	NICK_INVALID: "В этом имени есть недопустимые знаки.",
	PASSWORD_INCORRECT: "Пароль не подходит.",
	WRONG_PASSWORD: "Пароль не подходит.",
	SASL_FAILED: "Учётная запись или пароль не подходят.",
	NO_SUCH_NICK: "Такого человека здесь нет.",
	NO_SUCH_CHANNEL: "Такой комнаты нет.",
	NOT_ON_CHANNEL: "Вы не в этой комнате.",
	NOTHING_EARLIER: "В этой комнате не видно того, что было сказано до вас.",
	NO_SUCH_MESSAGE: "Такого сообщения здесь нет.",
	DELIVERED_LATER: "Человека сейчас нет; сообщение будет доставлено позже.",
	MESSAGES_UNAVAILABLE: "Сейчас сообщения нельзя прочитать.",
	NO_SUCH_FILE: "Такого файла нет, или он удалён.",
	FILE_TOO_LARGE: "Файл слишком большой.",
	MEDIA_ONLY: "Сюда можно отправлять только картинки, звук и видео.",
	NO_SPACE_FOR_PERSON: "Ваши файлы заняли всё своё место.",
	NO_SPACE_IN_ROOM: "В этой комнате больше нет места для файлов.",
	NO_SPACE_FOR_FILES: "На сервере больше нет места для файлов.",
	NOT_CHANNEL_OPERATOR: "Это могут только модераторы комнаты.",
};

export const language = (navigator.languages ?? [navigator.language]).some((tag) => /^ru\b/i.test(tag)) ? "ru" : "en";

function fill(text, values) {
	return text.replace(/\{(\d)\}/g, (_, at) => values[at] ?? "");
}

/** Return a text of the page in the language of the person. */
export function tr(text, ...values) {
	return fill(language === "ru" ? RU[text] ?? text : text, values);
}

/** Return a text with a number in the right form. */
export function trCount(key, count) {
	const forms = PLURALS[key][language];
	const at = FORMS[language].indexOf(new Intl.PluralRules(language).select(count));
	return fill(forms[at < 0 ? forms.length - 1 : at], [count.toLocaleString(language)]);
}

/** Return the sentence of a server's line in the language of the person, if it is known. */
export function trServer(message) {
	const english = message.params.at(-1) ?? "";
	if (language !== "ru") return english;
	try {
		const [code] = JSON.parse(message.tags["desktop-chat/text"]);
		return RU_SERVER[code] ?? english;
	} catch {
		return english;
	}
}

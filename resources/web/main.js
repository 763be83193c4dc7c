// The page: a question for the name, then the chat. It comes back to its place after a reload.

import { Chat } from "./chat.js";
import { JoinForm } from "./join.js";
import { tab } from "./keeper.js";
import { Session } from "./session.js";
import { language } from "./texts.js";

const { name, link } = document.body.dataset;
const address = new URL(".", location.href);
address.protocol = location.protocol === "https:" ? "wss:" : "ws:";

document.documentElement.lang = language;
const session = new Session(address);
session.chatName = name;
const form = new JoinForm(session, link);
const chat = new Chat(session);

session.addEventListener("welcome", () => {
	if (!chat.element.isConnected) document.body.replaceChildren(chat.element);
	chat.welcome();
});
session.addEventListener("refused", ({ kind, text }) => {
	document.body.replaceChildren(form.element);
	form.showProblem(kind, text);
});

// An invitation link is `#room?t=token`: the token is kept as the password, and leaves the address.
const invitation = new URLSearchParams(location.hash.split("?")[1] ?? "");
const token = invitation.get("t");
if (token) session.person.password = token;
if (invitation.size) history.replaceState(null, "", location.hash.split("?")[0]);

const person = tab.read("person", null);
if (person) {
	document.body.replaceChildren(chat.element);
	session.join(token ? { ...person, password: token } : person);
} else {
	document.body.replaceChildren(form.element);
	form.nameField.focus();
}

// The state with the server: registration, rooms, people. `entries.js` makes and sends messages, `history.js` loads them.

import { Connection } from "./connection.js";
import { Entries } from "./entries.js";
import { History } from "./history.js";
import { browser, browserKey, tab } from "./keeper.js";
import { Room } from "./room.js";
import { tr, trServer } from "./texts.js";
import { foldName, formatLine, isChannel, nickFromPerson, parseLine, roomInAddress } from "./wire.js";

const WANTED = `account-tag away-notify batch cap-notify chghost echo-message extended-join invite-notify labeled-response
	message-tags multi-prefix server-time setname standard-replies draft/chathistory draft/message-redaction draft/metadata-2
	draft/multiline draft/read-marker desktop-chat/resend desktop-chat/edit desktop-chat/reactions desktop-chat/text`.split(/\s+/);
const REFUSALS = new Set(["432", "464", "465", "904"]); // Answers that need another word of the person.

/** Emits "phase", "refused", "welcome", "rooms", "room", "added", "changed", "reset", "read", "typing", "left", "toast". */
export class Session extends EventTarget {
	constructor(address) {
		super();
		this.connection = new Connection(address, ["text.ircv3.net", `key.desktop-chat.${browserKey()}`]);
		this.connection.addEventListener("open", () => this.greet());
		this.connection.addEventListener("line", (event) => this.receive(parseLine(event.detail)));
		this.connection.addEventListener("cut", (event) => this.noteCut(event.detail));
		this.phase = "offline"; // offline, connecting, online
		this.person = { name: "", password: "", account: "", secret: "" };
		this.nick = "";
		this.wasOnline = false;
		this.lastWords = "";
		this.chatName = "";
		this.support = {};
		this.rooms = new Map();
		this.names = new Map(); // folded nick -> the name that the person shows
		this.offered = new Map();
		this.batches = new Map();
		this.asked = new Map(); // label -> { resolve, reject }
		this.labels = 0;
		this.entries = new Entries(this);
		this.history = new History(this);
	}

	emit(kind, detail = {}) {
		this.dispatchEvent(Object.assign(new Event(kind), detail));
	}

	isMe(nick) {
		return foldName(nick) === foldName(this.nick);
	}

	nameOf(nick) {
		const shown = this.names.get(foldName(nick));
		if (!shown || shown === nick) return nick;
		return nickFromPerson(shown) === nick ? shown : `${shown} (${nick})`;
	}

	/** Return the room of a name, made if it is new. */
	room(name) {
		const key = foldName(name);
		if (!this.rooms.has(key)) {
			this.rooms.set(key, new Room(name));
			this.emit("rooms");
		}
		return this.rooms.get(key);
	}

	// The connection

	/** Join the chat. `person`: the name, and optionally the chat's password, an account and its secret. */
	join(person) {
		Object.assign(this.person, person);
		this.nick = nickFromPerson(this.person.name) || "guest";
		this.setPhase("connecting");
		this.connection.start();
	}

	leave() {
		this.connection.stop(formatLine("QUIT", [tr("Left")]));
		this.setPhase("offline");
	}

	setPhase(phase, retryIn = null) {
		this.phase = phase;
		this.emit("phase", { phase, retryIn });
	}

	send(command, params = [], tags = {}) {
		this.connection.send(formatLine(command, params, tags));
	}

	/** Send a command and return a promise of the messages that answer it. It fails with the sentence of a refusal. */
	ask(command, params) {
		const label = `ask-${++this.labels}`;
		return new Promise((resolve, reject) => {
			if (this.phase !== "online") return reject(new Error(tr("Not connected.")));
			this.asked.set(label, { resolve, reject });
			this.send(command, params, { label });
		});
	}

	greet() {
		this.lastWords = "";
		this.attempts = 1;
		this.offered.clear();
		this.batches.clear();
		this.send("CAP", ["LS", "302"]);
		if (this.person.password) this.send("PASS", [this.person.password]);
		this.nick = nickFromPerson(this.person.name) || "guest";
		this.send("NICK", [this.nick]);
		this.send("USER", ["web", "0", "*", this.person.name.trim() || this.nick]);
	}

	noteCut(retryIn) {
		for (const { reject } of this.asked.values()) reject(new Error(tr("Not connected.")));
		this.asked.clear();
		for (const room of this.rooms.values()) {
			room.joined = room.isLoading = false;
			room.beforeCut ??= room.newest?.msgid ?? null;
		}
		if (retryIn !== null) this.setPhase("connecting", retryIn);
	}

	/** End the attempt: the person must change something first. */
	refuse(kind, text) {
		this.connection.stop();
		this.setPhase("offline");
		this.emit("refused", { kind, text });
	}

	// Messages of the server

	receive(message) {
		const batch = message.command !== "BATCH" && this.batches.get(message.tags.batch);
		if (batch) batch.messages.push(message);
		else if (message.command === "BATCH") this.noteBatch(message);
		else this.dispatch(message);
	}

	noteBatch(message) {
		const reference = message.params[0].slice(1);
		if (message.params[0].startsWith("+")) {
			const [, type, ...params] = message.params;
			this.batches.set(reference, { ...message, type, params, messages: [] });
			return;
		}
		const batch = this.batches.get(reference);
		this.batches.delete(reference);
		const parent = batch && this.batches.get(batch.tags.batch);
		if (parent) parent.messages.push(batch);
		else if (batch) this.dispatch(batch);
	}

	dispatch(message) {
		const label = message.tags.label;
		const asked = label && this.asked.get(label);
		if (asked) {
			this.asked.delete(label);
			const failure = message.command === "FAIL" || /^[45]\d\d$/.test(message.command);
			if (failure) asked.reject(new Error(trServer(message)));
			else asked.resolve(message.command === "BATCH" ? message.messages : [message]);
			if (failure || message.type === "chathistory") return;
		}
		if (label?.startsWith("own-") && this.entries.settle(label.slice(4), message)) return;
		if (message.command === "BATCH" && message.type === "draft/multiline") this.entries.receive(message);
		else if (message.command === "BATCH") for (const inner of message.messages) this.dispatch(inner);
		else this.handle(message);
	}

	handle(message) {
		const { command, params } = message;
		const handler = HANDLERS[command];
		if (handler) handler(this, message);
		else if (/^[45]\d\d$/.test(command) || command === "FAIL") this.noteRefusal(message);
		else if (command === "ERROR") this.lastWords = trServer(message);
		else if (command === "PING") this.send("PONG", params);
	}

	noteRefusal(message) {
		const text = trServer(message);
		const name = message.params.find((param) => isChannel(param) && this.rooms.has(foldName(param)));
		const room = name && this.room(name);
		if (this.phase !== "online") {
			if (REFUSALS.has(message.command)) this.refuse(message.command, text);
			return;
		}
		if (room && !room.joined && /^4(03|05|71|73|74|75|77|89)$/.test(message.command)) {
			room.problem = text;
			this.emit("room", { room });
		} else this.emit("toast", { text });
	}

	keepRooms() {
		const rooms = [...this.rooms.values()];
		browser.keep("rooms", rooms.filter((room) => room.isChannel).map((room) => room.name));
		browser.keep("people", rooms.filter((room) => !room.isChannel).map((room) => room.name).slice(-50));
	}

	/** Enter the rooms of the last visit, or the lobby, and the one that the address names. */
	enterRooms() {
		const named = roomInAddress();
		const rooms = new Set([...browser.read("rooms", []), ...[...this.rooms.values()].filter((r) => r.isChannel).map((r) => r.name)]);
		const lobby = this.support["desktop-chat/LOBBY"];
		if (!rooms.size && lobby) rooms.add(lobby);
		if (isChannel(named)) rooms.add(named);
		const names = [...rooms].filter((name) => !/[\s,]/.test(name) && name.length > 1).slice(0, 50);
		for (let at = 0; at < names.length; at += 8) this.send("JOIN", [names.slice(at, at + 8).join(",")]);
		for (const name of browser.read("people", [])) this.room(name);
		for (const room of this.rooms.values()) if (!room.isChannel) this.entries.enter(room);
		this.history.findConversations();
	}

	leaveRoom(room) {
		if (room.isChannel && room.joined) this.send("PART", [room.name]);
		this.rooms.delete(room.key);
		this.keepRooms();
		this.emit("rooms");
		this.emit("left", { room });
	}

	markRead(room) {
		const newest = room.entries.findLast((entry) => entry.msgid);
		if (!newest || newest.time <= room.readUntil) return;
		room.readUntil = newest.time;
		this.send("MARKREAD", [room.name, `timestamp=${new Date(newest.time).toISOString()}`]);
		this.emit("read", { room });
	}
}

// Handlers: one function for each command

function members(session, nick) {
	const key = foldName(nick);
	return [...session.rooms.values()].filter((room) => room.members.has(key)).map((room) => [room, key]);
}

function setMember(room, nick, letters = "") {
	room.members.set(foldName(nick), { nick, letters, away: room.members.get(foldName(nick))?.away ?? false });
}

function dropMember(session, room, nick) {
	room.members.delete(foldName(nick));
	session.entries.stopTyping(room, nick);
	session.emit("room", { room });
}

function noteName(session, nick, name) {
	if (name) session.names.set(foldName(nick), name.slice(0, 64).replace(/\s+/g, " ").trim());
	else session.names.delete(foldName(nick));
}

const HANDLERS = {
	CAP(session, { params: [, subcommand, ...rest] }) {
		if (subcommand === "LS") {
			for (const word of rest.at(-1).split(" ").filter(Boolean)) session.offered.set(...splitPair(word));
			if (rest[0] === "*" && rest.length > 1) return;
			const wanted = WANTED.filter((name) => session.offered.has(name));
			if (session.person.account) wanted.push("sasl");
			session.send("CAP", ["REQ", wanted.join(" ")]);
		} else if (subcommand === "ACK" && session.phase !== "online") {
			if (session.person.account) session.send("AUTHENTICATE", ["PLAIN"]);
			else session.send("CAP", ["END"]);
		} else if (subcommand === "NAK") session.send("CAP", ["END"]);
	},
	AUTHENTICATE(session) {
		const { account, secret } = session.person;
		const bytes = new TextEncoder().encode(`\0${account}\0${secret}`);
		session.send("AUTHENTICATE", [btoa(String.fromCharCode(...bytes))]);
	},
	903: (session) => session.send("CAP", ["END"]),
	433(session) {
		if (session.phase === "online") return session.emit("toast", { text: tr("Another person uses this name.") });
		session.attempts++;
		session.nick = `${(nickFromPerson(session.person.name) || "guest").slice(0, 28)}_${session.attempts}`;
		if (session.attempts < 30) session.send("NICK", [session.nick]);
		else session.refuse("433", tr("Another person uses this name."));
	},
	"001"(session, { params }) {
		session.nick = params[0];
	},
	"005"(session, { params }) {
		for (const word of params.slice(1, -1)) {
			const [name, value] = splitPair(word);
			session.support[name] = value.replace(/\\x([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
		}
		session.chatName = session.support.NETWORK ?? session.chatName;
	},
	376: welcome,
	422: welcome,
	ERROR(session, message) {
		session.lastWords = trServer(message);
		if (!session.wasOnline) session.refuse("ERROR", session.lastWords);
	},
	JOIN(session, { nick, params }) {
		const room = session.room(params[0]);
		if (params[2]) noteName(session, nick, nickFromPerson(params[2]) === nick ? params[2] : "");
		if (session.isMe(nick)) {
			room.members.clear();
			room.problem = "";
			session.keepRooms();
			session.entries.enter(room);
			session.send("WHO", [room.name, "%tnfr,7"]);
		}
		setMember(room, nick);
		session.emit("room", { room });
	},
	PART(session, { nick, params }) {
		const room = session.rooms.get(foldName(params[0]));
		if (!room) return;
		if (session.isMe(nick)) session.leaveRoom(room);
		else dropMember(session, room, nick);
	},
	KICK(session, message) {
		const [name, nick, reason] = message.params;
		const room = session.room(name);
		dropMember(session, room, nick);
		if (!session.isMe(nick)) return;
		room.joined = false;
		room.problem = tr("{0} removed you from this room: {1}", session.nameOf(message.nick), reason ?? "");
		session.emit("room", { room });
	},
	QUIT(session, { nick }) {
		for (const [room] of members(session, nick)) dropMember(session, room, nick);
	},
	NICK(session, { nick, params: [to] }) {
		const own = session.isMe(nick);
		noteName(session, to, session.names.get(foldName(nick)));
		for (const [room, key] of members(session, nick)) {
			const { letters, away } = room.members.get(key);
			room.members.delete(key);
			room.members.set(foldName(to), { nick: to, letters, away });
			session.emit("room", { room });
		}
		const direct = session.rooms.get(foldName(nick));
		if (direct && !session.rooms.has(foldName(to))) {
			session.rooms.delete(direct.key);
			Object.assign(direct, { name: to, key: foldName(to) });
			session.rooms.set(direct.key, direct);
		}
		if (own) session.nick = to;
		session.keepRooms();
		session.emit("rooms");
	},
	SETNAME(session, { nick, params }) {
		noteName(session, nick, params[0]);
		for (const [room] of members(session, nick)) session.emit("room", { room });
	},
	AWAY(session, { nick, params }) {
		for (const [room, key] of members(session, nick)) {
			room.members.get(key).away = params.length > 0;
			session.emit("room", { room });
		}
	},
	353(session, { params }) {
		const room = session.room(params[2]);
		for (const word of params[3].split(" ").filter(Boolean)) {
			const nick = word.replace(/^[~&@%+]+/, "");
			setMember(room, nick, word.slice(0, word.length - nick.length));
		}
	},
	354(session, { params: [, , nick, flags, name] }) {
		noteName(session, nick, nickFromPerson(name) === nick ? name : "");
		for (const [room, key] of members(session, nick)) room.members.get(key).away = flags.startsWith("G");
	},
	315: (session, { params }) => session.emit("reset", { room: session.room(params[1]) }),
	366: (session, { params }) => session.emit("room", { room: session.room(params[1]) }),
	MODE(session, { params: [name, modes = "", ...rest] }) {
		const room = session.rooms.get(foldName(name));
		if (!room) return;
		const signs = { q: "~", a: "&", o: "@", h: "%", v: "+" };
		let adds = true;
		for (const letter of modes) {
			if (letter === "+" || letter === "-") adds = letter === "+";
			else if (letter in signs) {
				const member = room.members.get(foldName(rest.shift() ?? ""));
				if (member) member.letters = [..."~&@%+"].filter((s) => (s === signs[letter] ? adds : member.letters.includes(s))).join("");
			} else if ("beIk".includes(letter) || (adds && "fl".includes(letter))) rest.shift();
		}
		session.emit("room", { room });
	},
	TOPIC(session, message) {
		const room = session.room(message.params[0]);
		room.topic = message.params[1];
		session.entries.addEvent(room, message, tr("{0} changed the topic: {1}", session.nameOf(message.nick), room.topic));
		session.emit("room", { room });
	},
	332(session, { params }) {
		session.room(params[1]).topic = params[2];
		session.emit("room", { room: session.room(params[1]) });
	},
	331(session, { params }) {
		session.room(params[1]).topic = "";
	},
	MARKREAD(session, { params: [name, stamp] }) {
		const room = session.rooms.get(foldName(name));
		if (!room) return;
		room.isNew = stamp === "*";
		room.readUntil = Math.max(room.readUntil, Date.parse(stamp.replace("timestamp=", "")) || 0);
		session.emit("read", { room });
	},
	METADATA: (session, { params: [nick, key, , value] }) => noteMetadata(session, nick, key, value),
	761: (session, { params: [, nick, key, , value] }) => noteMetadata(session, nick, key, value),
	INVITE(session, { nick, params: [who, name] }) {
		if (session.isMe(who)) session.emit("toast", { text: tr("{0} invites you to {1}", session.nameOf(nick), name), room: name });
	},
	PRIVMSG: (session, message) => session.entries.receive(message),
	NOTICE: (session, message) => session.entries.receive(message),
	TAGMSG: (session, message) => session.entries.receiveTags(message),
	REDACT: (session, message) => session.entries.redact(message),
};

function noteMetadata(session, nick, key, value) {
	if (key !== "display-name" || isChannel(nick)) return;
	noteName(session, nick, value);
	for (const [room] of members(session, nick)) session.emit("room", { room });
}

function splitPair(word) {
	const equals = word.indexOf("=");
	return equals < 0 ? [word, ""] : [word.slice(0, equals), word.slice(equals + 1)];
}

function welcome(session) {
	if (session.phase === "online") return;
	session.connection.settle();
	session.wasOnline = true;
	session.setPhase("online");
	session.send("METADATA", ["*", "SUB", "display-name"]);
	tab.keep("person", session.person);
	session.emit("welcome");
	session.enterRooms();
}

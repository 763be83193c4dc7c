// The state with the server: registration, rooms, people. `entries.js` makes and sends messages, `history.js` loads them.

import { Connection } from "./connection.js";
import { Entries } from "./entries.js";
import { HANDLERS } from "./handlers.js";
import { History } from "./history.js";
import { browser, browserKey } from "./keeper.js";
import { Room } from "./room.js";
import { tr, trServer } from "./texts.js";
import { Uploads } from "./uploads.js";
import { foldName, formatLine, isChannel, nickFromPerson, parseLine, roomInAddress } from "./wire.js";

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
		this.unencrypted = new Set(); // folded nicks of people whose connection others can read
		this.portraits = new Map(); // folded nick -> the address of the person's picture on this server
		this.offered = new Map();
		this.batches = new Map();
		this.asked = new Map(); // label -> { resolve, reject }
		this.labels = 0;
		this.entries = new Entries(this);
		this.history = new History(this);
		this.uploads = new Uploads(this);
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

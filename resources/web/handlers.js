// What each line of the server does to the session: one function for each command.

import { tab } from "./keeper.js";
import { notePortrait } from "./portraits.js";
import { tr, trServer } from "./texts.js";
import { foldName, isChannel, nickFromPerson } from "./wire.js";

const WANTED = `account-tag away-notify batch cap-notify chghost echo-message extended-join invite-notify labeled-response
	message-tags multi-prefix server-time setname standard-replies draft/chathistory draft/message-redaction draft/metadata-2
	draft/multiline draft/read-marker desktop-chat/resend desktop-chat/edit desktop-chat/reactions desktop-chat/text`.split(/\s+/);

const CONNECTION = "desktop-chat/connection";

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

function noteConnection(session, nick, isUnencrypted) {
	if (isUnencrypted) session.unencrypted.add(foldName(nick));
	else session.unencrypted.delete(foldName(nick));
}

export const HANDLERS = {
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
		if (!session.isMe(nick)) {
			session.unencrypted.delete(foldName(nick)); // the server says both anew
			notePortrait(session, nick, "");
		}
		else {
			room.members.clear();
			room.problem = "";
			room.days = null;
			session.keepRooms();
			session.entries.enter(room);
			session.send("MODE", [room.name]);
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
		noteConnection(session, to, session.unencrypted.has(foldName(nick)));
		notePortrait(session, to, session.portraits.get(foldName(nick)));
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
	315(session, { params }) {
		const room = session.room(params[1]);
		for (const kind of ["reset", "room"]) session.emit(kind, { room });
	},
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
			} else if (letter === "H") room.days = adds ? parseInt(rest.shift()) : null;
			else if ("beIk".includes(letter) || (adds && "fl".includes(letter))) rest.shift();
		}
		session.emit("room", { room });
	},
	324: (session, { params: [, ...modes] }) => HANDLERS.MODE(session, { params: modes }),
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
	if (isChannel(nick)) return;
	if (key === "display-name") noteName(session, nick, value);
	else if (key === "avatar") notePortrait(session, nick, value);
	else if (key === CONNECTION) noteConnection(session, nick, value === "unencrypted");
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
	session.unencrypted.clear();
	session.send("METADATA", ["*", "SUB", "display-name", "avatar", CONNECTION]);
	tab.keep("person", session.person);
	session.emit("welcome");
	session.enterRooms();
}

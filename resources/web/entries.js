// Messages: made from lines, sent, sent again after a cut under their own id, changed by edits, reactions, redactions.
// Spec: docs/specifications/resend.md, docs/specifications/edit.md

import { FILE, parseAttachment } from "./attachment.js";
import { tab } from "./keeper.js";
import { applyEdit, applyReaction, applyRedaction, reactionIn } from "./room.js";
import { trServer } from "./texts.js";
import { countBytes, cutText, foldName, isChannel, orderOf, randomHex } from "./wire.js";

const LINE_BYTES = 350; // The rest of the 512 bytes is for source, command and target.
const TYPING_MS = 6_000;
const TYPING_EVERY_MS = 3_000;
const REPLY = "+draft/reply";
const EDIT = "+desktop-chat/edit";

export class Entries {
	constructor(session) {
		this.session = session;
		this.waiting = tab.read("waiting", []); // Own messages without an echo: { id, room, text, action, replyTo, edits, file, sent, time }
		this.shown = new Map(); // id -> entry of an own message without an echo
		this.typedAt = 0;
	}

	keep() {
		tab.keep("waiting", this.waiting);
	}

	// Received messages

	/** Return an entry of a PRIVMSG, a NOTICE or a multiline batch. */
	make(message) {
		const { session } = this;
		const lines = message.command === "BATCH" ? message.messages : [message];
		let text = lines.map((line, at) => (at && !("draft/multiline-concat" in line.tags) ? "\n" : "") + line.params[1]).join("");
		const action = /^\x01ACTION ([^]*?)\x01?$/.exec(text);
		if (action) text = action[1];
		const { tags, nick } = message;
		return {
			id: tags.msgid || randomHex(8),
			msgid: tags.msgid ?? "",
			order: tags.msgid ? orderOf(tags.msgid) : Infinity,
			time: Date.parse(tags.time) || Date.now(),
			kind: action ? "action" : lines[0].command === "NOTICE" ? "notice" : "message",
			nick,
			text,
			own: session.isMe(nick),
			replyTo: tags[REPLY] ?? tags["+reply"] ?? "",
			file: parseAttachment(tags[FILE]),
			edited: Date.parse(tags["desktop-chat/edited"]) || 0,
			deleted: false,
			reactions: new Map(),
			state: "sent",
			problem: "",
		};
	}

	/** Return the name of the room to which a message belongs. */
	roomOf(message) {
		const target = message.params[0];
		if (isChannel(target)) return target;
		return this.session.isMe(message.nick) ? target : message.nick;
	}

	receive(message) {
		const { session } = this;
		const target = message.params[0];
		if (!message.source && !message.nick) return;
		if (message.command === "NOTICE" && (!message.source.includes("!") || !session.wasOnline)) {
			if (!session.wasOnline || session.phase !== "online") return;
			if (isChannel(target)) this.addEvent(session.room(target), message, trServer(message));
			else session.emit("toast", { text: trServer(message) });
			return;
		}
		const ctcp = message.params[1];
		if (ctcp?.startsWith("\x01") && !ctcp.startsWith("\x01ACTION ")) return;
		const room = session.room(this.roomOf(message));
		this.stopTyping(room, message.nick);
		if (!room.isChannel && !room.joined) this.enter(room);
		this.put(room, message, true);
	}

	/** Put a message into its room. `isNew`: tell that it has just come. Return the entry, or null for an edit. */
	put(room, message, isNew) {
		const { session } = this;
		const entry = this.make(message);
		const edits = message.tags[EDIT];
		if (edits) {
			const changed = room.change(edits, (original) => applyEdit(original, entry.text, entry.time));
			if (changed && isNew) session.emit("changed", { room, entry: changed });
			return null;
		}
		if (room.add(entry) && isNew) session.emit("added", { room, entry });
		return entry;
	}

	receiveTags(message) {
		const { session } = this;
		const room = session.room(this.roomOf(message));
		const { tags, nick } = message;
		if ("+typing" in tags && !session.isMe(nick)) this.noteTyping(room, nick, tags["+typing"]);
		const entry = this.react(room, message);
		if (entry) session.emit("changed", { room, entry });
	}

	react(room, message) {
		const { tags, nick } = message;
		const reaction = reactionIn(tags);
		const msgid = tags[REPLY] ?? tags["+reply"];
		if (!reaction || !msgid) return null;
		const [text, present] = reaction;
		const own = this.session.isMe(nick);
		const person = own ? "*" : tags.account ?? foldName(nick);
		const change = { text, person, nick, own, present, time: Date.parse(tags.time) || Date.now() };
		return room.change(msgid, (entry) => applyReaction(entry, change));
	}

	redact(message) {
		const room = this.session.room(this.roomOf(message));
		const entry = room.change(message.params[1], applyRedaction);
		if (entry) this.session.emit("changed", { room, entry });
	}

	/** Add an event. Without an id of the server its place is behind the newest message. */
	addEvent(room, message, text) {
		const made = this.make({ ...message, params: ["", ""] });
		const entry = { ...made, kind: "event", text, order: message.tags.msgid ? made.order : room.newest?.order ?? 0 };
		if (room.add(entry)) this.session.emit("added", { room, entry });
	}

	// Typing

	noteTyping(room, nick, state) {
		this.stopTyping(room, nick);
		if (state === "active") room.typing.set(nick, setTimeout(() => this.stopTyping(room, nick), TYPING_MS));
		this.session.emit("typing", { room });
	}

	stopTyping(room, nick) {
		if (!room.typing.has(nick)) return;
		clearTimeout(room.typing.get(nick));
		room.typing.delete(nick);
		this.session.emit("typing", { room });
	}

	tellTyping(room, state) {
		const now = Date.now();
		if (!room.joined || (state === "active" ? now - this.typedAt < TYPING_EVERY_MS : !this.typedAt)) return;
		this.typedAt = state === "active" ? now : 0;
		this.session.send("TAGMSG", [room.name], { "+typing": state });
	}

	// Own messages

	/** Begin to talk in a room: show own messages that were not echoed, load the history, send what waits. */
	async enter(room) {
		room.joined = true;
		for (const own of this.waiting.filter((one) => foldName(one.room) === room.key)) this.show(room, own);
		this.session.emit("room", { room });
		for (const own of this.waiting.filter((one) => foldName(one.room) === room.key)) this.transmit(own);
		await this.session.history.catchUp(room);
	}

	/** Say something. `replyTo`, `edits`: message ids. `file`: the tag of a file. */
	say(room, text, { action = false, replyTo = "", edits = "", file = "" } = {}) {
		this.typedAt = 0;
		const own = { id: randomHex(16), room: room.name, text, action, replyTo, edits, file, sent: false, time: Date.now() };
		this.waiting.push(own);
		this.keep();
		const entry = this.show(room, own);
		if (entry) this.session.emit("added", { room, entry });
		if (room.joined) this.transmit(own);
	}

	show(room, own) {
		const known = this.shown.get(own.id);
		if (known) {
			Object.assign(known, { state: "pending", problem: "" });
			if (!room.entries.includes(known)) room.add(known);
			return known;
		}
		if (own.edits) return null;
		const entry = {
			id: own.id, msgid: "", order: Infinity, time: own.time, kind: own.action ? "action" : "message", nick: this.session.nick,
			text: own.text, own: true, replyTo: own.replyTo, file: parseAttachment(own.file), edited: 0, deleted: false, reactions: new Map(), state: "pending", problem: "",
		};
		this.shown.set(own.id, entry);
		room.add(entry);
		return entry;
	}

	transmit(own) {
		const { session } = this;
		if (session.phase !== "online") return;
		const tags = { label: `own-${own.id}`, "desktop-chat/id": own.id };
		if (own.sent) tags["desktop-chat/resend"] = "";
		if (own.replyTo) tags[REPLY] = own.replyTo;
		if (own.edits) tags[EDIT] = own.edits;
		if (own.file) tags[FILE] = own.file;
		own.sent = true;
		this.keep();
		const lines = own.text.split("\n").map((line) => cutText(line, LINE_BYTES));
		if (lines.length === 1 && lines[0].length === 1) {
			session.send("PRIVMSG", [own.room, own.action ? `\x01ACTION ${own.text}\x01` : own.text], tags);
			return;
		}
		const batch = `said${own.id.slice(0, 8)}`;
		session.send("BATCH", [`+${batch}`, "draft/multiline", own.room], tags);
		for (const pieces of lines) {
			pieces.forEach((piece, at) => session.send("PRIVMSG", [own.room, piece], at ? { batch, "draft/multiline-concat": "" } : { batch }));
		}
		session.send("BATCH", [`-${batch}`]);
	}

	/** Return the texts of the messages that a text becomes: the server limits the lines and bytes of one message. */
	divide(text) {
		const limits = Object.fromEntries((this.session.offered.get("draft/multiline") ?? "").split(",").map((word) => word.split("=")));
		const mostLines = Number(limits["max-lines"]) || 1, mostBytes = Number(limits["max-bytes"]) || LINE_BYTES;
		const texts = [[]];
		let lines = 0, bytes = 0;
		for (const whole of text.split("\n")) {
			for (const line of cutText(whole, mostBytes)) {
				const size = countBytes(line) + 1, cuts = Math.ceil(size / (LINE_BYTES - 8));
				if (texts.at(-1).length && (lines + cuts > mostLines || bytes + size > mostBytes)) {
					texts.push([]);
					lines = bytes = 0;
				}
				texts.at(-1).push(line);
				lines += cuts;
				bytes += size;
			}
		}
		return texts.map((part) => part.join("\n")).filter((part) => part.trim());
	}

	/** Handle the answer to an own message: its echo, or a refusal. Return whether it needs nothing more. */
	settle(id, message) {
		const own = this.waiting.find((one) => one.id === id);
		if (!own) return false;
		const room = this.session.room(own.room);
		const entry = this.shown.get(id);
		const failed = message.command === "FAIL" || /^[45]\d\d$/.test(message.command);
		if (message.command === "BATCH" && message.type !== "draft/multiline") {
			for (const inner of message.messages) this.settle(id, inner) || this.session.dispatch(inner);
			return true;
		}
		if (failed) this.fail(room, own, entry, trServer(message));
		else if (message.tags.msgid) this.confirm(room, own, entry, message);
		else return false;
		return true;
	}

	confirm(room, own, entry, message) {
		this.forget(own);
		if (!entry) return this.put(room, message, true);
		const echo = this.make(message);
		room.confirm(entry, echo.msgid, echo.order, echo.time);
		entry.nick = echo.nick;
		this.session.emit("reset", { room });
	}

	fail(room, own, entry, text) {
		if (!entry) {
			this.forget(own);
			this.session.emit("toast", { text });
			return;
		}
		Object.assign(entry, { state: "failed", problem: text });
		this.session.emit("changed", { room, entry });
	}

	forget(own) {
		this.waiting = this.waiting.filter((one) => one !== own);
		this.shown.delete(own.id);
		this.keep();
	}

	/** Send a message again that was refused, or withdraw it. */
	retry(room, entry) {
		if (entry.upload) return this.session.uploads.retry(entry.upload);
		const own = this.waiting.find((one) => one.id === entry.id);
		Object.assign(entry, { state: "pending", problem: "" });
		this.session.emit("changed", { room, entry });
		if (own && room.joined) this.transmit(own);
	}

	withdraw(room, entry) {
		if (entry.upload) return entry.upload.cancel();
		const own = this.waiting.find((one) => one.id === entry.id);
		if (own) this.forget(own);
		room.remove(entry);
		this.session.emit("reset", { room });
	}

	toggleReaction(room, entry, text) {
		const present = entry.reactions.get(text)?.get("*")?.present;
		this.session.send("TAGMSG", [room.name], { [present ? "+draft/unreact" : "+draft/react"]: text, [REPLY]: entry.msgid });
	}

	delete(room, entry) {
		this.session.ask("REDACT", [room.name, entry.msgid]).catch((error) => this.session.emit("toast", { text: error.message }));
	}
}

// A room, or the conversation with one person: its messages in the order of the server, its people, what was read.

import { foldName, isChannel } from "./wire.js";

export const MOST_ENTRIES = 600;
const MOST_LOOSE = 500;

/** Return the text and the name of a person's reaction in tags: [text, present], or null. */
export function reactionIn(tags) {
	for (const [present, names] of [[true, ["+draft/react", "+react"]], [false, ["+draft/unreact", "+unreact"]]]) {
		for (const name of names) if (tags[name] && tags[name].length <= 64) return [tags[name], present];
	}
	return null;
}

export class Room {
	constructor(name) {
		this.name = name;
		this.key = foldName(name);
		this.isChannel = isChannel(name);
		this.joined = false;
		this.problem = "";
		this.topic = "";
		this.days = null; // The days for which messages of this room are kept; null: as long as the server keeps them.
		this.members = new Map(); // folded nick -> { nick, letters, away }
		this.entries = [];
		this.byMsgid = new Map();
		this.loose = new Map(); // msgid of a message that has not come yet -> changes
		this.typing = new Map(); // nick -> timer
		this.readUntil = 0;
		this.isNew = false; // The server knows nothing of an earlier visit: what was said before counts as read.
		this.isComplete = false; // Nothing is older than the first entry.
		this.isLoaded = false; // The newest history has come.
		this.isLoading = false;
		this.beforeCut = null; // The newest message id before a cut; messages behind it may be missing.
	}

	get newest() {
		return this.entries.findLast((entry) => entry.msgid) ?? null;
	}

	get oldest() {
		return this.entries.find((entry) => entry.msgid) ?? null;
	}

	get unread() {
		return this.entries.filter((entry) => this.isUnread(entry));
	}

	isUnread(entry) {
		return !entry.own && !entry.deleted && entry.kind !== "event" && entry.time > this.readUntil;
	}

	/** Put an entry in its place. Return false if the room has it already. */
	add(entry) {
		if (entry.msgid && this.byMsgid.has(entry.msgid)) return false;
		let at = this.entries.length;
		while (at > 0 && this.entries[at - 1].order > entry.order) at--;
		this.entries.splice(at, 0, entry);
		if (entry.msgid) this.note(entry);
		return true;
	}

	/** Give an own entry the id and the place that the server gave it. Return false if the id is known. */
	confirm(entry, msgid, order, time) {
		this.remove(entry);
		Object.assign(entry, { state: "sent", problem: "", time, msgid, order });
		return this.add(entry);
	}

	note(entry) {
		this.byMsgid.set(entry.msgid, entry);
		for (const change of this.loose.get(entry.msgid) ?? []) change(entry);
		this.loose.delete(entry.msgid);
	}

	remove(entry) {
		const at = this.entries.indexOf(entry);
		if (at >= 0) this.entries.splice(at, 1);
	}

	/** Change the message of an id, now or when an older page of the history brings it. Return it, or null. */
	change(msgid, change) {
		const entry = this.byMsgid.get(msgid);
		if (entry) {
			change(entry);
			return entry;
		}
		if (this.loose.size >= MOST_LOOSE) this.loose.delete(this.loose.keys().next().value);
		this.loose.set(msgid, [...(this.loose.get(msgid) ?? []), change]);
		return null;
	}

	/** Forget the oldest entries above the limit; they can be loaded again. */
	trim() {
		const surplus = this.entries.length - MOST_ENTRIES;
		if (surplus <= 0) return false;
		for (const entry of this.entries.splice(0, surplus)) this.byMsgid.delete(entry.msgid);
		this.isComplete = false;
		return true;
	}

	/** Forget all messages of the server: too many came meanwhile. */
	clear() {
		this.entries = this.entries.filter((entry) => !entry.msgid);
		this.byMsgid.clear();
		this.loose.clear();
		this.isComplete = this.isLoaded = false;
	}
}

/** Add a person's reaction to an entry, or take it back. Reactions are kept as text -> person -> change. */
export function applyReaction(entry, { text, person, nick, own, present, time }) {
	const people = entry.reactions.get(text) ?? new Map();
	const before = people.get(person);
	if (before && before.time > time) return;
	if (!entry.reactions.has(text) && entry.reactions.size >= 40) return;
	people.set(person, { nick, own, present, time });
	entry.reactions.set(text, people);
}

export function applyEdit(entry, text, time) {
	if (entry.deleted || entry.edited > time) return;
	entry.text = text;
	entry.edited = time;
}

export function applyRedaction(entry) {
	entry.deleted = true;
	entry.text = "";
	entry.reactions.clear();
}

// The message field: drafts, replies, edits, commands with a slash, completion of names.

import { askForFiles, chooseFiles } from "./file_question.js";
import { el, iconButton, toast } from "./dom.js";
import { chooseEmoji } from "./emoji.js";
import { tab } from "./keeper.js";
import { decodeMarkup, encodeMarkup } from "./markup.js";
import { tr } from "./texts.js";
import { shownText } from "./timeline.js";
import { foldName } from "./wire.js";

/** Whether fingers point: a field with the focus then brings up a keyboard, which covers half of the page. */
export const IS_TOUCH = matchMedia("(pointer: coarse)").matches;

/** Emits "command" with `name` and `rest`, "up" when a person goes to the messages. */
export class Composer extends EventTarget {
	constructor(session) {
		super();
		this.session = session;
		this.room = null;
		this.replyTo = null;
		this.edits = null;
		this.about = el("div", { class: "about", hidden: true });
		this.field = el("textarea", { rows: 1, maxlength: 20000, enterkeyhint: "send", dir: "auto" });
		this.sendButton = iconButton("send", tr("Send"), () => this.submit(), { class: "icon-button send" });
		const emoji = iconButton("smile", tr("Emoji"), () => chooseEmoji(emoji, (text) => this.insert(text)));
		this.attachButton = iconButton("paperclip", tr("Send files"), async () => this.mayAttach() && this.attach(await chooseFiles()));
		this.element = el("div", { class: "composer" }, this.about, el("div", { class: "field" }, this.attachButton, this.field, emoji, this.sendButton));
		this.field.addEventListener("input", () => this.onInput());
		this.field.addEventListener("keydown", (event) => this.onKey(event));
		this.field.addEventListener("paste", (event) => {
			const files = [...event.clipboardData.files];
			if (files.length) (event.preventDefault(), this.mayAttach() && this.attach(files));
		});
		this.field.addEventListener("blur", () => this.keepDraft());
		new ResizeObserver(() => requestAnimationFrame(() => this.fit())).observe(this.element); // a phone turned, a room shown
	}

	/** Write in a room: its draft comes back. */
	show(room) {
		if (room === this.room) return;
		this.keepDraft();
		this.room = room;
		this.showOffer();
		this.setAbout();
		this.field.value = this.draft;
		this.field.setAttribute("placeholder", tr("Message {0}", room.isChannel ? room.name : this.session.nameOf(room.name)));
		this.field.setAttribute("aria-label", this.field.placeholder);
		this.fit();
	}

	/** Show whether the server takes files. */
	showOffer() {
		const { isOffered } = this.session.uploads;
		this.attachButton.setAttribute("aria-disabled", String(!isOffered));
		this.attachButton.title = isOffered ? tr("Send files") : tr("This chat takes no files.");
	}

	mayAttach() {
		const { isOffered } = this.session.uploads;
		if (!isOffered) toast(tr("This chat takes no files."));
		return isOffered;
	}

	/** Ask how files are sent, and send them with the words in the field. */
	async attach(files) {
		const { room, session } = this;
		if (!files.length || !room) return;
		const limits = await session.uploads.askLimits(room);
		const answer = await askForFiles(files, { ...limits, caption: this.edits ? "" : this.field.value.trim() });
		if (!answer) return this.focus();
		session.uploads.send(room, answer.files, { ...answer, caption: encodeMarkup(answer.caption), replyTo: this.replyTo?.msgid ?? "" });
		if (!this.edits && room === this.room) this.clear();
		this.focus();
	}

	/** What was typed in this room and not sent. */
	get draft() {
		return tab.read("drafts", {})[this.room.key] ?? "";
	}

	keepDraft() {
		if (!this.room || this.edits) return;
		const drafts = tab.read("drafts", {});
		if (this.field.value) drafts[this.room.key] = this.field.value;
		else delete drafts[this.room.key];
		tab.keep("drafts", drafts);
	}

	focus() {
		this.field.focus();
	}

	insert(text) {
		this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, "end");
		this.focus();
		this.onInput();
	}

	setAbout({ replyTo = null, edits = null } = {}) {
		this.replyTo = replyTo;
		this.edits = edits;
		this.about.hidden = !replyTo && !edits;
		if (this.about.hidden) return this.about.replaceChildren();
		const text = edits ? tr("Edit your message") : `${tr("Reply to {0}", this.session.nameOf(replyTo.nick))}: ${shownText(replyTo)}`;
		this.about.replaceChildren(el("span", {}, text), iconButton("close", tr("Cancel"), () => this.cancel()));
	}

	reply(entry) {
		if (this.edits) this.field.value = this.draft;
		this.setAbout({ replyTo: entry });
		this.focus();
	}

	edit(entry) {
		this.keepDraft();
		this.setAbout({ edits: entry });
		this.field.value = decodeMarkup(entry.text);
		this.fit();
		this.focus();
	}

	cancel() {
		const wasEdit = this.edits;
		this.setAbout();
		if (wasEdit) this.field.value = this.draft;
		this.fit();
		this.focus();
	}

	submit() {
		const text = this.field.value.replace(/\s+$/, "");
		const { room, session, edits, replyTo } = this;
		if (!text.trim() || !room) return;
		const command = /^\/(?!\/)(\S+)\s*([^]*)$/.exec(text);
		if (edits) this.cancel();
		else this.clear(); // first: a command may show another room with its draft
		if (command && !edits) {
			const [, name, rest] = command;
			if (name.toLowerCase() === "me") session.entries.say(room, encodeMarkup(rest), { action: true });
			else this.dispatchEvent(Object.assign(new Event("command"), { name: name.toLowerCase(), rest }));
		} else {
			const said = encodeMarkup(text.replace(/^\/\//, "/"));
			if (edits) session.entries.say(room, said, { edits: edits.msgid });
			else session.entries.divide(said).forEach((part, at) => session.entries.say(room, part, { replyTo: at ? "" : replyTo?.msgid ?? "" }));
		}
		this.focus();
	}

	clear() {
		this.setAbout();
		this.field.value = "";
		this.keepDraft();
		this.fit();
	}

	onInput() {
		this.fit();
		const isCommand = this.field.value.startsWith("/");
		if (this.room && !isCommand) this.session.entries.tellTyping(this.room, this.field.value.trim() ? "active" : "done");
	}

	/** Let the field grow with its text. */
	fit() {
		this.field.style.height = "auto";
		const height = Math.min(this.field.scrollHeight, innerHeight * 0.4);
		if (height) this.field.style.height = `${height}px`; // 0 while the room is not shown
		this.sendButton.disabled = !this.field.value.trim();
	}

	onKey(event) {
		const { field } = this;
		if (event.isComposing) return;
		if (event.key === "Enter" && !event.shiftKey && !IS_TOUCH) {
			event.preventDefault();
			this.submit();
		} else if (event.key === "Escape" && (this.replyTo || this.edits)) {
			event.preventDefault();
			this.cancel();
		} else if (event.key === "ArrowUp" && !field.value) {
			const last = this.room?.entries.findLast((entry) => entry.own && entry.msgid && !entry.deleted && entry.kind !== "notice");
			event.preventDefault();
			if (last && !event.shiftKey) this.edit(last);
			else this.dispatchEvent(new Event("up"));
		} else if (event.key === "Tab" && !event.shiftKey && this.complete()) event.preventDefault();
	}

	/** Complete the name in front of the cursor. Return whether there was one. */
	complete() {
		const { field, room } = this;
		const before = field.value.slice(0, field.selectionStart);
		const word = /@?([^\s@]+)$/.exec(before);
		if (!word || field.selectionStart !== field.selectionEnd) return false;
		const start = foldName(word[1]);
		const found = [...room.members.values()].map((member) => member.nick).filter((nick) => foldName(nick).startsWith(start)).sort()[0];
		if (!found) return false;
		const end = word.index === 0 ? `${found}: ` : `${word[0].startsWith("@") ? "@" : ""}${found} `;
		field.setRangeText(end, word.index, before.length, "end");
		return true;
	}
}

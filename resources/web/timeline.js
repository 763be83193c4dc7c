// The messages of the open room: grouped by person, with day lines, the unread line, and a bar of actions.

import { fileTitle, splitFileText } from "./attachment.js";
import { el, hueOf, icon, iconButton } from "./dom.js";
import { FileViews } from "./file_view.js";
import { plainText, renderText } from "./markup.js";
import { portrait } from "./portraits.js";
import { language, tr, trCount } from "./texts.js";

const GROUP_MS = 5 * 60_000;
const NEAR = 40; // Pixels from the end that count as the end.
const TIME = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const WHOLE = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short" });

function dayName(time) {
	const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(time).setHours(0, 0, 0, 0)) / 86_400_000);
	return days === 0 ? tr("Today") : days === 1 ? tr("Yesterday") : DAY.format(time);
}

/** Emits "act" with `action` (react, reply, edit, delete, retry, withdraw, toggle) and `entry`; "open" with a room's name. */
export class Timeline extends EventTarget {
	constructor(session) {
		super();
		this.session = session;
		this.files = new FileViews(session);
		this.room = null;
		this.unreadFrom = null; // The first unread entry when the room was opened.
		this.freshCount = 0;
		this.list = el("div", { class: "entries", role: "log", "aria-live": "polite", "aria-label": tr("Message {0}", "") });
		this.head = el("p", { class: "timeline-head" });
		this.scroller = el("div", { class: "scroller" }, this.head, this.list);
		this.pill = el("button", { type: "button", class: "pill", hidden: true, onclick: () => this.scrollToEnd() });
		this.element = el("div", { class: "timeline" }, this.scroller, this.pill);
		this.bar = el("div", { class: "bar", role: "toolbar" });
		this.scroller.addEventListener("scroll", () => this.onScroll(), { passive: true });
		this.list.addEventListener("pointerover", (event) => event.pointerType === "mouse" && this.showBar(event.target.closest(".entry")));
		this.list.addEventListener("click", (event) => this.showBar(event.target.closest(".entry")));
		this.list.addEventListener("focusin", (event) => this.onFocus(event.target.closest(".entry")));
		this.list.addEventListener("keydown", (event) => this.onKey(event));
		this.element.addEventListener("pointerleave", () => this.list.contains(document.activeElement) || this.bar.remove());
		new ResizeObserver(() => this.isAtEnd && this.scrollToEnd()).observe(this.scroller);
		this.isAtEnd = true;
	}

	/** Show a room. `place`: an entry's id and its distance from the top, or null for the end. */
	show(room, place = null) {
		this.room = room;
		this.unreadFrom = room.unread[0] ?? null;
		this.freshCount = 0;
		this.isAtEnd = !place;
		this.list.setAttribute("aria-label", room.name);
		this.render();
		const at = place && this.elementOf(place.id);
		if (at) this.scroller.scrollTop = at.offsetTop - place.top;
		else this.scrollToEnd();
	}

	/** The place of the view, for `show`; null at the end. */
	get place() {
		if (this.isAtEnd) return null;
		const top = this.scroller.scrollTop;
		const first = [...this.list.children].find((child) => child.dataset.id && child.offsetTop + child.offsetHeight > top);
		return first ? { id: first.dataset.id, top: first.offsetTop - top } : null;
	}

	elementOf(id) {
		return this.list.querySelector(`[data-id="${CSS.escape(id)}"]`);
	}

	/** Make all elements again. What a person reads stays in its place. */
	render() {
		const { place, isAtEnd, room } = this;
		const focused = document.activeElement?.closest?.(".entry")?.dataset.id;
		const parts = [];
		let before = null;
		for (const entry of room.entries) {
			parts.push(...this.make(entry, before));
			before = entry;
		}
		this.list.setAttribute("aria-live", "off");
		this.list.replaceChildren(...parts);
		this.updateHead();
		if (focused) this.elementOf(focused)?.focus({ preventScroll: true });
		const at = place && this.elementOf(place.id);
		if (isAtEnd) this.scrollToEnd();
		else if (at) this.scroller.scrollTop = at.offsetTop - place.top;
		requestAnimationFrame(() => this.list.setAttribute("aria-live", "polite"));
	}

	updateHead() {
		const { room } = this;
		this.head.textContent = !room.isLoaded ? (room.problem ? "" : tr("Loading…"))
			: !room.entries.length ? tr("No messages yet. Say hello!")
			: room.isComplete ? tr("The beginning of this conversation") : "";
	}

	/** Show an entry that has just come. */
	append(entry) {
		const last = this.room.entries.at(-1);
		if (last !== entry || this.room.trim()) return this.render();
		this.updateHead();
		this.list.append(...this.make(entry, this.room.entries.at(-2) ?? null));
		if (this.isAtEnd || entry.own) return this.scrollToEnd();
		this.freshCount++;
		this.updatePill();
	}

	update(entry) {
		const shown = this.elementOf(entry.id);
		if (!shown) return;
		const hadBar = shown.contains(this.bar);
		const hadFocus = shown.contains(document.activeElement);
		const at = this.room.entries.indexOf(entry);
		const made = this.make(entry, this.room.entries[at - 1] ?? null).at(-1);
		shown.replaceWith(made);
		if (hadBar) this.showBar(made);
		if (hadFocus) made.focus({ preventScroll: true });
		if (this.isAtEnd) this.scrollToEnd();
	}

	// Elements

	make(entry, before) {
		const parts = [];
		const newDay = !before || new Date(before.time).toDateString() !== new Date(entry.time).toDateString();
		if (newDay) parts.push(el("div", { class: "day", role: "separator", "aria-label": dayName(entry.time) }, el("span", {}, dayName(entry.time))));
		const unread = this.unreadFrom?.id === entry.id;
		if (unread) parts.push(el("div", { class: "day unread-line", role: "separator", "aria-label": tr("New") }, el("span", {}, tr("New"))));
		const grouped = !newDay && !unread && before?.nick === entry.nick && before.kind === entry.kind && entry.kind === "message"
			&& entry.time - before.time < GROUP_MS && !entry.replyTo;
		parts.push(entry.kind === "event" ? this.makeEvent(entry) : this.makeEntry(entry, grouped));
		return parts;
	}

	makeEvent(entry) {
		return el("article", { class: "entry event", "data-id": entry.id, tabindex: "-1" }, el("span", {}, entry.text));
	}

	makeEntry(entry, grouped) {
		const { session } = this;
		const name = session.nameOf(entry.nick);
		const mentions = !entry.own && this.mentionPattern?.test(plainText(entry.text));
		const classes = ["entry", !grouped && "first", entry.own && "own", mentions && "mention", entry.state, entry.kind];
		const shown = grouped ? TIME.format(entry.time).replace(/\s?[AP]M$/, "") : TIME.format(entry.time);
		const time = el("time", { datetime: new Date(entry.time).toISOString(), title: WHOLE.format(entry.time) }, shown);
		const author = el("span", { class: "author" }, name);
		author.style.setProperty("--hue", hueOf(entry.nick));
		const text = el("div", { class: "text", dir: "auto" });
		const [caption, address] = fileText(entry);
		if (entry.deleted) text.append(el("em", { class: "faint" }, tr("Message deleted")));
		else {
			if (entry.kind === "action") text.append(el("em", {}, `${name} `));
			text.append(renderText(caption, { mention: this.mentionPattern, openRoom: (room) => this.emit("open", { name: room }) }));
		}
		if (entry.edited && !entry.deleted) text.append(" ", el("span", { class: "faint" }, tr("(edited)")));
		return el(
			"article",
			{ class: classes.filter(Boolean).join(" "), "data-id": entry.id, tabindex: "-1", "aria-label": this.describe(entry, name, mentions) },
			grouped ? el("span", { class: "gutter" }, time) : portrait(session, name, entry.nick),
			el("div", { class: "body" },
				entry.replyTo && !entry.deleted && this.makeQuote(entry.replyTo),
				grouped ? el("span", { class: "unseen" }, `${name}: `) : el("header", {}, author, " ", time),
				text,
				address && this.files.of(entry, address),
				entry.upload && entry.state === "pending" && this.files.makeProgress(entry.upload, () => entry.upload.cancel()),
				this.makeReactions(entry),
				entry.state === "failed" && this.makeProblem(entry)),
		);
	}

	describe(entry, name, mentions) {
		const text = entry.deleted ? tr("Message deleted") : shownText(entry);
		const reactions = presentReactions(entry).map(([emoji, people]) => `${emoji} ${people.length}`).join(", ");
		const state = entry.state === "pending" ? tr("Sending…") : entry.state === "failed" ? tr("Not sent: {0}", entry.problem) : "";
		const parts = [`${name}, ${TIME.format(entry.time)}: ${text}`, entry.edited && tr("(edited)"), mentions && tr("mentions you"), reactions, state];
		return parts.filter(Boolean).join(", ");
	}

	makeQuote(msgid) {
		const answered = this.room.byMsgid.get(msgid);
		const shown = answered && !answered.deleted
			? `${this.session.nameOf(answered.nick)}: ${shownText(answered).slice(0, 120)}` : tr("An earlier message");
		return el("button", { type: "button", class: "quote", title: tr("Jump to the message"), onclick: () => this.jumpTo(msgid) },
			icon("reply"), el("span", {}, shown));
	}

	makeReactions(entry) {
		const reactions = presentReactions(entry);
		if (!reactions.length || entry.deleted) return null;
		return el("div", { class: "reactions" }, ...reactions.map(([text, people]) => {
			const names = people.map((one) => (one.own ? tr("you") : this.session.nameOf(one.nick))).join(", ");
			const own = people.some((one) => one.own);
			return el("button", {
				type: "button", "aria-pressed": String(own), title: names, "aria-label": `${text} ${people.length}: ${names}`,
				onclick: () => this.emit("act", { action: "toggle", entry, text }),
			}, `${text.slice(0, 16)} `, el("span", {}, String(people.length)));
		}));
	}

	makeProblem(entry) {
		return el("div", { class: "problem", role: "alert" }, el("span", {}, tr("Not sent: {0}", entry.problem)),
			el("button", { type: "button", class: "quiet", onclick: () => this.emit("act", { action: "retry", entry }) }, tr("Send again")),
			el("button", { type: "button", class: "quiet", onclick: () => this.emit("act", { action: "withdraw", entry }) }, tr("Remove")));
	}

	// Actions and keys

	emit(kind, detail) {
		this.dispatchEvent(Object.assign(new Event(kind), detail));
	}

	entryOf(element) {
		return this.room.entries.find((entry) => entry.id === element?.dataset.id) ?? null;
	}

	/** Show the bar of actions in an entry's element. */
	showBar(element) {
		const entry = this.entryOf(element);
		if (element?.contains(this.bar) && this.bar.parentElement) return;
		this.bar.remove();
		if (!entry?.msgid || entry.deleted || entry.kind === "event") return;
		const act = (action, name, text) => iconButton(name, text, () => this.emit("act", { action, entry }), { "data-action": action });
		this.bar.replaceChildren(act("react", "smile", tr("React")), act("reply", "reply", tr("Reply")));
		if (entry.own && entry.kind !== "notice") this.bar.append(act("edit", "edit", tr("Edit")));
		if (entry.own || this.mayDelete) this.bar.append(act("delete", "trash", tr("Delete")));
		element.append(this.bar);
	}

	onFocus(element) {
		for (const other of this.list.querySelectorAll('.entry[tabindex="0"]')) other.setAttribute("tabindex", "-1");
		element?.setAttribute("tabindex", "0");
		this.showBar(element);
	}

	onKey(event) {
		const element = event.target.closest(".entry");
		if (!element || event.target !== element || event.ctrlKey || event.altKey || event.metaKey) return;
		const all = [...this.list.querySelectorAll(".entry")];
		const at = all.indexOf(element);
		const next = { ArrowUp: all[at - 1], ArrowDown: all[at + 1], Home: all[0], End: all.at(-1) }[event.key];
		const key = { Enter: "reply", Delete: "delete", "+": "react" }[event.key];
		if (next) next.focus();
		else if (event.key === "Escape") this.emit("act", { action: "escape", entry: null });
		else if (key) this.bar.querySelector(`[data-action="${key}"]`)?.click();
		else return;
		event.preventDefault();
	}

	focusLast() {
		[...this.list.querySelectorAll(".entry")].at(-1)?.focus();
	}

	async jumpTo(msgid) {
		const element = this.elementOf(this.room.byMsgid.get(msgid)?.id ?? "");
		if (!element) return;
		this.isAtEnd = false;
		element.scrollIntoView({ block: "center" });
		element.focus({ preventScroll: true });
		element.classList.add("found");
		setTimeout(() => element.classList.remove("found"), 1500);
	}

	// Scrolling

	scrollToEnd() {
		this.scroller.scrollTop = this.scroller.scrollHeight;
		this.isAtEnd = true;
		this.freshCount = 0;
		this.updatePill();
	}

	updatePill() {
		this.pill.hidden = this.isAtEnd;
		this.pill.replaceChildren(icon("arrow-down"), this.freshCount ? trCount("fresh", this.freshCount) : "");
		this.pill.setAttribute("aria-label", this.freshCount ? trCount("fresh", this.freshCount) : tr("Jump to the newest message"));
	}

	onScroll() {
		const { scrollTop, scrollHeight, clientHeight } = this.scroller;
		this.isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR;
		if (this.isAtEnd) this.freshCount = 0;
		this.updatePill();
		this.emit("scrolled", {});
		if (scrollTop < 2 * clientHeight) this.loadOlder();
	}

	async loadOlder() {
		const { room } = this;
		const found = await this.session.history.loadOlder(room);
		if (room !== this.room) return;
		if (found) this.render();
		else this.updateHead();
	}
}

/** Return the words of an entry, and the address of its file ("" without one). */
function fileText(entry) {
	return entry.file && !entry.deleted ? splitFileText(entry.text) : [entry.text, ""];
}

/** Return the words of an entry in one line, with its file. */
export function shownText(entry) {
	const [caption, address] = fileText(entry);
	return [plainText(caption), address && fileTitle(entry.file), entry.upload?.file.name].filter(Boolean).join(", ");
}

/** Return the reactions to an entry that were not taken back: [text, changes]. */
export function presentReactions(entry) {
	return [...entry.reactions].map(([text, people]) => [text, [...people.values()].filter((one) => one.present)]).filter(([, p]) => p.length);
}

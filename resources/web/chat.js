// The chat: the rooms, the open room, its people. On narrow screens the rooms and a room take turns.

import { Composer, IS_TOUCH } from "./composer.js";
import { el, icon, iconButton, ask, toast } from "./dom.js";
import { chooseEmoji } from "./emoji.js";
import { browser, tab } from "./keeper.js";
import { plainText } from "./markup.js";
import { PeopleList } from "./people.js";
import { RoomList } from "./room_list.js";
import { Timeline } from "./timeline.js";
import { language, tr } from "./texts.js";
import { foldName, isChannel, nickFromPerson, roomInAddress } from "./wire.js";

export class Chat {
	constructor(session) {
		this.session = session;
		this.room = null;
		this.roomList = new RoomList(session, { open: (name) => this.open(name), joinRoom: () => this.askForRoom(),
			rename: () => this.askForName(), leave: () => this.leave() });
		this.people = new PeopleList(session, (nick) => this.open(nick));
		this.timeline = new Timeline(session);
		this.composer = new Composer(session);
		this.title = el("h1", {});
		this.topic = el("p", { class: "topic" });
		this.banner = el("div", { class: "banner", role: "status", hidden: true });
		this.typing = el("div", { class: "typing" });
		this.notice = el("div", { class: "notice", hidden: true });
		this.peopleButton = iconButton("users", tr("Show people"), () => this.togglePeople(), { "aria-expanded": "false" });
		this.closeButton = iconButton("close", tr("Leave this room"), () => this.leaveRoom());
		const head = el("header", {},
			iconButton("arrow-left", tr("Back to the rooms"), () => this.showRooms(), { class: "icon-button back" }),
			el("div", { class: "titles" }, this.title, this.topic), this.closeButton, this.peopleButton);
		this.main = el("main", {}, head, this.banner, this.timeline.element, this.notice, this.typing, this.composer.element);
		this.element = el("div", { class: "chat" }, this.roomList.element, this.main, this.people.element,
			el("div", { class: "toasts", role: "status", "aria-live": "polite" }));
		this.connectSignals();
	}

	connectSignals() {
		const { session, timeline, composer } = this;
		const on = (kinds, handle) => kinds.split(" ").forEach((kind) => session.addEventListener(kind, handle));
		on("phase", (event) => this.showPhase(event));
		on("toast", ({ text, room }) => toast(text, room ? [tr("Open"), () => this.join(room)] : null));
		on("rooms read added reset", () => this.updateRooms());
		on("room typing", ({ room }) => room === this.room && this.showHead());
		on("added", ({ room, entry }) => room === this.room && (timeline.append(entry), this.noteSeen()));
		on("changed", ({ room, entry }) => room === this.room && timeline.update(entry));
		on("reset", ({ room }) => room === this.room && this.showReset());
		on("left", ({ room }) => room === this.room && this.openFirst());
		timeline.addEventListener("act", (event) => this.act(event));
		timeline.addEventListener("open", ({ name }) => this.join(name));
		timeline.addEventListener("scrolled", () => this.noteSeen());
		composer.addEventListener("up", () => timeline.focusLast());
		composer.addEventListener("command", ({ name, rest }) => this.command(name, rest));
		const hasFiles = (event) => event.dataTransfer.types.includes("Files") && !this.composer.element.hidden && this.room;
		const drop = (handle) => (event) => hasFiles(event) && (event.preventDefault(), handle(event));
		this.main.addEventListener("dragover", drop(() => this.main.classList.add("dropping")));
		this.main.addEventListener("dragleave", (event) => this.main.contains(event.relatedTarget) || this.main.classList.remove("dropping"));
		this.main.addEventListener("drop", drop(({ dataTransfer }) => {
			this.main.classList.remove("dropping");
			if (composer.mayAttach()) composer.attach([...dataTransfer.files]);
		}));
		this.element.addEventListener("keydown", (event) => {
			if (event.key !== "Escape" || event.defaultPrevented || !this.peopleCover) return;
			this.togglePeople();
			this.peopleButton.focus();
		});
		addEventListener("hashchange", () => this.followAddress());
		addEventListener("pagehide", () => this.keepPlace());
		document.addEventListener("visibilitychange", () => (document.hidden ? this.keepPlace() : this.noteSeen()));
		addEventListener("focus", () => this.noteSeen());
	}

	/** The server has let us in. */
	welcome() {
		const wanted = nickFromPerson(this.session.person.name);
		if (this.session.nick !== wanted && !this.wasTold) toast(tr("{0} is taken, so you are {1}.", wanted, this.session.nick), [tr("Change your name"), () => this.askForName()]);
		this.wasTold = true;
		this.composer.showOffer();
		this.beginWithRooms();
		this.updateRooms();
	}

	/** Let the way back lead to the rooms on a phone, where a room takes the whole page. */
	beginWithRooms() {
		if (!this.isNarrow || this.room || tab.read("room", "")) return this.followAddress();
		const { hash } = location;
		history.replaceState("rooms", "", location.pathname + location.search);
		if (!hash) return this.openFirst(false);
		history.pushState(null, "", hash);
		this.followAddress();
	}

	get isNarrow() {
		return matchMedia("(max-width: 640px)").matches;
	}

	// Rooms

	/** Show the room that the address of the page names, else the room of the last visit. */
	followAddress() {
		const wanted = roomInAddress();
		if (this.session.phase !== "online" && !this.session.rooms.size) return;
		if (wanted) {
			if (!this.room || foldName(wanted) !== this.room.key) this.show(this.session.room(wanted));
			this.element.classList.add("in-room");
		} else if (this.isNarrow && history.state === "rooms") this.element.classList.remove("in-room");
		else this.openFirst();
	}

	openFirst(replaces = true) {
		const last = tab.read("room", "") || browser.read("room", "");
		const rooms = [...this.session.rooms.values()];
		const lobby = this.session.support["desktop-chat/LOBBY"] ?? "";
		const room = this.session.rooms.get(last) ?? this.session.rooms.get(foldName(lobby)) ?? rooms[0];
		if (room) this.open(room.name, replaces);
		else if (lobby) this.open(lobby, replaces);
	}

	open(name, replaces = false) {
		const hash = "#" + (isChannel(name) ? encodeURIComponent(name.slice(1)) : `@${encodeURIComponent(name)}`);
		const room = this.session.room(name);
		if (!room.isChannel && !room.joined && this.session.phase === "online") this.session.entries.enter(room);
		if (location.hash !== hash) history[replaces ? "replaceState" : "pushState"](null, "", hash);
		this.show(room);
		this.element.classList.add("in-room");
		this.session.keepRooms();
		if (!this.isNarrow || !IS_TOUCH) this.composer.focus();
	}

	join(name) {
		if (isChannel(name) && !this.session.rooms.get(foldName(name))?.joined) this.session.send("JOIN", [name]);
		this.open(name);
	}

	show(room) {
		if (room === this.room) return;
		this.keepPlace();
		this.room = room;
		tab.keep("room", room.key);
		browser.keep("room", room.key);
		this.composer.show(room);
		this.timeline.mentionPattern = mentionPattern(this.session);
		this.timeline.mayDelete = "~&@%".split("").some((sign) => room.members.get(foldName(this.session.nick))?.letters.includes(sign));
		this.timeline.show(room, tab.read("places", {})[room.key] ?? null);
		this.people.show(room);
		this.showHead();
		this.updateRooms();
		this.noteSeen();
	}

	/** Show the messages anew: history has come. The place of the last visit is found when its message is there. */
	showReset() {
		const { timeline, room } = this;
		const place = tab.read("places", {})[room.key];
		if (!timeline.list.children.length) timeline.show(room, place);
		else {
			timeline.unreadFrom ??= room.unread[0] ?? null;
			timeline.render();
		}
		this.noteSeen();
	}

	showRooms() {
		history.pushState("rooms", "", location.pathname + location.search);
		this.element.classList.remove("in-room");
		this.roomList.focusOpen(this.room);
	}

	async leaveRoom() {
		const { room } = this;
		if (!room.isChannel || (await ask(`${tr("Leave this room")}: ${room.name}`, { accept: tr("Leave this room") })) !== null) this.session.leaveRoom(room);
	}

	keepPlace() {
		if (!this.room) return;
		const places = tab.read("places", {});
		const place = this.timeline.place;
		if (place) places[this.room.key] = place;
		else delete places[this.room.key];
		tab.keep("places", places);
		this.composer.keepDraft();
	}

	/** Tell the server how far the person has read: the end of the open room in a page that has the focus. */
	noteSeen() {
		const visible = this.room && !document.hidden && document.hasFocus() && this.timeline.isAtEnd;
		if (visible && (!this.isNarrow || this.element.classList.contains("in-room"))) this.session.markRead(this.room);
	}

	updateRooms() {
		this.roomList.update(this.room);
		const unread = [...this.session.rooms.values()].reduce((sum, room) => sum + room.unread.length, 0);
		const name = this.room ? `${this.room.isChannel ? this.room.name.replace(/^#/, "") : this.session.nameOf(this.room.name)} · ` : "";
		document.title = (unread ? `(${unread}) ` : "") + name + this.session.chatName;
	}

	// The head of a room

	showHead() {
		const { room, session } = this;
		if (!room) return;
		this.title.replaceChildren(room.isChannel ? icon("hash") : "", room.isChannel ? room.name.replace(/^#/, "") : session.nameOf(room.name));
		this.topic.textContent = [this.keptFor(room), plainText(room.topic)].filter(Boolean).join(" · ");
		this.peopleButton.hidden = !room.isChannel;
		const leave = room.isChannel ? tr("Leave this room") : tr("Close this conversation");
		this.closeButton.setAttribute("aria-label", leave);
		this.closeButton.title = leave;
		this.notice.hidden = !room.problem;
		this.notice.replaceChildren(room.problem, " ", el("button", { type: "button", class: "quiet", onclick: () => session.send("JOIN", [room.name]) }, tr("Try again")));
		this.composer.element.hidden = Boolean(room.problem);
		this.people.show(room);
		this.element.classList.toggle("has-people", room.isChannel);
		const names = [...room.typing.keys()].map((nick) => session.nameOf(nick));
		this.typing.textContent = !names.length ? "" : names.length === 1 ? tr("{0} is typing…", names[0])
			: names.length === 2 ? tr("{0} and {1} are typing…", ...names) : tr("Several people are typing…");
		this.timeline.updateHead();
	}

	/** Return for how long messages of a room are kept, in words, or "" if the server does not say it. */
	keptFor(room) {
		const days = Number(room.days ?? this.session.support["desktop-chat/RETENTION"]);
		if (Number.isNaN(days)) return "";
		return days ? tr("Kept for {0}", days.toLocaleString(language, { style: "unit", unit: "day", unitDisplay: "long" })) : tr("Kept for good");
	}

	showPhase({ phase, retryIn }) {
		this.banner.hidden = phase === "online";
		this.roomList.update(this.room);
		if (phase === "online") return;
		const text = retryIn === null || retryIn === undefined ? tr("Connecting…") : tr("No connection. Trying again…");
		this.banner.replaceChildren(el("span", {}, this.session.lastWords ? `${this.session.lastWords} ` : "", text),
			el("button", { type: "button", class: "quiet", onclick: () => this.session.connection.hurry() }, tr("Try now")));
	}

	/** Whether the people lie over the room. */
	get peopleCover() {
		return this.element.classList.contains("people-shown") && matchMedia("(max-width: 1000px)").matches;
	}

	togglePeople() {
		const shown = this.element.classList.toggle("people-shown");
		this.peopleButton.setAttribute("aria-expanded", String(shown));
		this.peopleButton.setAttribute("aria-label", shown ? tr("Hide people") : tr("Show people"));
	}

	// Actions

	async act({ action, entry, text }) {
		const { session, room, composer } = this;
		if (action === "react") chooseEmoji(this.timeline.bar, (emoji) => session.entries.toggleReaction(room, entry, emoji));
		else if (action === "toggle") session.entries.toggleReaction(room, entry, text);
		else if (action === "reply") composer.reply(entry);
		else if (action === "edit") composer.edit(entry);
		else if (action === "retry") session.entries.retry(room, entry);
		else if (action === "withdraw") session.entries.withdraw(room, entry);
		else if (action === "escape") composer.focus();
		else if (action === "delete" && (await ask(tr("Delete this message for everybody?"), { accept: tr("Delete"), danger: true })) !== null) {
			session.entries.delete(room, entry);
		}
	}

	command(name, rest) {
		const { session, room } = this;
		const [first, ...others] = rest.split(/\s+/);
		if (name === "join" && first) this.join(isChannel(first) ? first : `#${first}`);
		else if (name === "part" || name === "leave" || name === "close") this.leaveRoom();
		else if (name === "nick" && first) session.send("NICK", [nickFromPerson(rest)]);
		else if (name === "topic") session.send("TOPIC", rest ? [room.name, rest] : [room.name]);
		else if ((name === "msg" || name === "query") && first) {
			this.open(first);
			if (others.length) session.entries.say(session.room(first), others.join(" "));
		} else toast(tr("There is no command /{0}.", name));
	}

	async askForRoom() {
		const name = await ask(tr("Join a room"), { label: tr("Name of the room"), accept: tr("Join") });
		if (name) this.join(`#${name.replace(/^#+/, "").replace(/[\s,]+/g, "-")}`);
	}

	async askForName() {
		const name = await ask(tr("Change your name"), { label: tr("Your name"), value: this.session.person.name, accept: tr("Change") });
		if (!name || !nickFromPerson(name)) return;
		this.session.person.name = name;
		browser.keep("name", name);
		tab.keep("person", this.session.person);
		this.session.send("SETNAME", [name]);
		this.session.send("NICK", [nickFromPerson(name)]);
	}

	async leave() {
		if ((await ask(tr("Leave this chat"), { accept: tr("Leave this chat") })) === null) return;
		this.session.leave();
		tab.forget();
		location.replace(location.pathname);
	}
}

/** Return a pattern that finds the own names in a text; the names are the odd parts of a split. */
function mentionPattern(session) {
	const names = [...new Set([session.nick, session.person.name.trim()])].filter(Boolean);
	const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
	return new RegExp(`(?<![\\p{L}\\p{N}_])(${escaped.join("|")})(?![\\p{L}\\p{N}_])`, "iu");
}

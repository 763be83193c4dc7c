// The list of rooms and conversations, with unread counts, and the person's own name above it.

import { el, icon, iconButton } from "./dom.js";
import { portrait } from "./portraits.js";
import { tr, trCount } from "./texts.js";

export class RoomList {
	constructor(session, actions) {
		this.session = session;
		this.actions = actions;
		this.me = el("div", { class: "me" });
		this.list = el("div", { class: "rooms" });
		this.element = el("nav", { "aria-label": tr("Rooms") }, this.me, this.list);
		this.shown = "";
	}

	update(open) {
		const { session, actions } = this;
		const name = session.nameOf(session.nick) || session.person.name;
		const state = session.phase === "online" ? tr("Online") : tr("Connecting…");
		const rooms = [...session.rooms.values()].sort((one, other) => one.name.localeCompare(other.name));
		const rows = rooms.map((room) => [room, room.unread.length, session.nameOf(room.name)]);
		const now = JSON.stringify([name, state, open?.key, rows.map(([room, unread, shown]) => [shown, unread, room.problem, room.joined])]);
		if (now === this.shown) return;
		this.shown = now;
		const focused = document.activeElement?.dataset?.room;
		this.me.replaceChildren(portrait(session, session.person.name || name, session.nick),
			el("div", { class: "titles" }, el("strong", {}, session.person.name || name), el("span", { class: "faint" }, state)),
			iconButton("edit", tr("Change your name"), actions.rename), iconButton("door-exit", tr("Leave this chat"), actions.leave));
		const part = (title, chosen, more = "") => [
			el("div", { class: "part" }, el("h2", {}, title), more),
			el("ul", {}, ...rows.filter(([room]) => room.isChannel === chosen).map((row) => this.makeRow(row, open))),
		];
		const people = rows.some(([room]) => !room.isChannel);
		this.list.replaceChildren(...part(tr("Rooms"), true, iconButton("plus", tr("Join a room"), actions.joinRoom)),
			...(people ? part(tr("Direct messages"), false) : []));
		if (focused) this.list.querySelector(`[data-room="${CSS.escape(focused)}"]`)?.focus();
	}

	makeRow([room, unread, name], open) {
		const shown = room.isChannel ? room.name.replace(/^#/, "") : name;
		return el("li", {}, el("button", {
			type: "button", "data-room": room.key, "aria-current": room === open ? "page" : null,
			class: [unread && "unread", room.problem && "faint"].filter(Boolean).join(" "), onclick: () => this.actions.open(room.name),
			"aria-label": unread ? `${shown}, ${trCount("unread", unread)}` : shown,
		}, room.isChannel ? icon("hash") : portrait(this.session, name, room.name), el("span", { class: "name" }, shown), unread ? el("span", { class: "badge" }, unread > 99 ? "99+" : String(unread)) : ""));
	}

	focusOpen(room) {
		const row = room && this.list.querySelector(`[data-room="${CSS.escape(room.key)}"]`);
		(row ?? this.list.querySelector("li button"))?.focus();
	}
}

// The people of the open room by role.

import { el, icon } from "./dom.js";
import { portrait } from "./portraits.js";
import { tr, trCount } from "./texts.js";
import { foldName } from "./wire.js";

const ROLES = [["~&", "Owners"], ["@%", "Moderators"], ["+", "With a voice"], ["", "Everybody"]];

export class PeopleList {
	constructor(session, choose) {
		this.session = session;
		this.choose = choose;
		this.title = el("h2", {});
		this.list = el("div", { class: "people" });
		this.element = el("aside", { "aria-label": tr("People") }, this.title, this.list);
		this.shown = "";
	}

	show(room) {
		const people = [...room.members.values()].map((member) => ({
			...member, name: this.session.nameOf(member.nick), isOpen: this.session.unencrypted.has(foldName(member.nick)),
		}));
		const now = JSON.stringify([room.key, people]);
		if (now === this.shown) return;
		this.shown = now;
		this.title.textContent = trCount("people", people.length);
		people.sort((one, other) => one.name.localeCompare(other.name));
		const roleOf = ({ letters }) => ROLES.findIndex(([signs]) => !signs || [...signs].some((sign) => letters.includes(sign)));
		const groups = ROLES.map(([, title], at) => [title, people.filter((member) => roleOf(member) === at)]).filter(([, found]) => found.length);
		this.list.replaceChildren(...groups.flatMap(([title, found]) => [
			groups.length > 1 ? el("h3", {}, tr(title)) : "",
			el("ul", {}, ...found.map((member) => this.makeRow(member))),
		]));
	}

	makeRow({ nick, name, away, isOpen }) {
		const own = this.session.isMe(nick);
		const shown = name + (own ? ` (${tr("you")})` : "") + (away ? `, ${tr("away")}` : "");
		return el("li", {}, el("button", { type: "button", class: away ? "faint" : "", disabled: own, title: own ? null : tr("Write to {0}", name),
			onclick: () => this.choose(nick) }, portrait(this.session, name, nick), el("span", { class: "name" }, shown),
			isOpen && el("span", { class: "lock", role: "img", "aria-label": tr("Not encrypted"), title: tr("Not encrypted") }, icon("lock-open"))));
	}
}

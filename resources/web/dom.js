// Elements of the page: made from code, so that no text of a person is ever read as HTML.

import { tr } from "./texts.js";

/** Return an element. `attributes`: properties for `on…`, attributes for the rest; null and false are left out. */
export function el(tag, attributes = {}, ...children) {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (value === null || value === false || value === undefined) continue;
		if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
		else made.setAttribute(name, value === true ? "" : value);
	}
	made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
	return made;
}

/** Return an icon, which screen readers do not see. */
export function icon(name) {
	const made = el("span", { class: "icon", "aria-hidden": "true" });
	const address = new URL(`icons/${name}.svg`, import.meta.url);
	made.style.setProperty("--icon", `url("${address}")`);
	return made;
}

/** Return a button with an icon and a name for screen readers and tooltips. */
export function iconButton(name, text, onclick, more = {}) {
	return el("button", { type: "button", class: "icon-button", "aria-label": text, title: text, onclick, ...more }, icon(name));
}

const CRC = [...Array(256).keys()].map((byte) => {
	for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
	return byte >>> 0;
});

/** Return the hue of a name in degrees, as the desktop program has it. */
export function hueOf(name) {
	let sum = 0xffffffff;
	for (const byte of new TextEncoder().encode(name.toLowerCase())) sum = CRC[(sum ^ byte) & 255] ^ (sum >>> 8);
	return (((sum ^ 0xffffffff) >>> 0) % 18) * 20 + 12;
}

/** Return the picture of a person: the initials of the name on the colour of the nick. */
export function avatar(name, nick = name) {
	const words = name.match(/[\p{L}\p{N}]+/gu) ?? [name || "?"];
	const first = [...words[0]][0], last = words.length > 1 ? [...words.at(-1)][0] : "";
	const made = el("span", { class: "avatar", "aria-hidden": "true" }, (first + last).toUpperCase());
	made.style.setProperty("--hue", hueOf(nick));
	return made;
}

/** Show a sentence for some seconds, and say it to screen readers. `action`: [text, function]. */
export function toast(text, action = null) {
	const shelf = document.querySelector(".toasts");
	const made = el("div", { class: "toast" }, el("span", {}, text));
	const close = () => made.remove();
	if (action) made.append(el("button", { type: "button", class: "quiet", onclick: () => (close(), action[1]()) }, action[0]));
	made.append(iconButton("close", tr("Close"), close));
	shelf.append(made);
	setTimeout(close, 8_000);
}

/** Ask a question in a dialog. Return a promise of the text, of "" for a plain yes, or null for a cancel. */
export function ask(title, { label = "", value = "", accept, danger = false, extra = null, isOptional = false, longest = 100 }) {
	return new Promise((resolve) => {
		const field = label ? el("input", { id: "answer", value, autocomplete: "off", maxlength: longest }) : null;
		const done = (answer) => (dialog.close(), dialog.remove(), resolve(answer));
		const form = el(
			"form",
			{ method: "dialog", onsubmit: (event) => (event.preventDefault(), done(field ? field.value.trim() || (isOptional ? "" : null) : "")) },
			el("h2", { id: "question" }, title),
			field && el("label", { for: "answer" }, label),
			field,
			extra?.(done),
			el("div", { class: "buttons" },
				el("button", { type: "button", class: "quiet", onclick: () => done(null) }, tr("Cancel")),
				el("button", { type: "submit", class: danger ? "danger" : "primary" }, accept)),
		);
		const dialog = el("dialog", { "aria-labelledby": "question", oncancel: () => done(null) }, form);
		document.body.append(dialog);
		dialog.showModal();
		field?.select();
	});
}

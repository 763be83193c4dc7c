// Texts of messages: formatting codes of IRC as elements, and signs that a person types as formatting codes.
// Spec: https://modern.ircdocs.horse/formatting.html

import { el } from "./dom.js";
import { tr } from "./texts.js";

const CODE = /\x03(?:(\d{1,2})(?:,(\d{1,2}))?)?|\x04(?:[0-9A-Fa-f]{6}(?:,[0-9A-Fa-f]{6})?)?|[\x02\x0f\x11\x16\x1d-\x1f]/g;
const SWITCHES = { "\x02": "b", "\x1d": "i", "\x1f": "u", "\x1e": "s", "\x11": "code" };
const FOUND = /(https?:\/\/[^\s<>"\x00-\x1f«»“”„‘’]{1,2048})|(?<![\w/#&?=.])(#{1,2}[^\s,\x00-\x20#'"<>|.;:!?)]{1,64})/gi;

/** Return a text without formatting codes, in one line. */
export function plainText(text) {
	return text.replace(CODE, "").replace(/```[\w+#.-]*/g, "").replace(/\s+/g, " ").trim();
}

/** Return the elements of a text. `context`: `openRoom(name)`, and `mention`, a pattern of names to mark. */
export function renderText(text, context) {
	const made = document.createDocumentFragment();
	const lines = text.split("\n");
	for (let at = 0; at < lines.length; at++) {
		const end = /^```[\w+#.-]*\s*$/.test(lines[at]) ? lines.findIndex((line, to) => to > at && /^\x11?```\x11?\s*$/.test(line)) : -1;
		if (end > at) {
			made.append(codeBlock(lines.slice(at + 1, end).join("\n").replace(CODE, "")));
			at = end;
		} else if (/^(> )+/.test(lines[at])) {
			const from = at;
			while (/^> /.test(lines[at + 1] ?? "")) at++;
			made.append(el("blockquote", {}, renderText(lines.slice(from, at + 1).map((line) => line.slice(2)).join("\n"), context)));
		} else {
			if (made.lastChild?.nodeName === "#text" || made.lastChild?.nodeName === "SPAN" || made.lastChild?.nodeName === "A") made.append("\n");
			made.append(...renderLine(lines[at], context), at + 1 < lines.length ? "\n" : "");
		}
	}
	return made;
}

function codeBlock(code) {
	const copy = el("button", { type: "button", class: "copy", onclick: async () => {
		await navigator.clipboard?.writeText(code);
		copy.textContent = tr("Copied");
	} }, tr("Copy"));
	return el("div", { class: "code-block" }, el("pre", { tabindex: "0", "aria-label": tr("code") }, el("code", {}, code)), copy);
}

function renderLine(line, context) {
	const styles = new Set();
	const nodes = [];
	let spoiler = false, end = 0;
	const add = (text) => {
		if (!text) return;
		let part = renderWords(text, context, styles.has("code"));
		for (const tag of styles) part = [el(tag, {}, ...part)];
		if (spoiler) part = [spoilerOf(part)];
		nodes.push(...part);
	};
	for (const code of line.matchAll(CODE)) {
		add(line.slice(end, code.index));
		end = code.index + code[0].length;
		const tag = SWITCHES[code[0]];
		if (tag) styles.has(tag) ? styles.delete(tag) : styles.add(tag);
		else if (code[0] === "\x0f") (styles.clear(), (spoiler = false));
		else if (code[0][0] === "\x03") spoiler = code[1] !== undefined && Number(code[1]) === Number(code[2]);
	}
	add(line.slice(end));
	return nodes;
}

function spoilerOf(part) {
	const made = el("button", { type: "button", class: "spoiler", "aria-label": tr("Show hidden text"), onclick: () => {
		made.replaceWith(...made.firstChild.childNodes);
	} }, el("span", { "aria-hidden": "true", inert: true }, ...part));
	return made;
}

function renderWords(text, context, isCode) {
	if (isCode) return [text];
	const nodes = [];
	let end = 0;
	for (const found of text.matchAll(FOUND)) {
		let word = found[0];
		while (/[.,;:!?'*_~]$/.test(word) || (word.endsWith(")") && !word.includes("("))) word = word.slice(0, -1);
		nodes.push(...mark(text.slice(end, found.index), context.mention));
		end = found.index + word.length;
		if (found[1]) nodes.push(el("a", { href: word, target: "_blank", rel: "noopener noreferrer nofollow" }, word));
		else nodes.push(el("a", { href: word, onclick: (event) => (event.preventDefault(), context.openRoom(word)) }, word));
	}
	nodes.push(...mark(text.slice(end), context.mention));
	return nodes;
}

function mark(text, pattern) {
	if (!text) return [];
	if (!pattern) return [text];
	return text.split(pattern).map((part, at) => (at % 2 ? el("mark", {}, part) : part)).filter((part) => part !== "");
}

/** Return the text with formatting codes for `**bold**`, `*italic*`, `~~struck~~`, `` `code` `` and `||spoiler||`. */
export function encodeMarkup(text) {
	let inCode = false;
	return text.split("\n").map((line) => {
		if (/^```/.test(line)) {
			inCode = !inCode;
			return line;
		}
		if (inCode) return line.trim() ? `\x11${line}\x11` : line;
		return line.split(/(`[^`]+`|https?:\/\/\S+)/).map((part) => {
			if (part.startsWith("`") && part.length > 2) return `\x11${part.slice(1, -1)}\x11`;
			if (/^https?:/.test(part)) return part;
			return part
				.replace(/(?<![\w*])\*\*(?=\S)(.+?)(?<=\S)\*\*(?![\w*])/gu, "\x02$1\x02")
				.replace(/(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\w*])/gu, "\x1d$1\x1d")
				.replace(/(?<![\w~])~~(?=\S)(.+?)(?<=\S)~~(?![\w~])/gu, "\x1e$1\x1e")
				.replace(/\|\|(?=\S)(.+?)(?<=\S)\|\|/gu, "\x0301,01$1\x03");
		}).join("");
	}).join("\n");
}

/** Return the signs that a person would type for the formatting codes of a text. */
export function decodeMarkup(text) {
	let inCode = false;
	return text.split("\n").map((line) => {
		if (/^\x11?```/.test(line)) {
			inCode = !inCode;
			return line.replace(CODE, "");
		}
		if (inCode) return line.replace(CODE, "");
		return line.replace(/\x0301,01(.*?)\x03/g, "||$1||").replace(/\x02/g, "**").replace(/\x1d/g, "*").replace(/\x1e/g, "~~")
			.replace(/\x11/g, "`").replace(CODE, "");
	}).join("\n");
}

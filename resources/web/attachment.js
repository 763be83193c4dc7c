// What a message says about its file, and where the file lies.
// Spec: docs/specifications/file.md, docs/specifications/filehost.md

import { language } from "./texts.js";

export const FILE = "+desktop-chat/file";
const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

/** Return { name, size, type, width, height, color } of the tag of a message, or null. Values that make no sense are absent. */
export function parseAttachment(tag = "") {
	const fields = new URLSearchParams(tag.length > 2000 ? "" : tag);
	const name = (fields.get("name") ?? "").replace(/[\p{C}/\\]/gu, "").slice(0, 200);
	if (!name) return null;
	const read = (key, pattern) => pattern.exec(fields.get(key) ?? "") ?? [];
	const [, width = 0, height = 0] = read("pixels", /^([1-9]\d{0,4})x([1-9]\d{0,4})$/).map(Number);
	return {
		name, width, height, size: Number(read("size", /^\d{1,15}$/)[0] ?? 0), color: read("color", /^[\da-f]{6}$/i)[0] ?? "",
		type: read("type", /^[\w.+-]+\/[\w.+-]+$/)[0]?.toLowerCase() ?? "",
	};
}

/** Return the value of the tag. */
export function formatAttachment({ name, size, type, width, height, color }) {
	return String(new URLSearchParams({ name, size, type, ...(width ? { pixels: `${width}x${height}`, color } : {}) })).replace(/\+/g, "%20");
}

/** Return the caption and the address in the text of a message with a file; the address is "" without one. */
export function splitFileText(text) {
	const found = /^([^]*?)[ \n]?(https?:\/\/[^/\s]+\/\S+)$/.exec(text);
	return found && (!found[1] || /[ \n]/.test(text[found[1].length])) ? [found[1], found[2]] : [text, ""];
}

/** Return the address under which this chat may have the file, or "" for a file of another server. */
export function ownAddress(address) {
	const { pathname } = new URL(address);
	return pathname.startsWith("/files/") ? new URL(pathname.slice(1), document.baseURI).href : "";
}

export function isPicture(file) {
	return file.width > 0 && SHOWN.test(file.type);
}

export function sizeText(bytes) {
	const [amount, unit] = bytes < 1e3 ? [bytes, "byte"] : bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : bytes < 1e9 ? [bytes / 1e6, "megabyte"] : [bytes / 1e9, "gigabyte"];
	return amount.toLocaleString(language, { style: "unit", unit, unitDisplay: bytes < 1e3 ? "long" : "short", maximumFractionDigits: amount < 10 && bytes >= 1e3 ? 1 : 0 });
}

/** Return name and size of a file. */
export function fileTitle({ name, size }) {
	return size ? `${name}, ${sizeText(size)}` : name;
}

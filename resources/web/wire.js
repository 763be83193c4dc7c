// The wire of IRC: lines to messages and back, names, limits of bytes.
// Spec: https://modern.ircdocs.horse/, https://ircv3.net/specs/extensions/message-tags

const UNESCAPED = { ":": ";", s: " ", "\\": "\\", r: "\r", n: "\n" };
const ESCAPED = { ";": "\\:", " ": "\\s", "\\": "\\\\", "\r": "\\r", "\n": "\\n" };
const ENCODER = new TextEncoder();

/** Return the message of a line, without its line end. `nick` is the first part of the source. */
export function parseLine(line) {
	const tags = {};
	let rest = line.replace(/[\r\n]+$/, "");
	if (rest.startsWith("@")) {
		const end = rest.indexOf(" ");
		for (const tag of rest.slice(1, end).split(";")) {
			const equals = tag.indexOf("=");
			const name = equals < 0 ? tag : tag.slice(0, equals);
			tags[name] = equals < 0 ? "" : tag.slice(equals + 1).replace(/\\(.?)/g, (_, c) => UNESCAPED[c] ?? c);
		}
		rest = rest.slice(end + 1).trimStart();
	}
	let source = "";
	if (rest.startsWith(":")) {
		const end = rest.indexOf(" ");
		source = rest.slice(1, end);
		rest = rest.slice(end + 1).trimStart();
	}
	const trailing = rest.indexOf(" :");
	const words = (trailing < 0 ? rest : rest.slice(0, trailing)).split(" ").filter(Boolean);
	if (trailing >= 0) words.push(rest.slice(trailing + 2));
	return { tags, source, nick: source.split(/[!@]/, 1)[0], command: (words[0] ?? "").toUpperCase(), params: words.slice(1) };
}

/** Return the line of a command. */
export function formatLine(command, params, tags = {}) {
	const names = Object.keys(tags);
	const shown = names.map((name) => {
		const value = String(tags[name]).replace(/[; \\\r\n]/g, (c) => ESCAPED[c]);
		return value ? `${name}=${value}` : name;
	});
	const words = params.map((param, at) => {
		const text = String(param).replace(/[\r\n\0]/g, " ");
		return at === params.length - 1 && (text === "" || text.startsWith(":") || text.includes(" ")) ? `:${text}` : text;
	});
	return (names.length ? `@${shown.join(";")} ` : "") + [command, ...words].join(" ");
}

/** Return the form by which names are compared: CASEMAPPING=ascii. */
export function foldName(name) {
	return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

export function isChannel(name) {
	return name.startsWith("#");
}

/** Return a nick for the name of a person in any script, or "" if none of its characters is allowed. */
export function nickFromPerson(name) {
	const kept = name.normalize("NFKC").trim().replace(/\s+/g, "_").replace(/[^\p{L}\p{M}\p{N}_[\]{}\\|^`-]/gu, "");
	const bare = kept.replace(/^[-\p{M}]+/u, "").normalize("NFC");
	return [.../^\p{N}/u.test(bare) ? `_${bare}` : bare].slice(0, 32).join("").replace(/_+$/, "");
}

/** Return the number of bytes of a text on the wire. */
export function countBytes(text) {
	return ENCODER.encode(text).length;
}

/** Return the parts of a line with at most `most` bytes each. No part ends within a character that people see. */
export function cutText(text, most) {
	const pieces = [];
	let piece = "", size = 0;
	const letters = globalThis.Intl?.Segmenter ? [...new Intl.Segmenter().segment(text)].map((part) => part.segment) : [...text];
	for (const letter of letters) {
		const bytes = countBytes(letter);
		if (size + bytes > most && piece) {
			pieces.push(piece);
			piece = "";
			size = 0;
		}
		piece += letter;
		size += bytes;
	}
	return [...pieces, piece];
}

/** Return the place of a message in the order of its server, from its id. */
export function orderOf(msgid) {
	const digits = "0123456789abcdefghjkmnpqrstvwxyz";
	let number = 0;
	for (const digit of msgid.slice(msgid.indexOf("-") + 1)) number = number * 32 + digits.indexOf(digit);
	return number;
}

/** Return a random text of `bytes` bytes in hexadecimal digits. */
export function randomHex(bytes) {
	return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Return the room or the person that the address of the page names behind `#`, or "". */
export function roomInAddress() {
	const name = decodeURIComponent(location.hash.slice(1).split("?", 1)[0]);
	return !name ? "" : name.startsWith("@") ? name.slice(1) : `#${name}`;
}

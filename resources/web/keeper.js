// What the page keeps in the browser. A browser that forbids storage keeps everything for as long as the page is open.

import { randomHex } from "./wire.js";

class Keeper {
	constructor(open) {
		this.memory = {};
		try {
			this.storage = open();
		} catch {
			this.storage = null;
		}
	}

	read(key, otherwise) {
		try {
			const text = this.storage?.getItem(`chat.${key}`) ?? this.memory[key];
			return text == null ? otherwise : JSON.parse(text);
		} catch {
			return otherwise;
		}
	}

	keep(key, value) {
		const text = JSON.stringify(value);
		this.memory[key] = text;
		try {
			this.storage?.setItem(`chat.${key}`, text);
		} catch {
			// Storage is full or forbidden: the memory has the value.
		}
	}

	forget() {
		for (const key of Object.keys(this.memory)) delete this.memory[key];
		for (const key of Object.keys(this.storage ?? {})) if (key.startsWith("chat.")) this.storage.removeItem(key);
	}
}

/** Kept for this browser: the name, the key, the rooms. */
export const browser = new Keeper(() => localStorage);
/** Kept for this tab, also over a reload: the open room, drafts, messages that were not echoed. */
export const tab = new Keeper(() => sessionStorage);

/** Return the secret by which the server knows this browser again. */
export function browserKey() {
	let key = browser.read("key", "");
	if (!/^[0-9a-f]{64}$/.test(key)) browser.keep("key", (key = randomHex(32)));
	return key;
}

// Pictures of people. Those on the chat's own server are shown; another server would learn who looks at them.

import { ownAddress } from "./attachment.js";
import { avatar, el } from "./dom.js";
import { readPixels } from "./pictures.js";
import { foldName } from "./wire.js";

const MOST_BYTES = 2e6, MOST_PIXELS = 16e6, MOST_KEPT = 200;
const kept = new Map(); // address -> promise of the address of the bytes in memory, "" without a picture; the oldest first

/** Note the address of a person's picture; "" for none. */
export function notePortrait(session, nick, address) {
	const key = foldName(nick);
	let own = "";
	try {
		own = address && ownAddress(address);
	} catch {
		// No address.
	}
	if (own) session.portraits.set(key, own);
	else if (!session.portraits.delete(key)) return;
	for (const made of document.querySelectorAll(`.avatar[data-person="${CSS.escape(key)}"]`)) fill(made, own);
}

/** Return the picture of a person; the initials of the name while there is none. */
export function portrait(session, name, nick) {
	const made = avatar(name, nick), key = foldName(nick);
	made.dataset.person = key;
	fill(made, session.portraits.get(key));
	return made;
}

async function fill(made, address) {
	const source = address ? await load(address) : "";
	made.querySelector("img")?.remove();
	if (source) made.append(el("img", { alt: "", src: source }));
}

function load(address) {
	if (!kept.has(address)) kept.set(address, fetchPicture(address).catch(() => ""));
	if (kept.size > MOST_KEPT) {
		const [oldest, source] = kept.entries().next().value;
		kept.delete(oldest);
		source.then((one) => one && URL.revokeObjectURL(one));
	}
	return kept.get(address);
}

async function fetchPicture(address) {
	const answer = await fetch(address);
	if (!answer.ok || Number(answer.headers.get("content-length")) > MOST_BYTES) return "";
	const blob = await answer.blob(), [width, height] = await readPixels(blob);
	return width && width * height <= MOST_PIXELS ? URL.createObjectURL(blob) : "";
}

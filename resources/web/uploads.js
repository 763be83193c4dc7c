// Files on the way to the server, one after another; the message of a file is sent once the file is there.
// Spec: docs/specifications/filehost.md

import { formatAttachment, sizeText } from "./attachment.js";
import { prepare } from "./pictures.js";
import { tr, trServer } from "./texts.js";
import { randomHex } from "./wire.js";

const MOST_ATTEMPTS = 6; // In a row without a byte that came through.
const FIRST_PAUSE_MS = 500;

class Refused extends Error {}

/** Return the sentence of an HTTP answer. `header`: reads a header. */
export function httpSentence(text, header) {
	return trServer({ params: [text.trim()], tags: { "desktop-chat/text": decodeURIComponent(header("desktop-chat-text") ?? "") } });
}

/** One file. The entry of the timeline has it as `upload`. */
class Upload {
	constructor(session, room, file, { compress, caption, replyTo }) {
		Object.assign(this, { session, room, file, compress, caption, replyTo });
		this.path = "";
		this.share = 0; // Sent, of 1.
		this.show = () => {}; // Shows the share; set by the view.
		this.isCancelled = false;
		this.entry = {
			id: randomHex(8), msgid: "", order: Infinity, time: Date.now(), kind: "message", nick: session.nick, text: caption, own: true,
			replyTo, edited: 0, deleted: false, reactions: new Map(), state: "pending", problem: "", upload: this,
		};
		room.add(this.entry);
		session.emit("added", { room, entry: this.entry });
	}

	async run() {
		try {
			this.made ??= await prepare(this.file, this.compress);
			const address = await this.transfer();
			if (this.isCancelled) return;
			const text = `${this.caption}${this.caption && (this.caption.includes("\n") ? "\n" : " ")}${address}`;
			this.room.remove(this.entry);
			this.session.entries.say(this.room, text, { replyTo: this.replyTo, file: formatAttachment(this.made) });
			this.session.emit("reset", { room: this.room });
		} catch (error) {
			if (!this.isCancelled) this.setState("failed", error.message);
		}
	}

	setState(state, problem) {
		Object.assign(this.entry, { state, problem });
		this.session.emit("changed", { room: this.room, entry: this.entry });
	}

	/** Send the file, and go on after a cut from where it broke off. Return the address of the file. */
	async transfer() {
		let attempts = 0, offset = 0, pause = FIRST_PAUSE_MS;
		while (!this.isCancelled) {
			try {
				if (!this.path) await this.openPath();
				const answer = await this.post(offset);
				if (answer) return new URL(answer, this.session.support["soju.im/FILEHOST"] ?? document.baseURI).href;
			} catch (error) {
				if (error instanceof Refused || ++attempts > MOST_ATTEMPTS) throw error;
			}
			await new Promise((resolve) => setTimeout(resolve, pause));
			pause = Math.min(2 * pause, 15_000);
			const known = this.path && (await fetch(this.path, { method: "HEAD" }).catch(() => null));
			if (!known) continue;
			const came = Number(known.headers.get("upload-offset"));
			if (known.ok && known.headers.get("location")) return known.headers.get("location");
			if (!known.ok) this.path = "";
			if (came > offset) attempts = 0;
			offset = known.ok ? came : 0;
		}
		return "";
	}

	async openPath() {
		const most = Number(this.session.support["desktop-chat/FILES"]);
		if (most && this.made.size > most) throw new Refused(tr("Too large: {0} at most.", sizeText(most)));
		const found = await this.session.ask("FILEHOST", ["UPLOAD", this.room.name]).catch((error) => {
			throw this.session.phase === "online" ? new Refused(error.message) : error;
		});
		this.path = new URL(found[0].params[2].slice(1), document.baseURI).href;
	}

	/** Send the bytes from an offset on. Return the address of the file, or "" after a break. */
	post(offset) {
		const { blob, name, type } = this.made;
		return new Promise((resolve, reject) => {
			const request = new XMLHttpRequest();
			this.request = request;
			request.open(offset ? "PATCH" : "POST", this.path);
			request.setRequestHeader("content-type", type);
			const written = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
			request.setRequestHeader("content-disposition", `attachment; filename*=UTF-8''${written}`);
			if (offset) request.setRequestHeader("upload-offset", offset);
			request.upload.onprogress = ({ loaded }) => this.show((this.share = (offset + loaded) / (blob.size || 1)));
			request.onerror = request.onabort = () => reject(new Error(tr("Not connected.")));
			request.onload = () => {
				if (request.status === 201) resolve(request.getResponseHeader("location"));
				else if ([404, 409].includes(request.status)) resolve("");
				else reject(new Refused(httpSentence(request.responseText, (header) => request.getResponseHeader(header))));
			};
			request.send(offset ? blob.slice(offset) : blob);
		});
	}

	cancel() {
		this.isCancelled = true;
		this.request?.abort();
		if (this.path) fetch(this.path, { method: "DELETE" }).catch(() => null);
		this.room.remove(this.entry);
		this.session.emit("reset", { room: this.room });
	}
}

export class Uploads {
	constructor(session) {
		this.session = session;
		this.last = Promise.resolve();
	}

	/** Whether the server takes files. */
	get isOffered() {
		return "desktop-chat/FILES" in this.session.support;
	}

	/** Return a promise of what the server takes: bytes of a file (0 for any), free bytes, and kinds such as "image/*". */
	async askLimits(room) {
		const most = Number(this.session.support["desktop-chat/FILES"]) || 0;
		const told = await this.session.ask("FILEHOST", ["LIMITS", room.name]).catch(() => []);
		const [, , , free = "*", kinds = "*/*"] = told[0]?.params ?? [];
		return { most, free: free === "*" ? Infinity : Number(free), kinds: kinds.split(",") };
	}

	/** Send files to a room. The caption belongs to the first one. */
	send(room, files, { compress, caption, replyTo }) {
		files.forEach((file, at) => this.start(new Upload(this.session, room, file, { compress, caption: at ? "" : caption, replyTo: at ? "" : replyTo })));
	}

	start(upload) {
		this.last = this.last.then(() => upload.isCancelled || upload.run());
	}

	retry(upload) {
		upload.setState("pending", "");
		this.start(upload);
	}
}

// History: the newest messages of a room, what came during a cut, and older pages.
// Spec: https://ircv3.net/specs/extensions/chathistory

const FIRST_PAGE = 50;
const MOST_PAGES = 5;

export class History {
	constructor(session) {
		this.session = session;
	}

	get pageSize() {
		return Math.min(Number(this.session.support.CHATHISTORY) || 100, 100);
	}

	/** Load one page into the room. Return the number of messages in it. Raises an Error with a sentence. */
	async load(room, part, reference, limit) {
		const messages = await this.session.ask("CHATHISTORY", [part, room.name, reference, limit]);
		for (const message of messages) {
			if (message.command === "TAGMSG") this.session.entries.react(room, message);
			else if (message.command === "REDACT") this.session.entries.redact(message);
			else if (message.command !== "BATCH" || message.type === "draft/multiline") this.session.entries.put(room, message, false);
		}
		return messages;
	}

	/** Load what is missing since the newest known message, or the newest page of a room that was not loaded. */
	async catchUp(room) {
		if (room.isLoading) return;
		room.isLoading = true;
		try {
			if (room.isLoaded && room.newest) await this.fillGap(room);
			if (!room.isLoaded) await this.loadNewest(room);
		} catch (error) {
			if (this.session.phase === "online") this.session.emit("toast", { text: error.message });
		}
		room.isLoading = false;
		this.session.emit("reset", { room });
	}

	async loadNewest(room) {
		const found = await this.load(room, "LATEST", "*", FIRST_PAGE);
		room.isComplete = found.length < FIRST_PAGE;
		room.isLoaded = true;
		if (room.isNew && room.isChannel) this.session.markRead(room);
	}

	/** Load the messages since the cut. If there are too many, forget the older ones and begin at the end. */
	async fillGap(room) {
		let from = room.beforeCut ?? room.newest.msgid;
		for (let page = 0; page < MOST_PAGES; page++) {
			const found = await this.load(room, "AFTER", `msgid=${from}`, this.pageSize);
			if (found.length < this.pageSize) {
						room.beforeCut = null;
				return;
			}
			from = found.at(-1).tags.msgid ?? from;
		}
		room.beforeCut = null;
		room.clear();
	}

	/** Load an older page. Return whether there was one. */
	async loadOlder(room) {
		const oldest = room.oldest;
		if (room.isLoading || room.isComplete || !room.isLoaded || !oldest || this.session.phase !== "online") return false;
		room.isLoading = true;
		try {
			const found = await this.load(room, "BEFORE", `msgid=${oldest.msgid}`, FIRST_PAGE);
			room.isComplete = found.length < FIRST_PAGE;
			return found.length > 0;
		} catch (error) {
			this.session.emit("toast", { text: error.message });
			return false;
		} finally {
			room.isLoading = false;
		}
	}

	/** Make rooms of the conversations with people that have new messages. */
	async findConversations() {
		const now = new Date(Date.now() + 60_000).toISOString();
		try {
			const found = await this.session.ask("CHATHISTORY", ["TARGETS", `timestamp=${now}`, "timestamp=2020-01-01T00:00:00.000Z", 50]);
			for (const { params } of found) {
				const name = params[1];
				if (params[0] === "TARGETS" && !name.startsWith("#") && !this.session.rooms.has(name.toLowerCase())) {
					await this.session.entries.enter(this.session.room(name));
				}
			}
		} catch {
			// The conversations come with their next messages.
		}
	}
}

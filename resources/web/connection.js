// One WebSocket to the server at a time, opened again after a cut.

const FIRST_DELAY = 500;
const LONGEST_DELAY = 30_000;
const QUIET_MS = 25_000; // Without a line for so long, the server is asked for a sign of life.
const PATIENCE_MS = 15_000;

/** Emits "open", "line" (detail: the text), and "cut" (detail: ms until the next attempt, or null at the end). */
export class Connection extends EventTarget {
	constructor(address, protocols) {
		super();
		this.address = address;
		this.protocols = protocols;
		this.socket = null;
		this.delay = FIRST_DELAY;
		this.wanted = false;
		this.timer = 0;
		this.watch = 0;
		this.heard = 0;
		addEventListener("online", () => this.hurry());
		addEventListener("pageshow", () => this.hurry());
		document.addEventListener("visibilitychange", () => document.hidden || this.hurry());
	}

	get isOpen() {
		return this.socket?.readyState === WebSocket.OPEN;
	}

	start() {
		this.wanted = true;
		this.open();
	}

	/** End the connection for good. */
	stop(lastLine = "") {
		this.wanted = false;
		clearTimeout(this.timer);
		if (this.isOpen && lastLine) this.socket.send(lastLine);
		this.socket?.close();
		this.drop(this.socket);
	}

	send(line) {
		if (this.isOpen) this.socket.send(line);
	}

	/** Note that the server has taken us: the next cut is followed by a quick attempt. */
	settle() {
		this.delay = FIRST_DELAY;
	}

	/** Try again at once, or see whether the connection still lives: the device was asleep, or has a network again. */
	hurry() {
		if (!this.wanted) return;
		if (!this.socket) this.open();
		else if (this.isOpen) this.ask(5_000);
	}

	open() {
		clearTimeout(this.timer);
		const socket = new WebSocket(this.address, this.protocols);
		this.socket = socket;
		socket.onopen = () => {
			this.noteLife();
			this.dispatchEvent(new Event("open"));
		};
		socket.onmessage = (event) => {
			if (socket !== this.socket) return;
			this.noteLife();
			this.dispatchEvent(new CustomEvent("line", { detail: event.data }));
		};
		socket.onclose = () => this.drop(socket);
		this.watch = setTimeout(() => this.drop(socket), PATIENCE_MS);
	}

	noteLife() {
		clearTimeout(this.watch);
		this.watch = setTimeout(() => this.ask(PATIENCE_MS), QUIET_MS);
	}

	ask(patience) {
		const socket = this.socket;
		this.send("PING alive");
		clearTimeout(this.watch);
		this.watch = setTimeout(() => this.drop(socket), patience);
	}

	drop(socket) {
		if (!socket || socket !== this.socket) return;
		this.socket = null;
		clearTimeout(this.watch);
		socket.onclose = socket.onmessage = null;
		socket.close();
		const wait = this.delay * (0.75 + Math.random() / 2);
		this.delay = Math.min(2 * this.delay, LONGEST_DELAY);
		if (this.wanted) this.timer = setTimeout(() => this.open(), wait);
		this.dispatchEvent(new CustomEvent("cut", { detail: this.wanted ? wait : null }));
	}
}

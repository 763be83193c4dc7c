// Files in the timeline: a picture in a place of its size, a card for all others, a bar for one that is being sent.

import { fileTitle, isPicture, ownAddress, sizeText } from "./attachment.js";
import { el, icon, iconButton } from "./dom.js";
import { MOST_PIXELS, readPixels } from "./pictures.js";
import { tr } from "./texts.js";
import { httpSentence } from "./uploads.js";

const WIDEST = 420, HIGHEST = 320; // Pixels of a picture in the timeline.
const MOST_BYTES = 40e6;
const MOST_KEPT = 40; // Loaded pictures.

const near = new IntersectionObserver((seen) => {
	for (const { isIntersecting, target } of seen) if (isIntersecting) (near.unobserve(target), target.load());
}, { rootMargin: "600px" });

export class FileViews {
	constructor(session) {
		this.session = session;
		this.made = new WeakMap(); // entry -> [address, element]: a message that is made anew keeps its picture
		this.loaded = new Map(); // address -> address of the bytes in memory, the oldest first
		session.addEventListener("phase", () => (this.token = null));
	}

	/** Return the element of an entry's file. */
	of(entry, address) {
		const [known, element] = this.made.get(entry) ?? [];
		if (known === address) return element;
		const own = ownAddress(address);
		const made = own && isPicture(entry.file) ? this.makePicture(entry.file, own) : this.makeCard(entry.file, own, address);
		this.made.set(entry, [address, made]);
		return made;
	}

	/** Return the bytes of a file of this chat. Raises an Error with a sentence. */
	async fetch(address, most = Infinity) {
		let answer = await fetch(address);
		if (answer.status === 403) {
			this.token ??= this.session.ask("FILEHOST", ["TOKEN"]).then(([{ params }]) => params[1]);
			answer = await fetch(address, { headers: { authorization: `Bearer ${await this.token}` } });
		}
		if (!answer.ok) throw new Error(httpSentence(await answer.text(), (name) => answer.headers.get(name)));
		if (Number(answer.headers.get("content-length")) > most) throw (answer.body.cancel(), new Error(tr("This picture is too large to be shown.")));
		return answer.blob();
	}

	makePicture(file, own) {
		const title = fileTitle(file);
		const scale = Math.min(1, WIDEST / file.width, HIGHEST / file.height);
		const made = el("button", { type: "button", class: "picture", "aria-label": tr("Picture: {0}", title), title, onclick: () => this.open(file, own) });
		made.style.width = `${Math.max(24, Math.round(file.width * scale))}px`;
		made.style.aspectRatio = `${file.width} / ${file.height}`;
		if (file.color) made.style.background = `#${file.color}`;
		made.load = async () => {
			try {
				const shown = el("img", { alt: "", src: await this.load(own) });
				await shown.decode().catch(() => Promise.reject(new Error(tr("This picture cannot be shown here."))));
				made.replaceChildren(shown);
			} catch (error) {
				made.replaceWith(this.makeCard(file, own, own, error.message, made));
			}
		};
		near.observe(made);
		return made;
	}

	/** Return the address of a picture's bytes in memory. */
	async load(own) {
		const known = this.loaded.get(own);
		if (known) return known;
		const blob = await this.fetch(own, MOST_BYTES);
		const [width, height] = await readPixels(blob);
		if (!width) throw new Error(tr("This picture cannot be shown here."));
		if (width * height > MOST_PIXELS) throw new Error(tr("This picture is too large to be shown."));
		const address = URL.createObjectURL(blob);
		this.loaded.set(own, address);
		if (this.loaded.size > MOST_KEPT) {
			const [first] = this.loaded.keys();
			URL.revokeObjectURL(this.loaded.get(first));
			this.loaded.delete(first);
		}
		return address;
	}

	/** `problem`: why the picture is not shown; `picture`: its place, for another attempt. */
	makeCard(file, own, address, problem = "", picture = null) {
		const again = () => (made.replaceWith(picture), picture.load());
		const made = el("div", { class: "file" }, icon("paperclip"),
			el("div", { class: "titles" }, el("strong", {}, file.name), el("span", { class: "faint" }, problem || this.describe(file, own, address))),
			picture && el("button", { type: "button", class: "quiet", onclick: again }, tr("Try again")),
			own ? iconButton("download", tr("Save {0}", file.name), () => this.save(file, own))
				: el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, tr("Open")));
		return made;
	}

	describe(file, own, address) {
		return [own ? file.type.split("/")[1]?.toUpperCase() : new URL(address).host, file.size && sizeText(file.size)].filter(Boolean).join(", ");
	}

	async save(file, own) {
		try {
			const href = URL.createObjectURL(await this.fetch(own));
			el("a", { href, download: file.name }).click();
			setTimeout(() => URL.revokeObjectURL(href), 60_000);
		} catch (error) {
			this.session.emit("toast", { text: error.message });
		}
	}

	/** Show a picture in the whole window. */
	async open(file, own) {
		const src = await this.load(own).catch(() => "");
		if (!src) return;
		const close = () => (dialog.close(), dialog.remove());
		const dialog = el("dialog", { class: "viewer", "aria-label": fileTitle(file), oncancel: close },
			el("div", { class: "buttons" }, iconButton("download", tr("Save {0}", file.name), () => this.save(file, own)), iconButton("close", tr("Close"), close)),
			el("img", { alt: file.name, src, onclick: close }));
		document.body.append(dialog);
		dialog.showModal();
	}

	/** Return the element of a file that is being sent. */
	makeProgress(upload, cancel) {
		const bar = el("progress", { max: 1, value: upload.share, "aria-label": tr("Sending…") });
		upload.show = (share) => (bar.value = share);
		return el("div", { class: "file" }, icon("paperclip"), el("div", { class: "titles" }, el("strong", {}, upload.file.name), bar),
			iconButton("close", tr("Cancel"), cancel));
	}
}

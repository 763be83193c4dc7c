// The question before files are sent: what is sent, with which words, and whether pictures become smaller.

import { fileTitle, sizeText } from "./attachment.js";
import { ask, el, icon, iconButton } from "./dom.js";
import { MOST_PIXELS, readPixels } from "./pictures.js";
import { tr } from "./texts.js";

const PICTURE = /^image\/(png|jpeg|gif|webp|bmp|avif)$/;

/** Ask for files of this device. Return a promise of them. */
export function chooseFiles() {
	return new Promise((resolve) => {
		const input = el("input", { type: "file", multiple: true, hidden: true });
		input.onchange = () => (input.remove(), resolve([...input.files]));
		input.oncancel = () => (input.remove(), resolve([]));
		document.body.append(input);
		input.click();
	});
}

/** Show the files. Return a promise of { files, caption, compress }, or null for a cancel. The limits are those of `askLimits`. */
export async function askForFiles(chosen, { most, free, kinds, caption }) {
	let files = chosen;
	const made = [];
	const box = el("input", { type: "checkbox", id: "compress", checked: true });
	const isSmallEnough = (file) => !most || file.size <= most || (box.checked && PICTURE.test(file.type));
	const isTaken = (file) => kinds.includes("*/*") || kinds.includes(file.type.replace(/\/.*/, "/*"));
	const problemOf = (file) => !isTaken(file) ? tr("Only pictures, sound and video can be sent here.") : isSmallEnough(file) ? "" : tr("Too large: {0} at most.", sizeText(most));
	const fitting = () => files.filter((file) => !problemOf(file));
	const hasSpace = () => fitting().reduce((sum, file) => sum + (box.checked && PICTURE.test(file.type) ? 0 : file.size), 0) <= free;
	const answer = await ask(tr("Send files"), {
		label: tr("Caption"), value: caption, accept: tr("Send"), isOptional: true, longest: 1000,
		extra: (done) => {
			const list = el("ul", { class: "files" });
			const note = el("p", { class: "faint" });
			const space = el("p", { class: "problem", role: "status" });
			const show = () => {
				const hasPicture = files.some((file) => PICTURE.test(file.type));
				box.parentElement.hidden = !hasPicture;
				note.textContent = !box.checked && files.some((file) => PICTURE.test(file.type) && file.type !== "image/jpeg") ? tr("An original of this kind may tell where it was taken.") : "";
				space.textContent = hasSpace() ? "" : tr("There is space for {0} only.", sizeText(free));
				list.replaceChildren(...files.map((file) => el("li", { class: problemOf(file) ? "problem" : "" }, preview(file),
					el("span", { class: "name" }, problemOf(file) ? `${file.name}: ${problemOf(file)}` : fileTitle(file)),
					iconButton("close", `${tr("Remove")}: ${file.name}`, () => {
						files = files.filter((one) => one !== file);
						if (files.length) show();
						else done(null);
					}))));
				const button = list.closest("form")?.querySelector("[type=submit]");
				if (button) button.disabled = !fitting().length || !hasSpace();
			};
			const preview = (file) => {
				const place = el("span", { class: "preview" }, icon("paperclip"));
				if (PICTURE.test(file.type)) readPixels(file).then(([width, height]) => {
					if (!width || width * height > MOST_PIXELS) return;
					made.push(URL.createObjectURL(file));
					place.replaceChildren(el("img", { alt: "", src: made.at(-1) }));
				});
				return place;
			};
			const choice = el("label", { class: "choice", for: "compress" }, box, tr("Compress pictures"));
			box.onchange = show;
			show();
			queueMicrotask(show); // the button to send is there now
			return el("div", { class: "stack" }, list, choice, note, space);
		},
	});
	made.forEach((address) => URL.revokeObjectURL(address));
	const sent = fitting();
	return answer === null || !sent.length ? null : { files: sent, caption: answer, compress: box.checked };
}

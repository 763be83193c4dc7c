// The palette of emoji, for reactions and for the message field.

import { el } from "./dom.js";
import { tr } from "./texts.js";

const EMOJI = "👍 ❤️ 😂 🎉 😮 😢 🙏 👏 😀 😅 😊 😍 😎 🤔 😴 😭 😡 🙄 🤷 👋 👎 👌 💪 🔥 ✨ ✅ ❌ ❓ ❗ 👀 ☕ 🍕 🎂 🚀 💡 📌 🌍 🐈 🌞 🌧️".split(" ");

/** Let a person choose an emoji beside an element. `choose` gets the emoji. */
export function chooseEmoji(beside, choose) {
	const before = document.activeElement;
	const close = () => (palette.remove(), removeEventListener("pointerdown", away, true), before?.focus());
	const away = (event) => palette.contains(event.target) || close();
	const take = (emoji) => (close(), choose(emoji));
	const palette = el("div", { class: "palette", role: "dialog", "aria-label": tr("Emoji") },
		...EMOJI.map((emoji) => el("button", { type: "button", onclick: () => take(emoji) }, emoji)));
	palette.addEventListener("keydown", (event) => {
		const all = [...palette.children];
		const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[event.key];
		if (event.key === "Escape") (event.stopPropagation(), close());
		else if (event.key === "Tab") close();
		else if (step) (event.preventDefault(), all[(all.indexOf(event.target) + step + all.length) % all.length].focus());
	});
	document.body.append(palette);
	const place = beside.getBoundingClientRect(), { offsetWidth: width, offsetHeight: height } = palette;
	palette.style.left = `${Math.max(8, Math.min(place.right - width, innerWidth - width - 8))}px`;
	palette.style.top = `${place.top - height - 6 > 8 ? place.top - height - 6 : Math.min(place.bottom + 6, innerHeight - height - 8)}px`;
	palette.firstChild.focus();
	addEventListener("pointerdown", away, true);
}

// Pictures: how large they are before anything decodes them, and smaller copies for sending.

export const MOST_PIXELS = 60e6; // A picture of a few bytes can unfold to gigabytes.
const LONGEST_SIDE = 2560;
const HEAD_BYTES = 1 << 18;

/** Return the width and the height that a picture says in its first bytes, or [0, 0]. */
export async function readPixels(blob) {
	const view = new DataView(await blob.slice(0, HEAD_BYTES).arrayBuffer());
	const word = (at) => view.getUint16(at, true), wide = (at) => (word(at) | (view.getUint8(at + 2) << 16)) + 1;
	try {
		const start = view.getUint32(0);
		if (start === 0x89504e47) return [view.getUint32(16), view.getUint32(20)];
		if (start === 0x47494638) return [word(6), word(8)];
		if (start === 0x52494646) {
			const kind = view.getUint32(12);
			if (kind === 0x56503858) return [wide(24), wide(27)];
			if (kind === 0x56503820) return [word(26) & 0x3fff, word(28) & 0x3fff];
			const bits = view.getUint32(21, true);
			return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
		}
		for (const { kind, at } of segments(view)) {
			if (kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind)) return [view.getUint16(at + 7), view.getUint16(at + 5)];
		}
	} catch {
		// The picture ends too early.
	}
	return [0, 0];
}

/** Go through the segments of a JPEG in front of its picture. */
function* segments(view) {
	let at = view.getUint16(0) === 0xffd8 ? 2 : view.byteLength;
	while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
		const kind = view.getUint8(at + 1), size = view.getUint16(at + 2) + 2;
		if (kind === 0xda) return;
		yield { kind, at, size };
		at += size;
	}
}

/** Return how a camera held a picture: the orientation in a segment of Exif, 1 to 8. */
function orientationIn(view, at) {
	try {
		const start = at + 10, little = view.getUint16(start) === 0x4949;
		const table = start + view.getUint32(start + 4, little);
		for (let row = 0; row < view.getUint16(table, little); row++) {
			const field = table + 2 + 12 * row;
			if (view.getUint16(field, little) === 0x112) return Math.min(view.getUint16(field + 8, little), 8);
		}
	} catch {
		// A damaged note.
	}
	return 1;
}

/** Return a JPEG without the segments that tell place, camera and time. Nothing is decoded; the orientation stays. */
async function withoutNotes(file) {
	const view = new DataView(await file.slice(0, HEAD_BYTES).arrayBuffer());
	const parts = [];
	let end = 0, turned = 1;
	for (const { kind, at, size } of segments(view)) {
		if (kind !== 0xe1 && kind !== 0xed) continue;
		if (view.getUint32(at + 4) === 0x45786966) turned = orientationIn(view, at);
		parts.push(file.slice(end, at));
		end = at + size;
	}
	if (turned > 1) parts.push(Uint8Array.of(255, 225, 0, 34, 69, 120, 105, 102, 0, 0, 77, 77, 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0, 0, 0, 0, 0));
	return end ? new Blob([...parts, file.slice(end)], { type: file.type }) : file;
}

/** Return what is sent of a file: { blob, name, size, type, width, height, color }. `compress`: make a picture smaller. */
export async function prepare(file, compress) {
	const type = file.type || "application/octet-stream";
	const plain = { blob: file, name: file.name, size: file.size, type };
	const [across, down] = type.startsWith("image/") ? await readPixels(file) : [0, 0];
	if (!across || across * down > MOST_PIXELS) return plain;
	try {
		const bitmap = await createImageBitmap(file);
		const { width, height } = bitmap;
		const color = [...draw(bitmap, 1, 1).getContext("2d").getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part.toString(16).padStart(2, "0")).join("");
		const whole = type === "image/jpeg" ? await withoutNotes(file) : file;
		const known = { ...plain, blob: whole, size: whole.size, width, height, color };
		if (!compress || type === "image/gif") return known;
		const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
		const small = draw(bitmap, Math.round(width * scale) || 1, Math.round(height * scale) || 1);
		const blob = await new Promise((resolve) => small.toBlob(resolve, type === "image/jpeg" ? type : "image/webp", 0.85));
		if (!blob || (blob.size >= whole.size && type !== "image/webp")) return known;
		const ending = blob.type.slice(6).replace("jpeg", "jpg");
		return { blob, name: file.name.replace(/\.\w+$/, "") + `.${ending}`, size: blob.size, type: blob.type, width: small.width, height: small.height, color };
	} catch {
		return plain; // A picture that this browser does not know.
	}
}

function draw(bitmap, width, height) {
	const canvas = Object.assign(document.createElement("canvas"), { width, height });
	const context = canvas.getContext("2d");
	context.imageSmoothingQuality = "high";
	context.drawImage(bitmap, 0, 0, width, height);
	return canvas;
}

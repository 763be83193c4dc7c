// The first page: a name, one button. A password or an account only where the chat asks for it.

import { el, icon } from "./dom.js";
import { browser } from "./keeper.js";
import { tr } from "./texts.js";
import { nickFromPerson } from "./wire.js";

export class JoinForm {
	constructor(session, link) {
		this.session = session;
		this.nameField = field("name", { autocomplete: "nickname", value: browser.read("name", ""), maxlength: 64, required: true });
		this.passwordField = field("password", { type: "password", autocomplete: "off" });
		this.accountField = field("account", { autocomplete: "username" });
		this.secretField = field("secret", { type: "password", autocomplete: "current-password" });
		this.problem = el("p", { class: "problem", role: "alert", hidden: true });
		this.button = el("button", { type: "submit", class: "primary large" }, tr("Join"));
		this.password = el("div", { class: "stack", hidden: true }, label("password", "Password of this chat"), this.passwordField);
		this.account = el("details", {}, el("summary", {}, tr("I have an account here")),
			el("div", { class: "stack" }, label("account", "Account"), this.accountField, label("secret", "Password"), this.secretField));
		const plain = location.protocol === "http:" && el("p", { class: "plain" }, icon("lock-open"),
			tr("This connection is not encrypted: others on the network can read along."));
		this.element = el("main", { class: "join" },
			el("h1", {}, session.chatName),
			plain,
			el("form", { class: "stack", novalidate: true, onsubmit: (event) => (event.preventDefault(), this.submit()) },
				label("name", "Your name"), this.nameField, this.password, this.account, this.problem, this.button),
			el("p", { class: "faint" }, el("a", { href: link }, tr("Open in Desktop Chat"))));
		session.addEventListener("phase", () => this.showPhase());
	}

	submit() {
		const name = this.nameField.value.trim();
		if (!nickFromPerson(name)) return this.showProblem("432", tr("Type a name."));
		this.problem.hidden = true;
		browser.keep("name", name);
		this.session.join({ name, password: this.passwordField.value || this.session.person.password, account: this.accountField.value.trim(), secret: this.secretField.value });
	}

	showPhase() {
		const busy = this.session.phase === "connecting";
		this.button.disabled = busy;
		this.button.textContent = busy ? tr("Joining…") : tr("Join");
	}

	/** Show why the server did not let the person in, and the field that helps. `kind`: the numeric of the refusal. */
	showProblem(kind, text) {
		if (kind === "464") {
			text = this.password.hidden ? tr("This chat needs a password.") : tr("The password is wrong.");
			this.password.hidden = false;
		}
		if (kind === "904") this.account.open = true;
		this.problem.textContent = text;
		this.problem.hidden = false;
		(kind === "464" ? this.passwordField : kind === "904" ? this.secretField : this.nameField).focus();
	}
}

function field(id, more) {
	return el("input", { id, autocapitalize: "off", spellcheck: "false", ...more });
}

function label(id, text) {
	return el("label", { for: id }, tr(text));
}

// Search as you type: the list below a field, by the pattern "editable combobox
// with list autocomplete" of the WAI-ARIA Authoring Practices.
import { ask, make, withQuery } from "../ask.js";

const PAUSE = 120; // milliseconds without a key, before the server is asked
const LISTED = 50;

// Search asks an address for what a field holds; say(name) is a word of the page,
// and choose gets a match {id, label, …}.
export class Search {
  #later = 0;
  #asking = null;
  #matches = [];
  #of = ""; // the text that the list is for
  #active = -1;

  constructor(field, address, say, choose) {
    this.field = field;
    this.address = address;
    this.words = say;
    this.choose = choose;
    this.list = make("ul", { id: `${field.id}-list`, hidden: true, className: "matches" });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", field.labels?.[0]?.textContent.trim() ?? "");
    this.say = make("p", { className: "note matches-say", role: "status" });
    const box = make("div", { className: "matches-box" });
    box.dataset.own = "";
    const over = make("div", {});
    over.append(this.say, this.list);
    box.append(over);
    dressField(field);
    field.dataset.own = "";
    field.parentElement.after(box);

    field.addEventListener("input", () => this.#soon());
    field.addEventListener("keydown", (event) => this.#key(event));
    // Enter is answered above, also where it would send the form.
    field.addEventListener("keypress", (event) => event.key === "Enter" && event.preventDefault());
    field.addEventListener("focusout", () => this.close());
    // Not mousedown's own effect, which would take the focus from the field.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const at = [...this.list.children].indexOf(event.target.closest("[role=option]"));
      if (at >= 0) this.#take(at);
    });
  }

  close() {
    clearTimeout(this.#later);
    this.#asking?.abort();
    this.#matches = [];
    this.list.hidden = true;
    this.list.replaceChildren();
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
    this.#active = -1;
  }

  #soon() {
    clearTimeout(this.#later);
    this.#asking?.abort();
    this.#later = setTimeout(() => this.#ask(), PAUSE);
  }

  async #ask() {
    clearTimeout(this.#later);
    const q = this.field.value;
    this.say.textContent = "";
    if (q.trim() === "") return this.close();
    const asking = (this.#asking = new AbortController());
    try {
      const found = await ask(withQuery(this.address, { q, k: LISTED }), asking.signal);
      if (asking.signal.aborted || this.field.value !== q) return;
      this.#of = q;
      this.#show(found);
    } catch (error) {
      if (asking.signal.aborted) return;
      this.close();
      this.say.textContent = error.say || this.words("failed");
    }
  }

  #show({ total, matches }) {
    this.#matches = matches;
    this.#active = -1;
    this.field.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(
      ...matches.map((m, i) => {
        const option = make("li", { id: `${this.list.id}-${i}` });
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const about = m.trained ? `id ${m.id}` : `${this.words("untrained")} · id ${m.id}`;
        option.append(make("b", { textContent: m.label }), make("small", { textContent: about }));
        return option;
      }),
    );
    this.list.hidden = matches.length === 0;
    this.field.setAttribute("aria-expanded", String(matches.length > 0));
    this.say.textContent = matches.length ? fill(this.words("count"), matches.length, total) : this.words("none");
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.isComposing) return;
    const open = !this.list.hidden;
    const acts = {
      ArrowDown: () => (open ? this.#mark(this.#active + 1) : this.#ask()),
      ArrowUp: () => open && this.#mark(this.#active - 1),
      Escape: () => (open ? this.close() : ((this.field.value = ""), (this.say.textContent = ""))),
      Enter: () => this.#enter(),
    };
    if (!(event.key in acts)) return;
    event.preventDefault();
    acts[event.key]();
  }

  // #enter takes what is marked, or else the best match of what is written.
  async #enter() {
    if (this.#of !== this.field.value || this.list.hidden) await this.#ask();
    if (!this.list.hidden) this.#take(Math.max(0, this.#active));
  }

  #mark(at) {
    const options = this.list.children;
    options[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = (at + options.length) % options.length;
    const option = options[this.#active];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option.id);
  }

  #take(at) {
    const match = this.#matches[at];
    this.close();
    this.say.textContent = "";
    this.field.value = "";
    this.choose(match);
  }
}

function dressField(field) {
  for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${field.id}-list` })) {
    field.setAttribute(name, value);
  }
}

// fill puts values in the places of %d and %s, or of %[2]d, which names one.
export function fill(words, ...values) {
  let next = 0;
  return words.replace(/%(?:\[(\d)\])?[ds]/g, (_, at) => String(values[at ? at - 1 : next++]));
}

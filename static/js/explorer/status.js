// What the script itself has to say of the map, in the page's words.
import { make } from "../ask.js";
import { fill } from "./search.js";

const REST = 400; // milliseconds after which the map has come to rest

// own makes an element that is the script's, and that new pages leave alone.
export function own(tag, properties) {
  const element = make(tag, properties);
  element.dataset.own = "";
  return element;
}

// Status stands in the explorer, whose say(name) gives the words, until signal
// ends it.
export class Status {
  #mend = null; // does again what failed
  #rest = 0;

  constructor(explorer, signal) {
    this.say = (name) => explorer.say(name);
    this.voice = own("p", { className: "unseen" });
    this.voice.setAttribute("role", "status");
    this.box = own("div", { className: "state", hidden: true });
    this.box.setAttribute("role", "alert");
    this.sampled = own("p", { className: "sampled note" });
    const keys = own("p", { className: "keys", textContent: this.say("help"), ariaHidden: "true" });
    const parts = [this.voice, this.box, this.sampled, keys];
    explorer.append(...parts);
    signal.addEventListener("abort", () => parts.forEach((part) => part.remove()));
    // Until the first one: then they are known, and what they hide is wanted.
    explorer.addEventListener("keydown", ({ key }) => (keys.hidden ||= key !== "Tab" && key !== "Shift"), { signal });
    explorer.addEventListener("focusout", () => (keys.hidden = false), { signal });
  }

  // announce tells who does not see the map what has happened on it.
  announce(words) {
    this.voice.textContent = words;
  }

  // show shows a state of the map, "" for none; a quiet one at its edge.
  show(name, quiet = false, ...values) {
    this.#mend = null;
    this.box.classList.toggle("quiet", quiet);
    this.box.replaceChildren(...(name ? [fill(this.say(name), ...values)] : []));
    this.box.hidden = !name;
  }

  // fail says that the server did not answer, why if it said so, and offers to ask
  // again.
  fail(again, why = "") {
    this.show(navigator.onLine ? "failed" : "offline");
    if (why) this.box.append(make("p", { textContent: why }));
    this.#mend = again;
    const retry = make("button", { type: "button", className: "plain", textContent: this.say("retry") });
    retry.addEventListener("click", () => this.mend());
    this.box.append(" ", retry);
  }

  // mend does again what failed, if anything did.
  mend() {
    const again = this.#mend;
    this.show("");
    again?.();
  }

  // sample says when not all points are drawn, while they are not.
  sample({ sampled, drawn, of }) {
    clearTimeout(this.#rest);
    this.sampled.textContent = sampled ? fill(this.say("sampled"), drawn, of) : "";
    if (sampled) this.#rest = setTimeout(() => this.sample({ sampled: false }), REST);
  }
}

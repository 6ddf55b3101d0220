// The page's words, which the server writes: fetched anew for each state, and
// put in place of the old ones without taking anything from the reader's hands.

import { answerOf, Unanswered } from "../ask.js";

// Panels keeps the page in step with the state. It sends busy, with true or
// false, fresh once the page has come, and failed. signal ends it.
export class Panels extends EventTarget {
  #asking = null; // the request under way

  constructor(signal) {
    super();
    signal.addEventListener("abort", () => this.#asking?.abort());
  }

  // show fetches the page at an address; a request overtaken by the next one is
  // given up. dress prepares what came.
  async show(address, dress) {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    this.dispatchEvent(new CustomEvent("busy", { detail: true }));
    try {
      const answer = await answerOf(address, asking.signal, { Accept: "text/html" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (asking.signal.aborted) return;
      if (!page.querySelector("map-explorer")) throw new Unanswered(`${address}: another page`);
      dress(page);
      attributes(document.documentElement, page.documentElement);
      morph(document.body, page.body);
      document.title = page.title;
      this.dispatchEvent(new CustomEvent("busy", { detail: false }));
      this.dispatchEvent(new CustomEvent("fresh"));
    } catch (error) {
      if (asking.signal.aborted) return;
      this.dispatchEvent(new CustomEvent("busy", { detail: false }));
      if (!(error instanceof Unanswered)) throw error;
      this.dispatchEvent(new CustomEvent("failed", { detail: error }));
    }
  }
}

// morph makes an element like another one and keeps what is alike: the focus,
// the caret, how far a list is scrolled, and which details are open. Elements
// marked data-own are the script's and stay as they are.
export function morph(old, fresh) {
  if (old.hasAttribute("data-own")) return;
  attributes(old, fresh);
  if (old.tagName === "TEXTAREA") old.defaultValue = fresh.defaultValue;
  else children(old, fresh);
  enter(old, fresh);
}

function attributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !(name === "open" && old.tagName === "DETAILS")) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) === value || (name === "open" && old.tagName === "DETAILS")) continue;
    old.setAttribute(name, value);
  }
}

// enter takes over what a field holds, but not while it is being written.
function enter(old, fresh) {
  if (!["INPUT", "TEXTAREA", "SELECT"].includes(old.tagName)) return;
  if (old.type === "checkbox" || old.type === "radio") old.checked = fresh.checked;
  else if (old !== document.activeElement || old.tagName === "SELECT") old.value = fresh.value;
}

const key = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.id || node.dataset.panel || node.dataset.map || null : null);
const alike = (a, b) => a.nodeName === b.nodeName && key(a) === key(b) && a.type === b.type && a.name === b.name;

function children(old, fresh) {
  let at = old.firstChild;
  const skipOwn = () => {
    while (at?.dataset && "own" in at.dataset) at = at.nextSibling;
  };
  for (const next of [...fresh.childNodes]) {
    skipOwn();
    if (key(next) && !(at && alike(at, next))) {
      const kept = [...old.children].find((e) => alike(e, next));
      if (kept) at = place(old, kept, at);
    }
    if (at && alike(at, next)) {
      if (next.nodeType === Node.ELEMENT_NODE) morph(at, next);
      else if (at.data !== next.data) at.data = next.data;
      at = at.nextSibling;
    } else {
      old.insertBefore(document.adoptNode(next), at);
    }
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    if (!(gone.dataset && "own" in gone.dataset)) gone.remove();
  }
}

// place brings a later child forward. What stands between is not moved, as it
// may have the focus: it is taken away, and comes again if it is still wanted.
function place(parent, kept, at) {
  while (at && at !== kept) {
    const next = at.nextSibling;
    if (!(at.dataset && "own" in at.dataset)) at.remove();
    at = next;
  }
  if (at !== kept) parent.insertBefore(kept, at);
  return kept;
}

// <learn-contents> shows on the list of chapters what this browser remembers of
// them. Without it the list has none of that.
//
// It reads: questions (in all) and the words text-progress, text-read,
// text-answered, text-continue, text-forget, text-forgotten, text-kept, text-done.
import { make } from "../ask.js";
import { forget, marked, remembered } from "./progress.js";

class LearnContents extends HTMLElement {
  connectedCallback() {
    this.panel = this.querySelector('[data-part="progress"]');
    this.onward = this.querySelector('[data-part="onward"] a');
    this.begin = { href: this.onward.href, textContent: this.onward.textContent };
    this.#show();
    addEventListener("pageshow", (e) => e.persisted && this.#show());
    addEventListener("storage", () => this.#show());
  }

  #show() {
    const known = remembered();
    const chapters = [...this.querySelectorAll("li[data-chapter]")];
    let read = 0, answered = 0, next = null;
    for (const item of chapters) {
      const { read: done = false, answered: names = [] } = known[item.dataset.chapter] ?? {};
      const questions = Number(item.dataset.questions);
      const given = Math.min(names.length, questions);
      read += done;
      answered += given;
      if (!done) next ??= item;
      item.toggleAttribute("data-read", done);
      const note = item.querySelector(".note");
      note.querySelectorAll(".read-mark, .given").forEach((mark) => mark.remove());
      if (done) note.prepend(marked(this.#text("read")));
      if (given) note.append(make("span", { className: "given", textContent: this.#text("answered", { answered: given, questions }) }));
    }
    const any = read > 0 || answered > 0;
    this.panel.hidden = !any;
    if (!any) return Object.assign(this.onward, this.begin);
    const button = make("button", { type: "button", className: "plain", textContent: this.#text("forget") });
    button.addEventListener("click", () => this.#forget());
    const numbers = { read, all: chapters.length, answered, questions: this.getAttribute("questions") };
    this.panel.replaceChildren(
      make("p", { textContent: this.#text("progress", numbers) }),
      make("progress", { max: chapters.length, value: read, ariaLabel: this.#text("progress", numbers) }),
      make("p", { className: "note", textContent: this.#text("kept") }),
      button,
    );
    const link = next?.querySelector("a");
    Object.assign(this.onward, link ? { href: link.href, textContent: this.#text("continue", { chapter: link.textContent }) } : this.begin);
    if (!link) this.panel.prepend(make("p", { className: "done", textContent: this.#text("done") }));
  }

  #forget() {
    forget();
    this.#show();
    this.panel.hidden = false;
    const said = make("p", { textContent: this.#text("forgotten"), tabIndex: -1 });
    said.setAttribute("role", "status");
    this.panel.replaceChildren(said);
    said.focus();
  }

  #text(name, values = {}) {
    return (this.getAttribute(`text-${name}`) ?? "").replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }
}

customElements.define("learn-contents", LearnContents);

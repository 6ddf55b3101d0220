// <learn-chapter> answers in place what without it is a new page: a guess, a check,
// another sentence, a link to the same chapter. It asks the server for the page of
// the new address and takes over the panels that differ. It also remembers, in this
// browser alone, what was read and answered.
//
// It reads: slug, and the words text-failed and text-read. A panel has data-panel,
// its name, and data-key, which changes when the panel does.
import { answerOf, make } from "../ask.js";
import { morph } from "../explorer/panels.js";
import { equip } from "../site.js";
import { marked, remember, remembered } from "./progress.js";

// What belongs to the sentence: another sentence begins without it.
const ofSentence = ["at", "row", "element", "stop"];
const answers = ["guess", "check1", "check2"];

class LearnChapter extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (e) => this.#submit(e));
    this.addEventListener("click", (e) => this.#click(e));
    addEventListener("popstate", () => this.#go(new URL(location.href)));
    this.#markRead();
    this.#noteAnswers();
    const end = new IntersectionObserver(([entry]) => {
      if (!entry.isIntersecting) return;
      remember(this.getAttribute("slug"), (chapter) => (chapter.read = true));
      end.disconnect();
    });
    end.observe(this.querySelector('[data-part="end"]'));
  }

  #submit(event) {
    const form = event.target;
    const to = new URL(event.submitter?.hasAttribute("formaction") ? event.submitter.formAction : form.action);
    if (form.method !== "get" || to.pathname !== location.pathname) return;
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    // What a form carries along hidden the address knows better: it is newer.
    for (const field of form.elements) if (field.type === "hidden" && field.name !== "of") data.delete(field.name);
    const url = new URL(location.href);
    if (form.classList.contains("sentence")) ofSentence.forEach((name) => url.searchParams.delete(name));
    for (const [name, value] of data) url.searchParams.set(name, value);
    url.hash = to.hash;
    const panel = form.closest("[data-panel]");
    this.#go(url, { panel: panel?.dataset.panel, push: true });
  }

  #click(event) {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || url.pathname !== location.pathname || url.search === location.search || !link.closest("[data-panel]")) return;
    event.preventDefault();
    const here = new URL(location.href).searchParams;
    for (const name of answers) {
      if (here.has(name)) url.searchParams.set(name, here.get(name));
    }
    this.#go(url, { link: link.getAttribute("href"), push: true });
  }

  async #go(url, { panel, link, push } = {}) {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    this.setAttribute("aria-busy", "true");
    this.querySelectorAll(".failed").forEach((said) => said.remove());
    try {
      const answer = await answerOf(url.pathname + url.search, asking.signal, { Accept: "text/html" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (asking.signal.aborted) return;
      if (!page.querySelector("learn-chapter")) throw new Error(`${url}: another page`);
      for (const fresh of page.querySelectorAll("[data-panel][data-key]")) {
        const old = this.querySelector(`[data-panel="${fresh.dataset.panel}"]`);
        if (old && old.dataset.key !== fresh.dataset.key) morph(old, fresh);
      }
      if (push) history.pushState(null, "", url);
      equip();
      this.#noteAnswers();
      this.#focus(panel, link);
    } catch (error) {
      if (asking.signal.aborted) return;
      this.#failed(panel, error);
    } finally {
      if (this.asking === asking) this.removeAttribute("aria-busy");
    }
  }

  // #focus leads to the verdict of a question, and back to the link that was
  // followed; a field that was left as it is keeps the focus.
  #focus(panel, link) {
    const verdict = this.querySelector(`[data-panel="${panel}"] .verdict`);
    if (verdict) return verdict.focus();
    if (link && !this.contains(document.activeElement)) {
      const again = [...this.querySelectorAll("[data-panel] a")].find((a) => a.getAttribute("href") === link);
      again?.focus({ preventScroll: true });
    }
  }

  #failed(panel, error) {
    const said = make("p", { className: "failed", textContent: error.say || this.getAttribute("text-failed") });
    said.setAttribute("role", "alert");
    (this.querySelector(`[data-panel="${panel}"]`) ?? this.querySelector("#live")).append(said);
  }

  #noteAnswers() {
    const given = [...this.querySelectorAll('.verdict[data-answered="true"]')].map((verdict) => verdict.closest("[data-panel]").dataset.panel);
    if (given.length === 0) return;
    remember(this.getAttribute("slug"), (chapter) => (chapter.answered = [...new Set([...chapter.answered, ...given])]));
  }

  #markRead() {
    const known = remembered();
    for (const item of this.querySelectorAll("li[data-chapter]")) {
      if (!known[item.dataset.chapter]?.read) continue;
      item.setAttribute("data-read", "");
      item.querySelector("a").append(marked(this.getAttribute("text-read")));
    }
  }
}

customElements.define("learn-chapter", LearnChapter);

// <token-links> joins a token's places on the page: in the text, among the chips,
// in the row of ids and in the table. All bear its number in data-token; what is
// pointed at, tapped or reached by the keyboard is marked everywhere, and what the
// table says of it is read out. A tap writes it to the address, too.
//
// Without it the links lead to the token's row in the table.

const KEYS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

class TokenLinks extends HTMLElement {
  #kept = ""; // the token that stays marked, by its number
  #marked = [];

  connectedCallback() {
    if (this.dataset.ready) return;
    this.dataset.ready = "true";
    for (const words of this.parentElement.querySelectorAll("[data-scripted]")) words.hidden = false;
    this.said = document.createElement("p");
    this.said.className = "note readout";
    this.said.setAttribute("role", "status");
    this.querySelector("[data-part=chips]").after(this.said);
    // The chips are in the order of Tab; the same tokens once more are not.
    for (const link of this.querySelectorAll("[data-part=text] a, [data-part=ids] a")) link.tabIndex = -1;
    this.addEventListener("pointerover", (event) => {
      if (event.pointerType === "mouse") this.#mark(numberOf(event) || this.#kept);
    });
    this.addEventListener("pointerleave", () => this.#mark(this.#kept));
    this.addEventListener("focusin", (event) => this.#keep(numberOf(event) || this.#kept));
    this.addEventListener("click", (event) => {
      const number = numberOf(event);
      if (!number) return;
      if (event.target.closest("a")) event.preventDefault();
      this.#keep(number);
      history.replaceState(history.state, "", `#token-${number}`);
      this.#show(event.target.closest("[data-part]"));
    });
    this.addEventListener("keydown", (event) => this.#key(event));
    // A link to a token that was shared.
    const [, shared] = location.hash.match(/^#token-(\d+)$/) ?? [];
    if (shared) this.#keep(shared);
  }

  #key(event) {
    if (event.key === "Escape") {
      if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
      return this.#keep("");
    }
    const step = KEYS[event.key];
    const part = event.target.closest("[data-part]");
    if (!step || !part || event.altKey || event.ctrlKey || event.metaKey) return;
    const links = [...part.querySelectorAll("a")];
    const at = links.indexOf(event.target);
    const next = links[at < 0 ? 0 : at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
    this.#show(part);
  }

  #keep(number) {
    this.#kept = number;
    this.#mark(number);
  }

  #mark(number) {
    for (const place of this.#marked) place.classList.remove("marked");
    this.#marked = number ? [...this.querySelectorAll(`[data-token="${CSS.escape(number)}"]`)] : [];
    for (const place of this.#marked) place.classList.add("marked");
    const row = this.#marked.find((place) => place.tagName === "TR");
    const names = [...this.querySelectorAll("thead th")].map((head) => head.textContent);
    const said = row ? [...row.cells].map((cell, i) => `${names[i]} ${cell.textContent.replace(/\s+/g, " ").trim()}`).join(" · ") : "";
    if (this.said.textContent !== said) this.said.textContent = said;
  }

  // #show brings the marked places into sight inside their own boxes, but for the
  // part that was touched; the page itself stays where it is.
  #show(touched) {
    for (const place of this.#marked) {
      const box = place.closest("[data-part], .scroll");
      if (box === touched || !box || !box.clientHeight) continue;
      const [inner, outer] = [place.getBoundingClientRect(), box.getBoundingClientRect()];
      box.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
    }
  }
}

const numberOf = (event) => event.target.closest?.("[data-token]")?.dataset.token ?? "";

customElements.define("token-links", TokenLinks);

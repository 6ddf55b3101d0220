// The buttons beside the map, and the keys that do the same while the map has
// the focus. A button carries data-tool; the words are the page's.
import { make } from "../ask.js";

const MODES = ["move", "turn", "lasso", "rectangle"];
const STEP = 1.5; // of zoom, a press
const KEYS = { l: "lasso", r: "rectangle", t: "turn", m: "move", " ": "pin", s: "pick", i: "inside", "/": "search", f: "full" };

export class Tools {
  #mode = "move";

  // signal ends it.
  constructor(explorer, signal) {
    this.explorer = explorer;
    const on = (target, type, act) => target.addEventListener(type, act, { signal });
    on(document, "click", (event) => {
      const button = event.target.closest?.("[data-tool]");
      if (button) this.use(button.dataset.tool, button);
    });
    on(document, "fullscreenchange", () => this.dress());
    on(explorer, "keydown", (event) => {
      if (!event.target.matches?.(".stage") || event.ctrlKey || event.metaKey || event.altKey) return;
      const tool = KEYS[event.key.toLowerCase()];
      if (!tool) return;
      event.preventDefault();
      this.use(tool);
    });
  }

  // dress shows which mode is on, on buttons that may be new.
  dress() {
    for (const button of document.querySelectorAll("[data-tool]")) {
      const { tool } = button.dataset;
      if (MODES.includes(tool)) button.ariaPressed = String(tool === this.#mode);
      if (tool !== "full") continue;
      button.hidden = !document.fullscreenEnabled; // not every phone lets a page have the screen
      button.ariaPressed = String(document.fullscreenElement !== null);
    }
  }

  set mode(mode) {
    this.#mode = mode;
    for (const picture of this.explorer.pictures) picture.mode = mode;
    this.dress();
  }

  get mode() {
    return this.#mode;
  }

  use(tool, button = null) {
    const { explorer } = this;
    const view = explorer.picture?.view;
    if (MODES.includes(tool)) {
      this.mode = tool === this.#mode ? "move" : tool;
      explorer.status.announce(explorer.say(this.#mode));
      return;
    }
    const acts = {
      all: () => view?.all({ animate: true }),
      in: () => view?.zoomBy(STEP),
      out: () => view?.zoomBy(1 / STEP),
      inside: () => explorer.select(explorer.picture.inSight()),
      pin: () => explorer.atHand !== null && explorer.pin(explorer.atHand),
      pick: () => explorer.atHand !== null && explorer.pick(explorer.atHand),
      search: () => document.querySelector("[role=combobox]")?.focus(),
      full: () => document.fullscreenEnabled && (document.fullscreenElement ? document.exitFullscreen() : explorer.requestFullscreen()),
      copy: () => this.#copy(button),
    };
    acts[tool]?.();
  }

  // #copy puts the link on the clipboard. Where that is not allowed, a field
  // shows it, to be copied by hand.
  async #copy(button) {
    const { explorer } = this;
    explorer.address.settle();
    try {
      await navigator.clipboard.writeText(location.href);
      explorer.status.announce(explorer.say("copied"));
      this.#below(button, make("span", { textContent: explorer.say("copied") }));
    } catch {
      const field = make("input", { readOnly: true, value: location.href, ariaLabel: explorer.say("copy") });
      this.#below(button, make("span", { textContent: explorer.say("notcopied") }), field);
      field.focus();
      field.select();
    }
  }

  #below(button, ...content) {
    if (!button) return;
    const found = button.nextElementSibling;
    const box = found?.matches(".copied") ? found : make("span", { className: "copied" });
    box.dataset.own = "";
    box.replaceChildren(...content);
    button.after(box);
  }
}

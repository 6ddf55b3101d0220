// <token-map> turns the map that the server drew into one to move about in. The
// drawn one stays until the points have arrived, and when they cannot be had.
//
// It reads: src (GET projection; without it, show() brings the points), neighbors
// (GET neighbors, but for the token; without it none are asked for), selected
// ("id:5822"), page (where a token's link leads, but for the token), names
// (category → name, JSON), and every word it shows: text-help, text-loading,
// text-failed, text-retry, text-untrained, text-neighbors ("… %s").
// It sends a bubbling token-select event with the token's id, or null.
//
// Who moves the points, a training for instance, calls show(data, extent) and
// then place(coordinates, ratio); axisNames may be set where the axes are not
// the components themselves; trail may be set to a function from a point to
// the places that it came by. The map itself is the engine's: map/view.js.
import { ask, make, withQuery } from "./ask.js";
import { box } from "./map/camera.js";
import { fromProjection } from "./map/layout.js";
import { swatch } from "./map/marks.js";
import { MapView } from "./map/view.js";
import { shown } from "./token-text.js";

const LISTED = 10; // neighbours

class TokenMap extends HTMLElement {
  view = null;
  axisNames = ["PC1", "PC2"];
  selected = null;
  #fallback = [];
  #hidden = new Set(); // categories, by number
  #leave = null; // ends what this connection to the page began
  #asking = null; // ends the question for neighbours under way

  connectedCallback() {
    this.#leave = new AbortController();
    if (this.view) return this.#build();
    if (!this.hasAttribute("src")) return;
    this.#fallback = [...this.children];
    this.note = make("p", { className: "note", role: "status" });
    this.append(this.note);
    this.#load();
  }

  disconnectedCallback() {
    this.#leave.abort();
    this.#asking?.abort();
    this.view?.destroy();
  }

  async #load() {
    this.note.textContent = this.#text("loading");
    try {
      const data = await ask(this.getAttribute("src"), this.#leave.signal);
      this.note.remove();
      this.show(data);
      const asked = this.byID.get(Number((this.getAttribute("selected") ?? "").replace("id:", "") || NaN));
      if (asked) this.#select(asked, false);
    } catch (error) {
      if (this.#leave.signal.aborted) return;
      const retry = make("button", { type: "button", textContent: this.#text("retry") });
      retry.addEventListener("click", () => this.#load());
      this.note.replaceChildren(this.#text("failed"), " ", retry);
      this.append(this.note);
    }
  }

  // show takes what GET projection answers: points, categories, path and
  // explained_variance_ratio. The camera fits extent, a list of places, if given.
  show(data, extent = null) {
    this.points = data.points.map((p, index) => ({ ...p, index, label: shown(p) }));
    this.byID = new Map(this.points.map((p) => [p.id, p]));
    this.layout = fromProjection(data);
    this.layout.path = data.path.map((step) => ({ ...step, label: shown(step) }));
    if (extent) this.layout.extent = box([], [], extent);
    this.lines = this.layout.pairs.map((p) => ({ from: this.points[p.from], to: this.points[p.to], dashed: p.held_out }));
    this.names = JSON.parse(this.getAttribute("names") || "{}");
    this.selected = null;
    this.#hidden.clear();
    if (!this.view) this.#fallback = this.#fallback.length ? this.#fallback : [...this.children];
    this.#build();
    this.legend.replaceChildren(...this.layout.categories.map((name, i) => this.#filter(name, i)));
    this.#name(data.explained_variance_ratio);
  }

  // place moves the points: coordinates holds x and y of each in turn.
  place(coordinates, ratio) {
    this.points.forEach((p, i) => {
      for (const c of [0, 1]) this.layout.coordinates[c][i] = p.coordinates[c] = coordinates[2 * i + c];
    });
    this.view.moved();
    this.#name(ratio);
    this.#showTip();
  }

  get camera() {
    return this.view?.camera;
  }

  get hovered() {
    return this.points?.[this.view?.marks.hovered] ?? null;
  }

  #name(ratio) {
    this.view.mark({ axes: this.axisNames.map((name, i) => `${name} (${(100 * (ratio[i] ?? 0)).toFixed(1)} %)`) });
  }

  // #build puts what the map consists of into the element, once, and the points
  // on it.
  #build() {
    if (!this.canvas) {
      this.canvas = make("div", {});
      this.tip = make("div", { className: "tip", role: "status", hidden: true });
      this.legend = make("div", { className: "legend" });
      this.list = make("div", { className: "near" });
      this.list.setAttribute("aria-live", "polite");
      for (const element of this.#fallback) element.hidden = true;
      this.append(this.canvas, this.tip, this.legend, make("p", { className: "note", textContent: this.#text("help") }), this.list);
    }
    if (!this.view || this.view.destroyed) {
      this.view = new MapView(this.canvas, { label: this.#text("help") });
      this.view.addEventListener("choose", ({ detail }) => this.#select(this.points[detail.index] ?? null));
      for (const name of ["hover", "camera"]) this.view.addEventListener(name, () => this.#showTip());
    }
    this.view.show(this.layout, { labels: this.points.map((p) => p.label) });
  }

  // #filter is the legend's button that hides a category and shows it again.
  #filter(name, category) {
    const button = make("button", { type: "button", ariaPressed: "true" });
    button.append(swatch(category), this.names[name] ?? name);
    button.addEventListener("click", () => {
      const hides = button.ariaPressed === "true";
      button.ariaPressed = String(!hides);
      if (hides) this.#hidden.add(category);
      else this.#hidden.delete(category);
      this.view.mark({ hidden: this.#hidden });
      this.#showTip();
    });
    return button;
  }

  async #select(point, announce = true) {
    this.#asking?.abort();
    this.selected = point;
    this.view.mark({ selected: point?.index ?? -1, trueNear: [], trail: (point && this.trail?.(point)) ?? [] });
    this.list.replaceChildren();
    if (announce) this.#tell(point);
    if (!point || !this.hasAttribute("neighbors")) return;
    const asking = (this.#asking = new AbortController());
    this.list.textContent = this.#text("loading");
    try {
      const address = withQuery(this.getAttribute("neighbors"), { token: `id:${point.id}`, k: LISTED });
      const { neighbors } = await ask(address, asking.signal);
      this.view.mark({ trueNear: neighbors.map((n) => this.byID.get(n.id)?.index).filter((i) => i >= 0) });
      this.list.replaceChildren(make("strong", { textContent: this.#text("neighbors").replace("%s", point.label) }));
      for (const n of neighbors) {
        const href = withQuery(this.getAttribute("page"), { token: `id:${n.id}` });
        this.list.append(make("a", { href, textContent: `${shown(n)} ${n.score.toFixed(2)}` }));
      }
    } catch (error) {
      if (asking.signal.aborted) return;
      const retry = make("button", { type: "button", textContent: this.#text("retry") });
      retry.addEventListener("click", () => this.#select(point, false));
      this.list.replaceChildren(retry);
    }
  }

  // #tell keeps the address of the map's own page true to what is chosen, and
  // hides the server's list while it is that of another token.
  #tell(point) {
    const url = new URL(location.href);
    if (url.pathname === new URL(this.getAttribute("page") ?? "", url).pathname && this.hasAttribute("page")) {
      if (point) url.searchParams.set("token", `id:${point.id}`);
      else url.searchParams.delete("token");
      history.replaceState(history.state, "", url);
      const listed = document.getElementById("neighbors");
      if (listed) listed.hidden = `id:${point?.id}` !== this.getAttribute("selected");
    }
    this.dispatchEvent(new CustomEvent("token-select", { bubbles: true, detail: point?.id ?? null }));
  }

  // #showTip says what is under the pointer, beside it, inside the map.
  #showTip() {
    const p = this.hovered;
    this.tip.hidden = !p || this.#hidden.has(this.layout.category[p.index]) || !this.camera;
    if (this.tip.hidden) return;
    const words = [p.label, p.id, this.names[p.category] ?? p.category];
    if (!p.trained) words.push(this.#text("untrained"));
    for (const { from, to } of this.lines) {
      if (from === p) words.push(`→ ${to.label}`);
      if (to === p) words.push(`← ${from.label}`);
    }
    this.tip.textContent = words.filter((w) => w !== "").join(" · ");
    const { offsetWidth: width, offsetHeight: height } = this.tip;
    const [px, py] = this.view.place(p.index);
    const x = Math.max(0, Math.min(px + 14, this.canvas.clientWidth - width));
    const y = py + 14 + height < this.canvas.clientHeight ? py + 14 : py - 14 - height;
    this.tip.style.setProperty("transform", `translate(${x}px, ${y}px)`);
  }

  #text(name) {
    return this.getAttribute(`text-${name}`) ?? "";
  }
}

customElements.define("token-map", TokenMap);

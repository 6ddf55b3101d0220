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
// the places that it came by.
import { ask, make, withQuery } from "./ask.js";
import * as camera from "./camera.js";
import { listen } from "./input.js";
import { swatch } from "./marks.js";
import { paint } from "./paint.js";
import { shown } from "./token-text.js";

const LISTED = 10; // neighbours

class TokenMap extends HTMLElement {
  #fallback = [];
  #moving = false; // the points are not where they were in the last frame
  axisNames = ["PC1", "PC2"];
  #extent = null; // what the camera shows at first, when not the points
  #leave = null; // ends what this connection to the page began
  #asking = null; // ends the question for neighbours under way

  connectedCallback() {
    this.#leave = new AbortController();
    if (!this.canvas && this.hasAttribute("src")) {
      this.#fallback = [...this.children];
      this.note = make("p", { className: "note", role: "status" });
      this.append(this.note);
      this.#load();
    } else if (this.canvas) {
      this.#watch();
    }
  }

  disconnectedCallback() {
    this.#leave.abort();
    this.#asking?.abort();
  }

  async #load() {
    this.note.textContent = this.#text("loading");
    try {
      const data = await ask(this.getAttribute("src"), this.#leave.signal);
      this.note.remove();
      this.#build(data);
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
    this.#extent = extent;
    if (!this.canvas) {
      this.#fallback = [...this.children];
      this.#build(data);
      return;
    }
    this.#take(data);
    if (this.camera) this.all(); // else it comes with the size
  }

  // place moves the points: coordinates holds x and y of each in turn.
  place(coordinates, ratio) {
    this.points.forEach((p, i) => ([p.coordinates[0], p.coordinates[1]] = [coordinates[2 * i], coordinates[2 * i + 1]]));
    this.#name(ratio);
    this.#moving = true;
    this.#draw();
  }

  #name(ratio) {
    this.axes = this.axisNames.map((name, i) => `${name} (${(100 * (ratio[i] ?? 0)).toFixed(1)} %)`);
  }

  #build(data) {
    this.canvas = make("canvas", { tabIndex: 0, role: "application", ariaLabel: this.#text("help") });
    this.tip = make("div", { className: "tip", role: "status", hidden: true });
    this.legend = make("div", { className: "legend" });
    this.list = make("div", { className: "near" });
    this.list.setAttribute("aria-live", "polite");
    this.#take(data);
    for (const element of this.#fallback) element.hidden = true;
    this.append(this.canvas, this.tip, this.legend, make("p", { className: "note", textContent: this.#text("help") }), this.list);
    listen(this.canvas, this);
    this.#watch();
    const asked = this.byID.get(Number((this.getAttribute("selected") ?? "").replace("id:", "") || NaN));
    if (asked) this.#select(asked, false);
  }

  #take(data) {
    // Colours go to the categories on this map alone, as in the drawn figure, so
    // that few of them have unlike ones.
    const present = new Set(data.points.map((p) => p.category));
    const groups = new Map(data.categories.filter((name) => present.has(name)).map((name, i) => [name, i]));
    const ready = (p) => ({ ...p, label: shown(p), group: groups.get(p.category) ?? -1, hidden: false });
    this.points = data.points.map(ready);
    this.steps = data.path.map(ready);
    this.byID = new Map(this.points.map((p) => [p.id, p]));
    this.lines = (data.pairs ?? []).map((p) => ({ from: this.byID.get(p.from), to: this.byID.get(p.to), dashed: p.held_out }));
    this.#name(data.explained_variance_ratio);
    this.names = JSON.parse(this.getAttribute("names") || "{}");
    this.selected = this.hovered = null;
    this.near = [];
    this.legend.replaceChildren(...[...groups].map(([name, group]) => this.#filter(name, group)));
  }

  // #watch draws anew when the size or the theme changes.
  #watch() {
    const size = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = this.canvas;
      if (!width || !height) return;
      const fitted = this.#fitted(width, height);
      this.camera = this.camera ? camera.resize(this.camera, fitted) : fitted;
      this.#draw();
    });
    size.observe(this.canvas);
    const theme = new MutationObserver(() => this.#draw());
    theme.observe(document.documentElement, { attributes: true });
    const { signal } = this.#leave;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#draw(), { signal });
    signal.addEventListener("abort", () => (size.disconnect(), theme.disconnect()));
  }

  #fitted(width, height) {
    return camera.fit(this.#extent ?? [...this.points, ...this.steps].map((p) => p.coordinates), width, height);
  }

  // #filter is the legend's button that hides a category and shows it again.
  #filter(name, group) {
    const button = make("button", { type: "button", ariaPressed: "true" });
    button.append(swatch(group), this.names[name] ?? name);
    button.addEventListener("click", () => {
      const hidden = button.ariaPressed === "true";
      button.ariaPressed = String(!hidden);
      for (const p of this.points) if (p.group === group) p.hidden = hidden;
      this.#draw();
    });
    return button;
  }

  // What pointer and keyboard ask for.

  move(dx, dy) {
    this.camera = camera.pan(this.camera, dx, dy);
    this.#draw();
  }

  zoom(factor, x, y) {
    this.camera = camera.zoom(this.camera, factor, x, y);
    this.#draw();
  }

  all() {
    this.camera = this.#fitted(this.camera.width, this.camera.height);
    this.#draw();
  }

  hover(x, y, within) {
    const found = this.#nearest(x, y, within);
    if (found === this.hovered) return;
    this.hovered = found;
    this.#draw();
  }

  pick(x, y, within) {
    this.#select(this.#nearest(x, y, within));
  }

  // next goes to the point beside the one at hand, from left to right among
  // those in sight.
  next(step) {
    const { width, height } = this.camera;
    const seen = this.points
      .filter((p) => !p.hidden && p.x >= 0 && p.x <= width && p.y >= 0 && p.y <= height)
      .sort((a, b) => a.x - b.x || a.y - b.y);
    if (!seen.length) return;
    const at = seen.indexOf(this.hovered ?? this.selected);
    this.hovered = seen[at < 0 ? (step > 0 ? 0 : seen.length - 1) : (at + step + seen.length) % seen.length];
    this.#draw();
  }

  choose() {
    if (this.hovered) this.#select(this.hovered);
  }

  // clear lets go of what is chosen; false when nothing was.
  clear() {
    if (!this.selected && !this.hovered) return false;
    this.hovered = null;
    this.#select(null);
    return true;
  }

  #nearest(x, y, within) {
    let [found, best] = [null, within * within];
    for (const p of this.points) {
      const far = (p.x - x) ** 2 + (p.y - y) ** 2;
      if (!p.hidden && far <= best) [found, best] = [p, far];
    }
    return found;
  }

  async #select(point, announce = true) {
    this.#asking?.abort();
    this.selected = point;
    this.near = [];
    this.list.replaceChildren();
    this.#draw();
    if (announce) this.#tell(point);
    if (!point || !this.hasAttribute("neighbors")) return;
    const asking = (this.#asking = new AbortController());
    this.list.textContent = this.#text("loading");
    try {
      const address = withQuery(this.getAttribute("neighbors"), { token: `id:${point.id}`, k: LISTED });
      const { neighbors } = await ask(address, asking.signal);
      this.near = neighbors.map((n) => this.byID.get(n.id)).filter((p) => p && !p.hidden);
      this.list.replaceChildren(make("strong", { textContent: this.#text("neighbors").replace("%s", point.label) }));
      for (const n of neighbors) {
        const href = withQuery(this.getAttribute("page"), { token: `id:${n.id}` });
        this.list.append(make("a", { href, textContent: `${shown(n)} ${n.score.toFixed(2)}` }));
      }
      this.#draw();
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

  #draw() {
    if (this.frame || !this.camera) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      const { camera, axes, points, lines, steps, selected, hovered } = this;
      const trail = (selected && this.trail?.(selected)) ?? [];
      const neighbors = this.near.filter((p) => !p.hidden);
      paint(this.canvas, { camera, axes, points, lines, steps, selected, hovered, trail, neighbors, moving: this.#moving });
      this.#moving = false;
      this.#showTip();
    });
  }

  // #showTip says what is under the pointer, beside it, inside the map.
  #showTip() {
    const p = this.hovered;
    this.tip.hidden = !p || p.hidden;
    if (this.tip.hidden) return;
    const words = [p.label, p.id, this.names[p.category] ?? p.category];
    if (!p.trained) words.push(this.#text("untrained"));
    for (const { from, to } of this.lines) {
      if (from === p) words.push(`→ ${to.label}`);
      if (to === p) words.push(`← ${from.label}`);
    }
    this.tip.textContent = words.filter((w) => w !== "").join(" · ");
    const { offsetWidth: width, offsetHeight: height } = this.tip;
    const x = Math.max(0, Math.min(p.x + 14, this.camera.width - width));
    const y = p.y + 14 + height < this.camera.height ? p.y + 14 : p.y - 14 - height;
    this.tip.style.setProperty("transform", `translate(${x}px, ${y}px)`);
  }

  #text(name) {
    return this.getAttribute(`text-${name}`) ?? "";
  }
}

customElements.define("token-map", TokenMap);

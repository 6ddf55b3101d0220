// <motion-player> moves a marker along the way of a vector, on the <token-map> in it.
// Without it the page has links from stop to stop, and the server draws.
//
// It reads: map (GET projection; without it there is no map to move over), lens (GET
// lens with the same axes), stop (where to stand, from 1; 0 the whole way), and the
// words text-play, text-pause, text-back, text-forward, text-slider ("… %s"),
// text-failed and text-retry. In it the server has put links in [data-steps], the
// paragraph .motion-now and a table with a row a stop, whose data-now says it in words.
import "./token-map.js";
import { ask, make } from "./ask.js";
import { nextFrame } from "./frame.js";
import { split } from "./motion.js";
import { keepInAddress, player, wordsOf } from "./player.js";

const GLIDE = 700; // milliseconds from stop to stop
const REST = 2600; // and at each, glide included, while it plays

const DISC = 11; // pixels from the middle of a stop that the way behind leaves free

// between leads from a stop to the next without covering their numbers, or open: up to
// the marker between two.
function between([x0, y0], [x1, y1], open) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const [start, end] = [DISC, open ? length : length - DISC].map((d) => d / length);
  if (!(start < end)) return ""; // the stops touch
  const at = (share) => `${(x0 + share * (x1 - x0)).toFixed(2)} ${(y0 + share * (y1 - y0)).toFixed(2)}`;
  return `M${at(start)}L${at(end)}`;
}

const SVG = "http://www.w3.org/2000/svg";
const calm = matchMedia("(prefers-reduced-motion: reduce)");

class MotionPlayer extends HTMLElement {
  #leave = null;
  #halt = () => {};

  connectedCallback() {
    this.#leave = new AbortController();
    if (this.stops) return;
    this.rows = [...this.querySelectorAll("tbody tr")];
    this.now = this.querySelector(".motion-now");
    this.map = this.querySelector("token-map");
    this.note = make("p", { className: "note" });
    this.note.setAttribute("role", "status");
    if (this.map) this.#load();
  }

  disconnectedCallback() {
    this.#leave.abort();
    this.#halt();
    this.motion = null;
  }

  async #load() {
    let words, way;
    try {
      [words, way] = await Promise.all(["map", "lens"].map((name) => ask(this.getAttribute(name), this.#leave.signal)));
    } catch {
      if (this.#leave.signal.aborted) return;
      const retry = make("button", { type: "button", textContent: this.getAttribute("text-retry") });
      retry.addEventListener("click", () => (this.note.remove(), this.#load()));
      this.note.replaceChildren(this.getAttribute("text-failed"), " ", retry);
      this.map.before(this.note);
      return;
    }
    this.stops = way.stops;
    this.map.show({
      ...words,
      points: [...words.points, ...way.named.map((p) => ({ ...p, category: "" }))], // colours are those of the map
      path: way.stops.map((s) => ({ ...s.likeliest[0], coordinates: s.coordinates })),
    });
    this.#draw();
    this.#controls();
    this.position = Number(this.getAttribute("stop")) - 1;
    this.#show();
    this.dataset.ready = "true";
  }

  // #draw puts the marker over the map: dotted lines from all stops to what is likeliest
  // there, the way behind the marker, lines to all that its stop is read as, and a ring.
  #draw() {
    const { view } = this.map;
    const part = (name, className) => {
      const element = document.createElementNS(SVG, name);
      element.setAttribute("class", className);
      return element;
    };
    this.over = part("svg", "motion-over");
    this.over.setAttribute("aria-hidden", "true");
    this.hints = part("path", "hints");
    this.trail = part("path", "trail");
    this.leads = part("path", "leads");
    this.marker = part("circle", "marker");
    this.marker.setAttribute("r", 13);
    this.over.append(this.hints, this.trail, this.leads, this.marker);
    view.host.append(this.over);
    view.addEventListener("camera", () => this.#place());
  }

  #controls() {
    const { bar, halt } = player(wordsOf(this), REST, (by) => this.#step(by), this.now);
    this.#halt = halt;
    this.slider = make("input", { type: "range", min: 1, max: this.stops.length, step: 1 });
    this.slider.setAttribute("aria-label", this.getAttribute("text-slider").replace("%s", "").trim());
    this.slider.addEventListener("input", () => (halt(), this.#travel(Number(this.slider.value) - 1)));
    bar.append(this.slider);
    this.querySelector("[data-steps]").replaceWith(bar);
    this.rows.forEach((row, i) =>
      row.querySelector("th a, th button").addEventListener("click", (event) => {
        event.preventDefault();
        halt();
        this.#travel(i);
      }),
    );
  }

  // #step goes a stop on, back for −1, or to the first for 0; false where there is
  // none to go to.
  #step(by) {
    const to = by === 0 ? 0 : Math.round(this.target ?? this.position) + by;
    if (to < 0 || to >= this.stops.length) return false;
    this.#travel(to);
    return true;
  }

  // #travel glides to a stop, or jumps for those who asked for less motion; from the
  // whole way, and back to the first stop, it jumps too.
  #travel(to) {
    const [from, began] = [this.position, performance.now()];
    const motion = (this.motion = {});
    this.target = to;
    const arrive = () => {
      this.position = to;
      this.target = undefined;
      this.#show();
      keepInAddress("stop", to + 1);
    };
    if (calm.matches || from < 0 || Math.abs(to - from) > 1.5) return arrive();
    const frame = (now) => {
      if (this.motion !== motion) return;
      const share = Math.min(1, Math.max(0, now - began) / GLIDE);
      if (share === 1) return arrive();
      this.position = from + share * share * (3 - 2 * share) * (to - from);
      this.#place();
      nextFrame(frame);
    };
    nextFrame(frame);
  }

  // #show tells of the stop at which the marker stands, in the table, in words and on
  // the map.
  #show() {
    const at = this.position;
    this.rows.forEach((row, i) => (i === at ? row.setAttribute("aria-current", "true") : row.removeAttribute("aria-current")));
    this.now.textContent = this.rows[at]?.dataset.now ?? "";
    this.slider.value = at + 1;
    this.slider.setAttribute("aria-valuetext", this.getAttribute("text-slider").replace("%s", at + 1));
    const named = this.stops[at]?.likeliest ?? [];
    this.map.view.mark({ pins: named.map((t) => this.map.byID.get(t.id)?.index).filter((i) => i >= 0) });
    this.#place();
  }

  // place is where the marker is, in the coordinates of the map.
  get place() {
    const { from, to, share } = split(this.position, this.stops.length);
    const [a, b] = [this.stops[from].coordinates, this.stops[to].coordinates];
    return [0, 1].map((k) => a[k] + share * (b[k] - a[k]));
  }

  #place() {
    const { view } = this.map;
    if (!view.camera) return;
    const at = Number.isInteger(this.position) ? this.position : -1;
    this.hints.setAttribute("d", this.stops.map((s, i) => (i === at ? "" : this.#lines(s, 1))).join(""));
    this.leads.setAttribute("d", at < 0 ? "" : this.#lines(this.stops[at]));
    const whole = this.position < 0;
    for (const element of [this.trail, this.marker]) element.toggleAttribute("hidden", whole);
    if (whole) return;
    const behind = this.stops.slice(0, Math.floor(this.position) + 1).map((s) => view.placeOf(s.coordinates));
    const [x, y] = view.placeOf(this.place);
    if (at < 0) behind.push([x, y]);
    this.trail.setAttribute("d", behind.slice(1).map((to, i) => between(behind[i], to, at < 0 && i === behind.length - 2)).join(""));
    this.marker.setAttribute("cx", x);
    this.marker.setAttribute("cy", y);
  }

  #point(place) {
    return this.map.view.placeOf(place).map((v) => v.toFixed(2)).join(" ");
  }

  // #lines leads from a stop to the first of what it is read as.
  #lines(stop, most = stop.likeliest.length) {
    const to = stop.likeliest.slice(0, most).map((t) => this.map.byID.get(t.id)).filter(Boolean);
    return to.map((p) => `M${this.#point(stop.coordinates)}L${this.#point(p.coordinates)}`).join("");
  }
}

customElements.define("motion-player", MotionPlayer);

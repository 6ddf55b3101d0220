// <map-explorer> makes the map's page move. The page is whole without it: every
// control is a field of #map-form, every sentence and table is written by the
// server, the map is a drawn figure. This element draws the map with the engine,
// turns what is done on it and in the form into the state in the address, moves
// the map at once, and asks the server for the page of the new state, whose
// words take the place of the old ones. What it knows of the state it reads in
// its own data attributes, which come with each page.
import { LayoutError } from "../map/layout.js";
import { answerOf, Unanswered } from "../ask.js";
import { Links } from "./links.js";
import { Panels } from "./panels.js";
import { Picture } from "./picture.js";
import { watch } from "./progress.js";
import { fill, Search } from "./search.js";
import { own, Status } from "./status.js";
import { Address, fromFields, list, LONGEST, ranges } from "./state.js";
import { Tools } from "./tools.js";

const PINS = 12; // as the server has it

class MapExplorer extends HTMLElement {
  #pictures = new Map(); // name of the picture → Picture
  #leave = null;
  #taking = null; // ends what the page before still waits for
  #flight = null; // the token to fly to once it is on the map

  connectedCallback() {
    this.#leave = new AbortController();
    const { signal } = this.#leave;
    this.address = new Address(signal);
    this.panels = new Panels(signal);
    this.status = new Status(this, signal);
    this.tools = new Tools(this, signal);
    this.dress(document);
    this.links = new Links(this.address);

    this.address.addEventListener("change", ({ detail }) => {
      this.#moved ||= detail.moved;
      this.#follow();
    });
    this.address.addEventListener("settle", () => this.links.carry());
    this.panels.addEventListener("busy", ({ detail }) => this.toggleAttribute("data-busy", detail));
    this.panels.addEventListener("fresh", () => this.#take());
    this.panels.addEventListener("failed", ({ detail }) => this.status.fail(() => this.#follow(), detail.say));
    addEventListener("offline", () => this.status.show("offline"), { signal });
    addEventListener("online", () => this.status.mend(), { signal });
    const on = (type, act) => document.addEventListener(type, (event) => act(event), { signal });
    on("submit", (event) => this.#submit(event));
    on("change", (event) => this.#change(event));
    on("input", (event) => this.#preview(event));
    on("click", (event) => this.#click(event));
    this.#take(true);
  }

  disconnectedCallback() {
    this.#leave.abort();
    this.#taking?.abort();
    for (const name of this.#pictures.keys()) this.#end(name);
  }

  get form() {
    return document.getElementById("map-form");
  }

  say(name) {
    return name === "names" ? this.dataset.names : (this.getAttribute(`data-text-${name}`) ?? "");
  }

  get picture() {
    return this.#pictures.get("main");
  }

  // settled is true when the page and its pictures show the state of the address.
  get settled() {
    return !this.#following && this.pictures.length > 0 && this.pictures.every((p) => p.settled);
  }
  #following = 0; // pages and pictures that are still to come

  get pictures() {
    return [...this.#pictures.values()];
  }

  // dress prepares a page's HTML, this one's or one that came, for a page with a
  // script: the drawn figures give way, and the script's own buttons appear.
  dress(page) {
    if (page !== document) for (const host of page.querySelectorAll("[data-map]")) host.replaceChildren();
    for (const plain of page.querySelectorAll("noscript")) plain.remove();
    for (const button of page.querySelectorAll("[data-scripted]")) button.hidden = false;
    for (const button of page.querySelectorAll("[data-scriptless]")) button.hidden = true;
  }

  // What the visitor does in the form and with links.

  #submit(event) {
    const { target, submitter } = event;
    const action = new URL(submitter?.formAction || target.action, location.href);
    if (event.defaultPrevented || action.pathname !== location.pathname) return;
    event.preventDefault();
    this.#hash = action.hash;
    if (target === this.form) this.address.go(fromFields(target, submitter));
    else {
      const parameters = new URLSearchParams(new FormData(target, submitter));
      this.links.see(parameters);
      this.address.visit(parameters, action.hash);
    }
  }
  #hash = ""; // where on the page that comes

  #change({ target }) {
    if (target.form !== this.form || !target.name || target.matches("#q, [id^=ask-]")) return; // those wait for their button
    this.address.go(fromFields(this.form, null, target.name));
    if (target.matches("[id^=add-]")) target.value = "";
  }

  #preview({ target }) {
    if (target.form === this.form && target.name === "magnify") this.#mark({ magnify: Number(target.value) });
  }

  #click(event) {
    const anchor = event.target.closest?.("main a[href]");
    if (!anchor || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (anchor.target || anchor.hasAttribute("download") || anchor.origin !== location.origin || anchor.pathname !== location.pathname || !anchor.search) return;
    const to = new URLSearchParams(anchor.search);
    for (const name of ["lang", "theme", "size"]) if (to.get(name) !== this.address.parameters.get(name)) return; // settings of every page
    event.preventDefault();
    this.#hash = anchor.hash;
    this.address.visit(to, anchor.hash);
    const token = to.get("token");
    if (anchor.closest("[data-panel]") && token) this.fly(Number(token.replace("id:", "")));
  }

  // What the visitor does on the map.

  choose(id) {
    this.dataset.token = id ?? "";
    this.#mark({ token: id, near: [], apparent: [] });
    this.address.go({ token: id === null ? null : `id:${id}` });
  }

  pin(id) {
    const pins = this.#ids("pins");
    const at = pins.indexOf(id);
    if (at < 0 && pins.length >= PINS) return this.status.show("pinsfull", true);
    const next = at < 0 ? [...pins, id] : pins.filter((p) => p !== id);
    this.dataset.pins = next.join(); // until the page says so
    this.#mark({ pins: next });
    this.address.go({ pins: next.map((p) => `id:${p}`) });
  }

  select(ids) {
    if (ids.length > LONGEST) return this.status.show("limit", true, LONGEST);
    this.dataset.selected = ranges(ids);
    this.#mark({ selected: ids });
    this.status.announce(fill(this.say("selected"), ids.length));
    this.address.go({ selected: ranges(ids) });
  }

  // pick adds a token to the selection, or takes it out.
  pick(id) {
    const ids = list(this.dataset.selected ?? "");
    this.select(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
  }

  // atHand is the token under the pointer or the keys, on either picture, else the
  // chosen one.
  get atHand() {
    const hovered = this.pictures.map((picture) => picture.id(picture.hovered)).find((id) => id !== null);
    return hovered ?? this.#ids("token")[0] ?? null;
  }

  // find shows a token that was searched for: on the map when it is there, else
  // beside what is there.
  find(match) {
    this.#flight = match.id;
    const edits = { token: `id:${match.id}` };
    if (!this.picture?.has(match.id)) edits.also = [...this.address.parameters.getAll("also"), `id:${match.id}`];
    else this.#mark({ token: match.id, near: [], apparent: [] });
    this.address.go({ ...edits, q: null });
    this.fly(match.id);
  }

  fly(id) {
    this.#flight = id;
    if (!this.picture?.flyTo(id)) return;
    this.#flight = null;
    this.status.announce(fill(this.say("flown"), this.picture.label(id)));
  }

  // The state, from the address to the screen.

  #moved = false; // the address asks for another camera

  async #follow() {
    this.status.show("");
    this.#following++;
    await this.panels.show(this.address.url, (page) => this.dress(page));
    this.#following--;
  }

  // #take reads what the page that came says of the state.
  async #take(first = false) {
    this.tools.dress();
    const field = document.getElementById("q"); // a class may not be shown it
    if (field && !("own" in field.dataset)) new Search(field, this.dataset.search, (word) => this.say(word), (match) => this.find(match));
    this.links.carry();
    this.#taking?.abort();
    const { signal } = (this.#taking = new AbortController());
    this.#mark(this.#marks());
    document.getElementById(this.#hash.slice(1))?.scrollIntoView({ block: "nearest" });
    this.#hash = "";
    const sources = [...this.querySelectorAll("[data-map]")];
    for (const name of this.#pictures.keys()) if (!sources.some((s) => s.dataset.map === name)) this.#end(name);
    this.#following++;
    try {
      const drawn = sources.map((source) => this.#draw(source.dataset.map, source, { animate: !first, signal }));
      const colored = drawn[0].then(() => this.#color(signal));
      await Promise.all(drawn.map((one, i) => Promise.all([one, colored]).then(() => this.#pictures.get(sources[i].dataset.map)?.paint(this.#numbers))));
    } catch (error) {
      if (signal.aborted) return; // another page came
      if (!(error instanceof Unanswered || error instanceof LayoutError)) throw error;
      this.status.fail(() => this.#take(), error.say);
    } finally {
      this.#following--;
    }
  }

  #marks() {
    const { analogy, selected, hidden } = this.dataset;
    return {
      token: this.#ids("token")[0] ?? null,
      pins: this.#ids("pins"),
      near: this.#ids("true"),
      apparent: this.#ids("apparent"),
      selected: list(selected ?? ""),
      hidden: JSON.parse(hidden || "null") ?? [],
      analogy: analogy ? analogy.split(",").map(Number) : null,
      ...looks(this.address.parameters),
    };
  }

  #ids(name) {
    return (this.dataset[name] ?? "").split(",").filter(Boolean).map(Number);
  }

  #mark(marks) {
    for (const picture of this.#pictures.values()) picture.mark(marks);
  }

  // #draw brings a picture to where its element says.
  async #draw(name, source, { animate, signal }) {
    const { layout, labels, events } = name === "main" ? this.dataset : source.dataset;
    if (events && !(await this.#compute(events, signal))) return;
    if (!this.#pictures.has(name)) this.#begin(name, source);
    const picture = this.#pictures.get(name);
    const main = name === "main";
    const parameters = main ? this.address.parameters : new URLSearchParams();
    const pc = this.address.parameters.get(main ? "pc" : "beside_pc") ?? "1,2";
    if (picture.shows !== layout + pc) {
      await picture.load({ layout, labels }, pc.split(",").map((c) => c - 1), { animate, parameters, signal });
      picture.shows = layout + pc;
    } else if (main && this.#moved) {
      picture.look(parameters, true);
    }
    if (main) this.#moved = false;
    if (main && this.#flight !== null && picture.has(this.#flight)) this.fly(this.#flight);
    if (main) this.#flight = null; // a token that is not here is none to fly to
  }

  #numbers = null; // {low, high, of}, of being the number of each token
  #numbered = ""; // their address

  // #color fetches the numbers that colour the points: those of the first picture,
  // so that a token has one colour in both.
  async #color(signal) {
    const { numbers = "" } = this.dataset;
    if (numbers === this.#numbered) return;
    const found = numbers ? await (await answerOf(numbers, signal)).json() : null;
    const { ids } = this.#pictures.get("main")?.layout ?? { ids: [] };
    this.#numbers = found && { low: found.low, high: found.high, of: new Map(Array.from(ids, (id, i) => [id, found.numbers[i]])) };
    this.#numbered = numbers;
  }

  #begin(name, source) {
    const stage = own("div", { className: "stage" });
    source.replaceChildren(stage);
    const picture = new Picture(stage, (word) => this.say(word));
    this.#pictures.set(name, picture);
    picture.mode = this.tools.mode;
    picture.mark(this.#marks());
    picture.addEventListener("choose", ({ detail }) => this.choose(detail.id));
    picture.addEventListener("hover", ({ detail }) => {
      for (const other of this.#pictures.values()) if (other !== picture) other.mark({ hovered: detail.id });
    });
    picture.addEventListener("lasso", ({ detail }) => {
      this.tools.mode = "move";
      this.select(detail.ids);
    });
    picture.addEventListener("lost", () => this.status.show("lost", true));
    picture.addEventListener("restored", () => this.status.show(""));
    if (name === "main") {
      picture.addEventListener("camera", () => {
        if (!this.#moved) this.address.note(picture.where); // else it still goes elsewhere
        this.status.sample(picture.view.stats());
      });
    }
  }

  #end(name) {
    this.#pictures.get(name).close();
    this.#pictures.delete(name);
  }

  // #compute waits for a layout that takes the server a while; false when the
  // page has to be read again, or the visitor would not wait.
  async #compute(events, signal) {
    const element = this.querySelector(".computing") ?? this.appendChild(own("div", { className: "computing" }));
    const done = await watch(events, element, (word) => this.say(word), signal);
    if (signal.aborted) return false;
    if (done) this.#follow();
    else {
      this.status.announce(this.say("stopped"));
      this.address.go({ method: null, beside: null });
    }
    return false;
  }
}

// looks are what fields say of marks and labels.
function looks(parameters) {
  return {
    magnify: Number(parameters.get("magnify") ?? 1) || 1,
    labelled: parameters.get("labels") !== "0",
    links: parameters.get("links") ?? "true",
  };
}

customElements.define("map-explorer", MapExplorer);

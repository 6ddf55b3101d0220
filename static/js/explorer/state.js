// The state of the map's page: what stands in its address. Pure but for Address:
// the rest knows parameters, not the page.

// REPEATED may be given several times; of every other parameter the last counts.
const REPEATED = new Set(["on", "tokens", "pairs", "also", "fit", "from", "to", "up_from", "up_to", "hide", "pins", "show"]);

// DEFAULTS are left out of an address, which so stays short.
const DEFAULTS = {
  method: "pca", pc: "1,2", color: "category", rows: "unit", magnify: "1", labels: "1", links: "true", turn: "30,20", beside_pc: "1,2",
  seed: "1", perplexity: "30", neighbors: "15", k: "10", metric: "cosine", centred: "0",
};

// CAMERA says from where the map is looked at.
export const CAMERA = ["view", "turn"];

// PLACING decides where points lie: a window on one picture says nothing of
// another.
const PLACING = ["model", "on", "first", "tokens", "rows", "method", "fit", "seed", "perplexity", "neighbors", "from", "to", "up_from", "up_to", "pc"];

// tidy is parameters without what is empty, default or overruled.
export function tidy(parameters) {
  const kept = new URLSearchParams();
  for (const name of new Set(parameters.keys())) {
    if (name === "was") continue; // the mark of a form that is sent without a script
    let values = [...new Set(parameters.getAll(name))].filter((v) => v !== "" && !(name === "fit" && v === "shown"));
    if (!REPEATED.has(name)) values = values.slice(-1).filter((v) => v !== DEFAULTS[name]);
    for (const value of values) kept.append(name, value);
  }
  return kept;
}

// change is parameters with some set to other values: {name: value, list or
// null}. When that moves the points, the window goes.
export function change(parameters, edits) {
  const changed = new URLSearchParams(parameters);
  for (const [name, value] of Object.entries(edits)) {
    changed.delete(name);
    for (const v of value === null ? [] : [value].flat()) changed.append(name, v);
  }
  const kept = tidy(changed);
  if (!("view" in edits) && places(kept) !== places(tidy(parameters))) kept.delete("view");
  return kept;
}

// places names where the points of a state lie.
export function places(parameters) {
  const fit = parameters.getAll("fit");
  const names = [...PLACING, ...(fit.includes("selection") ? ["selected"] : []), ...(fit.includes("sentence") ? ["text"] : [])];
  return JSON.stringify(names.map((name) => parameters.getAll(name)));
}

// ranges writes ids as selected= takes them, 262-270,318; list reads them.
export function ranges(ids) {
  const sorted = [...new Set(ids)].sort((a, b) => a - b);
  const runs = [];
  for (const id of sorted) {
    const last = runs.at(-1);
    if (last && last[1] === id - 1) last[1] = id;
    else runs.push([id, id]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
}

export const LONGEST = 10_000; // tokens that may be selected, as the server has it

export function list(text) {
  const ids = [];
  for (const run of text.split(",")) {
    const [, from, to = from] = run.match(/^(\d+)(?:-(\d+))?$/) ?? [];
    for (let id = Number(from); id <= Number(to) && ids.length < LONGEST; id++) ids.push(id);
  }
  return ids;
}

const number = (v, digits) => String(Number(v.toFixed(digits)));

// A camera as view= and turn= take it: both null where it stands at first.
export function fromCamera({ x, y, zoom, yaw, pitch }, whole) {
  const digits = (v) => number(v, Math.max(0, 4 - Math.floor(Math.log10(Math.abs(v) || 1))));
  return {
    view: whole ? null : [digits(x), digits(y), number(zoom, 3)].join(),
    turn: [number(yaw, 1), number(pitch, 1)].join(),
  };
}

// toCamera is what a state says of the camera; without a window, all is shown.
export function toCamera(parameters) {
  const read = (name) => (parameters.get(name) ?? DEFAULTS[name] ?? "").split(",").map(Number);
  const [x, y, zoom] = read("view");
  const [yaw, pitch] = read("turn");
  const window = parameters.has("view") && [x, y, zoom].every(Number.isFinite) ? { x, y, zoom } : null;
  return { window, yaw: Number.isFinite(yaw) ? yaw : 30, pitch: Number.isFinite(pitch) ? pitch : 20 };
}

// TOGETHER are read as one: none of them given is the first map, whose groups
// and pairs would come back with any of them.
const TOGETHER = ["on", "tokens", "pairs"];

// fromFields are the edits that fields of a form make: of those that were
// changed, of one name if given, and of the button that was pressed.
export function fromFields(form, button = null, name = null) {
  const fields = new FormData(form, button);
  const names = new Set(name ? [name] : [...form.elements].filter(changed).map((e) => e.name));
  if (button?.name) names.add(button.name);
  if (TOGETHER.some((n) => names.has(n))) for (const n of TOGETHER) names.add(n);
  return Object.fromEntries([...names].map((n) => [n, fields.getAll(n)]));
}

function changed(field) {
  if (!field.name || field.type === "hidden" || field.tagName === "BUTTON") return false;
  if (field.tagName === "SELECT") return [...field.options].some((o) => o.selected !== o.defaultSelected);
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
}

const REST = 350; // milliseconds after which the camera's place is written down

// Address keeps the state of the page in its address. It sends change, with the
// parameters that are others than before and whether they move the camera, and
// settle when the camera's place is written down. signal ends it.
export class Address extends EventTarget {
  #later = 0;
  parameters = tidy(new URLSearchParams(location.search));

  constructor(signal) {
    super();
    const back = () => {
      const parameters = tidy(new URLSearchParams(location.search));
      if (link(parameters) === this.url) return; // to another place of the same page
      clearTimeout(this.#later);
      this.#set(parameters);
    };
    addEventListener("popstate", back, { signal });
    signal.addEventListener("abort", () => clearTimeout(this.#later));
  }

  get url() {
    return link(this.parameters);
  }

  // go changes the state by a choice: Back leads to the one before.
  go(edits) {
    this.visit(change(this.parameters, edits));
  }

  // visit goes to a state.
  visit(parameters, hash = "") {
    this.settle();
    const address = link(tidy(parameters));
    if (address !== this.url) history.pushState(null, "", address + hash);
    this.#set(tidy(parameters));
  }

  #set(parameters) {
    const moved = CAMERA.some((name) => parameters.get(name) !== this.parameters.get(name));
    this.parameters = parameters;
    this.dispatchEvent(new CustomEvent("change", { detail: { moved } }));
  }

  // note writes down what changes at every turn of a wheel, once it rests.
  note(edits) {
    this.parameters = change(this.parameters, edits);
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.settle(), REST);
  }

  settle() {
    clearTimeout(this.#later);
    if (this.url === location.pathname + location.search) return;
    history.replaceState(history.state, "", this.url + location.hash);
    this.dispatchEvent(new CustomEvent("settle"));
  }
}

// link is the address of a state, with the characters readable that may be.
export function link(parameters) {
  const query = parameters.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return location.pathname + (query && `?${query}`);
}

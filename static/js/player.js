// Buttons that go through the steps of something: back, play, on.
import { make } from "./ask.js";

// player makes the buttons. words are their names, back, play, pause and forward;
// pause is how long a step stays, in milliseconds. move goes a step on, or back for
// −1, and tells whether there was one to go to. told says each step to who listens:
// while it plays it is quiet, and what it holds at the end is said then.
export function player(words, pause, move, told) {
  const button = (name, act) => {
    const b = make("button", { type: "button", textContent: words[name] });
    b.addEventListener("click", act);
    return b;
  };
  let timer = 0;
  const halt = () => {
    const played = timer;
    clearTimeout(timer);
    timer = 0;
    play.textContent = words.play;
    if (!played || !told) return;
    told.removeAttribute("aria-live");
    told.replaceChildren(told.textContent); // only what changes is said
  };
  const go = () => {
    timer = setTimeout(() => (move(1) ? go() : halt()), pause);
  };
  const play = button("play", () => {
    if (timer) return halt();
    play.textContent = words.pause;
    told?.setAttribute("aria-live", "off");
    if (!move(1)) move(0); // at the end: begin again
    go();
  });
  const back = button("back", () => (halt(), move(-1)));
  const forward = button("forward", () => (halt(), move(1)));
  const bar = make("div", { className: "player" });
  bar.append(back, play, forward);
  return { bar, halt };
}

// wordsOf reads the words of a player from the attributes of an element.
export const wordsOf = (element) => Object.fromEntries(["back", "play", "pause", "forward"].map((name) => [name, element.getAttribute(`text-${name}`)]));

const began = new URL(location.href).searchParams; // as the page was asked for
const kept = new Map();

// keepInAddress writes a parameter to the address, where it can be copied, and to
// whatever leads on from there on this page: to another text only when it is of any.
export function keepInAddress(name, value, ofAnyText = false) {
  const url = new URL(location.href);
  url.searchParams.set(name, value);
  history.replaceState(history.state, "", url);
  kept.set(name, { value: String(value), ofAnyText });
}

// A link or a form of this page that has a parameter as the page was asked for is
// given the one that is shown now; but for a link below data-sets of that parameter,
// which chooses it.
function update(parameters, anotherText = false, own = "") {
  for (const [name, { value, ofAnyText }] of kept) {
    if (name !== own && parameters.get(name) === began.get(name) && (ofAnyText || !anotherText)) parameters.set(name, value);
  }
}

document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || kept.size === 0 || link.origin !== location.origin || link.pathname !== location.pathname || link.getAttribute("href").startsWith("#")) return;
    const url = new URL(link.href);
    update(url.searchParams, false, link.closest("[data-sets]")?.dataset.sets);
    link.href = url;
  },
  true,
);
document.addEventListener("formdata", (event) => {
  const text = event.target.elements.namedItem("text");
  update(event.formData, text !== null && text.value !== text.defaultValue);
});

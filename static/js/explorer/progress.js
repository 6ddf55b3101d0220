// A layout that the server is still computing.
import { make, Unanswered } from "../ask.js";

// watch follows the computation whose events come from an address, shows it in
// element, and resolves to true when it is done, false when the visitor
// cancelled; it rejects when it failed. say(name) is a word of the page.
export function watch(address, element, say, signal) {
  return new Promise((resolve, reject) => {
    const source = new EventSource(address);
    const words = make("p");
    words.setAttribute("role", "status");
    const bar = make("progress", { ariaLabel: say("working") });
    const cancel = make("button", { type: "button", className: "plain", textContent: say("cancel") });
    const end = (settle, value) => {
      source.close(); // nobody watching, the server gives up by itself
      element.replaceChildren();
      element.hidden = true;
      settle(value);
    };
    cancel.addEventListener("click", () => end(resolve, false));
    signal.addEventListener("abort", () => end(resolve, false));
    source.addEventListener("progress", ({ data }) => {
      const { stage, done, of } = JSON.parse(data);
      bar.max = of || 1;
      if (of) bar.value = done;
      else bar.removeAttribute("value");
      if (bar.dataset.stage === stage) return;
      bar.dataset.stage = stage;
      words.textContent = say(`stage-${stage}`) || say("working"); // said aloud once a stage
    });
    source.addEventListener("ready", () => end(resolve, true));
    source.addEventListener("failed", ({ data }) => {
      const { code, detail } = JSON.parse(data);
      end(reject, new Unanswered(`${address}: ${code}`, detail));
    });
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) end(reject, new Unanswered(`${address}: no more events`));
    });
    words.textContent = say("working");
    element.replaceChildren(words, bar, cancel);
    element.hidden = false;
  });
}

// What a page needs beyond its HTML: the module of each element of ours on it.
const modules = {
  "token-map": () => import("./token-map.js"),
  "map-explorer": () => import("./explorer/explorer.js"),
  "vocabulary-growth": () => import("./token-lab.js"),
  "weight-picture": () => import("./weight-picture.js"),
  "present-slides": () => import("./present.js"),
  "print-button": () => import("./print-button.js"),
  "sum-stepper": () => import("./sum-stepper.js"),
  "attention-matrix": () => import("./predict/attention-matrix.js"),
  "text-writer": () => import("./predict/text-writer.js"),
  "motion-player": () => import("./motion-player.js"),
  "learn-contents": () => import("./learn/contents.js"),
  "learn-chapter": () => import("./learn/chapter.js"),
  "training-live": () => import("./training-live.js"),
  "training-replay": () => import("./training-replay.js"),
};

// equip loads the modules of the elements that are on the page by now.
export function equip() {
  for (const [name, load] of Object.entries(modules)) if (document.querySelector(name)) load();
}
equip();

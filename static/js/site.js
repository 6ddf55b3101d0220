// What a page needs beyond its HTML.
import "./token-map.js";
import "./training-live.js";
import "./training-replay.js";
if (document.querySelector("map-explorer")) import("./explorer/explorer.js");
if (document.querySelector("vocabulary-growth")) import("./token-lab.js");
if (document.querySelector("weight-picture")) import("./weight-picture.js");
if (document.querySelector("sum-stepper")) import("./sum-stepper.js");

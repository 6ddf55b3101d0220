// What a page needs beyond its HTML.
import "./token-map.js";

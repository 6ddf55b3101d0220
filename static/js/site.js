import "./token-map.js";

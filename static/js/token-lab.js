// What the token lab needs beyond its HTML.
import "./merge-player.js";
import "./token-links.js";
import "./vocabulary-growth.js";

// The page's links, kept true while the camera moves.
import { CAMERA, places, tidy } from "./state.js";

// Links are those of the page that an address was asked for.
export class Links {
  #asked; // the state that the links are of

  constructor(address) {
    this.address = address;
    this.#asked = address.parameters;
  }

  // carry gives the links the camera of this moment, where they keep the one
  // that the page was asked for.
  carry() {
    const here = places(this.address.parameters);
    for (const anchor of document.querySelectorAll('a[href*="/map?"], a[href^="/plot."]')) {
      const url = new URL(anchor.href);
      const elsewhere = url.pathname === location.pathname && places(tidy(url.searchParams)) !== here;
      if (elsewhere || !this.see(url.searchParams)) continue;
      anchor.setAttribute("href", url.pathname + url.search.replaceAll("%2C", ",") + url.hash);
    }
    const field = document.getElementById("map-link");
    if (field) field.value = location.href;
    this.#asked = new URLSearchParams(this.address.parameters);
  }

  // see sets the camera in parameters that have the one asked for; false for
  // others.
  see(parameters) {
    const { parameters: now } = this.address;
    if (CAMERA.some((name) => parameters.get(name) !== this.#asked.get(name))) return false;
    for (const name of CAMERA) {
      if (now.has(name)) parameters.set(name, now.get(name));
      else parameters.delete(name);
    }
    return true;
  }
}

// Motions under way, by name: a later one of a name ends the one before.
import { nextFrame } from "../frame.js";

const REST = 160; // milliseconds without motion until the picture is at rest

const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class Motions {
  #last = -Infinity; // when something last moved
  #under = {};

  // draw is called after each step, and once when all is at rest.
  constructor(draw) {
    this.draw = draw;
  }

  // wanted is false where motion is not liked or not seen.
  static get wanted() {
    return !calm.matches && !document.hidden;
  }

  // begin calls step with shares that rise to 1; the promise is kept then, or
  // when the motion ends before.
  begin(name, duration, step) {
    const motion = (this.#under[name] = {});
    if (!duration || !Motions.wanted) {
      delete this.#under[name];
      step(1);
      this.note();
      return Promise.resolve();
    }
    return new Promise((done) => {
      const began = performance.now();
      const frame = (now) => {
        if (this.#under[name] !== motion) return done();
        const share = Math.min(1, Math.max(0, now - began) / duration);
        step(share < 1 ? share * share * (3 - 2 * share) : 1);
        this.note();
        if (share < 1) return nextFrame(frame);
        delete this.#under[name];
        done();
      };
      nextFrame(frame);
    });
  }

  end(name) {
    delete this.#under[name];
  }

  // note says that something has moved.
  note() {
    if (!this.moving) setTimeout(() => this.#settle(), REST);
    this.#last = performance.now();
    this.draw();
  }

  // keep reckons the rest from now on, after a frame that may have taken long.
  keep() {
    this.#last = performance.now();
  }

  #settle() {
    if (this.moving) setTimeout(() => this.#settle(), REST);
    else this.draw();
  }

  get moving() {
    return performance.now() - this.#last < REST;
  }
}

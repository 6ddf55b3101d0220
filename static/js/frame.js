// Animation frames that come also when the browser holds them back, as it does
// in a hidden tab, and Chromium without a screen at times after a rest.

const LATE = 200; // milliseconds

// nextFrame calls act once, at the next frame or when that is late, with the
// time.
export function nextFrame(act) {
  let due = true;
  const once = () => {
    if (!due) return;
    due = false;
    act(performance.now());
  };
  requestAnimationFrame(once);
  setTimeout(once, LATE);
}

// What this browser remembers of the course: for each chapter whether it was read,
// and which of its questions were answered. It stays in the browser.

const KEY = "tokenscape.course";

// remembered is {slug: {read, answered: [name]}}; what is not of that form, and a
// store that is closed to the page, count as nothing.
export function remembered() {
  const chapters = {};
  try {
    for (const [slug, { read, answered }] of Object.entries(JSON.parse(localStorage.getItem(KEY)) ?? {})) {
      chapters[slug] = { read: read === true, answered: Array.isArray(answered) ? answered.filter((name) => typeof name === "string") : [] };
    }
  } catch {
    return {};
  }
  return chapters;
}

// remember changes what is known of a chapter.
export function remember(slug, change) {
  const all = remembered();
  all[slug] ??= { read: false, answered: [] };
  change(all[slug]);
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    // nothing is kept; the course works without
  }
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // there was nothing
  }
}

// marked says that a chapter was read, for eyes and for ears.
export function marked(words) {
  const mark = document.createElement("span");
  mark.className = "read-mark";
  mark.textContent = words;
  return mark;
}

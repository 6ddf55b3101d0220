// A token's text as the server shows it (web/page): spaces visible, bytes that
// are no whole characters in hexadecimal.

const MARKS = { " ": "␣", "\n": "⏎", "\t": "⇥", "\u00a0": "⍽" };
const UNSEEN = /[^\p{L}\p{M}\p{N}\p{P}\p{S}\u200d]/u;

export function shown({ text, bytes }) {
  const visible = text.replace(/[ \n\t\u00a0]/g, (space) => MARKS[space]);
  if (text !== "" && !UNSEEN.test(visible)) return visible;
  return (bytes.match(/../g) ?? []).join(" ").toUpperCase();
}

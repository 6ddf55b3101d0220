// Questions to this site's own server.

const PATIENCE = 20_000; // milliseconds for an answer

// ask fetches JSON and fails on any answer but a good one.
export async function ask(address, signal) {
  const answer = await fetch(address, { signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]) });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

// withQuery is an address of this site with parameters set.
export function withQuery(address, parameters) {
  const url = new URL(address, location.href);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.pathname + url.search;
}

export const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

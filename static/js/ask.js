// Questions to this site's own server, and what it means when none comes back.

const PATIENCE = 20_000; // milliseconds for an answer

// Unanswered is a question that the server did not answer, or not well: the
// network is gone, the server is busy, or it cannot do what was asked. say is why,
// in the page's language, when the server said so.
export class Unanswered extends Error {
  name = "Unanswered";

  constructor(message, say = "") {
    super(message);
    this.say = say;
  }
}

// answerOf fetches an address of this site, and throws Unanswered for anything but
// a good answer.
export async function answerOf(address, signal, headers = {}) {
  let answer;
  try {
    answer = await fetch(address, { signal, headers });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unanswered(`${address}: ${error.message}`);
  }
  if (answer.ok) return answer;
  throw new Unanswered(`${address}: ${answer.status}`, await said(answer));
}

// said is what a refusal says to people, "" when it is no problem of RFC 9457.
async function said(answer) {
  try {
    return (await answer.json()).detail ?? "";
  } catch {
    return "";
  }
}

// ask fetches JSON, and waits for it no longer than PATIENCE.
export async function ask(address, signal) {
  const answer = await answerOf(address, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]));
  return answer.json();
}

// withQuery is an address of this site with parameters set.
export function withQuery(address, parameters) {
  const url = new URL(address, location.href);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.pathname + url.search;
}

export const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

// Questions to this site's own server, and what it means when none comes back.

// Unanswered is a question that the server did not answer, or not well: the
// network is gone, the server is busy, or it cannot do what was asked.
export class Unanswered extends Error {
  name = "Unanswered";
}

// ask fetches an address of this site, and throws Unanswered for anything but a
// good answer.
export async function ask(address, signal, headers = {}) {
  let answer;
  try {
    answer = await fetch(address, { signal, headers });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unanswered(`${address}: ${error.message}`);
  }
  if (!answer.ok) throw new Unanswered(`${address}: ${answer.status}`);
  return answer;
}

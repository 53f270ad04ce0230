/** A message's body to be read: laid out if it is JSON, as it is if it is anything else. */
export function laidOut(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Perhaps that is why nobody could handle it.
    return body;
  }
}

/** A payload's members, read with care: what the browser parsed from the bytes may be anything. */
export type Payload = Readonly<Record<string, unknown>>;

export function isPayload(value: unknown): value is Payload {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function textIn(payload: Payload, name: string): string | null {
  const value = payload[name];
  return typeof value === "string" ? value : null;
}

export function textsIn(payload: Payload, name: string): string[] | null {
  const value = payload[name];
  return Array.isArray(value) && value.every((one) => typeof one === "string") ? value : null;
}

export function numberIn(payload: Payload, name: string): number | null {
  const value = payload[name];
  return typeof value === "number" ? value : null;
}

/** The payload that bytes spell; null when they spell none. */
export function payloadOf(bytes: string): Payload | null {
  try {
    const value: unknown = JSON.parse(bytes);
    return isPayload(value) ? value : null;
  } catch {
    // Not JSON: then nothing is rendered, and the bytes are shown as they are.
    return null;
  }
}

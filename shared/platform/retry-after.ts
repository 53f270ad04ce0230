/** So long at most is followed what a service asks for: then somebody looks again, whatever it has said. */
export const longestPatienceMs = 15 * 60_000;

/**
 * How long an answer asks to be left alone, milliseconds: by Retry-After in seconds or as a date
 * (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after), or by the moment at which a limit is lifted
 * (x-ratelimit-reset or ratelimit-reset, epoch seconds). What can't be read says nothing; nothing said is `otherwise`.
 */
export function patienceOf(headers: Headers, now: number, otherwise: number): number {
  const said = headers.get("retry-after")?.trim() ?? "";
  const asked = /^\d+(?:\.\d+)?$/.test(said) ? Number(said) * 1000 : Date.parse(said) - now;
  const reset = Number(headers.get("x-ratelimit-reset") ?? headers.get("ratelimit-reset") ?? 0) * 1000 - now;
  const ms = [asked, reset].find((one) => one > 0) ?? otherwise;
  return cappedPatience(ms);
}

/** A wish for patience, milliseconds, as far as it is followed. */
export function cappedPatience(ms: number): number {
  return Math.min(ms, longestPatienceMs);
}

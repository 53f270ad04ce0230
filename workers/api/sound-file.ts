import { SignalboxError } from "../../shared/platform/errors.ts";

/**
 * A sound in R2 as a browser's player reads it: whole, or the part that its Range header names.
 * @throws SignalboxError `not_found` when it lies there no more.
 */
export async function soundFile({ ARTEFACTS }: Env, key: string, { headers }: Request): Promise<Response> {
  const asked = headers.get("range");
  const whole = await ARTEFACTS.head(key);
  if (whole === null) throw new SignalboxError("not_found", `its sound is not kept any more (${key})`);
  const common = {
    "content-type": "audio/mpeg",
    "accept-ranges": "bytes",
    "x-content-type-options": "nosniff",
  };
  const range = asked === null ? null : rangeIn(asked, whole.size);
  if (range === "unmet")
    return new Response(null, {
      status: 416,
      headers: { ...common, "content-range": `bytes */${whole.size}` },
    });
  const found = await ARTEFACTS.get(key, range === null ? {} : { range });
  if (found === null) throw new SignalboxError("not_found", `its sound is not kept any more (${key})`);
  if (range === null)
    return new Response(found.body, { headers: { ...common, "content-length": String(whole.size) } });
  const { offset, length } = range;
  return new Response(found.body, {
    status: 206,
    headers: {
      ...common,
      "content-length": String(length),
      "content-range": `bytes ${offset}-${offset + length - 1}/${whole.size}`,
    },
  });
}

/** The one part that a Range header names; null for what is no such header, which is as if there were none (RFC 9110, 14.2). */
function rangeIn(header: string, size: number): { offset: number; length: number } | "unmet" | null {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim()) ?? [];
  if (first === "" && last === "") return null;
  const offset = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return offset > end ? "unmet" : { offset, length: end - offset + 1 };
}

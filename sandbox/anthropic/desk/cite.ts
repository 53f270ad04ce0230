import { isObject } from "../../json.ts";
import { elements } from "../wire.ts";

/** The first older post of those that a prompt remembers, as a sentence that links to it; empty: there is none. */
export function cite(prompt: string): string {
  const lines = elements(prompt, "remembered").join("\n").split("\n");
  const older = lines.filter((line) => line.startsWith("{")).map((line): unknown => JSON.parse(line));
  for (const one of older) {
    if (!isObject(one) || one["kind"] !== "publication") continue;
    const { url, title, date } = one;
    if (typeof url !== "string" || typeof title !== "string" || typeof date !== "string") continue;
    // A gist or a report is no post.
    if (!new URL(url).pathname.startsWith("/posts/")) continue;
    const month = new Date(date).toLocaleDateString("en", { month: "long", timeZone: "UTC" });
    return `We said this in ${month} already, in [${title.replaceAll(/[[\]\\]/g, "")}](${url}); what follows is what is new.`;
  }
  return "";
}

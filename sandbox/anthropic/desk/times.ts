const day = /\b(?:today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}-\d{2}-\d{2})\b/i;
const clock = /\b(\d{1,2})(?::|\.)(\d{2})\b|\b(\d{1,2})\s*(am|pm)\b/i;
const what = /\b(?:blog|posts?|bluesky|linkedin|threads|mail|gist|report|everything|all)\b/i;

/** Times that a text names, part by part: "blog on Monday 9:00, posts at 10:00". */
export function timesOf(text: string): { what: string; day: string | null; time: string | null }[] {
  return text.split(/[,;\n]|\band\b/).flatMap((part) => {
    const at = clock.exec(part);
    const named = what.exec(part)?.[0].toLowerCase() ?? null;
    const on = day.exec(part.replace(at?.[0] ?? "", ""))?.[0].toLowerCase() ?? null;
    if (at === null || (named === null && on === null)) return [];
    const hours = Number(at[1] ?? at[3]) + (at[4]?.toLowerCase() === "pm" ? 12 : 0);
    const time = `${String(hours).padStart(2, "0")}:${at[2] ?? "00"}`;
    return [{ what: placeOf(named), day: on, time }];
  });
}

function placeOf(named: string | null): string {
  if (named === null || named === "everything") return "all";
  return named === "post" ? "posts" : named;
}

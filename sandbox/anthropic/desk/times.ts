const word = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half an|an?|\\d+";
const later = new RegExp(`\\bin (?:${word}) (?:minutes?|hours?|hour)\\b`, "i");
const day =
  /\b(?:today|tonight|tomorrow|(?:next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}-\d{2}-\d{2})\b/i;
const clock =
  /\b\d{1,2}[:.]\d{2}(?: ?[ap]m)?\b|\b\d{1,2} ?[ap]m\b|(?<=\bat )(?:(?:half past |quarter (?:past|to) )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|noon\b)/i;
/** Publishing is said to be at some time that is none. */
const vague = /\b(?:publish|post|goes out|send) (?:it )?(soon(?:ish)?|later|at a good moment)\b/i;
const what = /\b(?:blog|posts?|bluesky|linkedin|threads|mail|gist|report|everything|all)\b/i;

/** Times that a text names, part by part, in its own words: "blog on Monday 9:00, posts at 10:00". */
export function timesOf(text: string): { what: string; day: string | null; time: string | null }[] {
  const found = text.split(/[,;\n]|\band\b/).flatMap((part) => {
    const named = what.exec(part)?.[0].toLowerCase() ?? null;
    const soon = later.exec(part)?.[0] ?? vague.exec(part)?.[1];
    if (soon !== undefined) return [{ what: placeOf(named), day: null, time: soon }];
    const at = clock.exec(part)?.[0] ?? null;
    const on = day.exec(part.replace(at ?? "", ""))?.[0] ?? null;
    if (at === null || (named === null && on === null)) return [];
    return [{ what: placeOf(named), day: on, time: at }];
  });
  // Who has answered about a time has taken back what was said of it before.
  return found.filter(
    (one, place) => one.time === null || !vague.test(`post ${one.time}`) || place === found.length - 1,
  );
}

function placeOf(named: string | null): string {
  if (named === null || named === "everything") return "all";
  return named === "post" ? "posts" : named;
}

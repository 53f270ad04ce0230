import { type Person, personByEmail } from "../person.ts";
import type { Attendee } from "./meeting.ts";

/**
 * The person behind what a transcript calls who speaks: by the whole name, by the address, by an attendee's address, and by a first name
 * that only one of them has. Never guessed between two: then nobody.
 */
export function matchSpeaker(
  speaker: string,
  people: readonly Person[],
  attendees: readonly Attendee[],
): Person | null {
  const name = folded(speaker.replace(/\s*[([].*$/, ""));
  if (name === "") return null;
  const whole = people.filter((one) => folded(one.name) === name);
  if (whole.length > 0) return only(whole);
  const address = /[^\s<>()]+@[^\s<>()]+/.exec(speaker)?.[0];
  if (address !== undefined) return personByEmail(people, address);
  const invited = attendees.filter((one) => folded(one.name) === name && one.email !== null);
  const [attendee] = invited;
  if (attendee?.email && invited.length === 1) {
    const person = personByEmail(people, attendee.email);
    // Somebody else's address under that name says that it is somebody else.
    return person;
  }
  if (name.includes(" ")) return null;
  const strangers = attendees.filter(
    (one) => firstOf(one.name) === name && (one.email === null || personByEmail(people, one.email) === null),
  );
  const known = people.filter((one) => firstOf(one.name) === name);
  const others = strangers.filter(
    ({ name: called }) => !known.some((one) => folded(one.name) === folded(called)),
  );
  return others.length > 0 ? null : only(known);
}

function only(found: readonly Person[]): Person | null {
  const [one] = found;
  return one !== undefined && found.length === 1 ? one : null;
}

function firstOf(name: string): string {
  return folded(name).split(" ")[0] ?? "";
}

/** "Ortiz, Maya" is "maya ortiz", with or without accents. */
export function folded(name: string): string {
  return name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replace(/^([^,]+),\s*([^,]+)$/, "$2 $1")
    .replaceAll(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

/** Names without those that are another's in other letters; the first way of writing one stays. */
export function distinctNames(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => {
    const key = folded(name);
    if (key === "" || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

import type { Reading } from "./reading.ts";

/**
 * Groups signals by who really speaks: several changes by one author are one voice, and so are copies of one text, by
 * whomever they were passed on. What agrees with itself is no agreement.
 */
export function voicesOf(readings: readonly Reading[]): Reading[][] {
  const voices: Reading[][] = [];
  for (const reading of readings) {
    const same = voices.filter((voice) => voice.some((one) => sameVoice(one, reading)));
    const joined = [...same.flat(), reading];
    voices.splice(0, voices.length, ...voices.filter((voice) => !same.includes(voice)), joined);
  }
  return voices;
}

function sameVoice(one: Reading, other: Reading): boolean {
  const names = [namesOf(one), namesOf(other)] as const;
  return names[0].some((name) => names[1].includes(name)) || copies(one, other);
}

function namesOf({ signal: { author } }: Reading): string[] {
  return [author.name, author.address ?? ""]
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
}

/** Whether one text is the other, or has it inside: as a forward has. */
function copies(one: Reading, other: Reading): boolean {
  const [a, b] = [plain(one), plain(other)];
  const shorter = a.length < b.length ? a : b;
  const longer = a.length < b.length ? b : a;
  return shorter.length >= 30 && longer.includes(shorter);
}

function plain({ words }: Reading): string {
  return words.text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

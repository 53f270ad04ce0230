import { daysIn, later } from "./days.ts";
import type { ShownEntry } from "./read.ts";
import type { Scene } from "./scene.ts";

/** The ticket that words name. */
export function ticketIn(words: string, { tickets }: Scene): string | null {
  const named = words.match(/\b[A-Z][A-Z0-9]+-\d+\b/g) ?? [];
  return named.find((key) => tickets.some((one) => one.key === key)) ?? null;
}

/** The milestone that words are about: by its name, or the only one that is open. */
export function milestoneIn(words: string, { entries }: Scene): ShownEntry | null {
  const milestones = entries.filter(
    ({ artefact, id, fields }) =>
      artefact === "delivery_state" && id !== "head" && fields["status"] !== "done",
  );
  const named = milestones.find(({ name }) => words.toLowerCase().includes(name.toLowerCase()));
  return named ?? milestones.find(({ name }) => alike(name, words)) ?? null;
}

/** The day that words move a milestone to: as they say it, or so much later than planned. */
export function newDay(words: string, { fields }: ShownEntry, { today }: Scene): string | null {
  const [said] = daysIn(words, today);
  return said ?? later(fields["forecast"] ?? fields["due"] ?? null, words);
}

/** Words as a title. */
export function titleOf(words: string): string {
  const plain = words.replace(/^(?:hi|hello|hey|dear)\b[^,]{0,40},\s*/i, "").replace(/[.!?]+$/, "");
  return plain.length > 110 ? `${plain.slice(0, 109).replace(/\s+\S*$/, "")}…` : plain;
}

const common = new Set(
  "the and that this with for from will have has are was were not but our you your they them into until about there would could should been because before after says".split(
    " ",
  ),
);

/** Whether two sentences share most of what matters in the shorter one. */
export function alike(one: string, other: string): boolean {
  const { shared, shorter } = sharedWords(one, other);
  return shared >= 2 && shared / shorter >= 0.6;
}

/** How many words that matter two sentences share, and how many the shorter one has. */
export function sharedWords(one: string, other: string): { shared: number; shorter: number } {
  const [a, b] = [one, other].map(
    (text) =>
      new Set(
        text
          .toLowerCase()
          .match(/[\p{L}\p{N}-]{4,}/gu)
          ?.filter((word) => !common.has(word)),
      ),
  );
  if (a === undefined || b === undefined) return { shared: 0, shorter: 0 };
  return { shared: [...a].filter((word) => b.has(word)).length, shorter: Math.min(a.size, b.size) };
}

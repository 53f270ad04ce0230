import { comparable } from "../../shared/domain/likeness.ts";
import { lexicalVector } from "../../shared/memory/lexical-embedder.ts";

/** Words that mean about the same. This is all the meaning that the stand-in knows. */
const groups = [
  "undo rollback revert back",
  "deploy deployment deployments release releases ship shipped",
  "bug defect error fault mistake",
  "slow sluggish lag latency late slowly",
  "customer client buyer user users reader readers",
  "price cost costs pay pays paid money euros bill",
  "mail email emails mails newsletter notification",
  "login logged signin session sessions",
  "delete deleted remove removes removed erase",
  "opening introduction beginning start",
  "short brief concise shorter",
  "night nights nightly evening",
  "appointment booking reservation",
  "mouse keyboard pointer",
  "excel spreadsheet spreadsheets csv",
  "umlauts characters utf",
  "pages paged alerts pager duty",
  "borrow borrowed loan extended extend",
];
const concepts = new Map(
  groups.flatMap((group, at) => group.split(" ").map((word): [string, string] => [word, `concept${at}`])),
);

/** A text's place: its words and parts of words, and what they mean, in so many parts. The same text always has the same. */
export function placeOf(text: string, dimensions: number): number[] {
  const meant = comparable(text).flatMap((word) => concepts.get(word) ?? []);
  const vector = lexicalVector(`${text}\n${meant.join(" ")}`);
  const parts = Array.from({ length: dimensions }, () => 0);
  for (const [at, part] of vector.entries()) parts[at % dimensions] = (parts[at % dimensions] ?? 0) + part;
  const length = Math.hypot(...parts) || 1;
  return parts.map((part) => part / length);
}

import type { Author, Change } from "../../../shared/domain/artefacts/artefact.ts";
import { entriesThatMatter } from "../../../shared/domain/artefacts/entries-that-matter.ts";
import { configuredSpine } from "../../../shared/jobs/open-spine.ts";
import { readArtefact } from "../../../shared/spine/artefacts/read-artefact.ts";
import { writeArtefact } from "../../../shared/spine/artefacts/write-artefact.ts";
import { type Used, usedDatabase } from "./used-database.ts";

/** What updates of a long document came to, inside the Worker. */
export interface ArtefactUpdates {
  entries: number;
  changes: number;
  /** Milliseconds of each update, from reading the document to having written it. */
  times: number[];
  used: Used;
  /** The document as it is stored, and what of it a model would be shown, in characters. */
  wholeCharacters: number;
  shownCharacters: number;
  shownEntries: number;
}

const kind = "raid_log";
const crew: Author = { kind: "crew" };
const words =
  "vendor contract staging audit budget tokens release gateway ledger invoice mobile search tenant export import archive".split(
    " ",
  );
const word = (n: number): string => words[n % words.length] ?? "";

/** Grows a RAID log and has the crew change it again and again, with the database's uses counted. */
export async function updateArtefacts(
  env: Env,
  { entries, updates }: { entries: number; updates: number },
): Promise<ArtefactUpdates> {
  const project = `bench-${crypto.randomUUID().slice(0, 8)}`;
  const spine = configuredSpine(env);
  const write = (changes: Change[], actionId: string) =>
    ({
      project,
      kind,
      changes,
      author: crew,
      reason: "a mail says so",
      actionId,
    }) as const;
  await writeArtefact(
    spine,
    write(
      Array.from({ length: entries }, (_, n) => added(n)),
      `${project}.seed`,
    ),
  );
  const { database, used } = usedDatabase(env.DB);
  const measured = configuredSpine({ ...env, DB: database });
  const times: number[] = [];
  for (let n = 0; n < updates; n++) {
    const startedAt = performance.now();
    const { problems } = await writeArtefact(measured, write(update(n, entries), `${project}.${n}`));
    times.push(performance.now() - startedAt);
    if (problems.length > 0) throw new Error(problems.join("; "));
  }
  const artefact = await readArtefact(spine.db, project, kind);
  const matter = { tickets: ["ATL-77"], words: `the ${word(3)} and its ${word(5)}`, today: "2026-11-26" };
  const shown = entriesThatMatter(artefact, matter, { entries: 40, characters: 12_000 });
  return {
    entries: artefact.entries.length,
    changes: update(0, entries).length,
    times,
    used,
    wholeCharacters: JSON.stringify(artefact.entries).length,
    shownCharacters: shown.text.length,
    shownEntries: shown.entries.length,
  };
}

function added(n: number): Change {
  const description = `${word(n)} ${word(n * 7 + 1)} of ATL-${n}, `.repeat(12);
  const fields = {
    type: "risk",
    title: `Number ${n}: the ${word(n)} is late`,
    description,
    impact: "medium",
  };
  return { op: "add", id: `new-${n}`, fields, sources: [`watch:bench:jira:${n}`] };
}

/** Five changes: three entries go on, two are new. */
function update(n: number, entries: number): Change[] {
  const sources = [`watch:bench:outlook:${n}`];
  const set = (k: number): Change => ({
    op: "set",
    id: `R-${((n * 17 + k * 31) % entries) + 1}`,
    fields: { owner: `Person ${n}`, due: "2026-12-24" },
    sources,
  });
  return [set(0), set(1), set(2), added(entries + 2 * n), added(entries + 2 * n + 1)];
}

import { eq } from "drizzle-orm";
import { approvals } from "../../db/schema.ts";
import type { Author } from "../../domain/artefacts/artefact.ts";
import type { Ground } from "../ground.ts";
import { type ArtefactWrite, writeArtefact } from "./write-artefact.ts";

/** Writes what a person has agreed to, in that person's name. Returns the document's version. */
export async function decidedWrite(
  ground: Ground,
  write: Omit<ArtefactWrite, "author"> & { actionId: string },
): Promise<number> {
  const author = await deciderOf(ground, write.actionId);
  return (await writeArtefact(ground, { ...write, author })).version;
}

/** Who has said yes to an action; the crew where nobody was asked. */
async function deciderOf({ db }: Ground, actionId: string): Promise<Author> {
  const row = await db
    .select({ by: approvals.decidedBy })
    .from(approvals)
    .where(eq(approvals.actionId, actionId))
    .get();
  return row === undefined || row.by === null ? { kind: "crew" } : { kind: "person", id: row.by };
}

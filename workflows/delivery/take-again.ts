import { changeAgain } from "../../shared/db/deliveries.ts";
import type { DeliveredDocument, redoStages } from "../../shared/domain/delivery/stage.ts";
import { answersAmong } from "../../shared/jobs/delivery/documents/keep-answer.ts";
import type { DurableRun } from "../durable-run.ts";
import { rowOf } from "./begin-delivery.ts";

/** What is made anew, and of what. */
export interface Again {
  /** What is read. */
  documents: DeliveredDocument[];
  /** All is made anew from the documents on, or the design alone; null: what follows from the documents. */
  redo: (typeof redoStages)[number] | null;
  /** Digest and number of the plan that was agreed on before, and the questions that it leaves open. */
  agreed: string | null;
  revision: number;
  open: string[];
}

/** Takes up what is to be made anew, and answers it: the plan is not agreed on any more. What people say meanwhile is for another time. */
export async function takeAgain(run: DurableRun, edition: number): Promise<Again> {
  const { seen, taken } = await run.once(`what is made anew ${edition}`, async () => {
    const row = await rowOf(run);
    const { documents, again, redo, written, agreed, revision, requirements } = row;
    const newer = again ?? [];
    const all = withNewer(documents, newer);
    // What people have answered is understood by its questions, and stories by hand aren't read by a model: both stand as they were found.
    const found = new Set([
      ...(await answersAmong(run.spine, documents)),
      ...written.map(({ document }) => document.id),
    ]);
    const anew = all.filter(({ id }) => !found.has(id) || newer.some((one) => one.id === id));
    return {
      seen: { taskId: run.taskId, again, redo, written },
      taken: {
        documents: redo === "requirements" ? anew : newer,
        redo,
        agreed,
        revision,
        open: requirements?.questions.map(({ id }) => id) ?? [],
      },
    };
  });
  await run.once(`made anew ${edition}`, async () => {
    const { documents } = await rowOf(run);
    await run.recordNow(
      [],
      [
        changeAgain(run.spine, seen, {
          documents: withNewer(documents, seen.again ?? []),
          again: null,
          redo: null,
          agreed: null,
          stage: isDesignAlone(taken) ? "architecture" : "requirements",
        }),
      ],
    );
  });
  return taken;
}

/** Whether requirements stay as they are. */
export function isDesignAlone({ documents, redo }: Pick<Again, "documents" | "redo">): boolean {
  return redo === "design" && documents.length === 0;
}

function withNewer(
  documents: readonly DeliveredDocument[],
  newer: readonly DeliveredDocument[],
): DeliveredDocument[] {
  const kept = documents.map((one) => newer.find(({ id }) => id === one.id) ?? one);
  return [...kept, ...newer.filter(({ id }) => !documents.some((one) => one.id === id))];
}

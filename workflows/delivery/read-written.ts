import type { DeliveredDocument } from "../../shared/domain/delivery/stage.ts";
import { fromTexts } from "../../shared/jobs/delivery/documents/read-texts.ts";
import { foundWritten } from "../../shared/jobs/delivery/requirements/found-written.ts";
import type { Found } from "../../shared/jobs/delivery/requirements/ground-extracted.ts";
import type { DurableRun } from "../durable-run.ts";
import { rowOf } from "./begin-delivery.ts";
import { redactorOf, type Shown } from "./shown.ts";

/** What the stories by hand ask for that are among documents, and the ids of their documents. */
export async function readWritten(
  run: DurableRun,
  documents: readonly DeliveredDocument[],
  shown: Shown,
  again: string,
): Promise<{ found: Found[]; ids: string[] }> {
  return run.once(`stories by hand${again}`, async () => {
    const written = (await rowOf(run)).written.filter(({ document }) =>
      documents.some(({ id }) => id === document.id),
    );
    if (written.length === 0) return { found: [], ids: [] };
    const { mask } = await redactorOf(run, shown);
    const its = written.map(({ document }) => document);
    const requirements = await fromTexts(run.spine, its, ({ id, text }) =>
      written
        .filter(({ document }) => document.id === id)
        .map((one) => foundWritten(one, text, (words) => mask(words).text)),
    );
    const summary = written.map(({ id, title }) => `${id} ${title}`).join(", ");
    await run.recordNow([
      run.fact(
        `stories by hand${again}`,
        "documents.read",
        `written by hand, and wanted as they are: ${summary}`,
        {
          stories: written.map(({ id, by }) => ({ id, by })),
        },
      ),
    ]);
    return {
      found: [{ requirements: requirements.flat(), questions: [], refused: [] }],
      ids: its.map(({ id }) => id),
    };
  });
}

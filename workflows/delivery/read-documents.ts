import type { OpenQuestion } from "../../shared/domain/delivery/requirement.ts";
import type { DeliveredDocument } from "../../shared/domain/delivery/stage.ts";
import { asShown } from "../../shared/jobs/delivery/documents/redactor-for.ts";
import { fromTexts } from "../../shared/jobs/delivery/documents/read-texts.ts";
import {
  extractedSchema,
  extractPrompt,
  extractSystem,
  extractTokens,
} from "../../shared/jobs/delivery/requirements/extract.ts";
import { type Found, groundExtracted } from "../../shared/jobs/delivery/requirements/ground-extracted.ts";
import {
  inBatches,
  type Piece,
  type PiecePlace,
  piecesAt,
  placesIn,
} from "../../shared/jobs/delivery/requirements/source-document.ts";
import type { DurableRun } from "../durable-run.ts";
import { redactorOf, type Shown } from "./shown.ts";

/**
 * Reads documents part by part: where the parts are is settled once, and each step reads the texts of its own.
 * @param asked the questions that the documents answer; empty for those that answer none
 * @param name what the documents are in steps and facts
 */
export async function readDocuments(
  run: DurableRun,
  documents: readonly DeliveredDocument[],
  shown: Shown,
  asked: readonly OpenQuestion[],
  name: string,
): Promise<Found[]> {
  const batches = await run.once(`parts of ${name}`, async () => {
    const redactor = await redactorOf(run, shown);
    return inBatches(
      (await fromTexts(run.spine, documents, (document) => placesIn(asShown(document, redactor)))).flat(),
    );
  });
  const found: Found[] = [];
  for (const [n, places] of batches.entries()) {
    let pieces: Piece[] = [];
    const step = `read ${name} ${n + 1}`;
    found.push(
      await run.answer(
        step,
        async (problems) => {
          pieces = await piecesOf(run, documents, shown, places);
          return {
            taskId: run.taskId,
            project: run.project,
            purpose: "extract",
            tier: "reasoner",
            system: extractSystem,
            user: extractPrompt(pieces, asked, problems),
            schema: extractedSchema,
            maxTokens: extractTokens,
          };
        },
        () => [],
        async (said) => {
          const kept = groundExtracted(said, pieces);
          const { requirements, questions, refused } = kept;
          const summary = `${requirements.length} requirements and ${questions.length} questions were read in ${name}, part ${n + 1} of ${batches.length}${refused.length === 0 ? "" : `; ${refused.length} quotes are in no document`}`;
          return {
            kept,
            facts: [
              run.fact(step, "documents.read", summary, {
                requirements: requirements.length,
                questions: questions.length,
                refused,
              }),
            ],
          };
        },
      ),
    );
  }
  return found;
}

/** The parts at these places, with only the documents read that they are in. */
async function piecesOf(
  run: DurableRun,
  documents: readonly DeliveredDocument[],
  shown: Shown,
  places: readonly PiecePlace[],
): Promise<Piece[]> {
  const redactor = await redactorOf(run, shown);
  const wanted = new Set(places.map(({ document }) => document));
  const its = documents.filter(({ id }) => wanted.has(id));
  return piecesAt(places, await fromTexts(run.spine, its, (document) => asShown(document, redactor)));
}

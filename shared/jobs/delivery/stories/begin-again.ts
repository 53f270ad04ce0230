import { exists } from "drizzle-orm";
import { changeAgain, type DeliveryRow, isAwaited, storiesOfDelivery } from "../../../db/deliveries.ts";
import { mostPlanDocuments } from "../../../domain/delivery/delivery-plan.ts";
import type { DeliveredDocument, redoStages } from "../../../domain/delivery/stage.ts";
import {
  type WrittenStory,
  type writtenStorySchema,
  writtenStoryText,
} from "../../../domain/delivery/written-story.ts";
import { protectedReason } from "../../../domain/protected-files.ts";
import { sha256 } from "../../../platform/digest.ts";
import { SignalboxError } from "../../../platform/errors.ts";
import type { Spine } from "../../../spine/context.ts";
import { hit } from "../../../spine/record.ts";
import type { z } from "zod";
import { documentsNamed } from "../documents/documents-named.ts";
import { keepWords } from "../documents/keep-words.ts";
import { newestVersions } from "../documents/newest-versions.ts";
import { lastStory } from "../requirements/fixed-stories.ts";
import { steerable, type Steering, told } from "./steer-delivery.ts";

type Stage = (typeof redoStages)[number];

/** What is made anew before a further story begins. */
interface Awaited {
  documents: DeliveredDocument[];
  stage: Stage | null;
}

/** A delivery of which something can be made anew: its plan is agreed on. @throws SignalboxError as `steerable`, and `conflict`. */
async function agreedDelivery(spine: Spine, taskId: string): Promise<DeliveryRow> {
  const row = await steerable(spine, taskId);
  if (row.agreed === null)
    throw new SignalboxError(
      "conflict",
      `the plan of ${taskId} is not agreed on yet: ask for a revision of it, or answer its questions`,
    );
  return row;
}

/**
 * Has something made anew before a further story begins: what documents with a newer version ask for, and further ones; and, where a stage
 * is named, all requirements, or the design alone. It joins what is awaited already.
 * @throws SignalboxError `bad_request` when there is nothing to make anew, or a document isn't there.
 */
export async function beginAgain(
  spine: Spine,
  { taskId, by }: Steering,
  { documents: further, stage }: { documents: readonly string[]; stage: Stage | null },
): Promise<Awaited> {
  const row = await agreedDelivery(spine, taskId);
  if (stage === "design" && further.length > 0)
    throw new SignalboxError(
      "bad_request",
      "a design alone reads no documents: leave them out, or name the stage requirements",
    );
  const { newer, unread } =
    stage === "design" ? { newer: [], unread: [] } : await newestVersions(spine, row.project, row.documents);
  const added = await documentsNamed(
    spine,
    row.project,
    further.filter((id) => !newer.some((one) => one.id === id)),
  );
  const read = [
    ...newer,
    ...added.filter(
      ({ id, version }) => !row.documents.some((one) => one.id === id && one.version === version),
    ),
  ];
  if (read.length === 0 && stage === null)
    throw new SignalboxError(
      "bad_request",
      unread.length > 0
        ? unread.join("; ")
        : "no document has a newer version than the one that was read, and no further one is named",
    );
  const names = read.map(({ name, version }) => `${name} (version ${version})`).join(", ");
  const what = [
    ...(read.length === 0 ? [] : [`has ${names} read again`]),
    ...(stage === null ? [] : [`has the ${stage} made anew`]),
  ].join(" and ");
  return change(spine, row, by, what, { read, stage, written: row.written });
}

/**
 * Adds a story that somebody has written: its words are kept as a document of the project, and its requirement, its place in the plan and
 * its design follow before a further story begins. The same story again is the one that is there.
 * @throws SignalboxError `bad_request` for stories that aren't there and files that nobody may touch, with all of them.
 */
export async function addStory(
  spine: Spine,
  { taskId, by }: Steering,
  story: z.infer<typeof writtenStorySchema>,
): Promise<WrittenStory> {
  const row = await agreedDelivery(spine, taskId);
  const problems = problemsOf(row, story);
  if (problems.length > 0) throw new SignalboxError("bad_request", problems.join("; "));
  const text = writtenStoryText(story, { by, where: taskId });
  const mark = (await sha256(text)).slice(0, 8);
  const document = await keepWords(spine, {
    project: row.project,
    uploadId: `story-${taskId}-${mark}`,
    by,
    // A path's last part is a file's name.
    name: `Story by ${by}: ${story.title.replaceAll(/[\\/]/g, "-")} (${mark}).txt`,
    text,
  });
  const known = row.written.find((one) => one.document.id === document.id);
  if (known !== undefined) return known;
  const rows = await storiesOfDelivery(spine.db, taskId);
  const ids = [
    ...(row.requirements?.stories ?? []).map(({ id }) => id),
    ...row.written.map(({ id }) => id),
    ...rows.map(({ storyId }) => storyId),
  ];
  const added: WrittenStory = { ...story, id: `S${lastStory(ids) + 1}`, document, by };
  await change(spine, row, by, `adds ${added.id}: ${story.title}`, {
    read: [document],
    stage: null,
    written: [...row.written, added],
  });
  return added;
}

function problemsOf(row: DeliveryRow, { dependsOn, files }: z.infer<typeof writtenStorySchema>): string[] {
  const known = new Set([...(row.requirements?.stories ?? []), ...row.written].map(({ id }) => id));
  const { tests = [], code = [] } = files ?? {};
  const placed = [
    ...(row.design?.stories ?? []),
    ...row.written.flatMap((one) => (one.files === undefined ? [] : [{ story: one.id, ...one.files }])),
  ];
  const otherwise = (its: readonly string[], as: "tests" | "code", what: string): string[] =>
    its.flatMap((file) => {
      const other = placed.find((one) => one[as].includes(file));
      return other === undefined ? [] : [`${file} is ${what} of ${other.story}`];
    });
  return [
    ...dependsOn
      .filter((id) => !known.has(id))
      .map((id) => `there is no story ${id} that it could depend on`),
    ...tests.filter((file) => code.includes(file)).map((file) => `${file} is test and code at once`),
    // What one story is proven by, no other writes: no design could be made of it.
    ...otherwise(code, "tests", "a test"),
    ...otherwise(tests, "code", "code"),
    ...[...tests, ...code].flatMap((file) => {
      const why = protectedReason(file);
      return why === null ? [] : [`${file} may not be touched: it is ${why}`];
    }),
  ];
}

/** Room for what people answer while it is put together. */
const answersToCome = 5;

/** @throws SignalboxError `conflict` when somebody else has changed it meanwhile, `bad_request` when it would be too much for one plan. */
async function change(
  spine: Spine,
  row: DeliveryRow,
  by: string,
  what: string,
  {
    read,
    stage,
    written,
  }: { read: readonly DeliveredDocument[]; stage: Stage | null; written: WrittenStory[] },
): Promise<Awaited> {
  const { taskId, again: awaited, documents: known } = row;
  const documents = [...(awaited ?? []).filter(({ id }) => !read.some((one) => one.id === id)), ...read];
  const count = new Set([...known, ...documents].map(({ id }) => id)).size;
  if (count > mostPlanDocuments - answersToCome)
    throw new SignalboxError(
      "bad_request",
      `the plan would rest on ${count} documents, and one has at most ${mostPlanDocuments - answersToCome}: make another delivery of them`,
    );
  const redo: Stage | null =
    stage === "requirements" || row.redo === "requirements" ? "requirements" : (stage ?? row.redo);
  const again = documents.length === 0 ? null : documents;
  const set = { again, redo, written };
  const guard = exists(isAwaited(spine.db, { taskId, ...set }));
  const [changed] = await told(spine, { taskId, by }, what, [changeAgain(spine, row, set)], guard);
  if (!hit(changed))
    throw new SignalboxError("conflict", `somebody else is changing ${taskId} just now: try again`);
  return { documents, stage: redo };
}

import { eq } from "drizzle-orm";
import { tasks } from "../../shared/db/schema.ts";
import {
  briefReaderOf,
  type Classification,
  classificationSchema,
  classifyPrompt,
  classifySystem,
  type Reading,
} from "../../shared/jobs/editorial/intent.ts";
import { addressed } from "../../shared/integrations/slack/mention.ts";
import { joined, type Mrkdwn, mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import type { SealedEditorialKind } from "../../shared/jobs/editorial/kind.ts";
import {
  editorialKindOf,
  nothingAsked,
  whatItCanDo,
  whichKind,
} from "../../shared/jobs/editorial/registry.ts";
import { settleBrief, type Unclear } from "../../shared/jobs/editorial/settle-brief.ts";
import { publishingOf } from "../../shared/jobs/editorial/rules.ts";
import { saidTimes } from "../../shared/jobs/editorial/time-pieces.ts";
import { type LookedBack, lookBack } from "../../shared/memory/look-back.ts";
import { SignalboxError } from "../../shared/platform/errors.ts";
import type { Kept } from "../../shared/spine/ask-model.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Ending } from "../run-task.ts";
import type { Message } from "../talk.ts";
import { wordsAbout } from "./draft.ts";
import { type EditorialTask, saidIn, type Words, wordsOf } from "./editorial-task.ts";
import { question } from "../question.ts";

/** Asking more often than this helps nobody. */
const maxQuestions = 5;

type Understood =
  /** `acknowledged`: the thread knows that it is worked on. */
  | { kind: "brief"; of: SealedEditorialKind; task: EditorialTask; acknowledged: boolean }
  | Extract<Ending, { kind: "rejected" }>;

/**
 * Finds out what is wanted and whether enough is known: classify; below the threshold ask; check the rubric; ask for
 * what is missing, by name. Each answer leads to a new look at the whole conversation. Where rules have told the kind
 * (`routed`), only the brief is read.
 */
export async function understand(
  run: DurableRun,
  requester: string,
  said: Words,
  routed: string | null,
): Promise<Understood> {
  const asker = addressed(run.spine.settings.PEOPLE, requester);
  const threshold = run.spine.settings.INTENT_CONFIDENCE_THRESHOLD;
  let words = said;
  if (routed !== null && editorialKindOf(routed) === null) return notYetDone(asker, routed);
  for (let round = 1; round <= maxQuestions; round++) {
    const {
      intent,
      confidence,
      brief,
      acknowledged,
      unclear = [],
      lookedBack,
    } = await classify(run, round, { threshold, routed }, words);
    if (confidence < threshold) {
      words = await question(run, round, async () => wordsOf(run), {
        asker,
        words: mrkdwn`I am not sure what you want from me. ${whichKind()} Tell me what you need.`,
        data: { reason: "intent is not clear", confidence, threshold },
      });
      continue;
    }
    if (intent === nothingAsked) return nothingToDo(asker);
    const kind = editorialKindOf(intent);
    if (kind === null) return notYetDone(asker, intent);
    const channel = run.thread?.channel ?? null;
    const missing = lacking(unclear, kind.missing(brief, { channel, said: saidIn(words) }));
    if (missing.length === 0) {
      const { request, provenance, attached } = words;
      const known = {
        requester,
        request,
        said: saidIn(words),
        brief,
        channel,
        provenance,
        attached,
        lookedBack,
      };
      return { kind: "brief", of: kind, task: known, acknowledged };
    }
    const list = joined(missing.map((field) => mrkdwn`• *${field.name}*: ${field.ask}`));
    words = await question(run, round, async () => wordsOf(run), {
      asker,
      words: mrkdwn`Before I start I need to know:\n${list}`,
      data: { missing: missing.map((field) => field.name) },
    });
  }
  throw new SignalboxError(
    "no_answer",
    `after ${maxQuestions} questions it is still not clear what is wanted`,
  );
}

function nothingToDo(asker: Mrkdwn): Understood {
  return {
    kind: "rejected",
    reason: "nothing asked",
    message: {
      text: mrkdwn`:zzz: ${asker} I see nothing in this that asks for anything, so I do nothing. If I am wrong, tell me what is wanted.`,
    },
  };
}

function notYetDone(asker: Mrkdwn, intent: string): Understood {
  const name = intent.replaceAll("_", " ");
  return {
    kind: "rejected",
    reason: `the desk can't do this yet: ${name}`,
    message: {
      text: mrkdwn`:no_entry_sign: ${asker} I understand this as *${name}*, and I can't do that yet. ${whatItCanDo()}`,
    },
  };
}

/** What a request was understood as, and what in it comes to nothing. */
interface Understanding extends Omit<Classification, "reason"> {
  /** Absent: nothing. */
  unclear?: Unclear[];
  /** The thread knows that it is worked on. */
  acknowledged: boolean;
  /** What is remembered of it; absent: nobody has looked. */
  lookedBack?: LookedBack | undefined;
}

/** What has to be asked about: what can't be understood, and what else isn't known. */
function lacking(unclear: readonly Unclear[], missing: readonly Unclear[]): Unclear[] {
  const names = new Set(unclear.map(({ name }) => name));
  return [...unclear, ...missing.filter(({ name }) => !names.has(name))];
}

async function classify(
  run: DurableRun,
  round: number,
  { threshold, routed }: { threshold: number; routed: string | null },
  words: Words,
): Promise<Understanding> {
  const { request, replies } = words;
  const told = routed === null ? null : editorialKindOf(routed);
  const reading: Reading =
    told === null
      ? { system: classifySystem, schema: classificationSchema }
      : briefReaderOf(told, words.isMail);
  return run.answer(
    `classify ${round}`,
    async (problems) => {
      const user = [
        classifyPrompt(
          request,
          replies.map((reply) => reply.text),
        ),
        ...problems.map((problem) => `<problem>${problem}</problem>`),
      ].join("\n");
      return {
        taskId: run.taskId,
        project: run.project,
        purpose: "classify",
        tier: "judge",
        ...reading,
        user,
        maxTokens: 2000,
      };
    },
    () => [],
    async ({
      asks = true,
      intent = asks ? (routed ?? "other") : nothingAsked,
      confidence = 1,
      reason,
      brief: read,
    }): Promise<Kept<Understanding>> => {
      const nobodyListens = run.thread === null;
      const classified =
        told === null || !asks
          ? [
              run.fact(
                `intent/${round}`,
                "intent.classified",
                `${intent.replaceAll("_", " ")}, confidence ${confidence}`,
                { intent, confidence, threshold, reason },
              ),
            ]
          : [];
      const kind = confidence < threshold ? null : editorialKindOf(intent);
      if (kind === null)
        return {
          kept: { intent, confidence, brief: read, unclear: [], acknowledged: nobodyListens },
          facts: classified,
        };
      const { taskId, project } = run;
      const { brief, unclear } = await settleBrief(run.spine, kind, { taskId, project, request }, read);
      const asked = { channel: run.thread?.channel ?? null, said: saidIn(words) };
      const names = lacking(unclear, kind.missing(brief, asked)).map((field) => field.name);
      const title = kind.titleOf(brief);
      const checked = run.fact(
        `rubric/${round}`,
        "rubric.checked",
        names.length === 0 ? "the brief is complete" : `missing: ${names.join(", ")}`,
        { ok: names.length === 0, missing: names },
      );
      const { db } = run.spine;
      const lookedBack =
        names.length === 0
          ? await lookBack(run.spine, { project, taskId, kind: intent }, wordsAbout(title, request))
          : undefined;
      if (names.length === 0) run.carry();
      const ready =
        names.length === 0 ? await run.prepareTell("acknowledge", onIt(run, kind, title, brief)) : null;
      const understanding = { intent, confidence, brief, unclear, acknowledged: nobodyListens, lookedBack };
      return {
        kept: understanding,
        ...(ready === null
          ? {}
          : {
              saying: {
                ready,
                kept: (said) => ({ ...understanding, acknowledged: said.kind === "done" }),
              },
            }),
        facts: [...classified, checked],
        records: [
          db
            .update(tasks)
            .set(title === null ? { kind: intent } : { kind: intent, title })
            .where(eq(tasks.id, run.taskId)),
        ],
      };
    },
  );
}

/** What the thread is told when work begins. */
export function onIt(
  run: DurableRun,
  { words }: Pick<SealedEditorialKind, "words">,
  title: string | null,
  brief: Classification["brief"],
): Message {
  const { timeZone } = publishingOf(run.spine.settings.RULES, run.project);
  return {
    text: joined([
      mrkdwn`:pencil: On it: ${words.begun} *${title ?? "this"}*. Nothing goes out before it is approved here.`,
      ...saidTimes(brief, timeZone),
    ]),
  };
}

import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { slackReport } from "../../../shared/actions/slack-report.ts";
import { actions, approvals } from "../../../shared/db/schema.ts";
import { mrkdwn } from "../../../shared/integrations/slack/mrkdwn.ts";
import { decide } from "../../../shared/spine/decide.ts";
import { carryOutTogether } from "../../../workflows/carry-out/carry-out-together.ts";
import type { Batch, Undertaking } from "../../../workflows/carry-out/undertaking.ts";
import { DurableRun } from "../../../workflows/durable-run.ts";
import type { StepEngine } from "../../../workflows/durable-steps.ts";
import { sandbox, thread } from "./slack.ts";
import { aTask, spine, unique } from "./spine.ts";

type Result = Record<string, string>;

/** What the engine says when there is nothing to do but wait. */
export class Waits extends Error {
  readonly ms: number;

  constructor(ms: number) {
    super("it waits");
    this.ms = ms;
  }
}

/** The machine went down here. */
export class Killed extends Error {}

/** A piece of a version: a report to a channel, which is how the stand-in for Slack shows that it went out. */
export interface Part {
  key: string;
  title: string;
  publishAt?: string;
  channel?: string;
}

/**
 * A task's instance, run by an engine that begins anew from what its steps have left at each wake. Each look is thus a
 * restart, and it can be killed at any step: what that has done stays done, its result is lost.
 */
export class Instance {
  readonly taskId: string;
  readonly #batch: (revision: number, keys?: string[]) => Batch<Result>;
  readonly #known = new Map<string, string>();
  #steps = 0;
  #killAt: number | null = null;
  root = "";

  constructor(taskId: string, parts: readonly Part[]) {
    this.taskId = taskId;
    this.#batch = (revision, keys) => batchOf(parts, revision, keys);
  }

  /** Goes on until it waits, is killed or has ended. */
  async run(killAt: number | null = null): Promise<string[] | { waits: number } | "killed"> {
    this.#steps = 0;
    this.#killAt = killAt;
    const run = await DurableRun.open(env, this.#engine(), { taskId: this.taskId });
    run.thread = { channel: "C0CONTENT", thread: this.root };
    let revision = 1;
    try {
      const finished = await carryOutTogether(run, this.#batch(1), async (_asked, wishes) =>
        this.#batch(
          ++revision,
          wishes.map(({ work }) => work.key.replace(/-\d+$/, "")),
        ),
      );
      return finished.map(({ work, ended }) => `${work.key} ${ended.kind}`);
    } catch (error) {
      if (error instanceof Killed) return "killed";
      if (error instanceof Waits) return { waits: error.ms };
      throw error;
    }
  }

  #engine(): StepEngine {
    return {
      do: async (name, _config, callback) => {
        const known = this.#known.get(name);
        if (known !== undefined) return known;
        const result = await callback();
        if (++this.#steps === this.#killAt) throw new Killed();
        this.#known.set(name, result);
        return result;
      },
      sleep: async () => {},
      waitForEvent: async (name, { timeout }) => {
        if (this.#known.has(name)) return {};
        // Whoever runs it again has woken it.
        this.#known.set(name, "");
        throw new Waits(typeof timeout === "number" ? timeout : 0);
      },
    };
  }
}

export function batchOf(parts: readonly Part[], revision: number, keys?: string[]): Batch<Result> {
  const chosen = parts.filter(({ key }) => keys === undefined || keys.includes(key));
  const [work, ...works] = chosen.map(
    ({ key, title, publishAt = null, channel = "C0GENERAL" }): Undertaking<Result> => ({
      key: `${key}-${revision}`,
      result: z.record(z.string(), z.string()),
      revisable: true,
      proposal: async () => ({
        kind: "slack_report",
        payload: {
          channel,
          title: revision === 1 ? title : `${title}, version ${revision}`,
          markdown: "All is well.",
          publishAt,
        },
        provenance: "operator",
        revision,
      }),
      view: async (actionId, proposed) => {
        const known = spine.db.select().from(actions).where(eq(actions.id, actionId)).get();
        const action = proposed ?? (await known);
        return { ...slackReport.preview(JSON.parse(action?.payload ?? "{}")), facts: [] };
      },
    }),
  );
  if (work === undefined) throw new Error("no parts");
  const nouns = chosen.map(({ key }) => `${key} report`);
  const together = { revision, title: "A launch", nouns, facts: [mrkdwn`x`] };
  return { works: [work, ...works], together: parts.length === 1 ? null : together };
}

export async function anInstance(parts: readonly Part[]): Promise<Instance> {
  const taskId = await aTask({ id: unique("editorial"), requestedBy: "priya" });
  const instance = new Instance(taskId, parts);
  const { ts } = await sandbox<{ ts: string }>("/slack/_people/message", {
    user: "U0PRIYA",
    channel: "C0CONTENT",
    text: "launch",
  });
  instance.root = ts;
  return instance;
}

export const parts = (mark: string, ...keys: string[]): Part[] =>
  keys.map((key) => ({ key, title: `${mark} ${key}` }));
/** What stands in the channel, by its first line. */
export const titlesOut = async (mark: string) => {
  const { messages } = await sandbox<{ messages: { channel: string; text: string }[] }>(
    "/slack/_people/messages?channel=C0GENERAL",
  );
  return messages.filter(({ text }) => text.includes(mark)).map(({ text }) => text.split("\n")[0]);
};

export const rowsOf = async (taskId: string) =>
  spine.db.select().from(approvals).where(eq(approvals.taskId, taskId)).orderBy(approvals.createdAt);
export const rowOf = async ({ taskId }: Instance, key: string) => {
  const row = (await rowsOf(taskId)).find(({ actionId }) => actionId === `${taskId}.${key}`);
  if (row === undefined) throw new Error(`${key} was not proposed`);
  return row;
};
export const say = async (
  instance: Instance,
  key: string,
  decision: "approved" | "rejected" | "revised" = "approved",
  by = "maya",
  why = "too loud",
) => {
  const { id, digest } = await rowOf(instance, key);
  const reason = decision === "approved" ? null : why;
  return decide(spine, { approvalId: id, digest, decision, by, channel: "api", reason });
};

/** The message that asks, with what its buttons stand for. */
export async function questionIn({ root }: Instance) {
  const message = (await thread(root)).find(({ blocks }) => blocks.length > 4);
  if (message === undefined) throw new Error("nobody was asked");
  const buttons = message.blocks.flatMap(({ elements = [] }) =>
    elements.flatMap(({ action_id, value }) => (value === undefined ? [] : [{ action_id, value }])),
  );
  const at = { channel: "C0CONTENT", ts: message.ts };
  const all = buttons.find(({ action_id }) => action_id === "bundle.approve");
  return {
    at,
    words: JSON.stringify(message.blocks),
    each: buttons.filter(({ action_id }) => action_id === "approval.approve").map(({ value }) => value),
    all: z.looseObject({}).parse(JSON.parse(all?.value ?? "{}")),
  };
}

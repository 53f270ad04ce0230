import { eq } from "drizzle-orm";
import { actions, effects } from "../../shared/db/schema.ts";
import type { Attempt } from "../../shared/domain/attempt.ts";
import type { EffectResult } from "../../shared/domain/sending.ts";
import { unknownEffectBlocks } from "../../shared/integrations/slack/effect-message.ts";
import { mrkdwn } from "../../shared/integrations/slack/mrkdwn.ts";
import { describeError, SignalboxError } from "../../shared/platform/errors.ts";
import { abandonEffect } from "../../shared/spine/abandon.ts";
import { perform } from "../../shared/spine/perform.ts";
import { askAboutEffect } from "../../shared/spine/resolve-effect.ts";
import type { DurableRun } from "../durable-run.ts";
import type { Told } from "../talk.ts";
import type { Carried, Undertaking } from "./undertaking.ts";

type Applied<R extends EffectResult> = Extract<Carried<R>, { kind: "applied" | "stale" }>;

/**
 * Performs an allowed action, once its thread shows that it is; where its answer stays lost, people say what happened,
 * and that counts.
 * @param show rewrites the question to what was decided; null: nobody was asked.
 */
export async function applyAction<R extends EffectResult>(
  run: DurableRun,
  { key, result }: Undertaking<R>,
  actionId: string,
  by: string | null,
  show: (() => Promise<Attempt<Told>>) | null,
): Promise<Applied<R>> {
  for (let round = 1; ; round++) {
    const step = round === 1 ? `apply ${key}` : `apply ${key} again ${round}`;
    try {
      const answer = await run.attempt(step, async () => {
        const shown = round === 1 ? await show?.() : undefined;
        // A lost answer of Slack's says nothing of the action's own effect.
        if (shown?.kind === "retry") return { ...shown, code: "effect_failed" };
        if (shown !== undefined && shown.kind !== "done") return shown;
        return perform(run.spine, actionId);
      });
      return { kind: "applied", result: result.parse(answer), by };
    } catch (error) {
      const code = error instanceof SignalboxError ? error.code : null;
      if (error instanceof SignalboxError && code === "stale")
        return { kind: "stale", reason: error.message };
      if (code === "cancelled") throw error;
      if (code !== "effect_unknown") {
        const reason = error instanceof Error ? error.message : describeError(error);
        await run.once(`abandon ${key}`, async () => abandonEffect(run.spine, actionId, reason));
        throw error;
      }
      await askWhatHappened(run, `${key} ${round}`, actionId);
    }
  }
}

async function askWhatHappened(run: DurableRun, name: string, actionId: string): Promise<void> {
  await run.once(`unknown ${name}`, async () => askAboutEffect(run.spine, actionId));
  await run.say(`ask what happened ${name}`, async () => {
    const row = await run.spine.db
      .select({ kind: actions.kind, target: actions.target, effect: effects })
      .from(effects)
      .innerJoin(actions, eq(actions.id, effects.actionId))
      .where(eq(effects.actionId, actionId))
      .get();
    if (!row) throw new SignalboxError("not_found", `the effect ${actionId} is gone`);
    const { error, attempts } = row.effect;
    return {
      text: mrkdwn`I can't tell whether ${row.kind} for ${row.target} happened. Please look.`,
      blocks: unknownEffectBlocks({ actionId, kind: row.kind, target: row.target, error, attempts }),
    };
  });
  await run.until(`what happened ${name}`, async () => {
    const effect = await run.spine.db.select().from(effects).where(eq(effects.actionId, actionId)).get();
    return effect && effect.state !== "unknown" ? true : null;
  });
}

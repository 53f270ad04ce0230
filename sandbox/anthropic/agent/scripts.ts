import { z } from "zod";
import { phases } from "../../../shared/domain/phase.ts";
import type { Conversation } from "./conversation.ts";
import { type Turn, turnSchema, withCwd } from "./turn.ts";

const scriptSchema = z.strictObject({
  phase: z.enum(phases),
  repository: z.string().optional(),
  /** Substring of the first user message. */
  contains: z.string().optional(),
  /** In how many conversations it is played; absent: in all. */
  times: z.number().int().positive().optional(),
  /** `{{cwd}}` in any string stands for the working directory. */
  turns: z.array(turnSchema).min(1),
  /** After the turns the prepared behaviour begins; absent: a turn more is an error. */
  afterwards: z.literal("prepared").optional(),
});
type Script = z.infer<typeof scriptSchema>;

export const scriptsRequest = z.strictObject({ scripts: z.array(scriptSchema).min(1) });

/** What a test lets the stand-in do instead of its own: `prepared` is the rest of the conversation for its own. */
export type Scripted = { kind: "turn"; turn: Turn } | { kind: "prepared"; conversation: Conversation };

/** Scripts for conversations, in order of arrival. The first that fits plays the whole conversation. */
export class AgentScripts {
  #scripts: Script[] = [];
  /** Who plays a conversation, and how many errors it has been given. */
  #playing = new Map<string, { script: Script | null; errors: number }>();

  add(scripts: readonly Script[]): void {
    this.#scripts.push(...scripts);
  }

  clear(): void {
    this.#scripts = [];
    this.#playing.clear();
  }

  /** An error turn comes once: the request that follows it gets the next turn. */
  next(conversation: Conversation, cwd: string): Scripted {
    const playing = this.#playing.get(conversation.id) ?? { script: this.#take(conversation), errors: 0 };
    this.#playing.set(conversation.id, playing);
    const { script } = playing;
    if (!script) return { kind: "prepared", conversation };
    const turn = script.turns[conversation.results.length + playing.errors];
    if (turn) {
      if ("status" in turn) playing.errors += 1;
      return { kind: "turn", turn: withCwd(turn, cwd) };
    }
    if (script.afterwards === "prepared") {
      const results = conversation.results.slice(script.turns.length - playing.errors);
      return { kind: "prepared", conversation: { ...conversation, results } };
    }
    const error = `the script for ${script.phase} has no turn after its ${script.turns.length}`;
    return { kind: "turn", turn: { status: 400, error } };
  }

  #take({ phase, repository, opening }: Conversation): Script | null {
    const script = this.#scripts.find(
      (one) =>
        one.phase === phase &&
        (one.repository === undefined || one.repository === repository) &&
        opening.includes(one.contains ?? ""),
    );
    if (script?.times !== undefined) {
      script.times -= 1;
      if (script.times === 0) this.#scripts = this.#scripts.filter((one) => one !== script);
    }
    return script ?? null;
  }
}

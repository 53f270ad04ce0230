import type { EffectResult } from "../../../domain/sending.ts";
import type { Notice } from "../../../integrations/slack/message.ts";
import type { ApplicableKind } from "../../../policy/boundaries.ts";
import type { ActionKindModule } from "../../../spine/action-kind.ts";
import type { Errand } from "../../../spine/spawn-errand.ts";

/** Something that a task of its own does, and nobody waits for. */
type Order = Pick<Errand, "key" | "kind" | "payload">;

/** What is said or done about a report in the system that it came from. Names and keys are unique within the task. */
export type Reaction = { name: string } & (
  | { how: "act"; through: (outlet: Outlet) => Promise<string | null> }
  | { how: "errand"; order: Order }
);

/** How reactions come about: at once while a signal is offered, or as the durable steps of a workflow. */
export interface Outlet {
  /** Performs an action that needs nobody's word. Returns why it was refused; null when it wasn't. */
  act<K extends ApplicableKind, P, R extends EffectResult>(
    name: string,
    module: ActionKindModule<K, P, R>,
    payload: P,
  ): Promise<string | null>;
  /** Tells people in Slack. */
  tell(name: string, notice: Notice): Promise<unknown>;
  /** Has actions carried out that may be held, or asked about, for as long as that takes. */
  spawn(name: string, orders: readonly Order[]): Promise<unknown>;
}

/** An action that is performed there and then. */
export function acting<K extends ApplicableKind, P, R extends EffectResult>(
  name: string,
  module: ActionKindModule<K, P, R>,
  payload: P,
): Reaction {
  return {
    how: "act",
    name,
    through: async (outlet) => {
      const refusal = await outlet.act(name, module, payload);
      return refusal === null ? null : `${module.preview(payload).title}: ${refusal}`;
    },
  };
}

/** Something that is told in Slack there and then. */
export function telling(name: string, notice: Notice): Reaction {
  const through = async (outlet: Outlet) => {
    await outlet.tell(name, notice);
    return null;
  };
  return { how: "act", name, through };
}

/** An action that is left to an errand. Those of one name are sent off together. */
export function sending<K extends ApplicableKind, P extends Record<string, unknown>, R extends EffectResult>(
  name: string,
  key: string,
  { kind }: ActionKindModule<K, P, R>,
  payload: P,
): Reaction {
  return { how: "errand", name, order: { key, kind, payload } };
}

/** Has everything happen, in this order, each whatever becomes of the others. Returns what was refused and why, in words. */
export async function react(outlet: Outlet, reactions: readonly Reaction[]): Promise<string[]> {
  const refused: string[] = [];
  for (const [name, group] of Map.groupBy(reactions, (one) => one.name)) {
    for (const one of group) {
      const refusal = one.how === "act" ? await one.through(outlet) : null;
      if (refusal !== null) refused.push(refusal);
    }
    const orders = group.flatMap((one) => (one.how === "errand" ? one.order : []));
    if (orders.length > 0) await outlet.spawn(name, orders);
  }
  return refused;
}

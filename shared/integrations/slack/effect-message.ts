import type { Resolution } from "../../domain/effect.ts";
import { buttonRow, type Part, prose } from "./blocks.ts";
import { code, mrkdwn, quote } from "./mrkdwn.ts";

const buttons: { actionId: string; resolution: Resolution; label: string }[] = [
  { actionId: "effect.happened", resolution: "happened", label: "It happened" },
  { actionId: "effect.did_not_happen", resolution: "did_not_happen", label: "It did not: do it" },
  { actionId: "effect.give_up", resolution: "give_up", label: "Give up" },
];

/** What a click says of an effect whose answer was lost. */
export const effectButtons: ReadonlyMap<string, Resolution> = new Map(
  buttons.map((button) => [button.actionId, button.resolution]),
);

/** Asks people to look at what we can't see, with all that is known. */
export function unknownEffectParts(effect: {
  actionId: string;
  kind: string;
  target: string;
  error: string | null;
  attempts: number;
}): Part[] {
  const { actionId, kind, target, error, attempts } = effect;
  return [
    prose(
      mrkdwn`:grey_question: I can't tell whether *${kind}* for ${code(target)} happened: it was sent (attempt ${attempts}) and the answer was lost. Please look there and tell me; until then I do nothing.${quote(error ?? "no answer")}`,
    ),
    buttonRow(
      "effect",
      buttons.map((button) => ({
        type: "button",
        action_id: button.actionId,
        text: { type: "plain_text", text: button.label },
        value: JSON.stringify({ actionId }),
      })),
    ),
  ];
}

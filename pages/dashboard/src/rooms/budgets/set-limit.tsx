import type { ReactElement } from "react";
import { useSend } from "../../api/use-api.ts";
import { dollars } from "../../parts/money.tsx";
import { type Pot, potName, potOf } from "../../parts/pot.ts";
import { tellDone } from "../../parts/tell.ts";
import { AmountDialog } from "./amount-dialog.tsx";
import { limitRange } from "./what-is-set.ts";

const periods = {
  task: "task",
  "project-day": "day",
  "system-day": "day",
  "system-month": "month",
} as const satisfies Record<Pot["scope"], string>;

/** Sets what a pot holds in every period, from now on. */
export function SetLimit({
  pot,
  onClose,
}: {
  pot: Pick<Pot, "scope" | "key" | "limitUsd">;
  onClose: () => void;
}): ReactElement {
  const { mutate, error, isPending } = useSend("PUT /api/budgets");
  return (
    <AmountDialog
      title={`Limit: ${potName(pot)}`}
      label={`Limit a ${periods[pot.scope]}, dollars`}
      verb="Set limit"
      initial={pot.limitUsd}
      range={limitRange}
      error={error}
      isSending={isPending}
      onClose={onClose}
      onSend={(usd) =>
        mutate(
          { body: { scope: pot.scope, of: pot.scope === "project-day" ? potOf(pot) : null, usd } },
          {
            onSuccess: () => {
              tellDone(`The limit is ${dollars(usd)} from now on.`);
              onClose();
            },
          },
        )
      }
    >
      It counts from now on, and for the periods to come. With more to spend, tasks that wait for money go on.
    </AmountDialog>
  );
}

import { type ReactElement, useState } from "react";
import { useSend } from "../../api/use-api.ts";
import { dollars, Money } from "../../parts/money.tsx";
import { type Pot, potName } from "../../parts/pot.ts";
import { tellDone } from "../../parts/tell.ts";
import { AmountDialog } from "./amount-dialog.tsx";
import { periodWords, potAddress, topUpRange } from "./what-is-set.ts";

/** Adds money to a pot. One dialog is one top-up, however often its button is pressed. */
export function TopUp({ pot, onClose }: { pot: Pot; onClose: () => void }): ReactElement {
  const [onceKey] = useState(() => crypto.randomUUID());
  const { mutate, error, isPending } = useSend("POST /api/budgets/top-ups");
  return (
    <AmountDialog
      title={`Top up: ${potName(pot)}`}
      label="Amount to add, dollars"
      verb="Top up"
      initial={Number.NaN}
      range={topUpRange}
      error={error}
      isSending={isPending}
      onClose={onClose}
      onSend={(usd) =>
        mutate(
          { body: { ...potAddress(pot), usd }, onceKey },
          {
            onSuccess: () => {
              tellDone(`${dollars(usd)} added. What waited for it goes on.`);
              onClose();
            },
          },
        )
      }
    >
      It has <Money usd={pot.limitUsd + pot.topUpUsd} /> now, of which <Money usd={pot.spentUsd} /> are spent.
      What you add counts {periodWords(pot.scope)}; the limit stays as it is.
    </AmountDialog>
  );
}

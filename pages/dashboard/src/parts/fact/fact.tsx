import { Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type ReactElement, type ReactNode, useId } from "react";
import { DisclosureButton } from "../disclosure.tsx";
import { Json } from "../json.tsx";
import { FactIcon } from "./fact-icon.tsx";
import { FactSummary } from "./fact-summary.tsx";
import type { FactView } from "./fact-view.ts";
import { factWords, lookOf } from "./fact-words.ts";
import classes from "./fact.module.css";

/** One fact of the ledger, as an entry of a list. */
export function Fact({
  fact,
  when,
  children,
}: {
  fact: FactView;
  /** Its time, as the list tells times. */
  when: ReactNode;
  /** What the list adds: where it belongs, how long it took. */
  children?: ReactNode;
}): ReactElement {
  const { type, data } = fact;
  const [isOpen, { toggle }] = useDisclosure(false);
  const details = useId();
  const hasDetails = Object.keys(data).length > 0;
  return (
    <li className={classes["fact"]}>
      <div className={classes["when"]}>{when}</div>
      <div className={classes["icon"]}>
        <FactIcon look={lookOf(type)} />
      </div>
      <div className={classes["words"]}>
        <Text component="span" inherit fw={600}>
          {factWords(type)}
        </Text>
        <FactSummary fact={fact} />
      </div>
      <div className={classes["more"]}>{children}</div>
      <div className={classes["toggle"]}>
        {hasDetails && (
          <DisclosureButton isOpen={isOpen} onToggle={toggle} controls={details}>
            Details
          </DisclosureButton>
        )}
      </div>
      <div id={details} hidden={!isOpen} className={classes["details"]}>
        {isOpen && <Json value={data} label={`Details of: ${factWords(type)}`} />}
      </div>
    </li>
  );
}

/** Facts one below the other. */
export function Facts({
  label,
  isDated = false,
  children,
}: {
  label: string;
  /** Whether their times carry the day too. */
  isDated?: boolean;
  children: ReactNode;
}): ReactElement {
  return (
    <ol className={classes["facts"]} aria-label={label} data-dated={isDated || undefined}>
      {children}
    </ol>
  );
}

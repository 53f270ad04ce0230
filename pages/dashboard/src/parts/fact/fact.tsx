import { Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type ReactElement, type ReactNode, useId } from "react";
import { DisclosureButton } from "../disclosure.tsx";
import { lasting } from "../duration.ts";
import { Json } from "../json.tsx";
import { dollars } from "../money.tsx";
import { Told } from "../told.tsx";
import { counted } from "../words.ts";
import { FactIcon } from "./fact-icon.tsx";
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

/** What a fact says beyond its kind. */
function FactSummary({ fact: { type, summary, data } }: { fact: FactView }): ReactElement | null {
  if (type === "llm.called" && typeof data["purpose"] === "string" && typeof data["model"] === "string")
    return (
      <span className={classes["summary"]}>
        {data["purpose"]}: {data["model"]} <CallCost data={data} />
      </span>
    );
  if (summary.toLowerCase() === factWords(type).toLowerCase()) return null;
  return (
    <span className={classes["summary"]}>
      <Told text={summary} />
    </span>
  );
}

/** What one call of a model took, from its fact. */
function CallCost({ data }: { data: Record<string, unknown> }): ReactElement {
  const number = (name: string): number => {
    const value = data[name];
    return typeof value === "number" ? value : 0;
  };
  const tokensIn = number("inputTokens") + number("cacheWriteTokens") + number("cachedTokens");
  return (
    <Text component="span" inherit c="dimmed" style={{ fontVariantNumeric: "tabular-nums" }}>
      {dollars(number("usd"))} · {counted(tokensIn, "token")} in, {counted(number("outputTokens"), "token")}{" "}
      out · {lasting(number("latencyMs"))}
    </Text>
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

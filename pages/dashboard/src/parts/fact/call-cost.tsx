import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import { lasting } from "../duration.ts";
import { dollars } from "../money.tsx";

const count = new Intl.NumberFormat();

/** What one call of a model took, from its fact. */
export function CallCost({ data }: { data: Record<string, unknown> }): ReactElement {
  const number = (name: string): number => {
    const value = data[name];
    return typeof value === "number" ? value : 0;
  };
  const tokensIn = number("inputTokens") + number("cacheWriteTokens") + number("cachedTokens");
  return (
    <Text component="span" inherit c="dimmed" style={{ fontVariantNumeric: "tabular-nums" }}>
      {dollars(number("usd"))} · {count.format(tokensIn)} tokens in, {count.format(number("outputTokens"))}{" "}
      out · {lasting(number("latencyMs"))}
    </Text>
  );
}

import { Text } from "@mantine/core";
import type { ReactElement } from "react";

/** What has been paid, however little, is not shown as nothing. */
const least = 0.0001;

/** Dollars as people read them: cents from a dollar on, and as many digits below as say something. */
export function dollars(usd: number): string {
  if (usd > 0 && usd < least) return `< ${dollars(least)}`;
  const digits = usd === 0 || usd >= 1 ? 2 : usd >= 0.01 ? 3 : 4;
  return new Intl.NumberFormat(undefined, {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: Math.min(digits, 2),
    maximumFractionDigits: digits,
  }).format(usd);
}

export function Money({ usd }: { usd: number }): ReactElement {
  return (
    <Text component="span" inherit style={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}>
      {dollars(usd)}
    </Text>
  );
}

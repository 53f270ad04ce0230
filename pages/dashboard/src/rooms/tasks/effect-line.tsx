import { Anchor, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { webAddress } from "../../parts/address.ts";
import { Moment } from "../../parts/when.tsx";
import { counted } from "../../parts/words.ts";
import { Line } from "./line.tsx";
import type { Dossier } from "../../jobs/job-panels.ts";

type Effect = Dossier["effects"][number];

const words: Record<Effect["state"], string> = {
  pending: "On its way",
  applied: "Happened",
  failed: "Failed",
  unknown: "Its answer was lost",
};

/** What became of an action outside. */
export function EffectLine({ effect }: { effect: Effect }): ReactElement {
  const { state, attempts, error, result, asked, updatedAt } = effect;
  return (
    <Line name="Effect">
      <Text component="span" inherit fw={600}>
        {words[state]}
      </Text>
      , <Moment at={updatedAt} />
      {attempts > 1 && `, after ${counted(attempts, "attempt")}`}
      {error !== null && <div>{error}</div>}
      {asked && state === "unknown" && (
        <div>
          Nobody can tell whether it happened.{" "}
          <Anchor component={Link} href="/inbox" inherit>
            Say what became of it
          </Anchor>
        </div>
      )}
      {Object.entries(result ?? {}).map(([name, value]) => (
        <div key={name}>
          {name}: <Value text={value} />
        </div>
      ))}
    </Line>
  );
}

function Value({ text }: { text: string }): ReactElement {
  const url = webAddress(text);
  if (url === null) return <>{text}</>;
  return (
    <Anchor href={url} target="_blank" rel="noreferrer noopener" inherit>
      {url}
    </Anchor>
  );
}

import { Text } from "@mantine/core";
import type { ReactElement } from "react";
import { lasting } from "../../parts/duration.ts";
import { Empty } from "../../parts/empty.tsx";
import { Fact, Facts } from "../../parts/fact/fact.tsx";
import type { FactView } from "../../parts/fact/fact-view.ts";
import { Clock } from "../../parts/when.tsx";
import { gapsOf } from "./timeline-merge.ts";

const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const dayOf = (at: string): string => day.format(Date.parse(at));

/** What happened to a task, step by step, the first on top. */
export function Timeline({ facts }: { facts: readonly FactView[] }): ReactElement {
  const gaps = gapsOf(facts);
  if (facts.length === 0) return <Empty title="Nothing has happened yet" />;
  return (
    <Facts label="Timeline">
      {facts.map((fact, n) => {
        const before = facts[n - 1];
        const gap = gaps[n] ?? null;
        const isNewDay = before !== undefined && dayOf(before.at) !== dayOf(fact.at);
        return (
          <Fact
            fact={fact}
            key={fact.id}
            when={
              <>
                {isNewDay && (
                  <Text component="span" size="xs" fw={600} display="block">
                    {dayOf(fact.at)}
                  </Text>
                )}
                <Clock at={fact.at} />
              </>
            }
          >
            {gap !== null && gap > 0 && <span title="Since the step before">+ {lasting(gap)}</span>}
          </Fact>
        );
      })}
    </Facts>
  );
}

import { Anchor, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import type { LiveWork } from "../../../../../../shared/domain/task.ts";
import { ChangeLinks } from "../../../parts/change/change-links.tsx";
import { trackOf } from "../../../parts/change/phase-track.ts";
import { Terminal } from "../../../parts/change/terminal.tsx";
import { Track } from "../../../parts/change/track.tsx";
import { Troubles } from "../../../parts/change/troubles.tsx";
import { useFix } from "../../../parts/change/use-fix.ts";
import type { FactView } from "../../../parts/fact/fact-view.ts";
import { Failure } from "../../../parts/failure.tsx";
import { Panel } from "../../../parts/panel.tsx";
import type { Dossier } from "../../job-panels.ts";
import { itemAddress } from "../addresses.ts";
import { useDelivery } from "../use-delivery.ts";
import { Builds } from "./builds.tsx";
import { storyOfSignal } from "./story-of-signal.ts";

/** How far the building of a story is, of which delivery it is one, where it can be looked at, and what CI says of it. */
export function StorySection({
  task,
  timeline,
  live,
}: {
  task: Dossier["task"];
  timeline: readonly FactView[];
  live: LiveWork | null;
}): ReactElement {
  const { data: change, error } = useFix(task.id);
  const of = storyOfSignal(task.signalId);
  const { data: delivery } = useDelivery(of?.delivery ?? "", of !== null);
  const plan = delivery?.requirements?.stories.find(({ id }) => id === of?.story);
  const builds = delivery?.stories.find(({ taskId }) => taskId === task.id)?.builds ?? [];
  // A story has no plan of its own: it is in that of its delivery.
  const stops = trackOf(timeline).filter(({ station }) => station !== "plan");
  return (
    <Panel
      title="The story"
      lead={
        of !== null && (
          <>
            {plan === undefined ? of.story : `${of.story}: ${plan.narrative}`}{" "}
            <Anchor
              component={Link}
              href={itemAddress(of.delivery, "stories", of.story)}
              inherit
              underline="always"
            >
              Its delivery
            </Anchor>
          </>
        )
      }
    >
      <Stack gap="md">
        <Track stops={stops} />
        <Troubles stops={stops} />
        {live !== null && <Terminal work={live} />}
        {error !== null && <Failure error={error} />}
        {change !== undefined && <ChangeLinks fix={change} />}
        {builds.length > 0 && (
          <div>
            <Text size="xs" c="dimmed">
              Builds
            </Text>
            <Builds builds={builds} />
          </div>
        )}
      </Stack>
    </Panel>
  );
}

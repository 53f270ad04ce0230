import { Anchor, Group, Paper, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { projectAddress } from "../tabs.ts";
import { Looked, RagBadge, SourceMarks, StateBadge } from "../marks.tsx";
import type { Project } from "../views.ts";
import { troubleWords, waitingWords } from "../watch-words.ts";
import classes from "./project-card.module.css";

/** One project on the board: how it stands, what waits, and whether anybody looks. */
export function ProjectCard({ project }: { project: Project }): ReactElement {
  const { project: name, state, rag, why, sources } = project;
  const waiting = waitingWords(project);
  const isWatched = state !== "unwatched";
  const trouble = troubleWords(project);
  return (
    <Paper component="li" withBorder p="md" className={classes["card"]} data-state={state}>
      <Group justify="space-between" gap="xs">
        <Anchor component={Link} href={projectAddress(name)} fw={650} fz="lg" className={classes["name"]}>
          {name}
        </Anchor>
        <StateBadge state={state} />
      </Group>
      {isWatched ? (
        <>
          <div className={classes["rag"]}>
            <RagBadge rag={rag} />
            <Text component="span" size="sm" lineClamp={2}>
              {state === "watching" && why !== null
                ? why
                : rag === null && "Nothing has been said about its delivery yet."}
            </Text>
          </div>
          <Text
            size="sm"
            fw={waiting.length > 0 ? 600 : 400}
            {...(waiting.length > 0 ? {} : { c: "dimmed" })}
          >
            {waiting.length > 0 ? `Waits: ${waiting.join(", ")}` : "Nothing waits."}
          </Text>
          <div className={classes["foot"]}>
            {trouble !== null && (
              <Text size="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
                {trouble}
              </Text>
            )}
            <SourceMarks sources={sources} />
            <Text size="sm" c="dimmed">
              <Looked of={project} />
            </Text>
          </div>
        </>
      ) : (
        <>
          <Text size="sm" c="dimmed">
            Nobody keeps an eye on its tickets and mail.
          </Text>
          {waiting.length > 0 && (
            <Text size="sm" fw={600}>
              Waits: {waiting.join(", ")}
            </Text>
          )}
          <Anchor component={Link} href={projectAddress(name, "settings")} size="sm">
            Set up the watch
          </Anchor>
        </>
      )}
    </Paper>
  );
}

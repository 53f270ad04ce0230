import { Anchor, Badge, Table, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import { webAddress } from "../../../parts/address.ts";
import { shortCommit } from "../../../parts/short-commit.ts";
import { itemAddress } from "../addresses.ts";
import classes from "../trace.module.css";
import type { DeliveryView } from "../use-delivery.ts";
import { stateWords } from "./story-board.ts";
import type { TracedRequirement } from "./trace-rows.ts";

type Traced = TracedRequirement["stories"][number];

/** A requirement with a row for each of its stories. */
export function TraceRow({
  traced: { requirement, statement, standing, stories },
  fate,
  delivery: { taskId },
}: {
  traced: TracedRequirement;
  /** What became of it, in words. */
  fate: string;
  delivery: Pick<DeliveryView, "taskId">;
}): ReactElement {
  const head = (
    <Table.Th scope="rowgroup" rowSpan={Math.max(1, stories.length)} className={classes["requirement"]}>
      <Anchor
        component={Link}
        href={itemAddress(taskId, "requirements", requirement)}
        size="sm"
        ff="monospace"
      >
        {requirement}
      </Anchor>{" "}
      {statement}
      <Text size="xs" c="dimmed" component="span" display="block">
        {fate}
        {standing === "already_true" ? ", was true before" : ""}
      </Text>
    </Table.Th>
  );
  return (
    <Table.Tbody data-gone={standing === "gone" || undefined} className={classes["group"]}>
      {stories.length === 0 ? (
        <Table.Tr>
          {head}
          <Table.Td colSpan={4}>
            <Text size="sm" c="dimmed">
              {standing === "gone" || standing === "already_true" ? "Needs no story" : "On no story"}
            </Text>
          </Table.Td>
        </Table.Tr>
      ) : (
        stories.map((story, n) => (
          <Table.Tr key={story.id}>
            {n === 0 && head}
            <StoryCells story={story} taskId={taskId} />
          </Table.Tr>
        ))
      )}
    </Table.Tbody>
  );
}

function StoryCells({ story, taskId }: { story: Traced; taskId: string }): ReactElement {
  const { id, title, state, code, testFiles, tests, pullRequest, url, commit, note } = story;
  const { words, color } = stateWords[state];
  const address = url === null ? null : webAddress(url);
  return (
    <>
      <Table.Td>
        <Anchor component={Link} href={itemAddress(taskId, "stories", id)} size="sm">
          {id} {title}
        </Anchor>{" "}
        <Badge size="sm" variant="light" tt="none" color={color} miw="max-content">
          {words.toLowerCase()}
        </Badge>
        {note !== null && (
          <Text size="xs" c="dimmed">
            {note}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Files files={code} />
      </Table.Td>
      <Table.Td>
        <Files files={testFiles} />
        {tests.length > 0 && (
          <ul className={classes["tests"]} aria-label="Seen to fail without the code, and to pass with it">
            {tests.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )}
      </Table.Td>
      <Table.Td>
        {pullRequest === null ? (
          "–"
        ) : address === null ? (
          `#${pullRequest}`
        ) : (
          <Anchor href={address} target="_blank" rel="noreferrer noopener" size="sm">
            #{pullRequest}
          </Anchor>
        )}
        {commit !== null && (
          <Text size="xs" c="dimmed">
            <code title={commit}>{shortCommit(commit)}</code>
          </Text>
        )}
      </Table.Td>
    </>
  );
}

function Files({ files }: { files: readonly string[] }): ReactElement {
  return (
    <>
      {files.map((file) => (
        <code key={file} className={classes["file"]}>
          {file}
        </code>
      ))}
    </>
  );
}

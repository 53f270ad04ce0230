import { Table, Text, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { Fragment, type ReactElement } from "react";
import { lasting } from "../duration.ts";
import { Disclosure } from "../disclosure.tsx";
import { Empty } from "../empty.tsx";
import { plainOutput } from "../plain-output.ts";
import { shortCommit } from "../short-commit.ts";
import { useAddress } from "../use-address.ts";
import { WideTable } from "../wide-table.tsx";
import type { FixView, RunView } from "./use-fix.ts";
import { endWords, groupsOf } from "./evidence-groups.ts";
import classes from "./evidence.module.css";
import { RunDrawer } from "./run-drawer.tsx";
import { stationAims, stationNames } from "./station-words.ts";

/** What the referee has run, in its order: the evidence that the fix is one. */
export function Evidence({ fix: { taskId, runs } }: { fix: FixView }): ReactElement {
  const { get, set } = useAddress();
  const opened = runs.find(({ id }) => id === get("run"));
  if (runs.length === 0)
    return (
      <Empty title="Nothing is proven yet">
        Every command that the referee runs stands here, with how it ended and what it wrote.
      </Empty>
    );
  return (
    <>
      <WideTable label="Evidence" minWidth={820} verticalSpacing={7}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>What it shows</Table.Th>
            <Table.Th>Command</Table.Th>
            <Table.Th>Ended</Table.Th>
            <Table.Th>Tests</Table.Th>
            <Table.Th ta="right">Took</Table.Th>
            <Table.Th>Commit</Table.Th>
            <Table.Th>Output</Table.Th>
          </Table.Tr>
        </Table.Thead>
        {groupsOf(runs).map(({ assignmentId, phase, runs: rows }, n) => (
          <Table.Tbody key={`${assignmentId} ${phase} ${n}`} className={classes["group"]}>
            <Table.Tr className={classes["head"]}>
              <Table.Th colSpan={7} scope="rowgroup">
                <span className={classes["phase"]} data-phase={phase}>
                  {stationNames[phase]}
                </span>
                <Text component="span" size="sm" c="dimmed" fw={400}>
                  {stationAims[phase]}
                </Text>
              </Table.Th>
            </Table.Tr>
            {rows.map((run) => (
              <Fragment key={run.id}>
                <Row run={run} onOpen={() => set({ run: run.id })} />
                {run.failures.length > 0 && (
                  <Table.Tr>
                    <Table.Td colSpan={7} pt={0}>
                      <Failures failures={run.failures} failed={run.failed} />
                    </Table.Td>
                  </Table.Tr>
                )}
              </Fragment>
            ))}
          </Table.Tbody>
        ))}
      </WideTable>
      <RunDrawer taskId={taskId} run={opened ?? null} onClose={() => set({ run: null }, { replace: true })} />
    </>
  );
}

function Row({ run, onOpen }: { run: RunView; onOpen: () => void }): ReactElement {
  return (
    <Table.Tr data-more={run.failures.length > 0 || undefined}>
      <Table.Td>{run.name}</Table.Td>
      <Table.Td>
        <code className={classes["command"]}>{run.command}</code>
      </Table.Td>
      <Table.Td className={classes["brief"]}>{endWords(run)}</Table.Td>
      <Table.Td className={classes["brief"]}>
        <Tests run={run} />
      </Table.Td>
      <Table.Td className={classes["brief"]} ta="right">
        {lasting(run.durationMs)}
      </Table.Td>
      <Table.Td>
        <code className={classes["command"]} title={run.commit}>
          {shortCommit(run.commit)}
        </code>
      </Table.Td>
      <Table.Td>
        <UnstyledButton onClick={onOpen} aria-haspopup="dialog" className={classes["open"]}>
          Show
          <VisuallyHidden> what “{run.name}” wrote</VisuallyHidden>
        </UnstyledButton>
      </Table.Td>
    </Table.Tr>
  );
}

function Tests({ run: { passed, failed } }: { run: RunView }): ReactElement {
  if (passed === null && failed === null)
    return (
      <Text component="span" inherit c="dimmed">
        no count
      </Text>
    );
  return (
    <>
      {passed !== null && (
        <span className={classes["passed"]} data-none={passed === 0 || undefined}>
          {passed} passed
        </span>
      )}
      {passed !== null && failed !== null && failed > 0 && ", "}
      {failed !== null && failed > 0 && <span className={classes["failed"]}>{failed} failed</span>}
    </>
  );
}

/** Tests that failed in a run, each with its message; many are cut off. */
function Failures({ failures, failed }: Pick<RunView, "failures" | "failed">): ReactElement | null {
  if (failures.length === 0) return null;
  const hidden = (failed ?? failures.length) - failures.length;
  return (
    <Disclosure label={`What failed (${failures.length})`}>
      <ul className={classes["failures"]}>
        {failures.map(({ test, message }, n) => (
          <li key={n}>
            <span className={classes["test"]}>{test}</span>
            <pre className={classes["message"]}>{plainOutput(message)}</pre>
          </li>
        ))}
        {hidden > 0 && <li>And {hidden} more, which are not kept.</li>}
      </ul>
    </Disclosure>
  );
}

import type { Evidence } from "../evidence.ts";
import type { FixSeen } from "../fix/seen.ts";
import { type Check, each } from "./check.ts";

/** What is pushed, by the words of its commit: the plan, and each phase that changes something. */
const pushes = ["docs: plan of the fix", "Phase: red", "Phase: green", "Phase: review"];

const fixes = ({ fix }: Evidence): FixSeen[] => (fix === null ? [] : [fix]);
const pullsOf = ({ pulls, taskId }: FixSeen) => pulls.filter(({ head }) => head.includes(taskId));

/** What must be true of a fix during whose steps the Worker was killed. */
export const fixChecks: Check[] = [
  each("a fix ends merged, and its bug resolved", fixes, ({ taskId, pulls, issue }, { dossiers }) => {
    const status = dossiers.find(({ task }) => task.id === taskId)?.task.status;
    const state = pullsOf({ taskId, pulls, issue })
      .map((pull) => pull.state)
      .join();
    return status === "done" && state === "merged" && issue === "resolved"
      ? null
      : { what: `${taskId} is ${status}, its pull request ${state || "missing"}, its bug ${issue}`, taskId };
  }),
  each("a fix has one pull request, and each of its pushes once", fixes, (fix) => {
    const made = pullsOf(fix).map(({ commits }) =>
      commits.map(({ message }) => pushes.find((one) => message.includes(one)) ?? message),
    );
    return made.length === 1 && made[0]?.join() === pushes.join()
      ? null
      : {
          what: `${fix.taskId} has ${made.length} pull requests with ${JSON.stringify(made)}`,
          taskId: fix.taskId,
        };
  }),
];

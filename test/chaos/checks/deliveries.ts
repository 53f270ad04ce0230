import type { DeliverySeen } from "../delivery/seen.ts";
import type { Evidence } from "../evidence.ts";
import { type Check, each } from "./check.ts";

/** What is pushed to a story's branch, by the words of its commit: its words, and each phase that changes something. */
const pushes = ["docs: plan of the story", "Phase: red", "Phase: green", "Phase: review"];
/** How the commits of the default branch begin that count. */
const [foundation, merge] = ["chore: foundation", "Merge pull request"] as const;

const played = ({ delivery }: Evidence): DeliverySeen[] => (delivery === null ? [] : [delivery]);
const storiesOf = (evidence: Evidence) =>
  played(evidence).flatMap((delivery) => delivery.stories.map((story) => ({ story, delivery })));

/** What must be true of a delivery during whose stages the Worker was killed. */
export const deliveryChecks: Check[] = [
  each("a delivery ends with its stories merged", played, ({ taskId, stories, pulls }, { dossiers }) => {
    const status = dossiers.find(({ task }) => task.id === taskId)?.task.status;
    const states = [...stories, ...pulls].map(({ state }) => state);
    return status === "done" && stories.length > 0 && states.every((state) => state === "merged")
      ? null
      : { what: `${taskId} is ${status}, its stories and pull requests are ${states.join()}`, taskId };
  }),
  each(
    "a story has one pull request, and each of its pushes once",
    storiesOf,
    ({ story: { id, taskId }, delivery }) => {
      const made = delivery.pulls
        .filter(({ head }) => taskId !== null && head === `story/${taskId}`)
        .map(({ commits }) =>
          commits.map(({ message }) => pushes.find((one) => message.includes(one)) ?? message),
        );
      return made.length === 1 && made[0]?.join() === pushes.join()
        ? null
        : { what: `${id} has ${made.length} pull requests with ${JSON.stringify(made)}`, taskId };
    },
  ),
  each("each phase of a story is passed once", storiesOf, ({ story: { id, taskId } }, { dossiers }) => {
    const timeline = dossiers.find(({ task }) => task.id === taskId)?.timeline ?? [];
    const passed = timeline.flatMap(({ type, data }) =>
      type === "phase.passed" ? [String(data["phase"])] : [],
    );
    return passed.length > 0 && new Set(passed).size === passed.length
      ? null
      : { what: `${id} has passed ${passed.join(", ") || "nothing"}`, taskId };
  }),
  each(
    "a delivery's branch has its foundation once, and each story's merge",
    played,
    ({ taskId, stories, pulls, commits }) => {
      const [foundations, merges] = [foundation, merge].map(
        (start) => commits.filter((line) => line.startsWith(start)).length,
      );
      return foundations === 1 && merges === stories.length && pulls.length === stories.length
        ? null
        : {
            what: `${taskId} has ${stories.length} stories, ${pulls.length} pull requests, and the commits ${commits.join(" | ")}`,
            taskId,
          };
    },
  ),
];

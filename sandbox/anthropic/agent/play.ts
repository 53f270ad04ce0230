import { elements } from "../wire.ts";
import type { Conversation } from "./conversation.ts";
import { type Example } from "./examples/example.ts";
import { examples } from "./examples/registry.ts";
import { fileText } from "./file-text.ts";
import { lookedAgain, revised } from "./look-again.ts";
import { noPlan, preparedPlan } from "./plan.ts";
import { storySteps } from "./play-story.ts";
import type { Turn } from "./turn.ts";

/**
 * The stand-in's own way through a phase: it looks, it changes what it has seen, it answers. Which step is next follows
 * from the results so far alone.
 */
export function play(conversation: Conversation, cwd: string): Turn {
  const steps = stepsOf(conversation, cwd);
  // Asked once more after the answer, it answers once more.
  return (
    steps[Math.min(conversation.results.length, steps.length - 1)] ?? { text: "There is nothing to do." }
  );
}

const needed = new Set(["Read", "Edit"]);

function stepsOf(conversation: Conversation, cwd: string): Turn[] {
  const { phase, results } = conversation;
  const story = elements(conversation.opening, "story")[0];
  if (story !== undefined) return storySteps(conversation, story, cwd);
  const example = examples.find((one) => one.repository === conversation.repository);
  if (phase === "plan") return planSteps(conversation, example, cwd);
  const failed = results.find((result) => result.failed && needed.has(result.tool));
  if (!example || failed) {
    const why = failed
      ? `${failed.tool} was refused: ${failed.text}`
      : "The sandbox's stand-in for Claude knows only the shipped examples; nothing was changed.";
    const answer =
      phase === "review"
        ? { structured: { verdict: "concerns", words: why } }
        : { structured: { summary: why } };
    return [...done(conversation), answer];
  }
  const { source, test, summaries } = example;
  const read = (file: string): Turn => ({ tool: "Read", input: { file_path: `${cwd}/${file}` } });
  switch (phase) {
    case "red":
      return [read(test), ...addTest(conversation, example), { structured: { summary: summaries.red } }];
    case "green":
      return [read(source), ...applyFix(conversation, example), { structured: { summary: summaries.green } }];
    case "refactor":
      return [read(source), { structured: { summary: summaries.refactor } }];
    case "review":
      return [read(source), read(test), { structured: reviewOf(conversation, example) }];
    case "repair": {
      const edits = applyFix(conversation, example);
      const summary =
        edits.length > 0 ? summaries.green : "The fix is there; the logs show nothing that I know.";
      return [read(source), ...edits, { structured: { summary } }];
    }
    case "revise":
      return [read(source), ...lookedAgain(conversation), { structured: { summary: revised } }];
    case "scaffold":
      return [{ text: "A foundation asks no model." }];
  }
}

function planSteps(conversation: Conversation, example: Example | undefined, cwd: string): Turn[] {
  const { opening, skills, tools, results } = conversation;
  const skill = skills.find((name) => /(?:^|:)discovery$/.test(name));
  const first: Turn[] = skill && tools.has("Skill") ? [{ tool: "Skill", input: { skill } }] : [];
  const report = elements(opening, "report")[0] ?? opening;
  if (!example?.about.test(report)) {
    const why = example
      ? "The report is about something else than the bug that it knows."
      : "It has only listed the files.";
    const list: Turn = { tool: "Grep", input: { pattern: ".", path: cwd, head_limit: 20 } };
    return [...first, list, { structured: noPlan(conversation, why) }];
  }
  const failed = results.find((result) => result.failed && needed.has(result.tool));
  if (failed) return [...done(conversation), { structured: noPlan(conversation, failed.text.slice(0, 300)) }];
  return [
    ...first,
    { tool: "Grep", input: { pattern: example.search, path: cwd, output_mode: "content", "-n": true } },
    { tool: "Read", input: { file_path: `${cwd}/${example.source}` } },
    { tool: "Read", input: { file_path: `${cwd}/${example.test}` } },
    { structured: preparedPlan(conversation, example) },
  ];
}

/** The steps that were taken: what comes after them is next. */
function done({ results }: Conversation): Turn[] {
  return results.map(({ tool, input }) => ({ tool, input }));
}

/** What the last look at the file that the phase begins with has shown. */
const seen = ({ results }: Conversation): string => fileText(results[0]?.text ?? "");

/** The new test after the file's last one; nothing when it is there. */
function addTest(conversation: Conversation, { newTest }: Example): Turn[] {
  const text = seen(conversation);
  const last = text.slice(text.lastIndexOf("\ntest(") + 1).trimEnd();
  if (last === "" || text.includes(newTest)) return [];
  return [edit(conversation, `${last}\n`, `${last}\n\n${newTest}`)];
}

/** The edits that are still to be made. */
function applyFix(conversation: Conversation, { fix }: Example): Turn[] {
  const text = seen(conversation);
  return fix
    .filter(({ before }) => text.includes(before))
    .map(({ before, after }) => edit(conversation, before, after));
}

function edit({ results }: Conversation, before: string, after: string): Turn {
  const path = results[0]?.input["file_path"];
  return { tool: "Edit", input: { file_path: path, old_string: before, new_string: after } };
}

function reviewOf(conversation: Conversation, { fix, source, summaries }: Example) {
  return fix.some(({ before }) => seen(conversation).includes(before))
    ? { verdict: "concerns", words: `${source} still holds the faulty code.` }
    : { verdict: "good", words: summaries.review };
}

import { elements } from "../wire.ts";
import type { Conversation } from "./conversation.ts";
import type { StoryExample } from "./examples/story-example.ts";
import { storyExamples } from "./examples/story-registry.ts";
import { fileText } from "./file-text.ts";
import { lookedAgain, revised } from "./look-again.ts";
import type { Turn } from "./turn.ts";

const entry = "src/app.ts";
const unknown =
  "The sandbox's stand-in for Claude can build only the stories of the shipped brief, and this is none of them: nothing was written.";

/** The steps of the stand-in through a phase of a story; it knows one by the title in its first line. */
export function storySteps(conversation: Conversation, story: string, cwd: string): Turn[] {
  const { phase, results } = conversation;
  const title = (story.trim().split("\n")[0] ?? "").toLowerCase();
  const example = storyExamples.find((one) => title.includes(one.title.toLowerCase()));
  if (example === undefined) return [answerOf(phase, unknown, false)];
  const failed = results.find(({ failed: isSo, tool }) => isSo && ["Read", "Write", "Edit"].includes(tool));
  if (failed !== undefined) {
    const why = `${failed.tool} was refused: ${failed.text}`;
    return [...results.map(({ tool, input }) => ({ tool, input })), answerOf(phase, why, false)];
  }
  const test = `${cwd}/test/${example.slug}.test.ts`;
  const module = `${cwd}/src/${example.slug}.ts`;
  // The second try finds what the first has written.
  const isAgain = elements(conversation.opening, "refusal").length > 0;
  const look: Turn = {
    tool: "Grep",
    input: { pattern: "src/app", path: `${cwd}/test`, output_mode: "content" },
  };
  const ended = (text: string): string => text.replaceAll("{{ext}}", endingOf(conversation));
  switch (phase) {
    case "red":
      return [
        look,
        ...(isAgain ? [read(test)] : []),
        { tool: "Write", input: { file_path: test, content: ended(example.test(story)) } },
        answerOf(phase, example.summaries.red, true),
      ];
    case "green": {
      const begun = [look, read(`${cwd}/${entry}`), ...(isAgain ? [read(module)] : [])];
      if (results.length < begun.length) return begun;
      const wiring = wiringOf(conversation, example, { file: `${cwd}/${entry}`, ended });
      const summary =
        wiring === null
          ? `I don't find where createApp in ${entry} puts its parts together; nothing is mounted.`
          : example.summaries.green;
      const content = ended(firstTry(example, story, isAgain));
      const written: Turn = { tool: "Write", input: { file_path: module, content } };
      return [...begun, written, ...(wiring ?? []), answerOf(phase, summary, wiring !== null)];
    }
    case "review":
      return [read(module), read(test), answerOf(phase, example.summaries.review, true)];
    case "refactor":
      return [read(module), answerOf(phase, "The module is small and says what it does; I leave it.", true)];
    case "repair":
      return [read(module), answerOf(phase, "The story is there; the logs show nothing that I know.", true)];
    case "revise":
      return [read(module), ...lookedAgain(conversation), answerOf(phase, revised, true)];
    case "plan":
    case "scaffold":
      return [answerOf(phase, "Stories are planned from documents, and foundations ask no model.", false)];
  }
}

const read = (file: string): Turn => ({ tool: "Read", input: { file_path: file } });

function answerOf(phase: Conversation["phase"], words: string, isGood: boolean): Turn {
  return {
    structured: phase === "review" ? { verdict: isGood ? "good" : "concerns", words } : { summary: words },
  };
}

function firstTry({ code, wrongTurn }: StoryExample, story: string, isAgain: boolean): string {
  const text = code(story);
  return wrongTurn === undefined || isAgain ? text : text.replace(wrongTurn.right, wrongTurn.wrong);
}

/** How this project's imports of its own files end, as its tests show. */
function endingOf({ results }: Conversation): string {
  const shown = results.find(({ tool }) => tool === "Grep")?.text ?? "";
  const ending = /from ["'][./]+src\/app(\.[jt]s)?["']/.exec(shown);
  return ending === null ? ".ts" : (ending[1] ?? "");
}

/** The edits that are still to be made in src/app.ts; null: it isn't put together as the stand-in knows it. */
function wiringOf(
  { results }: Conversation,
  { imports, mounts }: StoryExample,
  { file, ended }: { file: string; ended: (text: string) => string },
): Turn[] | null {
  const text = fileText(results[1]?.text ?? "");
  const lines = text.split("\n");
  if (text.includes(ended(imports))) return [];
  const lastImport = lines.findLast((line) => /^(?:import\b.*|\}) from ["'].*["'];?$/.test(line));
  const { before } = mounts;
  const mark = lines.findLast((line) =>
    before === null ? /^\s+return app;?$/.test(line) : line.includes(before) && !line.startsWith("import"),
  );
  if (lastImport === undefined || mark === undefined) return null;
  const indent = /^\s*/.exec(mark)?.[0] ?? "";
  const mounted = mounts.lines.map((line) => `${indent}${line}\n`).join("");
  const edit = (from: string, to: string): Turn => ({
    tool: "Edit",
    input: { file_path: file, old_string: from, new_string: to },
  });
  return [edit(lastImport, `${lastImport}\n${ended(imports)}`), edit(mark, `${mounted}${mark}`)];
}

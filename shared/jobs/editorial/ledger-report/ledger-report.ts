import { z } from "zod";
import { periodCounts } from "../../../db/period-counts.ts";
import { taskById } from "../../../db/tasks.ts";
import { weakest } from "../../../domain/provenance.ts";
import { briefFields } from "../brief-fields.ts";
import { material } from "../draft-prompt.ts";
import { strayFigures } from "../figures.ts";
import type { EditorialKind } from "../kind.ts";
import { piece, sealOutlet } from "../outlets/outlet.ts";
import { slack } from "../outlets/slack.ts";
import { strangeAddresses } from "../own-addresses.ts";
import { channelField, reportChannel } from "../report-channel.ts";
import { reportProblems } from "../report-text.ts";
import { publishingOf } from "../rules.ts";
import { ledgerFacts, nothing } from "./ledger-facts.ts";
import type { Period } from "./period.ts";

const { channel } = briefFields;
const brief = z.object({ channel });

const schema = z.object({
  lines: z
    .array(z.string())
    .describe("the facts worded, one entry a line, in their order; at most 200 characters each"),
});
type Draft = z.infer<typeof schema>;

/** What a kind of report says of itself; all else is the same for all that are made from the ledger. */
interface Report {
  kind: string;
  meaning: string;
  cues: readonly string[];
  orderedAs: RegExp;
  noun: string;
  title: string;
  periodOf: (now: number, timeZone: string) => Period;
}

/** A report whose facts come from the ledger: the model words them and adds none. */
export function ledgerReport({
  kind,
  meaning,
  cues,
  orderedAs,
  noun,
  title,
  periodOf,
}: Report): EditorialKind<typeof brief, Draft> {
  return {
    kind,
    desk: "report",
    meaning,
    cues,
    orderedAs,
    words: { noun, plural: `${noun}s`, begun: "the", it: "the report", done: "posted" },
    brief,
    example: { channel: "<#C012AB3CD|releases>" },
    exampleSource: sourceOf({ first: "2026-11-25", last: "2026-11-25" }, [
      "Tasks begun: 3 (2 blog post, 1 social post)",
      "Tasks done: 2",
    ]),
    titleOf: () => noun,
    rubric: [channelField],
    system: `You word reports for a software team. ${material} In <source> stand the facts, each on a line with a dash.

Say each fact once, in plain words, and nothing besides: no judgement, no advice, no figure that stands in no fact, and none left
out. Where <source> says what to answer exactly, answer that.`,
    schema,
    maxTokens: 2000,
    material: async (spine, { taskId, project }) => {
      const task = await taskById(spine.db, taskId);
      const { timeZone } = publishingOf(spine.settings.RULES, project);
      const period = periodOf(task?.createdAt ?? spine.now(), timeZone);
      const counts = await periodCounts(spine.db, { project, ...period });
      const told = counts.published.map(({ provenance }) => provenance);
      return { text: sourceOf(period, ledgerFacts(counts)), provenance: weakest(["internal", ...told]) };
    },
    problems: ({ lines }, _known, source) => problemsOf(lines, source ?? ""),
    outlets: [sealOutlet(slack)],
    pieces: async (spine, { lines }, commission) => {
      const task = await taskById(spine.db, commission.taskId);
      const { timeZone } = publishingOf(spine.settings.RULES, commission.project);
      const { first, last } = periodOf(task?.createdAt ?? spine.now(), timeZone);
      return [
        piece(slack, {
          channel: reportChannel(spine, commission),
          title: `${title}, ${first === last ? first : `${first} to ${last}`}`,
          markdown: markdownOf(lines),
          publishAt: null,
        }),
      ];
    },
    textOf: ({ lines }) => markdownOf(lines),
    outline: ({ lines }) => ({
      title,
      size: lines.length === 1 ? "one line" : `${lines.length} lines`,
      data: { lines: lines.length },
    }),
  };
}

function sourceOf({ first, last }: Pick<Period, "first" | "last">, facts: readonly string[]): string {
  const about = `The period: ${first === last ? first : `${first} to ${last}`}`;
  if (facts.length === 0) return `${about}\nAnswer lines with exactly: ${nothing}`;
  return [about, ...facts.map((fact) => `- ${fact}`)].join("\n");
}

function markdownOf(lines: readonly string[]): string {
  return lines.length === 1 ? (lines[0] ?? "") : lines.map((line) => `- ${line.trim()}`).join("\n");
}

/** Every figure of the text must stand in the facts, and every figure of the facts in the text. */
function problemsOf(lines: readonly string[], source: string): string[] {
  if (source.includes(`exactly: ${nothing}`))
    return lines.length === 1 && lines[0] === nothing ? [] : [`lines: must be this one alone: ${nothing}`];
  const text = lines.join("\n");
  const facts = source.split("\n").filter((line) => line.startsWith("- "));
  const [strays, addresses] = [strayFigures(text, source), strangeAddresses(text, [source])];
  const missing = facts.filter((fact) => strayFigures(fact, text).length > 0);
  return [
    ...(lines.length === 0 || lines.some((line) => line.trim() === "" || /\n/.test(line))
      ? ["lines: must be entries of one line each, none of them empty"]
      : []),
    ...(strays.length > 0 ? [`lines: have figures that stand in no fact: ${strays.join(", ")}`] : []),
    ...(addresses.length > 0 ? [`lines: have addresses that stand in no fact: ${addresses.join(", ")}`] : []),
    ...missing.map((fact) => `lines: leave out figures of the fact “${fact.slice(2)}”`),
    ...reportProblems({ title: "Report", markdown: markdownOf(lines) }),
  ];
}

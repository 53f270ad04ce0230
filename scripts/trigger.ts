import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import { callTarget, type Target, targetOf, UsageError } from "./target.ts";

const help = `npm run trigger -- "what is wrong" [options]
  --title TEXT       a line that names the bug; absent: the description's first
  --repo OWNER/NAME  the repository that it lives in; absent: it is looked for
  --file FILE        a file with the stack trace, or whatever belongs to the description; - reads from stdin
  --channel C…       Slack channel in which the task talks
  --key KEY          an Idempotency-Key: the same one twice reports one bug
  --help             this

It speaks to the \`npm start\` of this machine, or to the Signalbox at SIGNALBOX_URL with the API token in SIGNALBOX_TOKEN.
Ends with 0 when the bug is reported, with 1 when it isn't, with 2 when the command is wrong.`;

const reportedSchema = z.object({
  taskId: z.string(),
  duplicate: z.boolean(),
  /** Why the bug gets no task of its own. */
  linked: z.string().nullable(),
});
const longestTitle = 300;

/** `npm run trigger`: reports a bug from the command line. */
async function main(args: string[]): Promise<void> {
  const options = parse(args);
  if (options.help) return console.log(help);
  const { title, text } = words(options);
  const target = targetOf(process.env);
  const { taskId, duplicate, linked } = await report(target, options.key ?? randomUUID(), {
    title,
    text,
    source: "cli",
    ...(options.repo === undefined ? {} : { repository: options.repo }),
    ...(options.channel === undefined ? {} : { channel: options.channel }),
  });
  const where =
    target.dashboard === null
      ? `${target.worker}/api/tasks/${taskId}`
      : `${target.dashboard}/tasks/${taskId}`;
  if (linked !== null) console.log(`No new fix: ${linked}.`);
  console.log(`${duplicate ? "It was reported already: " : ""}${taskId}\n${where}`);
}

function parse(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        title: { type: "string" },
        repo: { type: "string" },
        file: { type: "string" },
        channel: { type: "string" },
        key: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
    return { ...values, description: positionals.join(" ").trim() };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** The title, and all that was said: the description, and what stands in the file. */
function words({ description, title, file }: ReturnType<typeof parse>): { title: string; text: string } {
  if (description === "") throw new UsageError("what is wrong? Say it in quotes");
  const more = file === undefined ? "" : readFileSync(file === "-" ? 0 : file, "utf8").trim();
  const [first = description] = description.split("\n", 1);
  return {
    title: title ?? first.slice(0, longestTitle),
    text: [description, more].filter((part) => part !== "").join("\n\n"),
  };
}

async function report(
  target: Target,
  key: string,
  body: Record<string, string>,
): Promise<z.infer<typeof reportedSchema>> {
  return reportedSchema.parse(await callTarget(target, "/api/bugs", body, { "idempotency-key": key }));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  const isUsage = error instanceof UsageError;
  console.error(reason === "fetch failed" ? "the Worker does not answer: is it running?" : reason);
  if (isUsage) console.error(`\n${help}`);
  process.exit(isUsage ? 2 : 1);
});

import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { projectRoot } from "./stack/dev-vars.ts";
import { urlsFile } from "./stack/stack.ts";

const help = `npm run trigger -- "what is wrong" [options]
  --title TEXT       a line that names the bug; absent: the description's first
  --repo OWNER/NAME  the repository that it lives in; absent: it is looked for
  --file FILE        a file with the stack trace, or whatever belongs to the description; - reads from stdin
  --channel C…       Slack channel in which the task talks
  --key KEY          an Idempotency-Key: the same one twice reports one bug
  --help             this

It speaks to the \`npm start\` of this machine, or to the Signalbox at SIGNALBOX_URL with the API token in SIGNALBOX_TOKEN.
Ends with 0 when the bug is reported, with 1 when it isn't, with 2 when the command is wrong.`;

/** Wrong use of the command line. */
class UsageError extends Error {}

interface Target {
  worker: string;
  /** Null: where it is, nobody has said. */
  dashboard: string | null;
  token: string;
}

const urlsSchema = z.object({ worker: z.url(), dashboard: z.url() });
const reportedSchema = z.object({
  taskId: z.string(),
  duplicate: z.boolean(),
  /** Why the bug gets no task of its own. */
  linked: z.string().nullable(),
});
const refusalSchema = z.object({ error: z.object({ message: z.string() }) });
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

function targetOf({ SIGNALBOX_URL: url, SIGNALBOX_TOKEN: token }: NodeJS.ProcessEnv): Target {
  if (url) {
    if (!URL.canParse(url)) throw new UsageError(`SIGNALBOX_URL is no address: ${url}`);
    if (!token) throw new UsageError("SIGNALBOX_URL needs the API token in SIGNALBOX_TOKEN");
    return { worker: url.replace(/\/+$/, ""), dashboard: null, token };
  }
  const stateDir = join(projectRoot, ".signalbox");
  if (!existsSync(urlsFile(stateDir)))
    throw new Error(
      "nothing has been started here yet: run npm start, or set SIGNALBOX_URL and SIGNALBOX_TOKEN",
    );
  const { worker, dashboard } = urlsSchema.parse(JSON.parse(readFileSync(urlsFile(stateDir), "utf8")));
  return { worker, dashboard, token: readFileSync(join(stateDir, "api-token"), "utf8").trim() };
}

async function report(
  { worker, token }: Target,
  key: string,
  body: Record<string, string>,
): Promise<z.infer<typeof reportedSchema>> {
  const response = await fetch(`${worker}/api/bugs`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "idempotency-key": key,
    },
    body: JSON.stringify(body),
  });
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  const answer: unknown = isJson ? await response.json() : await response.text();
  if (response.ok) return reportedSchema.parse(answer);
  const refusal = refusalSchema.safeParse(answer);
  const reason = refusal.success ? refusal.data.error.message : String(answer).slice(0, 300);
  throw new Error(`it was not taken (${response.status}): ${reason}`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  const isUsage = error instanceof UsageError;
  console.error(reason === "fetch failed" ? "the Worker does not answer: is it running?" : reason);
  if (isUsage) console.error(`\n${help}`);
  process.exit(isUsage ? 2 : 1);
});

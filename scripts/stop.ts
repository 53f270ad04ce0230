import { parseArgs } from "node:util";
import { z } from "zod";
import { orderUsage, readStopOrder, type StopOrder } from "../shared/domain/stop-order.ts";
import { describeScope } from "../shared/domain/stop.ts";
import { callTarget, type Target, targetOf, UsageError } from "./target.ts";

const help = `npm run stop -- ${orderUsage}
npm run resume -- ${orderUsage}

  npm run stop -- everything because wrong recipients
  npm run stop -- project web-shop because of wrong numbers
  npm run resume -- everything mended

Without a word it says what is stopped. It speaks to the \`npm start\` of this machine, or to the Signalbox at SIGNALBOX_URL
with the API token in SIGNALBOX_TOKEN. Ends with 0 when it is done, with 1 when it isn't, with 2 when the command is wrong.`;

const stopSchema = z.object({ id: z.string(), scope: z.string(), name: z.string(), words: z.string() });
const listSchema = z.object({ open: z.array(stopSchema) });
const madeSchema = z.object({ stop: stopSchema, isNew: z.boolean() });

/** What helps when the Worker itself is down: its database is asked for the stop, and whatever starts again finds it there. */
function withoutWorker(order: StopOrder | null, { stateDir }: Target): string {
  const down = `the Worker does not answer, so NOTHING WAS STOPPED OR RESUMED.
While it is down it sends nothing itself; an executor that is at work may go on to its next call of the model, and ends there.
As soon as it is up again it goes on.`;
  if (order?.verb !== "stop") return down;
  const { scope, reason } = order;
  // It is to be pasted into a shell: nothing in it may mean anything there.
  const quoted = (text: string): string => `'${text.replaceAll(/["`$\\!]/g, " ").replaceAll("'", "''")}'`;
  const name = scope.kind === "all" ? "" : scope.name;
  const id = crypto.randomUUID();
  const values = [id, scope.kind, name, "operator", reason].map(quoted);
  const database = stateDir === null ? "--remote" : `--local --persist-to "${stateDir}/wrangler"`;
  return `${down} To keep it from that, write the stop into its database:

  npx wrangler d1 execute signalbox ${database} --command "INSERT INTO stops (id, scope, name, by, reason, at) VALUES (${values.join(", ")}, unixepoch() * 1000)"`;
}

/** `npm run stop` and `npm run resume`. */
async function main([verb = "", ...args]: string[]): Promise<void> {
  const order = parse(verb, args);
  if (order === "help") return console.log(help);
  const target = targetOf(process.env);
  try {
    const { open } = listSchema.parse(await callTarget(target, "/api/stops"));
    if (order === null)
      return console.log(open.length === 0 ? "Nothing is stopped." : open.map((one) => one.words).join("\n"));
    const { scope, reason } = order;
    const name = scope.kind === "all" ? "" : scope.name;
    if (order.verb === "stop") {
      const { stop, isNew } = madeSchema.parse(await callTarget(target, "/api/stops", { scope, reason }));
      return console.log(isNew ? `Stopped: ${stop.words}.` : `It is stopped already: ${stop.words}.`);
    }
    const found = open.find((one) => one.scope === scope.kind && one.name === name);
    const what = describeScope({ scope: scope.kind, name });
    if (found === undefined) throw new Error(`${what} is not stopped`);
    await callTarget(target, `/api/stops/${found.id}/resume`, { reason });
    console.log(`It goes on: ${what}.`);
  } catch (error) {
    if (!(error instanceof Error) || error.message !== "fetch failed") throw error;
    throw new Error(withoutWorker(order, target), { cause: error });
  }
}

function parse(verb: string, args: string[]): StopOrder | "help" | null {
  let words: string;
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { help: { type: "boolean", default: false } },
    });
    if (values.help) return "help";
    words = positionals.join(" ").trim();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
  if (words === "") return null;
  const order = readStopOrder(`${verb} ${words}`);
  if (order === null) throw new UsageError(`what is to ${verb}?`);
  if (order.reason === "") throw new UsageError("please say why");
  return order;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const isUsage = error instanceof UsageError;
  console.error(error instanceof Error ? error.message : String(error));
  if (isUsage) console.error(`\n${help}`);
  process.exit(isUsage ? 2 : 1);
});

import { parseArgs } from "node:util";
import { z } from "zod";
import { callTarget, targetOf, UsageError } from "./target.ts";

const help = `npm run memory:reindex [-- --url ADDRESS] [--token TOKEN]
  --url ADDRESS   the Signalbox whose memory is placed anew; absent: SIGNALBOX_URL, or the \`npm start\` of this machine
  --token TOKEN   the API token of an operator; absent: SIGNALBOX_TOKEN
  --help          this

Has the embedder and the index that are set place everything anew: after another model under the same name, or for an index that was made anew.
Whoever stops it loses nothing: the Signalbox goes on by itself, a step a minute, and the same command joins in.
Ends with 0 when all is placed, with 1 when it isn't, with 2 when the command is wrong.`;

const answerSchema = z.object({
  reindex: z
    .object({ by: z.string(), at: z.string(), taken: z.number(), share: z.number(), isOver: z.boolean() })
    .nullable(),
});

/** `npm run memory:reindex`: has all that is remembered placed anew, and shows how far it is. */
async function main(args: string[]): Promise<void> {
  const { url, token, help: isHelp } = parse(args);
  if (isHelp) return console.log(help);
  const target = targetOf({
    ...process.env,
    ...(url === undefined ? {} : { SIGNALBOX_URL: url }),
    ...(token === undefined ? {} : { SIGNALBOX_TOKEN: token }),
  });
  const go = async (begin: boolean) =>
    answerSchema.parse(await callTarget(target, "/api/memories/reindex", { begin })).reindex;
  let taken = 0;
  for (let state = await go(true); state !== null; state = await go(false)) {
    ({ taken } = state);
    console.log(`${String(Math.round(state.share * 100)).padStart(3)} %  ${taken} placed`);
    if (state.isOver) break;
  }
  console.log(`All is placed anew: ${taken} memories.`);
}

function parse(args: string[]) {
  const options = { url: { type: "string" }, token: { type: "string" }, help: { type: "boolean" } } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

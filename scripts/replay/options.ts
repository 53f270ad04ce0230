import { parseArgs } from "node:util";
import { z } from "zod";

export const help = `npm run replay [-- options]
  --days N         only the first N of the ten working days
  --cycles N       looks of the watch for each day (default 4)
  --from DATE      the Monday on which the story begins, as 2026-11-02; absent: some two weeks ago
  --model real     asks Claude with the key of .dev.vars, which costs money; absent: the sandbox's stand-in
  --yes            says yes to the estimate of what that costs
  --json           print the result as one JSON object at the end of stdout; the rest goes to stderr
  --keep           leave everything up afterwards, until Ctrl-C
  --help           this

Ends with 0 when all of it was played and every cycle came to its end.`;

const schema = z.object({
  days: z.coerce.number().int().min(1).max(10).default(10),
  cycles: z.coerce.number().int().min(1).max(40).default(4),
  from: z.iso.date().optional(),
  model: z.enum(["stand-in", "real"]).default("stand-in"),
  yes: z.boolean().default(false),
  json: z.boolean().default(false),
  keep: z.boolean().default(false),
  help: z.boolean().default(false),
});
export type ReplayOptions = z.infer<typeof schema>;

/** @throws Error that names what is wrong with the command line. */
export function replayOptions(args: string[]): ReplayOptions {
  const { values } = parseArgs({
    args,
    options: {
      days: { type: "string" },
      cycles: { type: "string" },
      from: { type: "string" },
      model: { type: "string" },
      yes: { type: "boolean" },
      json: { type: "boolean" },
      keep: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  const parsed = schema.safeParse(values);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  return parsed.data;
}

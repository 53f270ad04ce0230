import { parseArgs } from "node:util";
import { deliveryMoments } from "./delivery/moments.ts";
import { fixMoments } from "./fix/moments.ts";
import { wholeOption } from "../support/whole-option.ts";

export interface Options {
  tasks: number;
  kills: number;
  /** How often in the steps of a bug fix; 0: no fix is played. */
  fixKills: number;
  /** The same for a delivery. */
  deliveryKills: number;
  seed: number;
  json: boolean;
  /** Leaves the logs and the state of the run where they are. */
  keep: boolean;
  help: boolean;
}

const usual = {
  tasks: 50,
  kills: 50,
  fixKills: fixMoments.length,
  deliveryKills: deliveryMoments.length,
} as const;
const quick = { tasks: 12, kills: 6, fixKills: 2, deliveryKills: 0 } as const;

export const usage = `npm run test:chaos [-- options]
  --tasks N  how many tasks (${usual.tasks})
  --kills N  how often the Worker is killed with -9 over the run (${usual.kills})
  --fix-kills N  and how often in the steps of a bug fix: all of them, or so many by chance (${usual.fixKills}; 0: no fix)
  --delivery-kills N  the same for a delivery (${usual.deliveryKills}; 0: no delivery)
  --seed N   repeats the decisions of the run that printed it: who does what when, what is killed, what fails
  --quick    ${quick.tasks} tasks and ${quick.kills} kills, and ${quick.fixKills} in a fix, no delivery
  --json     one JSON object on stdout, everything else on stderr
  --keep     leaves logs and state in their folder and says where
  --help     this`;

/** @throws Error that names what is wrong with the options. */
export function parseOptions(args: string[], newSeed: () => number): Options {
  const { values } = parseArgs({
    args,
    options: {
      tasks: { type: "string" },
      kills: { type: "string" },
      "fix-kills": { type: "string" },
      "delivery-kills": { type: "string" },
      seed: { type: "string" },
      quick: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      keep: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const { json, keep, help } = values;
  const size = values.quick ? quick : usual;
  return {
    tasks: wholeOption("tasks", values.tasks, 1) ?? size.tasks,
    kills: wholeOption("kills", values.kills) ?? size.kills,
    fixKills: wholeOption("fix-kills", values["fix-kills"]) ?? size.fixKills,
    deliveryKills: wholeOption("delivery-kills", values["delivery-kills"]) ?? size.deliveryKills,
    seed: wholeOption("seed", values.seed) ?? newSeed(),
    json,
    keep,
    help,
  };
}

import { parseArgs } from "node:util";
import { wholeOption } from "../support/whole-option.ts";

export const parts = ["mutations", "roles", "referee"] as const;
export type Part = (typeof parts)[number];

export interface Options {
  only: readonly Part[];
  /** Requests to each door. */
  each: number;
  seed: number;
  keep: boolean;
  help: boolean;
}

const usual = 2000;
const quick = 60;

export const usage = `npm run test:attack [-- options]
  --only A,B  only these parts: ${parts.join(", ")}
  --each N    how many requests to each door (${usual})
  --quick     ${quick} requests to each door
  --seed N    repeats the requests of the run that printed it
  --keep      leaves logs and state in their folder and says where
  --help      this`;

/** @throws Error that names what is wrong with the options. */
export function parseOptions(args: string[], newSeed: () => number): Options {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string" },
      each: { type: "string" },
      seed: { type: "string" },
      quick: { type: "boolean", default: false },
      keep: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const named = values.only?.split(",").map((name) => name.trim()) ?? parts;
  const only = parts.filter((part) => named.includes(part));
  const unknown = named.filter((name) => !only.some((part) => part === name));
  if (unknown.length > 0)
    throw new Error(`--only: there is no "${unknown.join('", "')}", only ${parts.join(", ")}`);
  return {
    only,
    each: wholeOption("each", values.each) ?? (values.quick ? quick : usual),
    seed: wholeOption("seed", values.seed) ?? newSeed(),
    keep: values.keep,
    help: values.help,
  };
}

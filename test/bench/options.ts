import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

export interface Options {
  only: string[];
  json: boolean;
  quick: boolean;
  keep: boolean;
  reference: string | null;
  help: boolean;
}

export function usage(sections: readonly string[]): string {
  return `npm run bench [-- options]
  --only A,B       only these sections: ${sections.join(", ")}
  --reference DIR  another bare flow (its run.sh) to compare the editorial path with than the one in test/bench/bare-flow
  --quick          small sizes on one shared system: to see that it works
  --keep           keeps what is the same on any machine in docs/performance.json, for the next run to compare with
  --json           one JSON object on stdout, everything else on stderr
  --help           this`;
}

/** @throws Error that names what is wrong with the options. */
export function parseOptions(args: string[], sections: readonly string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string" },
      reference: { type: "string" },
      quick: { type: "boolean", default: false },
      keep: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const { only: named, reference: folder, ...flags } = values;
  const only = named?.split(",").map((name) => name.trim()) ?? [...sections];
  const unknown = only.filter((name) => !sections.includes(name));
  if (unknown.length > 0)
    throw new Error(`--only: there is no section "${unknown.join('", "')}", only ${sections.join(", ")}`);
  const reference = folder === undefined ? null : resolve(folder);
  if (reference !== null && !existsSync(join(reference, "run.sh")))
    throw new Error(`--reference: there is no run.sh in ${reference}`);
  if (flags.keep && flags.quick) throw new Error("--keep: the quick form's ratios are not worth keeping");
  return { ...flags, only, reference };
}

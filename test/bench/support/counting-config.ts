import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { projectRoot } from "../../../scripts/stack/dev-vars.ts";

const named = z.array(z.looseObject({ class_name: z.string(), script_name: z.string().optional() }));

/** What is read of the project's configuration; the rest of it goes through as it is. */
const configSchema = z.looseObject({
  main: z.string(),
  vars: z.unknown().optional(),
  durable_objects: z.looseObject({ bindings: named }).optional(),
  workflows: named.optional(),
});
type Config = z.infer<typeof configSchema>;

/**
 * Writes the project's configuration with the counting Worker in the place of the real one. Which classes are counted
 * is read from it, so one that is added there counts too; one that the Worker doesn't export is named when it is built.
 * @returns the configuration's path.
 */
export async function writeCountingConfig(stateDir: string): Promise<string> {
  // Here and not above: loading wrangler takes longer than most of what doesn't need it.
  const { experimental_readRawConfig: readRawConfig } = await import("wrangler");
  const { rawConfig }: { rawConfig: unknown } = readRawConfig({ config: join(projectRoot, "wrangler.toml") });
  const { vars, ...config } = configSchema.parse(rawConfig);
  const main = join(stateDir, "counting-main.ts");
  writeFileSync(main, mainModule(config));
  const file = join(stateDir, "wrangler.json");
  // Settings are words of their own, whatever files there are.
  writeFileSync(file, JSON.stringify({ ...absolutePaths(config), vars, main }));
  return file;
}

/** The real Worker's exports; a class of the same name here goes before the real one. */
function mainModule(config: Config): string {
  const real = JSON.stringify(resolve(projectRoot, config.main));
  const counting = JSON.stringify(resolve(import.meta.dirname, "../counting-worker.ts"));
  const ours = (classes: z.infer<typeof named> = []): string[] =>
    classes.filter((one) => one.script_name === undefined).map((one) => one.class_name);
  const counted = (name: string, wrap: string): string[] => [
    `import { ${name} as Real${name} } from ${real};`,
    `export class ${name} extends ${wrap}(Real${name}, "${name}") {}`,
  ];
  return [
    `import { countedObject, countedWorkflow } from ${counting};`,
    `export { default } from ${counting};`,
    `export * from ${real};`,
    ...ours(config.durable_objects?.bindings).flatMap((name) => counted(name, "countedObject")),
    ...ours(config.workflows).flatMap((name) => counted(name, "countedWorkflow")),
  ].join("\n");
}

/** Relative paths count from where a configuration lies. What names something in the project is one, whatever it is for. */
function absolutePaths(table: object): object {
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [name, absolute(value)]));
}

function absolute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(absolute);
  if (typeof value === "object" && value !== null) return absolutePaths(value);
  if (typeof value !== "string" || value === "") return value;
  const path = resolve(projectRoot, value);
  return existsSync(path) ? path : value;
}

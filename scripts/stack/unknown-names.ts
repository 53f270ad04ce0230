import { parseEnv } from "node:util";
import { settingNames, unknownSettings } from "../../shared/platform/unknown-settings.ts";
import { portNames } from "./ports.ts";

/** Names that mean something to a start, and are none of the Worker's settings. */
const startNames = [...portNames, "WORKSPACES"];

/** What is set and nobody reads: any other name in `.dev.vars`, and what is nearly one of ours in the environment. */
export function unknownNames(devVars: string, env: Record<string, string | undefined>): string[] {
  const known = [...settingNames, ...startNames];
  const told = [
    ...unknownSettings(Object.keys(parseEnv(devVars)), settingNames, true).map((one) => `.dev.vars: ${one}`),
    ...unknownSettings(Object.keys(env), known, false).map((one) => `environment: ${one}`),
  ];
  return told;
}

import { deadFiles } from "./dead-files.ts";
import { imports } from "./imports.ts";
import { lateImports } from "./late-imports.ts";
import { licences } from "./licences.ts";
import { looseRoutes } from "./loose-routes.ts";
import { routes } from "./routes.ts";
import type { Rule } from "./rule.ts";
import { secrets } from "./secrets.ts";
import { undeclaredDependencies } from "./undeclared-dependencies.ts";
import { unusedDependencies } from "./unused-dependencies.ts";

/** What validation looks for, by the names that findings carry. */
export const rules = {
  imports,
  "late-imports": lateImports,
  routes,
  "loose-routes": looseRoutes,
  "undeclared-dependencies": undeclaredDependencies,
  "unused-dependencies": unusedDependencies,
  licences,
  secrets,
  "dead-files": deadFiles,
} satisfies Record<string, Rule>;
export type RuleName = keyof typeof rules;

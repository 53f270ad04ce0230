import type { Rules } from "../setting.ts";

type Repositories = Rules["repositories"];
type Repository = Repositories[string];

/** What somebody has typed as JSON: repositories, or what is wrong with it in words. The Worker looks at the values again. */
export function repositoriesFrom(json: string): { value: Repositories } | { problem: string } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    return { problem: `It is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (!isObject(parsed)) return { problem: "It must be an object: repositories by their names." };
  const value: Repositories = {};
  for (const [name, members] of Object.entries(parsed)) {
    if (!/^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/.test(name))
      return { problem: `“${name}” is no repository such as acme/shop.` };
    if (!isObject(members)) return { problem: `${name}: must be an object.` };
    const read = repositoryFrom(new Map(Object.entries(members)));
    if ("problem" in read) return { problem: `${name}: ${read.problem}` };
    value[name] = read;
  }
  return { value };
}

const lists = ["paths", "packages", "sentryProjects", "jiraProjects"] as const;
const known = new Set<string>(["project", "description", "testCommand", ...lists]);

function repositoryFrom(members: ReadonlyMap<string, unknown>): Repository | { problem: string } {
  const unknown = [...members.keys()].find((name) => !known.has(name));
  if (unknown !== undefined) return { problem: `there is no “${unknown}”.` };
  const wrong = lists.find((name) => !isTexts(members.get(name) ?? []));
  if (wrong !== undefined) return { problem: `${wrong} must be a list of texts.` };
  const texts = (name: string): string[] => {
    const value = members.get(name);
    return isTexts(value) ? value : [];
  };
  const [project = "default", description = "", testCommand] = [
    members.get("project"),
    members.get("description"),
    members.get("testCommand"),
  ];
  if (typeof project !== "string") return { problem: "project must be a text." };
  if (typeof description !== "string") return { problem: "description must be a text." };
  if (testCommand !== undefined && typeof testCommand !== "string")
    return { problem: "testCommand must be a text." };
  return {
    project,
    description,
    paths: texts("paths"),
    packages: texts("packages"),
    sentryProjects: texts("sentryProjects"),
    jiraProjects: texts("jiraProjects"),
    ...(testCommand === undefined ? {} : { testCommand }),
  };
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

import type { Project } from "../../containers/executor/src/referee/project-facts.ts";

/** A project without anything, but for what is said. */
export const projectOf = (facts: Partial<Project> = {}): Project => ({
  root: "/",
  prefix: "",
  installedIn: "",
  pythonIn: null,
  pythonFiles: [],
  files: [],
  manager: "npm",
  lockFile: null,
  manifest: null,
  dependsOn: () => false,
  mentions: () => false,
  text: () => null,
  pythonTests: () => null,
  program: (own) => [own],
  ...facts,
});

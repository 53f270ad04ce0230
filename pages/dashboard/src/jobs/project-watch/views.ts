import type { Answer } from "../../api/types.ts";

/** What the API says of watched projects, by the names that these rooms use. */

export type Project = Answer<"GET /api/projects">["projects"][number];
export type WatchedProject = Answer<"GET /api/projects/{project}">;
export type SourceView = Project["sources"][number];
export type Signal = Answer<"GET /api/projects/{project}/signals">["signals"][number];
export type Proposal = Answer<"GET /api/projects/{project}/proposals">["proposals"][number];
export type Cycle = Answer<"GET /api/projects/{project}/cycles">["cycles"][number];

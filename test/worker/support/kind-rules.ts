import type { KindRules } from "../../../shared/spine/action-kind.ts";

/** What rules may say to a kind, where a test says nothing else. */
export function kindRules(over: Partial<KindRules> = {}): KindRules {
  return {
    project: "default",
    stakeholders: [],
    people: [],
    repositories: ["acme/checkout", "acme/calendar"],
    ownRepositories: ["acme/checkout"],
    mergedByRule: [],
    consent: true,
    organisation: "acme",
    channels: ["C0GENERAL"],
    jira: ["OPS", "WEB"].map((key) => ({ key, projects: ["default"] })),
    tickets: "OPS",
    sentryOrganization: "acme",
    ...over,
  };
}

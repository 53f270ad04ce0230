import { z } from "zod";
import { personForm } from "../domain/person.ts";
import { risks } from "../domain/boundary.ts";
import { rulesSchema } from "../jobs/rules.ts";
import { endpoint } from "./endpoint.ts";
import { id, time } from "./forms.ts";

/** Where a setting comes from; `version` goes back with a change, so that two who edit at once can't lose anything. */
const origin = {
  source: z.enum(["configuration", "dashboard"]),
  version: z.number(),
  changedBy: z.string().nullable(),
  changedAt: time.nullable(),
};

/** A person as people edit them: the token's digest stays where it is. */
const editablePerson = personForm.omit({ tokenSha256: true });

const version = z.number().int().nonnegative();
const changed = z.object({ version: z.number() });

export const settingsEndpoints = {
  get: endpoint({
    route: "GET /api/settings",
    summary: "Projects, people, routing and rules, and the boundaries that nobody can change here",
    role: "viewer",
    answer: z.object({
      people: z.object({
        value: z.array(editablePerson.extend({ hasToken: z.boolean() })),
        ...origin,
      }),
      rules: z.object({ value: rulesSchema, ...origin }),
      boundaries: z.array(
        z.object({
          kind: z.string(),
          verdict: z.enum(["auto", "hold", "approval", "forbidden"]),
          /** Whether a rule may say yes in people's place. */
          byRule: z.boolean(),
          proposedBy: z.enum(["people", "jobs"]),
          windowSeconds: z.number(),
          outward: z.boolean(),
          risk: z.enum(risks),
          level: z.literal([1, 2, 3]),
          sources: z.number(),
          precedent: z.enum(["any", "clean", "proven"]),
          /** False for a kind that can't happen, because nothing can do it yet. */
          built: z.boolean(),
        }),
      ),
      /** The kinds of text that the editorial desk knows. */
      textKinds: z.array(z.string()),
    }),
  }),
  setPeople: endpoint({
    route: "PUT /api/settings/people",
    summary: "Replaces the list of people; tokens stay with those who remain",
    role: "operator",
    body: z.strictObject({ people: z.array(editablePerson).min(1).max(1000), version }),
    answer: changed,
  }),
  setRules: endpoint({
    route: "PUT /api/settings/rules",
    summary: "Replaces a team's own rules: projects, routing, approvers, patience, promotion",
    role: "operator",
    body: z.strictObject({ rules: rulesSchema, version }),
    answer: changed,
  }),
  reset: endpoint({
    route: "DELETE /api/settings/{name}",
    summary: "Goes back to what the configuration says",
    role: "operator",
    params: z.object({ name: z.enum(["people", "rules"]) }),
    query: z.object({ version: z.coerce.number().int().nonnegative() }),
    answer: changed,
  }),
  issueToken: endpoint({
    route: "POST /api/settings/people/{id}/token",
    summary: "Gives a person, or yourself, a new API token, shown this once; the one before ends at once",
    role: "operator",
    params: id,
    answer: changed.extend({ token: z.string() }),
  }),
};

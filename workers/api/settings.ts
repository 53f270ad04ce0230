import { settingsEndpoints } from "../../shared/api/settings.ts";
import { actionKindOf } from "../../shared/actions/registry.ts";
import { editorialKinds } from "../../shared/jobs/editorial/registry.ts";
import { boundaries, boundaryOf } from "../../shared/policy/boundaries.ts";
import { issueToken, resetPeople, setPeople } from "../../shared/spine/change-people.ts";
import { resetRules, setRules } from "../../shared/spine/change-rules.ts";
import { type Origin, originOf } from "../../shared/spine/change-settings.ts";
import { readChanges, settingsWith } from "../../shared/spine/live-settings.ts";
import { serve, type Served } from "./serve.ts";
import { isoOrNull } from "./times.ts";

const resets = { people: resetPeople, rules: resetRules };

/** People and rules as they count, and changing them while the system runs. */
export const settingsApi = {
  get: serve(settingsEndpoints.get, async ({ spine }) => {
    // Past what this isolate holds: a version that is old already would be refused later.
    const changes = await readChanges(spine);
    const { PEOPLE, RULES } = settingsWith(spine, changes);
    return {
      people: {
        value: PEOPLE.map(({ tokenSha256, ...person }) => ({
          ...person,
          hasToken: tokenSha256 !== undefined,
        })),
        ...originView(originOf(changes, "PEOPLE")),
      },
      rules: { value: RULES, ...originView(originOf(changes, "RULES")) },
      boundaries: Object.keys(boundaries).map(boundaryView),
      textKinds: editorialKinds.map(({ kind }) => kind),
    };
  }),
  setPeople: serve(settingsEndpoints.setPeople, async ({ spine, person, body }) => ({
    version: await setPeople(spine, { ...body, by: person.id }),
  })),
  setRules: serve(settingsEndpoints.setRules, async ({ spine, person, body }) => ({
    version: await setRules(spine, { ...body, by: person.id }),
  })),
  reset: serve(settingsEndpoints.reset, async ({ spine, person, params: { name }, query: { version } }) => ({
    version: await resets[name](spine, { version, by: person.id }),
  })),
  issueToken: serve(settingsEndpoints.issueToken, async ({ spine, person, params: { id } }) =>
    issueToken(spine, { id, by: person.id }),
  ),
} satisfies Record<keyof typeof settingsEndpoints, Served>;

function originView({ changedAt, ...origin }: Origin) {
  return { ...origin, changedAt: isoOrNull(changedAt) };
}

function boundaryView(kind: string) {
  const { windowMs, microUsd: _cost, ...boundary } = boundaryOf(kind);
  return { kind, ...boundary, windowSeconds: windowMs / 1000, built: actionKindOf(kind) !== undefined };
}

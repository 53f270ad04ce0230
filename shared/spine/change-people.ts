import { and, sql } from "drizzle-orm";
import type { Statement } from "../db/ledger.ts";
import { sessions, signInCodes } from "../db/schema.ts";
import { type Person, peopleSchema } from "../domain/person.ts";
import { sha256 } from "../platform/digest.ts";
import { SignalboxError } from "../platform/errors.ts";
import { problemsOf } from "../platform/problems.ts";
import { newSecret } from "../platform/secret.ts";
import { type Settings, settingsOf } from "./settings.ts";
import { discordWords, newDiscord, refusalOfPeople } from "../policy/settings-guards.ts";
import { someWords, whatChangedInPeople } from "../policy/what-changed.ts";
import { changeSetting, type NewSetting, originOf } from "./change-settings.ts";
import type { Spine } from "./context.ts";

/** A person as people edit them: the token's digest stays where it is. */
export type EditedPerson = Omit<Person, "tokenSha256">;

/** Replaces the list of people. Returns its version. */
export async function setPeople(
  spine: Spine,
  { people, version, by }: { people: EditedPerson[]; version: number; by: string },
): Promise<number> {
  return changeSetting(spine, { name: "PEOPLE", by, version }, (settings) => {
    const after = checked(people.map((one) => ({ ...one, ...tokenOf(settings.PEOPLE, one.id) })));
    const { words, names } = accepted(settings, after, by);
    if (words.length === 0) return null;
    return {
      value: after,
      summary: `${by} changed the people: ${someWords(words)}`,
      data: { people: names },
      records: leaving(spine, settings.PEOPLE, after),
    };
  });
}

/** Goes back to the configuration's people, and with them to their tokens. Returns the setting's version. */
export async function resetPeople(
  spine: Spine,
  { version, by }: { version: number; by: string },
): Promise<number> {
  return changeSetting(spine, { name: "PEOPLE", by, version }, (settings, changes) => {
    if (originOf(changes, "PEOPLE").source === "configuration") return null;
    const after = settingsOf(spine.env, spine.jobs.rules).PEOPLE;
    const { words, names } = accepted(settings, after, by);
    return {
      value: null,
      summary: `${by} went back to the configuration's people: ${someWords(words) || "the same as before"}`,
      data: { people: names },
      records: leaving(spine, settings.PEOPLE, after),
    };
  });
}

/**
 * Gives a person a new API token, in the place of the one that they had. It is kept nowhere: whoever called sees it once.
 * Answers it with the version of the list of people, which it changes.
 * @throws SignalboxError `not_found`.
 */
export async function issueToken(
  spine: Spine,
  { id, by }: { id: string; by: string },
): Promise<{ token: string; version: number }> {
  const token = newSecret();
  const tokenSha256 = await sha256(token);
  const version = await changeSetting(spine, { name: "PEOPLE", by, version: null }, ({ PEOPLE }) => {
    const person = PEOPLE.find((one) => one.id === id);
    if (person === undefined) throw new SignalboxError("not_found", `there is no person ${id}`);
    const instead = person.tokenSha256 === undefined ? "" : "; the one before has ended";
    return {
      value: PEOPLE.map((one) => (one.id === id ? { ...one, tokenSha256 } : one)),
      summary: `${by} gave ${id} a new API token${instead}`,
      data: { people: [id] },
    };
  });
  return { token, version };
}

function tokenOf(people: readonly Person[], id: string): Pick<Person, "tokenSha256"> {
  const tokenSha256 = people.find((one) => one.id === id)?.tokenSha256;
  return tokenSha256 === undefined ? {} : { tokenSha256 };
}

function checked(people: Person[]): Person[] {
  const result = peopleSchema.safeParse(people);
  if (!result.success) throw new SignalboxError("bad_request", problemsOf(result.error));
  return result.data;
}

/** What changes with a list of people, when it may take the other's place. */
function accepted(settings: Settings, after: Person[], by: string) {
  const access = settings.ACCESS_TEAM_URL !== undefined && settings.ACCESS_AUD !== undefined;
  const refusal = refusalOfPeople(after, by, access);
  if (refusal !== null) throw new SignalboxError("conflict", refusal);
  const { PEOPLE: people, RULES: rules } = settings;
  const discord = newDiscord({ people, rules }, { people: after, rules });
  if (discord.length > 0)
    throw new SignalboxError("conflict", `change the rules first: ${discordWords(discord)}`);
  return whatChangedInPeople(people, after);
}

/** Ends the sessions of those who leave: somebody who comes back under the same id must sign in anew. */
function leaving(
  { db }: Spine,
  before: readonly Person[],
  after: readonly Person[],
): NonNullable<NewSetting["records"]> {
  const gone = before.filter((one) => !after.some(({ id }) => id === one.id)).map((one) => one.id);
  const ids = sql`(SELECT value FROM json_each(${JSON.stringify(gone)}))`;
  return (written): Statement[] =>
    gone.length === 0
      ? []
      : [
          db.delete(sessions).where(and(sql`${sessions.person} IN ${ids}`, written)),
          db.delete(signInCodes).where(and(sql`${signInCodes.person} IN ${ids}`, written)),
        ];
}

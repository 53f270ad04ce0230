import type { Args } from "../../../api/types.ts";
import type { Person } from "../setting.ts";

/** A person while they are edited: what isn't known is empty. */
export interface PersonDraft {
  id: string;
  name: string;
  role: Person["role"];
  slack: string;
  email: string;
}

type Sent = NonNullable<Args<"PUT /api/settings/people">["body"]>["people"];

export const roleWords: Record<Person["role"], string> = {
  viewer: "sees everything, changes nothing",
  approver: "decides, answers and starts tasks too",
  operator: "steers too: money, autonomy, settings, dead letters",
};

export const noPerson: PersonDraft = { id: "", name: "", role: "approver", slack: "", email: "" };

export function draftOf({ id, name, role, slack = "", email = "" }: Person): PersonDraft {
  return { id, name, role, slack, email };
}

/** What is wrong with a draft, by field, in words. `others` are all people but this one. */
export function personProblems(
  { id, name, slack, email }: PersonDraft,
  others: readonly Person[],
): Partial<Record<keyof PersonDraft, string>> {
  const sameSlack = others.find((one) => slack !== "" && one.slack === slack);
  const sameEmail = others.find((one) => email !== "" && one.email === email.toLowerCase());
  return {
    ...(/^[a-z][a-z0-9._-]{0,62}$/.test(id)
      ? others.some((one) => one.id === id)
        ? { id: "Somebody else has this id." }
        : {}
      : { id: "A lower-case name such as maya.ortiz." }),
    ...(name.trim() === "" ? { name: "Give a name." } : {}),
    ...(slack !== "" && !/^[UW][A-Z0-9]+$/.test(slack)
      ? { slack: "A Slack user id such as U012AB3CD." }
      : sameSlack === undefined
        ? {}
        : { slack: `${sameSlack.name} has this Slack id.` }),
    ...(email !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
      ? { email: "An address such as maya@example.com." }
      : sameEmail === undefined
        ? {}
        : { email: `${sameEmail.name} has this address.` }),
  };
}

/** The list with a person put in the place of the one with the id `before`, or at its end. */
export function withPerson(people: readonly Person[], before: string | null, draft: PersonDraft): Sent {
  const isThere = people.some(({ id }) => id === before);
  const kept = people.map((one) => (one.id === before ? sent(draft) : sent(draftOf(one))));
  return isThere ? kept : [...kept, sent(draft)];
}

export function withoutPerson(people: readonly Person[], id: string): Sent {
  return people.flatMap((one) => (one.id === id ? [] : [sent(draftOf(one))]));
}

function sent({ id, name, role, slack, email }: PersonDraft): Sent[number] {
  return {
    id,
    name: name.trim(),
    role,
    ...(slack === "" ? {} : { slack }),
    ...(email === "" ? {} : { email: email.toLowerCase() }),
  };
}

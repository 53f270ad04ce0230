import { peopleSchema } from "../../../../../../shared/domain/person.ts";
import { type Problems, problemsIn } from "../../../parts/form/problems.ts";
import type { EditedPerson, Person } from "../setting.ts";

export const noPerson: EditedPerson = { id: "", name: "", role: "approver" };

/** A person as they are edited: all that is known of them but their token. */
export function editedPerson({ hasToken: _known, ...person }: Person): EditedPerson {
  return person;
}

/** What is wrong with a person among the others, by field. */
export function personProblems(draft: EditedPerson, others: readonly EditedPerson[]): Problems {
  return problemsIn(peopleSchema, [...others, draft], [others.length]);
}

/** The list with a person in the place of the one with the id `before`, or at its end. */
export function withPerson(
  people: readonly Person[],
  before: string | null,
  draft: EditedPerson,
): EditedPerson[] {
  const kept = people.map((one) => (one.id === before ? draft : editedPerson(one)));
  return people.some(({ id }) => id === before) ? kept : [...kept, draft];
}

export function withoutPerson(people: readonly Person[], id: string): EditedPerson[] {
  return people.filter((one) => one.id !== id).map(editedPerson);
}

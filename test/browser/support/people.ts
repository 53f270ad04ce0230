import { settingsEndpoints } from "../../../shared/api/settings.ts";
import { api } from "./api.ts";

export const vera = { id: "vera", name: "Vera", role: "viewer" } as const;
export const arno = { id: "arno", name: "Arno", role: "approver" } as const;

/** A person's token; whoever isn't on the list of people is put there first. */
export async function tokenOf(person: typeof vera | typeof arno): Promise<string> {
  const { people } = await api(settingsEndpoints.get.answer, "/api/settings");
  if (!people.value.some(({ id }) => id === person.id)) {
    const others = people.value.map(({ hasToken: _hasToken, ...one }) => one);
    await api(settingsEndpoints.setPeople.answer, "/api/settings/people", {
      method: "PUT",
      body: { people: [...others, person], version: people.version },
    });
  }
  const { token } = await api(
    settingsEndpoints.issueToken.answer,
    `/api/settings/people/${person.id}/token`,
    { method: "POST" },
  );
  return token;
}

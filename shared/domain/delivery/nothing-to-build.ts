import type { Requirements } from "./requirement.ts";

/** Why there is nothing to build, in words for people: what the documents say instead. Null: there is something. */
export function nothingToBuild({ requirements, questions, stories }: Requirements): string | null {
  if (stories.length > 0) return null;
  const of = (standing: "already_true" | "conflict"): string[] =>
    requirements.filter((one) => one.standing === standing).map(({ id }) => id);
  const said = [
    { ids: of("already_true"), what: "true already" },
    { ids: of("conflict"), what: "in conflict until somebody decides" },
    { ids: questions.map(({ id }) => id), what: "open" },
  ]
    .filter(({ ids }) => ids.length > 0)
    .map(
      ({ ids, what }) =>
        `${ids.slice(0, 10).join(", ")}${ids.length > 10 ? ` and ${ids.length - 10} more` : ""} ${ids.length === 1 ? "is" : "are"} ${what}`,
    );
  return `the documents ask for nothing that is to be built${said.length === 0 ? "" : `: ${said.join("; ")}`}`;
}

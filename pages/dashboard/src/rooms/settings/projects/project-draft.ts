import type { Project, Rules } from "../setting.ts";

/** Everything that has no line of its own. */
export const allOthers = "*";

/** A project while it is edited. NaN is an empty field. */
export interface ProjectDraft {
  name: string;
  channels: string[];
  approvers: { kind: string; people: string[] }[];
  stakeholders: string[];
  autonomy: Project["autonomy"];
  budgetUsdDay: number;
}

export const noProject: ProjectDraft = {
  name: "",
  channels: [],
  approvers: [],
  stakeholders: [],
  autonomy: 1,
  budgetUsdDay: 5,
};

export function draftOf(name: string, project: Project): ProjectDraft {
  const { approvers, ...rest } = project;
  return { name, ...rest, approvers: Object.entries(approvers).map(([kind, people]) => ({ kind, people })) };
}

export function projectOf({
  channels,
  approvers,
  stakeholders,
  autonomy,
  budgetUsdDay,
}: ProjectDraft): Project {
  return {
    channels,
    approvers: Object.fromEntries(approvers.map(({ kind, people }) => [kind, people])),
    stakeholders: stakeholders.map((one) => one.toLowerCase()),
    autonomy,
    budgetUsdDay,
  };
}

/** What is wrong with a draft, by field, in words. `before` is the name that it had; null: it is new. */
export function projectProblems(
  { name, channels, approvers, stakeholders, budgetUsdDay }: ProjectDraft,
  rules: Rules,
  before: string | null,
): Partial<Record<keyof ProjectDraft, string>> {
  const others = Object.entries(rules.projects).filter(([other]) => other !== before);
  const odd = channels.find((one) => !/^[CG][A-Z0-9]+$/.test(one));
  const taken = others.find(([, other]) => other.channels.some((one) => channels.includes(one)));
  const noAddress = stakeholders.find((one) => !/^[^\s@]*@[^\s@]+\.[^\s@]+$/.test(one));
  const kinds = approvers.map(({ kind }) => kind);
  return {
    ...(/^[a-z][a-z0-9-]*$/.test(name)
      ? others.some(([other]) => other === name)
        ? { name: "There is a project of this name." }
        : {}
      : { name: "A lower-case name such as web-shop." }),
    ...(odd !== undefined
      ? { channels: `${odd} is no Slack channel id such as C012AB3CD.` }
      : taken === undefined
        ? {}
        : { channels: `The project ${taken[0]} has one of these channels.` }),
    ...(new Set(kinds).size < kinds.length
      ? { approvers: "A kind stands here twice." }
      : approvers.some(({ people }) => people.length === 0)
        ? { approvers: "Name somebody for each kind: with nobody, nobody could decide." }
        : {}),
    ...(noAddress === undefined
      ? {}
      : { stakeholders: `${noAddress} is neither an address nor a domain such as @example.com.` }),
    ...(Number.isNaN(budgetUsdDay) || budgetUsdDay <= 0
      ? { budgetUsdDay: "More than nothing, in dollars." }
      : {}),
  };
}

/** The rules with a project in the place of the one that it was, or added. */
export function withProject(rules: Rules, draft: ProjectDraft): Rules {
  return { ...rules, projects: { ...rules.projects, [draft.name]: projectOf(draft) } };
}

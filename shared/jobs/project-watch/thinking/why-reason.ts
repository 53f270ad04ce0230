import type { Plan, PlannedChange } from "./plan.ts";
import type { Weighed } from "./weigh.ts";
import { lookUp } from "../../../platform/look-up.ts";

/** Why more thinking is needed, and about which signals. */
export interface Why {
  reason: string;
  refs: string[];
  ids: string[];
}

/** As many signals the larger model thinks about at once. */
const most = 30;

/** Whether several voices meet, or what was proposed disagrees. Null: the first look is enough. */
export function whyReason({ actions, changes }: Plan, weighed: readonly Weighed[]): Why | null {
  const reasons: { reason: string; ids: readonly string[] }[] = [
    ...disagreements(changes),
    ...actions.flatMap(({ kind, item, payload, sources }, n) => {
      const other = actions
        .slice(n + 1)
        .find((one) => one.kind === kind && one.item === item && differ(one.payload, payload, ["to", "due"]));
      return other === undefined
        ? []
        : [{ reason: `what should become of ${item} is contradictory`, ids: [...sources, ...other.sources] }];
    }),
    ...meetings(weighed),
    ...changes.flatMap(({ artefact, change }) =>
      voices(change.sources, weighed) > 1
        ? [
            {
              reason: `several people speak of the same in the ${artefact.replace("_", " ")}`,
              ids: change.sources,
            },
          ]
        : [],
    ),
    ...actions.flatMap(({ title, sources, voices: count }) =>
      count === 1 && sources.some((id) => weighed.some((one) => one.id === id && one.importance === "urgent"))
        ? [{ reason: `“${title}” is urgent and only one voice speaks for it`, ids: sources }]
        : [],
    ),
  ];
  if (reasons.length === 0) return null;
  const ids = new Set(reasons.flatMap((one) => [...one.ids]));
  const concerned = weighed.filter(({ id }) => ids.has(id)).slice(0, most);
  if (concerned.length === 0) return null;
  const texts = [...new Set(reasons.map(({ reason }) => reason))];
  return {
    reason: texts.slice(0, 5).join("; "),
    refs: concerned.map(({ ref }) => ref),
    ids: concerned.map(({ id }) => id),
  };
}

/** Changes that give one field of one entry different values. */
function disagreements(changes: readonly PlannedChange[]): { reason: string; ids: string[] }[] {
  return changes.flatMap(({ artefact, change }, n) => {
    const other = changes
      .slice(n + 1)
      .find(
        (one) =>
          one.artefact === artefact &&
          change.op === "set" &&
          one.change.id === change.id &&
          differ(one.change.fields, change.fields, Object.keys(change.fields)),
      );
    return other === undefined
      ? []
      : [
          {
            reason: `what is said of ${change.id} is contradictory`,
            ids: [...change.sources, ...other.change.sources],
          },
        ];
  });
}

function differ(
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
  fields: readonly string[],
): boolean {
  return fields.some(
    (field) =>
      lookUp(one, field) !== undefined &&
      lookUp(other, field) !== undefined &&
      JSON.stringify(lookUp(one, field)) !== JSON.stringify(lookUp(other, field)),
  );
}

/** Items of which several people tell something that is more than routine. */
function meetings(weighed: readonly Weighed[]): { reason: string; ids: string[] }[] {
  const notable = weighed.filter(({ importance }) => importance === "notable" || importance === "urgent");
  return [...Map.groupBy(notable, ({ item }) => item)].flatMap(([item, all]) =>
    new Set(all.map(({ by }) => by)).size > 1
      ? [{ reason: `several people speak of ${item.slice(0, 80)}`, ids: all.map(({ id }) => id) }]
      : [],
  );
}

function voices(ids: readonly string[], weighed: readonly Weighed[]): number {
  return new Set(weighed.filter(({ id }) => ids.includes(id)).map(({ by }) => by)).size;
}

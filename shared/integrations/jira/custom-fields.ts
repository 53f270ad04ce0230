import { z } from "zod";

/** The numbers that a site has given to the custom fields which matter; usually one each. */
export const customFieldsSchema = z.object({
  sprint: z.array(z.string()),
  points: z.array(z.string()),
  flagged: z.array(z.string()),
});
export type CustomFields = z.infer<typeof customFieldsSchema>;

/** What `GET /field` says of a field. */
export const fieldList = z.array(
  z.object({
    id: z.string().min(1),
    name: z.string(),
    schema: z.object({ type: z.string().nullish(), custom: z.string().nullish() }).nullish(),
  }),
);

type Field = z.infer<typeof fieldList>[number];

const kindOf = ({ schema }: Field): string => schema?.custom?.split(":").at(-1) ?? "";

/** Tells the fields by their kind, which no admin can rename; where a site has one of its own making, by its name. */
const isOne: Record<keyof CustomFields, (field: Field) => boolean> = {
  sprint: (field) => kindOf(field) === "gh-sprint",
  points: (field) =>
    kindOf(field) === "jsw-story-points" ||
    (field.schema?.type === "number" && /^story points?( estimate)?$/i.test(field.name)),
  flagged: (field) => kindOf(field) !== "" && /^flagged$/i.test(field.name),
};

export function customFieldsIn(fields: readonly Field[]): CustomFields {
  const idsOf = (name: keyof CustomFields) => fields.filter(isOne[name]).map(({ id }) => id);
  return { sprint: idsOf("sprint"), points: idsOf("points"), flagged: idsOf("flagged") };
}

/** Nothing is known of them. */
export const noCustomFields: CustomFields = { sprint: [], points: [], flagged: [] };

import { z } from "zod";

/** What Asana's API 1.0 answers, as far as it is read (developers.asana.com/reference). */
const gid = z.string().min(1);
const named = z.object({ gid, name: z.string().nullish() });
const time = z.iso.datetime().transform((text) => Date.parse(text));

const task = z.object({
  gid,
  name: z.string(),
  notes: z.string().nullish(),
  resource_subtype: z.string().nullish(),
  completed: z.boolean(),
  created_at: time,
  modified_at: time,
  due_on: z.string().nullish(),
  permalink_url: z.string().nullish(),
  assignee: named.nullish(),
  created_by: named.nullish(),
  tags: z.array(named).default([]),
  memberships: z
    .array(z.object({ project: z.object({ gid }).nullish(), section: named.nullish() }))
    .default([]),
  custom_fields: z
    .array(
      z.object({
        name: z.string().nullish(),
        display_value: z.string().nullish(),
        number_value: z.number().nullish(),
      }),
    )
    .default([]),
});
export type WireTask = z.infer<typeof task>;

/** What is asked for of a task: all in one call. */
export const taskFields = [
  "name,notes,resource_subtype,completed,created_at,modified_at,due_on,permalink_url",
  "assignee.name,created_by.name,tags.name,memberships.project,memberships.section.name",
  "custom_fields.name,custom_fields.display_value,custom_fields.number_value",
].join(",");

export const oneTask = z.object({ data: task }).transform(({ data }) => data);

const nextPage = z
  .object({ offset: z.string().min(1) })
  .nullish()
  .transform((next) => next?.offset ?? null);
export const taskPage = z
  .object({ data: z.array(task), next_page: nextPage })
  .transform(({ data, next_page: next }) => ({ data, next }));

const story = z.object({
  gid,
  created_at: time,
  created_by: named.nullish(),
  resource_subtype: z.string(),
  text: z.string().nullish(),
});
export type WireStory = z.infer<typeof story>;
export const storyFields = "created_at,created_by.name,resource_subtype,text";
export const storyPage = z
  .object({ data: z.array(story), next_page: nextPage })
  .transform(({ data, next_page: next }) => ({ data, next }));

const event = z.object({
  action: z.string(),
  type: z.string().nullish(),
  resource: z.object({ gid, resource_type: z.string().nullish() }).nullish(),
  parent: z.object({ gid, resource_type: z.string().nullish() }).nullish(),
});
export type WireEvent = z.infer<typeof event>;

/** Events, or with a 412 nothing but the token from which there will be some. */
export const events = z.union([
  z
    .object({ data: z.array(event), sync: z.string().min(1), has_more: z.boolean().default(false) })
    .transform(({ data, sync, has_more: more }) => ({ kind: "events" as const, events: data, sync, more })),
  z.object({ sync: z.string().min(1) }).transform(({ sync }) => ({ kind: "expired" as const, sync })),
]);
export type Events = z.infer<typeof events>;

export const project = z
  .object({ data: z.object({ name: z.string(), workspace: z.object({ gid }) }) })
  .transform(({ data: { name, workspace } }) => ({ name, workspace: workspace.gid }));

export const memberships = z
  .object({ data: z.array(z.object({ is_guest: z.boolean(), workspace: z.object({ gid }) })) })
  .transform(({ data }) => data);

export const asanaError = z
  .object({ errors: z.array(z.object({ message: z.string() })).min(1) })
  .transform(({ errors }) => ({ message: errors.map(({ message }) => message).join("; "), pending: false }));

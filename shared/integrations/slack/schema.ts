import { z } from "zod";
import { postedMessage } from "./message.ts";

/** What Slack sends, as far as it is read. Unknown fields are Slack's to add. */
const id = z.string().min(1);
/** What may be missing may be null as well. */
const perhaps = <T>(form: z.ZodType<T>) => form.nullish().transform((value) => value ?? undefined);

/** What is shown of a file that a message carries. */
const file = z.object({
  name: z.string().nullish(),
  title: z.string().nullish(),
  permalink: z.string().nullish(),
});

const messageEvent = z.object({
  type: z.enum(["app_mention", "message"]),
  subtype: perhaps(z.string()),
  channel: id,
  user: perhaps(id),
  bot_id: perhaps(id),
  text: z
    .string()
    .nullish()
    .transform((text) => text ?? ""),
  ts: id,
  thread_ts: perhaps(id),
  /** There when the message is another than it was: Slack tells of a mention again that is edited in. */
  edited: z.object({}).nullish(),
  files: z.array(z.unknown()).nullish().catch(null),
  /** Whose workspace the writer belongs to, where it may be another's. */
  user_team: z.string().nullish(),
  source_team: z.string().nullish(),
  user_profile: z
    .object({
      team: z.string().nullish(),
      is_stranger: z.boolean().nullish(),
      is_restricted: z.boolean().nullish(),
      is_ultra_restricted: z.boolean().nullish(),
    })
    .nullish()
    .catch(null),
  /** There when a message was deleted: which, and what it was. */
  deleted_ts: perhaps(id),
  previous_message: z.object({ user: id.optional(), thread_ts: id.optional() }).nullish().catch(null),
});
export type MessageEvent = z.infer<typeof messageEvent>;

/** The files of a message as words. */
export function filesIn(event: MessageEvent): string[] {
  return (event.files ?? []).flatMap((one) => {
    const { data } = file.safeParse(one);
    const name = data?.title || data?.name;
    return name ? [`[file: ${name}${data?.permalink ? ` ${data.permalink}` : ""}]`] : ["[file]"];
  });
}

/** What says that it is a message and can't be read as one is refused, and not taken for something else. */
const otherEvent = z.object({
  type: z.string().refine((type) => !messageEvent.shape.type.safeParse(type).success, { abort: true }),
});

export const eventRequest = z.discriminatedUnion("type", [
  z.object({ type: z.literal("url_verification"), challenge: z.string() }),
  z.object({
    type: z.literal("event_callback"),
    event_id: id,
    /** The workspace that the event comes from. */
    team_id: z.string().optional(),
    authorizations: z.array(z.object({ user_id: id.optional(), team_id: z.string().nullish() })).optional(),
    event: z.union([messageEvent, otherEvent]),
  }),
]);

const user = z.object({ id, username: z.string().optional(), name: z.string().optional() });

/** The value of an approval button: what is decided on. */
export const approvalReference = z.object({ approvalId: id, digest: z.string().length(64) });
export type ApprovalReference = z.infer<typeof approvalReference>;

/** The value of a button for all that is asked about together, and the private metadata of its modal. */
export const bundleReference = z.object({ bundle: id, bundleDigest: z.string().length(64) });
export type BundleReference = z.infer<typeof bundleReference>;
export const bundleModalReference = bundleReference.extend({ message: postedMessage });
export type BundleModalReference = z.infer<typeof bundleModalReference>;

/** The private metadata of its modals: besides, the message whose button has opened them. */
export const modalReference = approvalReference.extend({ message: postedMessage });
export type ModalReference = z.infer<typeof modalReference>;

/** The value of a button under an effect whose answer was lost. */
export const effectReference = z.object({ actionId: id });

export const blockActions = z.object({
  type: z.literal("block_actions"),
  user,
  trigger_id: id,
  channel: z.object({ id }),
  container: z.object({ message_ts: id, thread_ts: id.optional() }),
  actions: z.array(z.object({ action_id: id, value: z.string().optional() })).min(1),
});
export type BlockActions = z.infer<typeof blockActions>;

export const viewSubmission = z.object({
  type: z.literal("view_submission"),
  user,
  view: z.object({
    callback_id: id,
    private_metadata: z.string(),
    state: z.object({
      values: z.record(z.string(), z.record(z.string(), z.object({ value: z.string().nullish() }))),
    }),
  }),
});
export type ViewSubmission = z.infer<typeof viewSubmission>;

export const interaction = z.discriminatedUnion("type", [blockActions, viewSubmission]);

/** An interaction in which there is nothing for us: a shortcut, a closed modal, a menu that asks for its options, a click in a view. */
export const otherInteraction = z.union([
  z.object({
    type: z.string().refine((type) => type !== "block_actions" && type !== "view_submission"),
    user,
  }),
  z.object({ type: z.literal("block_actions"), user, container: z.object({ type: z.literal("view") }) }),
]);

export const slashCommand = z.object({
  command: id,
  text: z.string().default(""),
  user_id: id,
  channel_id: id,
  trigger_id: id,
});

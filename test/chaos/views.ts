import { z } from "zod";

/** What the API and the sandbox show, as far as a run reads it. */

const factSchema = z.object({
  at: z.string(),
  type: z.string(),
  summary: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type Fact = z.infer<typeof factSchema>;

const taskSchema = z.object({
  id: z.string(),
  signalId: z.string(),
  status: z.string(),
  waitingFor: z.string().nullable(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export const taskPage = z.object({ tasks: z.array(taskSchema), nextCursor: z.string().nullable() });
export type TaskRow = z.infer<typeof taskSchema>;

const approvalSchema = z.object({
  id: z.string(),
  actionId: z.string(),
  taskId: z.string(),
  kind: z.string(),
  target: z.string(),
  digest: z.string(),
  status: z.string(),
  holdUntil: z.string().nullable(),
  decidedAt: z.string().nullable(),
});
export type ApprovalView = z.infer<typeof approvalSchema>;
export const waitingList = z.object({
  approvals: z.array(approvalSchema),
  unknownEffects: z.array(z.object({ actionId: z.string(), taskId: z.string(), asked: z.boolean() })),
});
export const oneApproval = z.object({ approval: approvalSchema });

const effectSchema = z.object({
  actionId: z.string(),
  taskId: z.string(),
  kind: z.string(),
  state: z.string(),
  attempts: z.number(),
  error: z.string().nullable(),
  result: z.record(z.string(), z.string()).nullable(),
  asked: z.boolean(),
});
export type EffectView = z.infer<typeof effectSchema>;

const actionSchema = z.object({
  id: z.string(),
  kind: z.string(),
  target: z.string(),
  payload: z.record(z.string(), z.unknown()),
  createdAt: z.string(),
});
export type ActionView = z.infer<typeof actionSchema>;

export const dossierSchema = z.object({
  task: taskSchema,
  timeline: z.array(factSchema),
  actions: z.array(actionSchema),
  approvals: z.array(approvalSchema),
  effects: z.array(effectSchema),
});
export type Dossier = z.infer<typeof dossierSchema>;

export const postPage = z.object({
  posts: z.array(z.object({ slug: z.string() })),
  nextCursor: z.string().nullable(),
});

export const repositoryList = z.object({
  repositories: z.array(z.object({ full_name: z.string(), description: z.string().nullish() })),
});

export const mailList = z.object({ mails: z.array(z.object({ subject: z.string() })) });
export const issueList = z.object({
  issues: z.array(
    z.object({
      key: z.string(),
      labels: z.array(z.string()),
      comments: z.array(z.object({ properties: z.array(z.object({ key: z.string(), value: z.unknown() })) })),
      history: z.array(z.object({ from: z.string(), to: z.string() })),
    }),
  ),
});
export type Issue = z.infer<typeof issueList>["issues"][number];

const messageSchema = z.object({
  channel: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  bot_id: z.string().optional(),
  text: z.string(),
  blocks: z.array(z.record(z.string(), z.unknown())).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  ephemeral_to: z.string().optional(),
});
export const messageList = z.object({ messages: z.array(messageSchema) });
export type MessageView = z.infer<typeof messageSchema>;

const deliverySchema = z.object({ event_id: z.string(), type: z.string(), status: z.number() });
export const saidAnswer = z.object({ ts: z.string(), deliveries: z.array(deliverySchema) });
export const redelivered = z.object({ deliveries: z.array(z.object({ status: z.number() })) });
export const clickAnswer = z.object({ ok: z.boolean(), view: z.object({ id: z.string() }).nullish() });
export const proposedAnswer = z.object({ taskId: z.string() });

import { z } from "zod";

const contextSchema = z.object({ id: z.string(), name: z.string(), prompt: z.string(), opening: z.string() });
const sessionSchema = z.object({
  id: z.string(),
  token: z.string(),
  avatar: z.string(),
  context: z.string(),
  /** What it talks of, which outlives its context here. */
  prompt: z.string(),
  seconds: z.number(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  reason: z.string().nullable(),
});
export type Session = z.infer<typeof sessionSchema>;

const account = z.object({
  contexts: z.array(contextSchema),
  sessions: z.array(sessionSchema),
  credits: z.number(),
});
/** What avatars were told, what sessions there are, oldest first, and how many credits are left. */
export type Account = z.infer<typeof account>;

const creditsAMinute = 2;
const fresh = (): Account => ({ contexts: [], sessions: [], credits: 1000 });

/** The sandbox's account at LiveAvatar. Its sessions are over when their time is. */
export class LiveavatarState {
  account = fresh();

  keep(name: string, prompt: string, opening: string): string {
    const id = crypto.randomUUID();
    this.account.contexts = [...this.account.contexts, { id, name, prompt, opening }].slice(-500);
    return id;
  }

  /** Names a session that may be started; null: there is no such context. */
  name(avatar: string, context: string, seconds: number): Session | null {
    const prompt = this.account.contexts.find(({ id }) => id === context)?.prompt;
    if (prompt === undefined) return null;
    const [id, token] = [crypto.randomUUID(), crypto.randomUUID()];
    const none = { startedAt: null, endedAt: null, reason: null };
    const session = { id, token, avatar, context, prompt, seconds, ...none };
    this.account.sessions = [...this.account.sessions, session].slice(-500);
    return session;
  }

  /** Starts what a token names; a word says why not. */
  start(token: string): Session | "unknown" | "begun" | "no_credits" {
    const session = this.account.sessions.find((one) => one.token === token);
    if (session === undefined) return "unknown";
    if (session.startedAt !== null || session.endedAt !== null) return "begun";
    if (this.account.credits < creditsAMinute) return "no_credits";
    session.startedAt = Date.now();
    return session;
  }

  /** A session that was started, as it is now. */
  started(id: string): Session | undefined {
    const session = this.account.sessions.find((one) => one.id === id && one.startedAt !== null);
    if (session === undefined || session.endedAt !== null) return session;
    const isOver = Date.now() >= (session.startedAt ?? 0) + session.seconds * 1000;
    if (isOver) this.end(session, "MAX_DURATION_REACHED");
    return session;
  }

  /** Ends one that runs; false: none does by that name. One that was never started can't be started any more. */
  stop(id: string, reason: string): boolean {
    const named = this.account.sessions.find((one) => one.id === id);
    if (named !== undefined && named.startedAt === null) named.endedAt ??= Date.now();
    const session = this.started(id);
    if (session === undefined || session.endedAt !== null) return false;
    this.end(session, reason);
    return true;
  }

  private end(session: Session, reason: string): void {
    const { startedAt, seconds } = session;
    const from = startedAt ?? Date.now();
    session.endedAt = Math.min(Date.now(), from + seconds * 1000);
    session.reason = reason;
    const minutes = Math.max(1, Math.ceil((session.endedAt - from) / 60_000));
    this.account.credits = Math.max(0, this.account.credits - minutes * creditsAMinute);
  }

  reset(): void {
    this.account = fresh();
  }

  restore(snapshot: unknown): void {
    this.account = account.safeParse(snapshot).data ?? fresh();
  }
}

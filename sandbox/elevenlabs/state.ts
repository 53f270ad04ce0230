import { z } from "zod";

const spokenSchema = z.object({ id: z.string(), voice: z.string(), model: z.string(), text: z.string() });
/** One request, as it was spoken. */
export type Spoken = z.infer<typeof spokenSchema>;

const account = z.object({ spoken: z.array(spokenSchema), left: z.number() });
/** What was spoken, oldest first, and how many characters the account has left. */
export type Account = z.infer<typeof account>;

const quota = 1_000_000;
const fresh = (): Account => ({ spoken: [], left: quota });

/** The sandbox's account at ElevenLabs. */
export class ElevenlabsState {
  account = fresh();

  /** Speaks a text, which costs its characters; null: there are not so many left. */
  speak(voice: string, model: string, text: string): Spoken | null {
    if (text.length > this.account.left) return null;
    const one = { id: crypto.randomUUID(), voice, model, text };
    const spoken = [...this.account.spoken, one].slice(-500);
    this.account = { spoken, left: this.account.left - text.length };
    return one;
  }

  reset(): void {
    this.account = fresh();
  }

  restore(snapshot: unknown): void {
    this.account = account.safeParse(snapshot).data ?? fresh();
  }
}

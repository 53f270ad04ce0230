import { z } from "zod";
import { done, posted } from "../people-post.ts";
import { createTwinApp, type Twin } from "../twin.ts";
import { recentMonday } from "./calendar.ts";
import { storyPage } from "./page.ts";
import { playEvents } from "./play.ts";
import { daysOf, storyFrom } from "./story.ts";

export const lastDay = 10;

const stateSchema = z.object({
  /** The story's first day; null: nothing has been played. */
  monday: z.string().nullable(),
  /** Working days that have happened. */
  played: z.number().int(),
});
type State = z.infer<typeof stateSchema>;
const unplayed: State = { monday: null, played: 0 };

const playRequest = z.strictObject({
  /** Up to the evening of this working day; days that have happened don't happen again. */
  to: z.coerce.number().int().min(1).max(lastDay),
  /** Where the story begins, if nothing has been played yet; absent: some two weeks ago. */
  monday: z.iso.date().optional(),
  /** Whether Jira sends its webhooks; without them only a reader finds what has changed. */
  tell: z.stringbool().or(z.boolean()).default(true),
});
export type StoryPlay = z.input<typeof playRequest>;

export interface StoryTwin extends Twin {
  /** Plays up to a working day what has not happened yet. */
  play(request: StoryPlay): Promise<State>;
}

/**
 * No service of its own: it lets two weeks of the project atlas happen in the sandbox's Jira and mailbox, day by day.
 * `POST /_/play` takes `playRequest`.
 * @param url the sandbox's own address, once it is up.
 */
export function createStoryTwin(url: () => string): StoryTwin {
  let state = unplayed;
  const reset = (): void => {
    state = unplayed;
  };
  const playNow = async ({ to, monday: wanted, tell }: z.output<typeof playRequest>): Promise<State> => {
    const monday = state.monday ?? wanted ?? recentMonday(Date.now());
    const { played } = state;
    if (to <= played) return state;
    const story = storyFrom(monday);
    if (played === 0) await playEvents(url(), story.before, false);
    await playEvents(url(), daysOf(story, played + 1, to), tell);
    state = { monday, played: to };
    return state;
  };
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other, so that no day happens twice. */
  const play = async (request: StoryPlay): Promise<State> => {
    const next = last.then(async () => playNow(playRequest.parse(request)));
    last = next.catch(() => undefined);
    return next;
  };
  const app = createTwinApp("story", reset, (routes) => {
    routes.get("/", (c) => c.html(storyPage(state, lastDay)));
    routes.get("/_/state", (c) => c.json(state));
    routes.post("/_/play", async (c) => {
      const sent = posted(c, playRequest);
      return "refused" in sent ? sent.refused : done(c, "/story", await play(sent.fields));
    });
  });
  return {
    name: "story",
    app,
    reset,
    play,
    snapshot: () => state,
    restore: (snapshot) => {
      state = stateSchema.safeParse(snapshot).data ?? unplayed;
    },
  };
}

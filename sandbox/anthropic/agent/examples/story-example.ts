/** What the stand-in knows of a story of the shipped example. In each text `{{ext}}` stands for how the project's imports end. */
export interface StoryExample {
  title: string;
  /** Names its files: `test/<slug>.test.ts` and `src/<slug>.ts`. */
  slug: string;
  /** Tests that fail by their own assertions as long as the story isn't built. @param story the story's words */
  test: (story: string) => string;
  /** The module that is built. @param story the story's words */
  code: (story: string) => string;
  /** What it writes first in the module, and corrects when the referee refuses it. */
  wrongTurn?: { wrong: string; right: string };
  /** What src/app.ts imports of it. */
  imports: string;
  /** Lines of createApp; they stand before the line that has `before`, or at its end. */
  mounts: { lines: readonly string[]; before: string | null };
  summaries: { red: string; green: string; review: string };
}

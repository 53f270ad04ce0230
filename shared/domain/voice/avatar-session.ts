/** How a session of an avatar stands. `starting`: it has a name at LiveAvatar, and whether it runs isn't known. */
export const avatarStates = ["asked", "starting", "live", "ended"] as const;
export type AvatarState = (typeof avatarStates)[number];

/** The longest that it is told to talk of, characters. */
export const longestTalk = 10_000;
export const mostAvatarMinutes = 60;

/** LiveAvatar's list price: 2 credits a minute in FULL mode, 0.10 dollars a credit (docs.liveavatar.com/docs/credits-and-subscriptions). */
const minuteMicroUsd = 2 * 100_000;

/** What a session costs at most, micro-dollars. */
export function avatarPrice(minutes: number): number {
  return minutes * minuteMicroUsd;
}

import { z } from "zod";
import { longestTalk, mostAvatarMinutes } from "../domain/voice/avatar-session.ts";
import { oneLine, words } from "./one-line.ts";

export const avatarSessionSchema = z.strictObject({
  title: oneLine(150),
  /** The id of an avatar at LiveAvatar. */
  avatar: z.string().regex(/^[\w-]{1,100}$/, "must be the id of an avatar at LiveAvatar"),
  /** The very words that it is told to talk of. */
  text: words(longestTalk),
  minutes: z.number().int().min(1).max(mostAvatarMinutes),
});
export type AvatarSession = z.infer<typeof avatarSessionSchema>;

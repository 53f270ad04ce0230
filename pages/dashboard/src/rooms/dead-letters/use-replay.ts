import { useState } from "react";
import type { Answer } from "../../api/client.ts";
import { useSend } from "../../api/use-api.ts";
import { tellDone, tellFailure } from "../../parts/tell.ts";
import { counted } from "../../parts/words.ts";

export type LetterView = Answer<"GET /api/dead-letters">["deadLetters"][number];

type Refused = Answer<"POST /api/dead-letters/replays">["refused"];

export interface Replay {
  isPending: boolean;
  /** What the last replay could not send, each with its reason. */
  refused: Refused;
  /** Sends those named again, or all that are open. */
  send: (which: string[] | "all") => void;
  dismiss: () => void;
}

/** Sends dead letters to their queues again, and tells what became of it. */
export function useReplay(onDone: () => void): Replay {
  const [refused, setRefused] = useState<Refused>([]);
  const { mutate, isPending } = useSend("POST /api/dead-letters/replays");
  return {
    isPending,
    refused,
    dismiss: () => setRefused([]),
    send: (which) =>
      mutate(
        { body: which === "all" ? { all: true } : { ids: which } },
        {
          onSuccess: ({ replayed, refused: not, left }) => {
            setRefused(not);
            if (replayed.length > 0)
              tellDone(
                `${counted(replayed.length, "message")} sent again${left > 0 ? `, ${left} still open` : ""}.`,
              );
            onDone();
          },
          onError: tellFailure,
        },
      ),
  };
}

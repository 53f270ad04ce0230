import type { ServiceAnswers } from "../../domain/answers.ts";

/** A quota that is used up is refused with 401, like a key that isn't known (elevenlabs.io/docs/errors). */
export const elevenlabsAnswers: ServiceAnswers = {
  name: "ElevenLabs",
  door: "elevenlabs",
  codes: {
    quota_exceeded: "refused",
    system_busy: "limited",
    too_many_concurrent_requests: "limited",
  },
  otherCodes: ["quota_exceeded"],
};

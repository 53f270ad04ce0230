import { addressOf, type Answer, ApiError, errorOf } from "../../api/client.ts";

/** A transcript as somebody brings it. */
export interface TranscriptDraft {
  title: string;
  project: string;
  /** When it began, as the browser's field has it: "2026-12-02T10:00", in the reader's zone. */
  startsAt: string;
  /** A line each: "Maya Ortiz <maya@example.com>". */
  attendees: string;
  channel: string;
  file: File;
}

/** @throws ApiError with what the Worker said, `unreachable` when the line broke: the same again is the same meeting. */
export async function sendTranscript(draft: TranscriptDraft): Promise<Answer<"POST /api/meetings">> {
  const { file, startsAt, ...fields } = draft;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("startsAt", new Date(startsAt).toISOString());
  form.append("transcript", file);
  let response: Response;
  try {
    response = await fetch(addressOf("POST /api/meetings", {}), {
      method: "POST",
      body: form,
      credentials: "same-origin",
    });
  } catch (error) {
    throw new ApiError("unreachable", 0, `The line broke: ${String(error)}. Send it again.`);
  }
  const text = await response.text();
  if (response.ok) return JSON.parse(text);
  throw errorOf(response.status, text);
}

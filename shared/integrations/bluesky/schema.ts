import { z } from "zod";
import type { ServiceError } from "../call.ts";

/** An error of XRPC (https://atproto.com/specs/xrpc). */
export const xrpcError = z
  .object({ error: z.string(), message: z.string().default("") })
  .transform(({ error, message }): ServiceError => ({
    message: message === "" ? error : `${error}: ${message}`,
    pending: false,
    code: error,
  }));

export const sessionAnswer = z.object({
  did: z.string().startsWith("did:"),
  handle: z.string(),
  accessJwt: z.string().min(1),
  refreshJwt: z.string().min(1),
});

export const accountAnswer = z.object({
  did: z.string().startsWith("did:"),
  active: z.boolean().default(true),
  status: z.string().optional(),
});

export const resolvedHandle = z.object({ did: z.string().startsWith("did:") });

/** A file that was taken, as it is named in a record. It is handed on as it came. */
export const blobRef = z.looseObject({ $type: z.literal("blob"), mimeType: z.string(), size: z.number() });
export type BlobRef = z.infer<typeof blobRef>;
export const uploadedBlob = z.object({ blob: blobRef });

export const putRecordAnswer = z.object({ uri: z.string(), cid: z.string() });

/** Of the record only what is compared. */
export const foundRecord = z.object({
  uri: z.string(),
  cid: z.string(),
  value: z.object({ text: z.string() }),
});
export type FoundRecord = z.infer<typeof foundRecord>;

import type { Outside } from "../../platform/config.ts";
import { type CallOutcome, mapAnswer } from "../call.ts";
import type { PostRecord } from "./record.ts";
import {
  type BlobRef,
  type FoundRecord,
  foundRecord,
  putRecordAnswer,
  resolvedHandle,
  uploadedBlob,
} from "./schema.ts";
import { xrpc } from "./xrpc.ts";

const collection = "app.bsky.feed.post";

/** Calls in the name of an account. */
export interface BlueskyClient {
  /** Whose a handle is; null: nobody's. */
  resolve(handle: string): Promise<CallOutcome<string | null>>;
  upload(image: Blob): Promise<CallOutcome<BlobRef>>;
  /** Writes a post under a key that is free; false: it is taken. */
  put(key: string, record: PostRecord): Promise<CallOutcome<boolean>>;
  /** The post under a key; null: none. */
  find(key: string): Promise<CallOutcome<FoundRecord | null>>;
}

export function blueskyClient(
  outside: Outside,
  { token, account: repo }: { token: string; account: string },
): BlueskyClient {
  return {
    resolve: async (handle) =>
      nullWhen(
        "InvalidRequest",
        await xrpc(outside, {
          method: "com.atproto.identity.resolveHandle",
          params: { handle },
          answer: resolvedHandle.transform(({ did }) => did),
        }),
      ),
    upload: async (image) =>
      mapAnswer(
        await xrpc(outside, {
          method: "com.atproto.repo.uploadBlob",
          body: image,
          token,
          answer: uploadedBlob,
        }),
        ({ blob }) => blob,
      ),
    put: async (rkey, record) => {
      const put = await xrpc(outside, {
        method: "com.atproto.repo.putRecord",
        // Without a record before it: what stands there is never written over.
        body: { repo, collection, rkey, record, validate: true, swapRecord: null },
        token,
        answer: putRecordAnswer,
      });
      if (put.kind === "refused" && put.code === "InvalidSwap") return { kind: "answered", value: false };
      return mapAnswer(put, () => true);
    },
    find: async (rkey) =>
      nullWhen(
        "RecordNotFound",
        await xrpc(outside, {
          method: "com.atproto.repo.getRecord",
          params: { repo, collection, rkey },
          token,
          answer: foundRecord,
        }),
      ),
  };
}

function nullWhen<T>(code: string, outcome: CallOutcome<T>): CallOutcome<T | null> {
  return outcome.kind === "refused" && outcome.code === code ? { kind: "answered", value: null } : outcome;
}

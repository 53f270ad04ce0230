import type { Answer } from "../../api/types.ts";

/** What the API says of documents, by the names that these rooms use. */

export type DocumentView = Answer<"GET /api/projects/{project}/documents">["documents"][number];
export type VersionView = DocumentView["newest"];
export type TakenFile = Answer<"POST /api/projects/{project}/documents">["files"][number];
export type DocumentText = Answer<"GET /api/projects/{project}/documents/{id}/text">;
export type CitingDelivery =
  Answer<"GET /api/projects/{project}/documents/{id}/citations">["deliveries"][number];
export type CitedWords = CitingDelivery["citations"][number];

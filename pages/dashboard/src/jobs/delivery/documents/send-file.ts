import { uploadPartBytes } from "../../../../../../shared/domain/delivery/document.ts";
import { addressOf, ApiError, call, errorOf } from "../../../api/client.ts";
import type { TakenFile } from "../views.ts";

/** How a file's way is followed, and ended. */
interface Way {
  project: string;
  /** Bytes that have arrived so far. */
  onProgress: (sent: number) => void;
  signal: AbortSignal;
}

/**
 * Brings a file to a project: at once, or in parts when it has more than 5 MB. One that was cut off goes on where it was, also after
 * the page was loaded anew.
 * @throws ApiError with what the Worker said, `unreachable` when the line broke: then the same call goes on.
 */
export async function sendFile(file: File, way: Way): Promise<TakenFile[]> {
  return file.size > uploadPartBytes ? sendInParts(file, way) : sendWhole(file, way);
}

async function sendWhole(file: File, { project, onProgress, signal }: Way): Promise<TakenFile[]> {
  const form = new FormData();
  form.append("files", file);
  const address = addressOf("POST /api/projects/{project}/documents", { params: { project } });
  const { files }: { files: TakenFile[] } = JSON.parse(await send("POST", address, form, onProgress, signal));
  return files;
}

async function sendInParts(file: File, { project, onProgress, signal }: Way): Promise<TakenFile[]> {
  const key = `signalbox.upload/${project}/${file.name}/${file.size}/${file.lastModified}`;
  const upload =
    (await begun(project, localStorage.getItem(key))) ??
    (await call(
      "POST /api/projects/{project}/uploads",
      { params: { project }, body: { name: file.name, bytes: file.size } },
      signal,
    ));
  localStorage.setItem(key, upload.id);
  const params = { project, id: upload.id };
  const { partBytes } = upload;
  const count = Math.ceil(file.size / partBytes);
  const sizeOf = (part: number): number => Math.min(partBytes, file.size - (part - 1) * partBytes);
  let sent = upload.parts.reduce((sum, part) => sum + sizeOf(part), 0);
  onProgress(sent);
  for (let part = 1; part <= count; part++) {
    if (upload.complete || upload.parts.includes(part)) continue;
    const bytes = file.slice((part - 1) * partBytes, part * partBytes);
    const address = addressOf("PUT /api/projects/{project}/uploads/{id}/parts/{part}", {
      params: { ...params, part },
    });
    await send("PUT", address, bytes, (more) => onProgress(sent + more), signal);
    sent += sizeOf(part);
  }
  const { files } = await call("POST /api/projects/{project}/uploads/{id}/complete", { params }, signal);
  localStorage.removeItem(key);
  return files;
}

/** An upload that was begun before; null when there is none any more. */
async function begun(project: string, id: string | null) {
  if (id === null) return null;
  try {
    return await call("GET /api/projects/{project}/uploads/{id}", { params: { project, id } });
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

/** Ends a file's way for good: what has arrived of it is let go. */
export async function forgetFile(file: File, project: string): Promise<void> {
  const key = `signalbox.upload/${project}/${file.name}/${file.size}/${file.lastModified}`;
  const id = localStorage.getItem(key);
  localStorage.removeItem(key);
  if (id === null) return;
  try {
    await call("DELETE /api/projects/{project}/uploads/{id}", { params: { project, id } });
  } catch (error) {
    // Nobody waits for it: what is left of it is forgotten by itself after a week.
    if (!(error instanceof ApiError)) throw error;
  }
}

/** A request that says how much of it has arrived, which `fetch` can't. */
async function send(
  method: string,
  address: string,
  body: FormData | Blob,
  onProgress: (sent: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const request = new XMLHttpRequest();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  request.open(method, address);
  if (body instanceof Blob) request.setRequestHeader("content-type", "application/octet-stream");
  request.upload.addEventListener("progress", ({ loaded }) => onProgress(loaded));
  request.addEventListener("load", () => {
    if (request.status >= 200 && request.status < 300) resolve(request.responseText);
    else reject(errorOf(request.status, request.responseText));
  });
  request.addEventListener("error", () =>
    reject(new ApiError("unreachable", 0, "The line broke. What has arrived is kept.")),
  );
  request.addEventListener("abort", () => reject(new ApiError("aborted", 0, "It was ended.")));
  signal.addEventListener("abort", () => request.abort(), { once: true });
  if (signal.aborted) throw new ApiError("aborted", 0, "It was ended.");
  request.send(body);
  return promise;
}

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError } from "../../../api/client.ts";
import type { TakenFile } from "../views.ts";
import { forgetFile, sendFile } from "./send-file.ts";

/** A file that somebody has dropped, and how far it is. */
export interface Upload {
  key: number;
  file: File;
  /** Bytes that have arrived. */
  sent: number;
  state: "queued" | "sending" | "done" | "broken";
  /** What became of it, and of what was in it. */
  files: TakenFile[];
  error: string | null;
}

/** Brings files one after the other; each is answered for itself. */
export function useUploads(project: string) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const queries = useQueryClient();
  const next = useRef(0);
  const sending = useRef<{ key: number; stop: AbortController } | null>(null);

  const change = useCallback((key: number, part: Partial<Upload>) => {
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));
  }, []);
  const add = useCallback((files: readonly File[]) => {
    const added = files.map((file): Upload => {
      next.current += 1;
      return { key: next.current, file, sent: 0, state: "queued", files: [], error: null };
    });
    setUploads((all) => [...all, ...added]);
  }, []);
  const again = useCallback((key: number) => change(key, { state: "queued", error: null }), [change]);
  const remove = useCallback(
    (upload: Upload) => {
      if (sending.current?.key === upload.key) sending.current.stop.abort();
      setUploads((all) => all.filter(({ key }) => key !== upload.key));
      if (upload.state !== "done") void forgetFile(upload.file, project);
    },
    [project],
  );

  useEffect(() => {
    const waiting = uploads.find(({ state }) => state === "queued");
    if (waiting === undefined || sending.current !== null) return;
    const { key, file } = waiting;
    const stop = new AbortController();
    sending.current = { key, stop };
    change(key, { state: "sending" });
    void sendFile(file, { project, signal: stop.signal, onProgress: (sent) => change(key, { sent }) })
      .then(
        (files) => change(key, { state: "done", sent: file.size, files }),
        (error: unknown) =>
          change(key, {
            state: "broken",
            error: error instanceof ApiError ? error.message : "It could not be sent; try it again.",
          }),
      )
      .finally(() => {
        sending.current = null;
        // Whoever waits is seen to again.
        setUploads((all) => [...all]);
        void queries.invalidateQueries();
      });
  }, [uploads, change, project, queries]);
  return { uploads, add, again, remove };
}

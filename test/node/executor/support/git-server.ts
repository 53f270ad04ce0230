import { spawn } from "node:child_process";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { environment } from "../../../../containers/executor/src/referee/environment.ts";

/** How a push is answered: as it should be, by a GitHub that is down, or not at all, before or after it has arrived. */
export type PushAnswer = "as it should be" | "502" | "503" | "hangs up" | "hangs up afterwards";

/** The bare repositories in a folder, over HTTP, at a server whose answers to pushes can be set. */
export async function serveGit(folder: string) {
  let answer: PushAnswer = "as it should be";
  const server = createServer((request, response) => {
    const isPush = request.url?.includes("git-receive-pack") === true;
    if (!isPush || answer === "as it should be") return passOn(folder, request, (all) => send(all, response));
    if (answer === "hangs up afterwards" && request.method === "POST")
      return passOn(folder, request, () => request.socket.destroy());
    if (answer === "hangs up afterwards") return passOn(folder, request, (all) => send(all, response));
    if (answer === "hangs up") return void request.socket.destroy();
    response.writeHead(Number(answer), { "content-type": "text/html" }).end("<h1>It is down</h1>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  return {
    url: (repository: string): string => `http://127.0.0.1:${port}/${repository}`,
    answers: (next: PushAnswer): void => void (answer = next),
    close: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Has git's own program answer a request. */
function passOn(folder: string, request: IncomingMessage, then: (all: Buffer) => void): void {
  const { pathname, search } = new URL(request.url ?? "/", "http://git.example");
  const header = (name: string): string => String(request.headers[name] ?? "");
  const child = spawn("git", ["-c", "http.receivepack=true", "http-backend"], {
    env: environment({
      PATH: process.env["PATH"] ?? "",
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: "1",
      GIT_PROTOCOL: header("git-protocol"),
      REQUEST_METHOD: request.method ?? "GET",
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: header("content-type"),
      HTTP_CONTENT_ENCODING: header("content-encoding"),
      REMOTE_USER: "x-access-token",
    }),
  });
  request.pipe(child.stdin);
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.on("close", () => then(Buffer.concat(output)));
}

/** Gives back what a CGI program has written. */
function send(all: Buffer, response: ServerResponse): void {
  const end = all.indexOf("\r\n\r\n");
  const lines = all.subarray(0, end).toString().split("\r\n");
  const headers = Object.fromEntries(lines.map((line) => line.split(/:\s*/, 2)));
  const { Status: status = "200", ...rest } = headers;
  response.writeHead(Number.parseInt(status, 10), rest).end(all.subarray(end + 4));
}

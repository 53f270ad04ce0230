/**
 * Stands in the bundle for the client with which `agents` could call other people's tools over MCP: no agent here has any, and the package
 * is 210 KiB that every isolate would load (wrangler.toml, alias). Whoever asks for it gets nothing.
 * @throws Error always.
 */
class NoClient {
  constructor() {
    throw new Error("agents call no tools of others here");
  }
}

/** The SDK makes one when it is loaded, for the answers of tools that nobody calls. */
export class CfWorkerJsonSchemaValidator {}

export {
  NoClient as Client,
  NoClient as SdkHttpError,
  NoClient as SSEClientTransport,
  NoClient as StreamableHTTPClientTransport,
  NoClient as validateClientMetadataUrl,
};

import { config } from "zod";

// The Content-Security-Policy lets nobody make code of text, as zod would for speed. It must know before any schema is made.
config({ jitless: true });

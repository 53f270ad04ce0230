import type { Spine } from "../spine/context.ts";
import { doorOf } from "../spine/service.ts";
import { d1Index } from "./d1-index.ts";
import type { Embedder } from "./embedder.ts";
import { httpEmbedder } from "./http-embedder.ts";
import { lexicalEmbedder } from "./lexical-embedder.ts";
import type { MemoryIndex } from "./memory-index.ts";
import { vectorizeIndex } from "./vectorize-index.ts";
import { workersAiEmbedder } from "./workers-ai-embedder.ts";

/** What places texts here, and where they lie. */
export interface MemoryTools {
  embedder: Embedder;
  index: MemoryIndex;
}

/** The embedder and the index that the settings name, each behind its door: what is out of order is asked again once it answers. */
export function memoryTools(spine: Spine): MemoryTools {
  const { env, db, settings } = spine;
  // Nobody who remembers is inside of another service's door.
  const outside = { ...spine, door: doorOf(spine) };
  const embedder = embedderOf(outside);
  const {
    EMBEDDER_CLOSE_FROM: closeFrom = embedder.closeFrom,
    EMBEDDER_SAME_FROM: sameFrom = embedder.sameFrom,
  } = settings;
  return {
    embedder: { ...embedder, closeFrom, sameFrom },
    index: settings.MEMORY_INDEX === "d1" ? d1Index(db) : vectorizeIndex(outside, db, env.MEMORIES),
  };
}

function embedderOf(spine: Spine): Embedder {
  const { EMBEDDER, EMBEDDER_URL, EMBEDDER_KEY, EMBEDDER_MODEL, EMBEDDER_DIMENSIONS } = spine.settings;
  const of = { model: EMBEDDER_MODEL, dimensions: EMBEDDER_DIMENSIONS };
  switch (EMBEDDER) {
    case "lexical":
      return lexicalEmbedder;
    case "workers_ai":
      return workersAiEmbedder(spine, spine.env.AI, of);
    case "http":
      return httpEmbedder(spine, { ...of, url: EMBEDDER_URL, key: EMBEDDER_KEY });
  }
}

import type { StackId } from "../../../domain/delivery/stack-id.ts";

/** A stack that software can be built on. */
export interface Stack {
  title: string;
  /** What it is for, in a sentence. */
  purpose: string;
  /** For whoever designs: folders, and how tests reach the code. */
  conventions: string;
}

const tests = `An acceptance test reaches the code as a user does, through what exists already, so that what isn't there yet fails by an assertion and
never by an import that finds nothing.`;

export const stacks: Readonly<Record<StackId, Stack>> = {
  node_api: {
    title: "Node API",
    purpose: "a service with an HTTP API and no user interface",
    conventions: `TypeScript on Hono. src/app.ts exports createApp(), which mounts the routes of src/<part>.ts; tests are test/<part>.test.ts with vitest
and ask createApp().request(path). ${tests}`,
  },
  python_api: {
    title: "Python API",
    purpose: "a service with an HTTP API in Python, where data or models are at its heart",
    conventions: `FastAPI. src/app/main.py has create_app(), which includes the routers of src/app/<part>.py; tests are tests/test_<part>.py with pytest and
fastapi.testclient. ${tests}`,
  },
  react_spa: {
    title: "React single-page app",
    purpose: "an application in the browser that needs no server of its own",
    conventions: `Vite, React, TypeScript. src/app.tsx shows the parts of src/<part>.tsx; what is no view is src/<part>.ts. Tests are test/<part>.test.tsx with
vitest and Testing Library and render the app. ${tests}`,
  },
  vue_spa: {
    title: "Vue single-page app",
    purpose: "an application in the browser that needs no server of its own, for a team that works with Vue",
    conventions: `Vite, Vue, TypeScript. src/app.vue shows the parts of src/<part>.vue; what is no view is src/<part>.ts. Tests are test/<part>.test.ts with
vitest and Vue Test Utils and mount the app. ${tests}`,
  },
  react_full_stack: {
    title: "React with its own API",
    purpose: "an application in the browser with a server that keeps its data",
    conventions: `Vite and React in src/client, Hono in src/server, what both know in src/shared. src/server/app.ts exports createApp(); src/client/app.tsx is the
application. Tests are test/<part>.test.ts (createApp().request(path)) and test/<part>.test.tsx (Testing Library). ${tests}`,
  },
};

import "./without-eval.ts";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiError } from "./api/client.ts";
import { App } from "./app.tsx";
import { theme, variables } from "./theme.ts";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What the Worker has refused it refuses again; only what didn't reach it is worth another try.
      retry: (count, error) => error instanceof ApiError && error.code === "unreachable" && count < 2,
      staleTime: 1000,
    },
  },
});

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-right" />
        <App />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

import { Alert, Button, Center, Code, Paper, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactElement, useEffect, useRef } from "react";
import { type ApiError, call } from "../api/client.ts";
import { Wordmark } from "../shell/wordmark.tsx";

/** The way in: the one-time code of a link (in the address's fragment, which no server sees), or how to get one. */
export function SignIn({ onSignedIn }: { onSignedIn: () => void }): ReactElement {
  const code = useRef(new URLSearchParams(location.hash.slice(1)).get("code"));
  const { mutate, error, isPending } = useMutation<unknown, ApiError, string>({
    mutationFn: async (given) => call("POST /api/session", { body: { code: given } }),
    onSettled: () => {
      // The code is spent: it must not stay in the history.
      const { pathname, search } = location;
      history.replaceState(null, "", pathname === "/sign-in" ? "/" : `${pathname}${search}`);
    },
    onSuccess: onSignedIn,
  });
  useEffect(() => {
    const given = code.current;
    code.current = null;
    if (given !== null) mutate(given);
  }, [mutate]);
  return (
    <Center component="main" mih="100dvh" p="md">
      <Paper withBorder p="xl" maw={460} w="100%" radius="lg">
        <Stack>
          <Wordmark />
          <Title order={1}>Sign in</Title>
          {error !== null && (
            <Alert color="red" title="That did not work" role="alert">
              {error.message}
            </Alert>
          )}
          {isPending ? (
            <Text role="status">Signing you in …</Text>
          ) : (
            <>
              <Text>
                Open the link that <Code>npm start</Code> has printed. It works once;{" "}
                <Code>npm run sign-in</Code> makes another one.
              </Text>
              <Text c="dimmed" size="sm">
                Behind Cloudflare Access you are signed in by it: if you see this there, ask an operator to
                add your email to the people, then try again.
              </Text>
              <Button variant="default" onClick={onSignedIn}>
                Try again
              </Button>
            </>
          )}
        </Stack>
      </Paper>
    </Center>
  );
}

import { Alert, Anchor, Stack, Text } from "@mantine/core";
import type { ReactElement } from "react";
import { Link } from "wouter";
import type { Trouble } from "../../../../../shared/domain/trouble.ts";
import { useBoard } from "../../live/board.tsx";
import { HourAndMinute } from "../../parts/when.tsx";
import { troubleWords } from "./trouble-words.ts";

/** The services that are down or refuse our token, above every room: there as soon as the board knows, and gone with it. */
export function TroubleBanner(): ReactElement | null {
  const { state } = useBoard();
  const troubles = state?.troubles ?? [];
  if (troubles.length === 0) return null;
  return (
    <Stack gap="xs" mb="md" role="status">
      {troubles.map((trouble) => (
        <TroubleNotice trouble={trouble} key={`${trouble.service} ${trouble.kind}`} />
      ))}
    </Stack>
  );
}

function TroubleNotice({ trouble }: { trouble: Trouble }): ReactElement {
  const { what, mend, href, link } = troubleWords(trouble);
  const { since, reason } = trouble;
  return (
    <Alert variant="light" color="orange" py="xs" radius="sm">
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        <strong>
          {what}
          {since !== null && (
            <>
              {" since "}
              <HourAndMinute at={since} />
            </>
          )}
        </strong>
        {reason !== null && `: ${reason.replace(/\.$/, "")}`}. {mend}{" "}
        <Anchor component={Link} href={href} inherit>
          {link}
        </Anchor>
      </Text>
    </Alert>
  );
}

import { Text } from "@mantine/core";
import { Fragment, type ReactElement } from "react";
import { useApi } from "../../api/use-api.ts";
import { Failure } from "../../parts/failure.tsx";
import { Loading } from "../../parts/loading.tsx";
import { Room } from "../../parts/room.tsx";
import { useSession } from "../../session/session.tsx";
import classes from "./autonomy.module.css";
import { levels, levelWords } from "../../parts/level-words.ts";
import { Promotions } from "./promotions.tsx";
import { LevelBadge, Standings } from "./standings.tsx";

/** What the crew may do without asking, what speaks for more, and who has said so. */
export function Autonomy(): ReactElement {
  const { may } = useSession();
  return (
    <Room
      title="Autonomy"
      lead="What may happen without asking. A kind has its project's level, or a lower one after it lost trust."
    >
      <dl className={classes["levels"]}>
        {levels.map((level) => (
          <Fragment key={level}>
            <dt>
              <LevelBadge level={level} />
            </dt>
            <Text component="dd" size="sm">
              {levelWords[level].means}
            </Text>
          </Fragment>
        ))}
      </dl>
      {!may("operator") && (
        <Text size="sm" c="dimmed">
          Operators set levels and decide on promotions. You can look.
        </Text>
      )}
      <Promotions />
      <Levels />
    </Room>
  );
}

function Levels(): ReactElement {
  const { data, error, refetch } = useApi("GET /api/autonomy");
  if (data === undefined)
    return error === null ? <Loading /> : <Failure error={error} onRetry={() => void refetch()} />;
  return <Standings standings={data.standings} />;
}

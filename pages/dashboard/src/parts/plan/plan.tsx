import { Text } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { type HowTested, howTestedLines } from "../../../../../shared/domain/how-tested.ts";
import type { Planned } from "../../../../../shared/domain/plan.ts";
import { RiskBadge } from "../badges.tsx";
import { Disclosure } from "../disclosure.tsx";
import { sureness } from "./plan-fields.ts";
import classes from "./plan.module.css";

type Step = Planned["plan"]["steps"][number];

const stepWords: Record<Step["type"], string> = { test: "Test", implement: "Code", verify: "Check" };

/** What the crew has found out about a bug, what it would do, and how that is tested. All of it is others' words: text, never markup. */
export function Plan({
  planned: { discovery, plan },
  howTested = null,
  children,
}: {
  planned: Planned;
  /** What trying the project's tests has shown; null: nobody has tried. */
  howTested?: HowTested | null | undefined;
  /** Beside the badges: what is known of this plan elsewhere. */
  children?: ReactNode;
}): ReactElement {
  const files = [
    ["Where the bug is", discovery.affectedFiles],
    ["Has to do with it", discovery.relatedFiles],
  ] as const;
  return (
    <div className={classes["plan"]}>
      <div>
        <p className={classes["summary"]}>{plan.summary}</p>
        <div className={classes["tags"]}>
          <RiskBadge risk={plan.riskLevel} />
          <Text component="span" size="sm" c="dimmed">
            {sureness(discovery.confidence)} sure · about {plan.estimatedMinutes} min
          </Text>
          {children}
        </div>
      </div>
      <Part name="Root cause">
        <p className={classes["words"]}>{discovery.rootCause}</p>
        <Disclosure label="How it found that">
          <p className={classes["words"]}>{discovery.reasoning}</p>
          {files.map(
            ([name, paths]) =>
              paths.length > 0 && (
                <div key={name} className={classes["files"]}>
                  <span>{name}</span>
                  <ul>
                    {paths.map((path) => (
                      <li key={path}>
                        <code>{path}</code>
                      </li>
                    ))}
                  </ul>
                </div>
              ),
          )}
        </Disclosure>
      </Part>
      <Part name="Steps">
        <ol className={classes["steps"]}>
          {plan.steps.map((step, n) => (
            <li key={n}>
              <span className={classes["type"]} data-type={step.type}>
                {stepWords[step.type]}
              </span>
              <div>
                {step.file !== null && <code className={classes["file"]}>{step.file}</code>}
                <p className={classes["words"]}>{step.action}</p>
              </div>
            </li>
          ))}
        </ol>
      </Part>
      {plan.risks.length > 0 && (
        <Part name="What could go wrong">
          <ul className={classes["risks"]}>
            {plan.risks.map((risk, n) => (
              <li key={n}>{risk}</li>
            ))}
          </ul>
        </Part>
      )}
      <Part name="Proven by">
        {howTested === null ? (
          <code className={classes["command"]}>{plan.testCommand}</code>
        ) : (
          <ul className={classes["risks"]}>
            {howTestedLines(howTested).map(({ name, text, isCode }, n) => (
              <li key={n}>
                {name}: {isCode ? <code>{text}</code> : text}
              </li>
            ))}
          </ul>
        )}
      </Part>
    </div>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <section className={classes["part"]} aria-label={name}>
      <div className={classes["name"]}>{name}</div>
      <div className={classes["content"]}>{children}</div>
    </section>
  );
}

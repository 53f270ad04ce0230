-- What each job said to a signal is kept by job: until now a signal was for one.
CREATE TABLE `signal_answers` (
	`signal_id` text NOT NULL,
	`job` text NOT NULL,
	`answer` text NOT NULL,
	`reason` text,
	`task_id` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`signal_id`, `job`)
);
--> statement-breakpoint
CREATE INDEX `signal_answers_task` ON `signal_answers` (`task_id`,`at`);
--> statement-breakpoint
INSERT INTO signal_answers (signal_id, job, answer, reason, task_id, at)
SELECT id,
  CASE WHEN task_id LIKE 'editorial-%' THEN 'editorial' WHEN task_id LIKE 'errand-%' THEN 'errand' ELSE 'bug-fix' END,
  CASE status WHEN 'dropped' THEN 'declined' ELSE 'took' END, reason, task_id, received_at
FROM signals WHERE task_id IS NOT NULL;
--> statement-breakpoint
DROP INDEX `signals_task`;
--> statement-breakpoint
ALTER TABLE `signals` DROP COLUMN `task_id`;
--> statement-breakpoint
DROP INDEX `tasks_signal`;
--> statement-breakpoint
CREATE INDEX `tasks_signal` ON `tasks` (`signal_id`);
--> statement-breakpoint
-- What an executor does is an assignment; a job is a kind of work.
ALTER TABLE `executor_jobs` RENAME TO `executor_assignments`;
--> statement-breakpoint
DROP INDEX `executor_jobs_task`;
--> statement-breakpoint
DROP INDEX `executor_jobs_state`;
--> statement-breakpoint
DROP INDEX `executor_jobs_token`;
--> statement-breakpoint
CREATE INDEX `executor_assignments_task` ON `executor_assignments` (`task_id`,`created_at`);
--> statement-breakpoint
CREATE INDEX `executor_assignments_state` ON `executor_assignments` (`state`,`updated_at`);
--> statement-breakpoint
CREATE UNIQUE INDEX `executor_assignments_token` ON `executor_assignments` (`token_sha256`);
--> statement-breakpoint
ALTER TABLE `phase_runs` RENAME COLUMN `job_id` TO `assignment_id`;
--> statement-breakpoint
-- What is stale says so in a column of its own.
ALTER TABLE `effects` ADD `stale` integer DEFAULT false NOT NULL;
--> statement-breakpoint
UPDATE effects SET stale = 1, error = substr(error, 8) WHERE state = 'failed' AND error LIKE 'stale: %';
--> statement-breakpoint
UPDATE effects SET result = json_object('assignmentId', json_extract(result, '$.jobId')) WHERE json_extract(result, '$.jobId') IS NOT NULL;
--> statement-breakpoint
-- What the offer has found out of a bug is not looked up a second time.
ALTER TABLE `fixes` ADD `intake` text;
--> statement-breakpoint
-- Kinds of actions and tasks are spelt with underscores; points are for kinds of signals and facts.
CREATE TABLE new_kinds (old text PRIMARY KEY, new text NOT NULL);
--> statement-breakpoint
INSERT INTO new_kinds VALUES
  ('blog.publish', 'blog_publish'),
  ('blog.rebuild', 'blog_rebuild'),
  ('pull_request.draft', 'pull_request_draft'),
  ('pull_request.ready', 'pull_request_ready'),
  ('pull_request.merge', 'pull_request_merge'),
  ('github.comment', 'github_comment'),
  ('sentry.resolve', 'sentry_resolve'),
  ('social.post', 'social_publish'),
  ('code.execute', 'code_execute'),
  ('code.protected', 'code_protected');
--> statement-breakpoint
UPDATE actions SET kind = (SELECT new FROM new_kinds WHERE old = kind) WHERE kind IN (SELECT old FROM new_kinds);
--> statement-breakpoint
UPDATE approvals SET kind = (SELECT new FROM new_kinds WHERE old = kind) WHERE kind IN (SELECT old FROM new_kinds);
--> statement-breakpoint
UPDATE action_outcomes SET kind = (SELECT new FROM new_kinds WHERE old = kind) WHERE kind IN (SELECT old FROM new_kinds);
--> statement-breakpoint
UPDATE autonomy_levels SET kind = (SELECT new FROM new_kinds WHERE old = kind) WHERE kind IN (SELECT old FROM new_kinds);
--> statement-breakpoint
UPDATE promotions SET kind = (SELECT new FROM new_kinds WHERE old = kind) WHERE kind IN (SELECT old FROM new_kinds);
--> statement-breakpoint
UPDATE tasks SET kind = (SELECT new FROM new_kinds WHERE old = kind) WHERE kind IN (SELECT old FROM new_kinds);
--> statement-breakpoint
UPDATE signals SET body = json_set(body, '$.request.kind', (SELECT new FROM new_kinds WHERE old = json_extract(body, '$.request.kind')))
WHERE kind IN ('api.action', 'task.action') AND json_extract(body, '$.request.kind') IN (SELECT old FROM new_kinds);
--> statement-breakpoint
UPDATE settings_changes SET value = replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(value, '"blog.publish"', '"blog_publish"'), '"blog.rebuild"', '"blog_rebuild"'), '"pull_request.draft"', '"pull_request_draft"'), '"pull_request.ready"', '"pull_request_ready"'), '"pull_request.merge"', '"pull_request_merge"'), '"github.comment"', '"github_comment"'), '"sentry.resolve"', '"sentry_resolve"'), '"social.post"', '"social_publish"'), '"code.execute"', '"code_execute"'), '"code.protected"', '"code_protected"') WHERE name = 'RULES';
--> statement-breakpoint
-- The facts stay as they are; the words that programs find them by are today's.
DROP TRIGGER ledger_is_not_updated;
--> statement-breakpoint
UPDATE ledger SET type = 'assignment.' || substr(type, 5) WHERE type IN ('job.queued', 'job.started', 'job.lost', 'job.ended');
--> statement-breakpoint
UPDATE ledger SET data = json_remove(json_set(data, '$.assignmentId', json_extract(data, '$.jobId')), '$.jobId') WHERE json_extract(data, '$.jobId') IS NOT NULL;
--> statement-breakpoint
UPDATE ledger SET data = json_set(data, '$.kind', (SELECT new FROM new_kinds WHERE old = json_extract(data, '$.kind')))
WHERE json_extract(data, '$.kind') IN (SELECT old FROM new_kinds);
--> statement-breakpoint
UPDATE ledger SET data = json_set(data, '$.input.kind', (SELECT new FROM new_kinds WHERE old = json_extract(data, '$.input.kind')))
WHERE type = 'verdict.given' AND json_extract(data, '$.input.kind') IN (SELECT old FROM new_kinds);
--> statement-breakpoint
CREATE TRIGGER ledger_is_not_updated BEFORE UPDATE ON ledger BEGIN
  SELECT RAISE(ABORT, 'the ledger is append-only');
END;
--> statement-breakpoint
DROP TABLE new_kinds;

CREATE TABLE `action_outcomes` (
	`action_id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`project` text NOT NULL,
	`kind` text NOT NULL,
	`target` text NOT NULL,
	`outcome` text NOT NULL,
	`reviewed` integer NOT NULL,
	`by` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `outcomes_target` ON `action_outcomes` (`project`,`kind`,`target`,`at`);--> statement-breakpoint
CREATE INDEX `outcomes_kind` ON `action_outcomes` (`project`,`kind`,`at`);--> statement-breakpoint
CREATE INDEX `outcomes_project` ON `action_outcomes` (`project`,`at`);--> statement-breakpoint
CREATE TABLE `actions` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`project` text NOT NULL,
	`kind` text NOT NULL,
	`target` text NOT NULL,
	`payload` text NOT NULL,
	`digest` text NOT NULL,
	`provenance` text NOT NULL,
	`risk` text NOT NULL,
	`revision` integer NOT NULL,
	`sources` text NOT NULL,
	`deadline` integer,
	`verdict` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `actions_task` ON `actions` (`task_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `actions_target` ON `actions` (`kind`,`target`);--> statement-breakpoint
CREATE TABLE `approvals` (
	`id` text PRIMARY KEY NOT NULL,
	`action_id` text NOT NULL,
	`task_id` text NOT NULL,
	`project` text NOT NULL,
	`kind` text NOT NULL,
	`target` text NOT NULL,
	`risk` text NOT NULL,
	`risk_rank` integer NOT NULL,
	`digest` text NOT NULL,
	`status` text NOT NULL,
	`rule` text NOT NULL,
	`requested_by` text NOT NULL,
	`hold_until` integer,
	`deadline` integer,
	`remind_at` integer,
	`expires_at` integer,
	`votes` text NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`channel` text,
	`reason` text,
	`change_id` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `approvals_action` ON `approvals` (`action_id`);--> statement-breakpoint
CREATE INDEX `approvals_task` ON `approvals` (`task_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `approvals_change` ON `approvals` (`change_id`);--> statement-breakpoint
CREATE INDEX `approvals_waiting` ON `approvals` (`status`,`risk_rank`,`created_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `approvals_one_pending` ON `approvals` (`project`,`kind`,`target`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `approvals_hold` ON `approvals` (`hold_until`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `approvals_remind` ON `approvals` (`remind_at`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `approvals_expire` ON `approvals` (`expires_at`) WHERE status = 'pending';--> statement-breakpoint
CREATE TABLE `autonomy_levels` (
	`project` text NOT NULL,
	`kind` text NOT NULL,
	`level` integer NOT NULL,
	`since` integer NOT NULL,
	`by` text NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`project`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `dead_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`queue` text NOT NULL,
	`body` text NOT NULL,
	`reason` text NOT NULL,
	`attempts` integer NOT NULL,
	`signal_id` text,
	`state` text DEFAULT 'open' NOT NULL,
	`closed_by` text,
	`closed_at` integer,
	`closed_why` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `dead_letters_state` ON `dead_letters` (`state`,`at`,`id`);--> statement-breakpoint
CREATE TABLE `effects` (
	`action_id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`sent_at` integer,
	`first_sent_at` integer,
	`asked_at` integer,
	`error` text,
	`result` text,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `effects_task` ON `effects` (`task_id`);--> statement-breakpoint
CREATE INDEX `effects_open` ON `effects` (`state`,`updated_at`);--> statement-breakpoint
CREATE TABLE `executor_jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`mode` text NOT NULL,
	`state` text NOT NULL,
	`spec_key` text NOT NULL,
	`token_sha256` text,
	`starts` integer DEFAULT 0 NOT NULL,
	`seq` integer DEFAULT 0 NOT NULL,
	`result` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `executor_jobs_task` ON `executor_jobs` (`task_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `executor_jobs_state` ON `executor_jobs` (`state`,`updated_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `executor_jobs_token` ON `executor_jobs` (`token_sha256`);--> statement-breakpoint
CREATE TABLE `fixes` (
	`task_id` text PRIMARY KEY NOT NULL,
	`fingerprint` text NOT NULL,
	`place` text,
	`state` text NOT NULL,
	`depth` text NOT NULL,
	`repository` text,
	`base` text,
	`base_commit` text,
	`branch` text,
	`plan_commit` text,
	`pull_request` integer,
	`url` text,
	`plan_key` text,
	`revision` integer DEFAULT 0 NOT NULL,
	`diff_key` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `fixes_one_open` ON `fixes` (`fingerprint`) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX `fixes_fingerprint` ON `fixes` (`fingerprint`,`created_at`);--> statement-breakpoint
CREATE INDEX `fixes_place` ON `fixes` (`place`,`created_at`);--> statement-breakpoint
CREATE INDEX `fixes_pull_request` ON `fixes` (`repository`,`pull_request`);--> statement-breakpoint
CREATE TABLE `ledger` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`at` integer NOT NULL,
	`task_id` text,
	`type` text NOT NULL,
	`summary` text NOT NULL,
	`data` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_id` ON `ledger` (`id`);--> statement-breakpoint
CREATE INDEX `ledger_task` ON `ledger` (`task_id`,`seq`);--> statement-breakpoint
CREATE INDEX `ledger_type` ON `ledger` (`type`,`seq`);--> statement-breakpoint
CREATE TABLE `llm_calls` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`purpose` text NOT NULL,
	`model` text NOT NULL,
	`provider` text NOT NULL,
	`input_tokens` integer NOT NULL,
	`cache_write_tokens` integer NOT NULL,
	`cached_tokens` integer NOT NULL,
	`output_tokens` integer NOT NULL,
	`micro_usd` integer NOT NULL,
	`latency_ms` integer NOT NULL,
	`stop_reason` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `llm_calls_task` ON `llm_calls` (`task_id`);--> statement-breakpoint
CREATE INDEX `llm_calls_at` ON `llm_calls` (`at`);--> statement-breakpoint
CREATE TABLE `phase_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`job_id` text NOT NULL,
	`task_id` text NOT NULL,
	`phase` text NOT NULL,
	`name` text NOT NULL,
	`command` text NOT NULL,
	`exit_code` integer,
	`duration_ms` integer NOT NULL,
	`commit` text NOT NULL,
	`passed` integer,
	`failed` integer,
	`failures` text NOT NULL,
	`tail_key` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `phase_runs_task` ON `phase_runs` (`task_id`,`at`);--> statement-breakpoint
CREATE TABLE `posts` (
	`slug` text PRIMARY KEY NOT NULL,
	`action_id` text NOT NULL,
	`task_id` text NOT NULL,
	`title` text NOT NULL,
	`summary` text NOT NULL,
	`tags` text NOT NULL,
	`body_key` text NOT NULL,
	`words` integer NOT NULL,
	`author` text NOT NULL,
	`published_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `posts_newest` ON `posts` (`published_at`,`slug`);--> statement-breakpoint
CREATE TABLE `promotions` (
	`id` text PRIMARY KEY NOT NULL,
	`project` text NOT NULL,
	`kind` text NOT NULL,
	`from_level` integer NOT NULL,
	`to_level` integer NOT NULL,
	`evidence` text NOT NULL,
	`status` text NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`reason` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `promotions_one_pending` ON `promotions` (`project`,`kind`) WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX `promotions_newest` ON `promotions` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `promotions_decided` ON `promotions` (`project`,`kind`,`status`,`decided_at`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`secret_sha256` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sessions_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `settings_changes` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`value` text,
	`by` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `settings_changes_name` ON `settings_changes` (`name`,`seq`);--> statement-breakpoint
CREATE TABLE `sign_in_codes` (
	`code_sha256` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE INDEX `sign_in_codes_expiry` ON `sign_in_codes` (`expires_at`);--> statement-breakpoint
CREATE TABLE `signals` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`provenance` text NOT NULL,
	`status` text NOT NULL,
	`reason` text,
	`task_id` text,
	`body` text NOT NULL,
	`received_at` integer NOT NULL,
	`enqueued_at` integer
);
--> statement-breakpoint
CREATE INDEX `signals_outbox` ON `signals` (`status`,`received_at`);--> statement-breakpoint
CREATE INDEX `signals_task` ON `signals` (`task_id`,`received_at`);--> statement-breakpoint
CREATE INDEX `signals_newest` ON `signals` (`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `signals_kind` ON `signals` (`kind`,`received_at`,`id`);--> statement-breakpoint
CREATE TABLE `tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`project` text NOT NULL,
	`signal_id` text NOT NULL,
	`conversation` text NOT NULL,
	`requested_by` text NOT NULL,
	`title` text,
	`status` text NOT NULL,
	`waiting_for` text,
	`result` text,
	`failure` text,
	`cancel` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tasks_signal` ON `tasks` (`signal_id`);--> statement-breakpoint
CREATE INDEX `tasks_conversation` ON `tasks` (`conversation`,`created_at`);--> statement-breakpoint
CREATE INDEX `tasks_newest` ON `tasks` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `tasks_status` ON `tasks` (`status`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `tasks_project` ON `tasks` (`project`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `tasks_kind` ON `tasks` (`kind`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `tasks_moved` ON `tasks` (`status`,`updated_at`);
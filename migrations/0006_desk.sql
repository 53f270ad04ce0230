CREATE TABLE `schedules` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`cron` text,
	`moment` integer,
	`time_zone` text NOT NULL,
	`project` text NOT NULL,
	`kind` text,
	`text` text NOT NULL,
	`channel` text,
	`paused` integer NOT NULL,
	`next_at` integer,
	`last_at` integer,
	`last_signal` text,
	`created_by` text NOT NULL,
	`words_by` text NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `schedules_due` ON `schedules` (`next_at`) WHERE next_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `tickets` (
	`task_id` text PRIMARY KEY NOT NULL,
	`issue` text,
	`status` text,
	`checkpoint` integer NOT NULL,
	`left` integer NOT NULL,
	`closed` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `tickets_open` ON `tickets` (`closed`,`updated_at`);--> statement-breakpoint
CREATE TABLE `mailboxes` (
	`address` text PRIMARY KEY NOT NULL,
	`history_id` text,
	`seen_at` integer NOT NULL,
	`lease` text,
	`lease_until` integer,
	`wanted_at` integer NOT NULL,
	`looked_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`error` text,
	`watch_until` integer,
	`watch_due_at` integer NOT NULL,
	`watch_error` text
);
--> statement-breakpoint
CREATE TABLE `authorizations` (
	`state_sha256` text PRIMARY KEY NOT NULL,
	`service` text NOT NULL,
	`person` text NOT NULL,
	`session` text NOT NULL,
	`sealed_verifier` text,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE TABLE `connections` (
	`service` text PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`name` text NOT NULL,
	`sealed_access` text NOT NULL,
	`sealed_refresh` text,
	`expires_at` integer,
	`refresh_expires_at` integer,
	`state` text NOT NULL,
	`error` text,
	`broken_since` integer,
	`by` text,
	`connected_at` integer NOT NULL,
	`refreshed_at` integer NOT NULL,
	`checked_at` integer,
	`warning` text,
	`renewing_until` integer,
	`version` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `signals` ADD `queue` text;--> statement-breakpoint
ALTER TABLE `actions` ADD `due_at` integer;--> statement-breakpoint
ALTER TABLE `actions` ADD `edited_by` text;--> statement-breakpoint
ALTER TABLE `actions` ADD `edit_of` text;--> statement-breakpoint
CREATE INDEX `actions_kind` ON `actions` (`kind`,`created_at`);--> statement-breakpoint
CREATE INDEX `actions_due` ON `actions` (`due_at`) WHERE due_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `actions_edits` ON `actions` (`edit_of`) WHERE edit_of IS NOT NULL;--> statement-breakpoint
ALTER TABLE `approvals` ADD `bundle` text;--> statement-breakpoint
ALTER TABLE `approvals` ADD `worded_by` text;--> statement-breakpoint
CREATE INDEX `approvals_bundle` ON `approvals` (`bundle`) WHERE bundle IS NOT NULL;--> statement-breakpoint
ALTER TABLE `effects` ADD `progress` text;--> statement-breakpoint
ALTER TABLE `effects` ADD `check_at` integer;--> statement-breakpoint
ALTER TABLE `effects` ADD `look_at` integer;--> statement-breakpoint
CREATE INDEX `effects_look` ON `effects` (`look_at`) WHERE look_at IS NOT NULL;
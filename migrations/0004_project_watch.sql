CREATE TABLE `watch_cycles` (
	`task_id` text PRIMARY KEY NOT NULL,
	`project` text NOT NULL,
	`slot` text NOT NULL,
	`housekeeping` integer NOT NULL,
	`rehearsal` integer DEFAULT false NOT NULL,
	`signals` integer DEFAULT 0 NOT NULL,
	`steps` integer DEFAULT 0 NOT NULL,
	`outcome` text,
	`created_at` integer NOT NULL,
	`ended_at` integer
);
--> statement-breakpoint
CREATE INDEX `watch_cycles_newest` ON `watch_cycles` (`project`,`created_at`,`task_id`);--> statement-breakpoint
CREATE TABLE `watch_items` (
	`project` text NOT NULL,
	`source` text NOT NULL,
	`key` text NOT NULL,
	`item` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`project`, `source`, `key`)
);
--> statement-breakpoint
CREATE TABLE `watch_proposals` (
	`id` text PRIMARY KEY NOT NULL,
	`project` text NOT NULL,
	`task_id` text NOT NULL,
	`kind` text NOT NULL,
	`payload` text NOT NULL,
	`title` text NOT NULL,
	`why` text NOT NULL,
	`sources` text NOT NULL,
	`item` text,
	`state` text NOT NULL,
	`errand_task_id` text,
	`reason` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `watch_proposals_newest` ON `watch_proposals` (`project`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `watch_proposals_item` ON `watch_proposals` (`project`,`item`,`state`);--> statement-breakpoint
CREATE INDEX `watch_proposals_task` ON `watch_proposals` (`task_id`);--> statement-breakpoint
CREATE TABLE `watch_signals` (
	`id` text PRIMARY KEY NOT NULL,
	`project` text NOT NULL,
	`source` text NOT NULL,
	`type` text NOT NULL,
	`item` text NOT NULL,
	`title` text NOT NULL,
	`author` text NOT NULL,
	`url` text,
	`provenance` text NOT NULL,
	`at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`state` text DEFAULT 'new' NOT NULL,
	`task_id` text,
	`tries` integer DEFAULT 0 NOT NULL,
	`reason` text,
	`facts` text,
	`importance` text,
	`category` text,
	`why` text,
	`flag` text,
	`review` text,
	`reviewed_by` text,
	`reviewed_at` integer,
	`review_note` text
);
--> statement-breakpoint
CREATE INDEX `watch_signals_state` ON `watch_signals` (`project`,`state`,`at`);--> statement-breakpoint
CREATE INDEX `watch_signals_newest` ON `watch_signals` (`project`,`received_at`,`at`,`id`);--> statement-breakpoint
CREATE INDEX `watch_signals_item` ON `watch_signals` (`project`,`item`,`at`);--> statement-breakpoint
CREATE INDEX `watch_signals_task` ON `watch_signals` (`task_id`);--> statement-breakpoint
CREATE TABLE `watches` (
	`project` text PRIMARY KEY NOT NULL,
	`due_at` integer NOT NULL,
	`lease` text,
	`lease_until` integer,
	`task_id` text,
	`sources` text DEFAULT '{}' NOT NULL,
	`cycles` integer DEFAULT 0 NOT NULL,
	`idle` integer DEFAULT 0 NOT NULL,
	`cycle_at` integer,
	`change_at` integer,
	`kept_on` text,
	`heartbeat` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `watches_due` ON `watches` (`due_at`);--> statement-breakpoint
CREATE TABLE `artefact_suggestions` (
	`id` text PRIMARY KEY NOT NULL,
	`project` text NOT NULL,
	`kind` text NOT NULL,
	`entry_id` text NOT NULL,
	`change` text NOT NULL,
	`reason` text NOT NULL,
	`task_id` text,
	`action_id` text,
	`state` text NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `artefact_suggestions_open` ON `artefact_suggestions` (`project`,`kind`,`state`,`at`);--> statement-breakpoint
CREATE INDEX `artefact_suggestions_action` ON `artefact_suggestions` (`action_id`);--> statement-breakpoint
CREATE TABLE `artefact_versions` (
	`project` text NOT NULL,
	`kind` text NOT NULL,
	`version` integer NOT NULL,
	`changes` text NOT NULL,
	`before` text NOT NULL,
	`author` text NOT NULL,
	`reason` text NOT NULL,
	`action_id` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`project`, `kind`, `version`)
);
--> statement-breakpoint
CREATE INDEX `artefact_versions_action` ON `artefact_versions` (`action_id`);--> statement-breakpoint
CREATE TABLE `artefacts` (
	`project` text NOT NULL,
	`kind` text NOT NULL,
	`version` integer NOT NULL,
	`entries` text NOT NULL,
	`numbered` integer DEFAULT 0 NOT NULL,
	`updated_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`project`, `kind`)
);

CREATE TABLE `meetings` (
	`id` text PRIMARY KEY NOT NULL,
	`project` text NOT NULL,
	`title` text NOT NULL,
	`source` text NOT NULL,
	`url` text,
	`starts_at` integer NOT NULL,
	`ends_at` integer,
	`calendar_uid` text,
	`calendar_sequence` integer,
	`attendees` text NOT NULL,
	`consent` text NOT NULL,
	`consent_said` text,
	`bot_id` text,
	`bot_state` text DEFAULT 'none' NOT NULL,
	`bot_said` text,
	`recording_id` text,
	`transcript_key` text,
	`transcript_digest` text,
	`task_id` text,
	`notes` text,
	`agreed` text,
	`channel` text,
	`by` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `meetings_newest` ON `meetings` (`starts_at`,`id`);--> statement-breakpoint
CREATE INDEX `meetings_project` ON `meetings` (`project`,`starts_at`,`id`);--> statement-breakpoint
CREATE INDEX `meetings_calendar` ON `meetings` (`calendar_uid`);--> statement-breakpoint
CREATE INDEX `meetings_bot` ON `meetings` (`bot_id`);--> statement-breakpoint
CREATE INDEX `meetings_task` ON `meetings` (`task_id`);--> statement-breakpoint
CREATE INDEX `meetings_due` ON `meetings` (`starts_at`) WHERE bot_state in ('asked', 'scheduled', 'joining', 'waiting_room', 'recording', 'processing');
CREATE TABLE `deliveries` (
	`task_id` text PRIMARY KEY NOT NULL,
	`project` text NOT NULL,
	`repository` text NOT NULL,
	`is_new` integer NOT NULL,
	`stage` text NOT NULL,
	`documents` text NOT NULL,
	`requirements` text,
	`facts` text,
	`revision` integer DEFAULT 0 NOT NULL,
	`design` text,
	`agreed` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `deliveries_newest` ON `deliveries` (`created_at`,`task_id`);--> statement-breakpoint
CREATE INDEX `deliveries_project` ON `deliveries` (`project`,`created_at`);--> statement-breakpoint
CREATE INDEX `deliveries_repository` ON `deliveries` (`repository`);--> statement-breakpoint
CREATE TABLE `delivery_stories` (
	`delivery_id` text NOT NULL,
	`story_id` text NOT NULL,
	`ordinal` integer NOT NULL,
	`state` text NOT NULL,
	`task_id` text,
	`pull_request` integer,
	`url` text,
	`note` text,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`delivery_id`, `story_id`)
);
--> statement-breakpoint
CREATE INDEX `delivery_stories_task` ON `delivery_stories` (`task_id`);--> statement-breakpoint
CREATE TABLE `document_upload_parts` (
	`upload_id` text NOT NULL,
	`part` integer NOT NULL,
	`etag` text NOT NULL,
	`bytes` integer NOT NULL,
	PRIMARY KEY(`upload_id`, `part`)
);
--> statement-breakpoint
CREATE TABLE `document_uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`project` text NOT NULL,
	`name` text NOT NULL,
	`bytes` integer NOT NULL,
	`by` text NOT NULL,
	`provenance` text NOT NULL,
	`raw_key` text NOT NULL,
	`multipart_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`completed_at` integer
);
--> statement-breakpoint
CREATE INDEX `document_uploads_oldest` ON `document_uploads` (`created_at`);--> statement-breakpoint
CREATE TABLE `document_versions` (
	`document_id` text NOT NULL,
	`version` integer NOT NULL,
	`project` text NOT NULL,
	`supersedes` integer,
	`type` text,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`raw_key` text NOT NULL,
	`text_key` text,
	`marks_key` text,
	`by` text NOT NULL,
	`provenance` text NOT NULL,
	`upload_id` text NOT NULL,
	`part_of` text,
	`state` text NOT NULL,
	`code` text,
	`reason` text,
	`pages` integer,
	`characters` integer,
	`created_at` integer NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`settled_at` integer NOT NULL,
	PRIMARY KEY(`document_id`, `version`)
);
--> statement-breakpoint
CREATE INDEX `document_versions_bytes` ON `document_versions` (`project`,`sha256`);--> statement-breakpoint
CREATE INDEX `document_versions_waiting` ON `document_versions` (`settled_at`) WHERE state = 'waiting';--> statement-breakpoint
CREATE TABLE `documents` (
	`id` text PRIMARY KEY NOT NULL,
	`project` text NOT NULL,
	`name` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `documents_name` ON `documents` (`project`,`name`);--> statement-breakpoint
CREATE INDEX `documents_newest` ON `documents` (`project`,`updated_at`,`id`);--> statement-breakpoint
ALTER TABLE `fixes` ADD `repository_id` integer;--> statement-breakpoint
CREATE INDEX `fixes_repository_id` ON `fixes` (`repository_id`,`pull_request`);
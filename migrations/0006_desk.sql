ALTER TABLE `signals` ADD `queue` text;--> statement-breakpoint
ALTER TABLE `actions` ADD `due_at` integer;--> statement-breakpoint
ALTER TABLE `actions` ADD `edited_by` text;--> statement-breakpoint
ALTER TABLE `actions` ADD `edit_of` text;--> statement-breakpoint
CREATE INDEX `actions_due` ON `actions` (`due_at`) WHERE due_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `actions_edits` ON `actions` (`edit_of`) WHERE edit_of IS NOT NULL;--> statement-breakpoint
ALTER TABLE `approvals` ADD `bundle` text;--> statement-breakpoint
ALTER TABLE `approvals` ADD `worded_by` text;--> statement-breakpoint
CREATE INDEX `approvals_bundle` ON `approvals` (`bundle`) WHERE bundle IS NOT NULL;--> statement-breakpoint
ALTER TABLE `effects` ADD `progress` text;--> statement-breakpoint
ALTER TABLE `effects` ADD `check_at` integer;--> statement-breakpoint
ALTER TABLE `effects` ADD `look_at` integer;--> statement-breakpoint
CREATE INDEX `effects_look` ON `effects` (`look_at`) WHERE look_at IS NOT NULL;
CREATE TABLE "acknowledgement_count" (
	"alert_id" text NOT NULL,
	"revision" integer NOT NULL,
	"adcode" text NOT NULL,
	"kind" text NOT NULL,
	"count" integer NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "acknowledgement_count_alert_id_revision_adcode_kind_pk" PRIMARY KEY("alert_id","revision","adcode","kind"),
	CONSTRAINT "acknowledgement_count_kind" CHECK ("acknowledgement_count"."kind" in ('known', 'safe', 'told'))
);
--> statement-breakpoint
CREATE TABLE "acknowledgement_mark" (
	"alert_id" text NOT NULL,
	"kind" text NOT NULL,
	"mark" text NOT NULL,
	"revision" integer NOT NULL,
	"adcode" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "acknowledgement_mark_alert_id_kind_mark_pk" PRIMARY KEY("alert_id","kind","mark")
);
--> statement-breakpoint
CREATE TABLE "call_device" (
	"device" text PRIMARY KEY NOT NULL,
	"adcode" text NOT NULL,
	"subscription_id" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "call_reminder" (
	"alert_id" text NOT NULL,
	"device" text NOT NULL,
	"count" integer NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "call_reminder_alert_id_device_pk" PRIMARY KEY("alert_id","device")
);
--> statement-breakpoint
CREATE TABLE "call_report" (
	"alert_id" text NOT NULL,
	"adcode" text NOT NULL,
	"device" text NOT NULL,
	"total" integer NOT NULL,
	"done" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "call_report_alert_id_adcode_device_pk" PRIMARY KEY("alert_id","adcode","device"),
	CONSTRAINT "call_report_counts" CHECK (0 <= "call_report"."done" and "call_report"."done" <= "call_report"."total")
);
--> statement-breakpoint
CREATE TABLE "subscription_handover" (
	"secret_hash" text PRIMARY KEY NOT NULL,
	"wish" jsonb NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "subscription" ADD COLUMN "places" jsonb;--> statement-breakpoint
ALTER TABLE "subscription" ADD COLUMN "quiet_from" integer;--> statement-breakpoint
ALTER TABLE "subscription" ADD COLUMN "quiet_to" integer;--> statement-breakpoint
ALTER TABLE "subscription" ADD COLUMN "wants_notices" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "subscription" ADD COLUMN "wants_drills" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "subscription" ADD COLUMN "language" text DEFAULT 'zh-CN' NOT NULL;--> statement-breakpoint
ALTER TABLE "subscription" ADD COLUMN "paused_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "subscription" ADD COLUMN "reminded_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "call_device" ADD CONSTRAINT "call_device_subscription_id_subscription_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscription"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "acknowledgement_mark_at" ON "acknowledgement_mark" USING btree ("at");--> statement-breakpoint
CREATE INDEX "call_device_subscription" ON "call_device" USING btree ("subscription_id");--> statement-breakpoint
CREATE INDEX "subscription_handover_expires_at" ON "subscription_handover" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_quiet" CHECK (("subscription"."quiet_from" is null and "subscription"."quiet_to" is null) or ("subscription"."quiet_from" between 0 and 1410
        and "subscription"."quiet_to" between 0 and 1410 and "subscription"."quiet_from" <> "subscription"."quiet_to"));
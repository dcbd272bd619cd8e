CREATE TABLE "alert_revision" (
	"alert_id" text NOT NULL,
	"revision" integer NOT NULL,
	"action" text NOT NULL,
	"origin" text NOT NULL,
	"source" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"adcodes" text[] NOT NULL,
	"message_hash" text NOT NULL,
	"message_sender" text NOT NULL,
	"message_identifier" text NOT NULL,
	"message_sent" text NOT NULL,
	"is_demonstration" boolean NOT NULL,
	"content" jsonb NOT NULL,
	"document" text NOT NULL,
	"media_type" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_revision_alert_id_revision_pk" PRIMARY KEY("alert_id","revision"),
	CONSTRAINT "alert_revision_positive" CHECK ("alert_revision"."revision" > 0),
	CONSTRAINT "alert_revision_action" CHECK ("alert_revision"."action" in ('issue', 'update', 'cancel'))
);
--> statement-breakpoint
CREATE TABLE "delivery" (
	"alert_id" text NOT NULL,
	"subscription_id" text NOT NULL,
	"revision" integer NOT NULL,
	"outcome" text NOT NULL,
	"delivered_revision" integer,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "delivery_alert_id_subscription_id_pk" PRIMARY KEY("alert_id","subscription_id"),
	CONSTRAINT "delivery_outcome" CHECK ("delivery"."outcome" in ('delivered', 'later', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "delivery_count" (
	"alert_id" text NOT NULL,
	"revision" integer NOT NULL,
	"outcome" text NOT NULL,
	"count" integer NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "delivery_count_alert_id_revision_outcome_pk" PRIMARY KEY("alert_id","revision","outcome")
);
--> statement-breakpoint
CREATE TABLE "draft" (
	"id" text PRIMARY KEY NOT NULL,
	"document_hash" text NOT NULL,
	"document" text NOT NULL,
	"media_type" text NOT NULL,
	"reading" jsonb,
	"missing" text[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "instance" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"is_demonstration" boolean NOT NULL,
	"key_fingerprint" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "instance_is_one_row" CHECK ("instance"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "shelter" (
	"id" text PRIMARY KEY NOT NULL,
	"adcode" text NOT NULL,
	"is_demonstration" boolean NOT NULL,
	"content" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subscription" (
	"id" text PRIMARY KEY NOT NULL,
	"endpoint_hash" text NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"regions" text[] NOT NULL,
	"region_prefixes" text[] NOT NULL,
	"lowest_level" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "subscription_level" CHECK ("subscription"."lowest_level" in ('red', 'orange', 'yellow', 'blue'))
);
--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_subscription_id_subscription_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscription"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alert_revision_message" ON "alert_revision" USING btree ("message_hash");--> statement-breakpoint
CREATE INDEX "alert_revision_ends_at" ON "alert_revision" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "alert_revision_sent_at" ON "alert_revision" USING btree ("sent_at");--> statement-breakpoint
CREATE INDEX "alert_revision_adcodes" ON "alert_revision" USING gin ("adcodes");--> statement-breakpoint
CREATE INDEX "delivery_subscription" ON "delivery" USING btree ("subscription_id");--> statement-breakpoint
CREATE UNIQUE INDEX "draft_document" ON "draft" USING btree ("document_hash");--> statement-breakpoint
CREATE INDEX "shelter_adcode" ON "shelter" USING btree ("adcode" text_pattern_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "subscription_endpoint" ON "subscription" USING btree ("endpoint_hash");--> statement-breakpoint
CREATE INDEX "subscription_regions" ON "subscription" USING gin ("regions");--> statement-breakpoint
CREATE INDEX "subscription_region_prefixes" ON "subscription" USING gin ("region_prefixes");
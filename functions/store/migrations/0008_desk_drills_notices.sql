CREATE TABLE "desk_draft" (
	"id" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"content" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "desk_draft_version" CHECK ("desk_draft"."version" > 0),
	CONSTRAINT "desk_draft_state" CHECK ("desk_draft"."state" in ('editing', 'awaiting-second', 'issuing', 'issued', 'returned')),
	CONSTRAINT "desk_draft_no_drill" CHECK (coalesce("desk_draft"."content" -> 'form' ->> 'kind', '') = 'alert')
);
--> statement-breakpoint
CREATE TABLE "drill" (
	"id" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"start_at" timestamp (3) with time zone,
	"end_at" timestamp (3) with time zone,
	"is_demonstration" boolean NOT NULL,
	"content" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "drill_id" CHECK ("drill"."id" ~ '^drill-[0-9a-z]+$'),
	CONSTRAINT "drill_kind" CHECK (coalesce("drill"."content" -> 'form' ->> 'kind', '') = 'drill'),
	CONSTRAINT "drill_state" CHECK ("drill"."state" in ('editing', 'scheduled', 'running', 'ended', 'cancelled')),
	CONSTRAINT "drill_ends" CHECK ("drill"."state" = 'editing' or "drill"."end_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "drill_delivery" (
	"drill_id" text NOT NULL,
	"subscription_id" text NOT NULL,
	"phase" text NOT NULL,
	"outcome" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "drill_delivery_drill_id_phase_subscription_id_pk" PRIMARY KEY("drill_id","phase","subscription_id"),
	CONSTRAINT "drill_delivery_phase" CHECK ("drill_delivery"."phase" in ('start', 'end')),
	CONSTRAINT "drill_delivery_outcome" CHECK ("drill_delivery"."outcome" in ('delivered', 'later', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"id" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"published_at" timestamp (3) with time zone,
	"is_demonstration" boolean NOT NULL,
	"content" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notice_id" CHECK ("notice"."id" ~ '^notice-[0-9a-z]+$'),
	CONSTRAINT "notice_state" CHECK ("notice"."state" in ('editing', 'published', 'withdrawn')),
	CONSTRAINT "notice_published" CHECK ("notice"."state" = 'editing' or ("notice"."published_at" is not null and "notice"."ends_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "notice_delivery" (
	"notice_id" text NOT NULL,
	"subscription_id" text NOT NULL,
	"outcome" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notice_delivery_notice_id_subscription_id_pk" PRIMARY KEY("notice_id","subscription_id"),
	CONSTRAINT "notice_delivery_outcome" CHECK ("notice_delivery"."outcome" in ('delivered', 'later', 'refused'))
);
--> statement-breakpoint
ALTER TABLE "drill_delivery" ADD CONSTRAINT "drill_delivery_drill_id_drill_id_fk" FOREIGN KEY ("drill_id") REFERENCES "public"."drill"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_delivery" ADD CONSTRAINT "drill_delivery_subscription_id_subscription_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscription"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_delivery" ADD CONSTRAINT "notice_delivery_notice_id_notice_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notice"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_delivery" ADD CONSTRAINT "notice_delivery_subscription_id_subscription_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscription"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "desk_draft_updated_at" ON "desk_draft" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "drill_end_at" ON "drill" USING btree ("end_at");--> statement-breakpoint
CREATE INDEX "drill_delivery_subscription" ON "drill_delivery" USING btree ("subscription_id");--> statement-breakpoint
CREATE INDEX "notice_ends_at" ON "notice" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "notice_delivery_subscription" ON "notice_delivery" USING btree ("subscription_id");--> statement-breakpoint
ALTER TABLE "alert_revision" ADD CONSTRAINT "alert_revision_no_drill" CHECK ("alert_revision"."alert_id" !~ '^(drill|notice|演练)' and not jsonb_path_exists("alert_revision"."content",
        '$.parts[*].bulletins[*].headline ? (@ starts with "【演练】")'));--> statement-breakpoint
CREATE TRIGGER drill_refuse_demonstration BEFORE INSERT OR UPDATE ON "drill"
	FOR EACH ROW WHEN (NEW.is_demonstration) EXECUTE FUNCTION refuse_demonstration();--> statement-breakpoint
CREATE TRIGGER notice_refuse_demonstration BEFORE INSERT OR UPDATE ON "notice"
	FOR EACH ROW WHEN (NEW.is_demonstration) EXECUTE FUNCTION refuse_demonstration();

CREATE TABLE "openness_shown" (
	"alert_id" text NOT NULL,
	"revision" integer NOT NULL,
	"shown_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "openness_shown_alert_id_revision_pk" PRIMARY KEY("alert_id","revision")
);

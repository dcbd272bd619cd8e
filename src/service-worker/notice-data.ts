/** What a tap needs to know; outlives the worker inside the notification, and versions of the worker too. */
export interface NoticeData {
  path: string;
  alertId: string | null;
  place: string | null;
}

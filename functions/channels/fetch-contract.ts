/** Why a document of somebody else's could not be had. Words for the status page; decisions read them, never texts. */
export type FetchFailure =
  | 'address-private'
  | 'answer-too-large'
  | 'answer-unreadable'
  | 'http-error'
  | 'no-answer'
  | 'redirect-refused'
  | 'url-refused';

export interface FetchWish {
  url: string;
  /** Of the answer after decompression. */
  maxBytes: number;
  /** From the last answer, so that nothing new costs nothing. */
  etag?: string | null;
  lastModified?: string | null;
  /** Set on the command line only: an address inside the bureau's own network. */
  isInternal: boolean;
}

export type Fetched =
  | { outcome: 'document'; bytes: Uint8Array; etag: string | null; lastModified: string | null; url: string }
  | { outcome: 'unchanged' }
  | { outcome: 'failed'; reason: FetchFailure; status: number | null; retryAfterSeconds: number | null };

/** Reads a document from a server we do not trust. Answers for everything a network can do; throws only on a bug. */
export interface DocumentFetcher {
  fetchDocument(wish: FetchWish): Promise<Fetched>;
  close(): Promise<void>;
}

extension Schema {
    /// Webhooks.
    static let version2 = """
        -- The secret itself: who signs has to have it. NULL for a key of version 1, until it is first asked for.
        ALTER TABLE api_key ADD COLUMN webhook_secret BLOB CHECK (length(webhook_secret) = 24);

        -- The outbox. A row comes with the submission, is due from the end of the job on, and goes with the job's row.
        CREATE TABLE delivery (
            job INTEGER PRIMARY KEY REFERENCES job ON DELETE CASCADE,
            id TEXT NOT NULL UNIQUE,
            key_id INTEGER NOT NULL REFERENCES api_key,
            url TEXT NOT NULL,
            -- Of the next attempt; of the last one, when there will be no more. NULL until the job has ended.
            due_at INTEGER,
            -- How many were begun: the latest one holds the lease, unless that is 0.
            attempts INTEGER NOT NULL DEFAULT 0,
            lease_until INTEGER NOT NULL DEFAULT 0,
            outcome TEXT CHECK (outcome IN ('delivered', 'given up')),
            CHECK (due_at IS NOT NULL OR (attempts = 0 AND outcome IS NULL))
        ) STRICT;
        CREATE INDEX delivery_due ON delivery (key_id, due_at) WHERE outcome IS NULL AND due_at IS NOT NULL;
        CREATE INDEX delivery_lease ON delivery (key_id, lease_until) WHERE lease_until > 0;

        CREATE TABLE delivery_attempt (
            job INTEGER NOT NULL REFERENCES delivery ON DELETE CASCADE,
            number INTEGER NOT NULL CHECK (number >= 1),
            at INTEGER NOT NULL,
            status INTEGER,
            error TEXT,
            PRIMARY KEY (job, number),
            CHECK ((status IS NULL) <> (error IS NULL))
        ) STRICT, WITHOUT ROWID;
        """
}

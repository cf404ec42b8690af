extension Schema {
    /// Times are milliseconds since 1970, amounts micro-dollars. What must never be is refused here as well, so that no
    /// code and no hand can bring it about: negative balances, forbidden transitions, a second charge, a changed
    /// ledger.
    static let version1 = accounts + jobs + transitions + blobs

    private static let accounts = """
        CREATE TABLE account (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            balance INTEGER NOT NULL DEFAULT 0 CHECK (balance >= 0),
            reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved >= 0),
            created_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE api_key (
            id INTEGER PRIMARY KEY,
            account_id INTEGER NOT NULL REFERENCES account,
            hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
            name TEXT NOT NULL,
            scopes TEXT NOT NULL,
            models TEXT,
            requests_per_minute INTEGER CHECK (requests_per_minute >= 1),
            max_running INTEGER CHECK (max_running >= 1),
            max_queued INTEGER CHECK (max_queued >= 1),
            is_disabled INTEGER NOT NULL DEFAULT 0 CHECK (is_disabled IN (0, 1)),
            created_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE ledger (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            account_id INTEGER NOT NULL REFERENCES account,
            kind TEXT NOT NULL,
            balance_change INTEGER NOT NULL,
            reserved_change INTEGER NOT NULL,
            key_id INTEGER REFERENCES api_key,
            job_id TEXT,
            note TEXT NOT NULL DEFAULT '',
            at INTEGER NOT NULL,
            CHECK ((job_id IS NULL) = (kind = 'credit') AND (key_id IS NULL) = (kind = 'credit')),
            CHECK (CASE kind
                WHEN 'credit' THEN reserved_change = 0
                WHEN 'reserve' THEN balance_change <= 0 AND reserved_change = -balance_change
                WHEN 'charge' THEN balance_change = 0 AND reserved_change <= 0
                WHEN 'release' THEN balance_change >= 0 AND reserved_change = -balance_change
                ELSE FALSE
            END)
        ) STRICT;
        CREATE UNIQUE INDEX ledger_job ON ledger (job_id, kind) WHERE job_id IS NOT NULL;
        CREATE INDEX ledger_account ON ledger (account_id, id);
        CREATE INDEX ledger_key ON ledger (key_id, at) WHERE key_id IS NOT NULL;

        CREATE TRIGGER ledger_is_never_changed BEFORE UPDATE ON ledger
        BEGIN SELECT RAISE(ABORT, 'ledger entries are never changed'); END;
        CREATE TRIGGER ledger_is_never_cut BEFORE DELETE ON ledger
        BEGIN SELECT RAISE(ABORT, 'ledger entries are never removed'); END;

        """

    private static let jobs = """
        CREATE TABLE job (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            key_id INTEGER NOT NULL REFERENCES api_key,
            account_id INTEGER NOT NULL REFERENCES account,
            model TEXT NOT NULL,
            inputs TEXT NOT NULL,
            task TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('QUEUED', 'PROCESSING', 'COMPLETED', 'FAILED')),
            estimate INTEGER NOT NULL CHECK (estimate >= 0),
            token INTEGER NOT NULL DEFAULT 0,
            retry_count INTEGER NOT NULL DEFAULT 0,
            worker TEXT,
            lease_until INTEGER,
            submitted_at INTEGER NOT NULL,
            started_at INTEGER,
            finished_at INTEGER,
            result_until INTEGER,
            cost INTEGER,
            inference_ms INTEGER,
            details TEXT,
            failure_code TEXT,
            failure_message TEXT,
            CHECK ((state = 'PROCESSING') = (lease_until IS NOT NULL) AND (worker IS NULL) = (lease_until IS NULL)),
            CHECK ((state IN ('COMPLETED', 'FAILED')) = (finished_at IS NOT NULL)),
            CHECK ((finished_at IS NULL) = (result_until IS NULL)),
            CHECK ((state = 'COMPLETED') = (cost IS NOT NULL)),
            CHECK (cost BETWEEN 0 AND estimate),
            CHECK ((cost IS NULL) = (inference_ms IS NULL) AND (cost IS NULL) = (details IS NULL)),
            CHECK ((state = 'FAILED') = (failure_code IS NOT NULL)),
            CHECK ((failure_code IS NULL) = (failure_message IS NULL))
        ) STRICT;
        CREATE INDEX job_queue ON job (key_id, number) WHERE state = 'QUEUED';
        CREATE INDEX job_waiting ON job (submitted_at) WHERE state = 'QUEUED';
        CREATE INDEX job_lease ON job (lease_until) WHERE state = 'PROCESSING';
        CREATE INDEX job_history ON job (key_id, submitted_at);
        CREATE INDEX job_finished ON job (finished_at) WHERE finished_at IS NOT NULL;

        CREATE TABLE job_picture (
            job INTEGER PRIMARY KEY REFERENCES job ON DELETE CASCADE,
            bytes BLOB NOT NULL
        ) STRICT;

        CREATE TABLE idempotency (
            key_id INTEGER NOT NULL REFERENCES api_key,
            idempotency_key TEXT NOT NULL,
            fingerprint BLOB NOT NULL,
            job_id TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            PRIMARY KEY (key_id, idempotency_key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX idempotency_age ON idempotency (created_at);

        -- How many jobs of a key there are that have not ended, and when its turn was: what claims and limits go by.
        CREATE TABLE key_load (
            key_id INTEGER PRIMARY KEY REFERENCES api_key,
            queued INTEGER NOT NULL DEFAULT 0 CHECK (queued >= 0),
            running INTEGER NOT NULL DEFAULT 0 CHECK (running >= 0),
            turn INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX key_load_next ON key_load (running, turn) WHERE queued > 0;
        CREATE INDEX key_load_turn ON key_load (turn);

        """

    private static let transitions = """
        CREATE TRIGGER key_is_made AFTER INSERT ON api_key
        BEGIN INSERT INTO key_load (key_id) VALUES (NEW.id); END;

        CREATE TRIGGER job_starts_queued BEFORE INSERT ON job WHEN NEW.state <> 'QUEUED'
        BEGIN SELECT RAISE(ABORT, 'a job starts in the queue'); END;
        CREATE TRIGGER job_is_queued AFTER INSERT ON job
        BEGIN UPDATE key_load SET queued = queued + 1 WHERE key_id = NEW.key_id; END;

        CREATE TRIGGER job_transition_is_allowed BEFORE UPDATE OF state ON job
        WHEN NOT CASE OLD.state
            WHEN 'QUEUED' THEN NEW.state IN ('PROCESSING', 'FAILED')
            WHEN 'PROCESSING' THEN NEW.state IN ('QUEUED', 'COMPLETED', 'FAILED')
            ELSE FALSE
        END
        BEGIN SELECT RAISE(ABORT, 'a job can not change like this'); END;
        CREATE TRIGGER job_moves AFTER UPDATE OF state ON job
        BEGIN
            UPDATE key_load
            SET queued = queued - (OLD.state = 'QUEUED') + (NEW.state = 'QUEUED'),
                running = running - (OLD.state = 'PROCESSING') + (NEW.state = 'PROCESSING')
            WHERE key_id = NEW.key_id;
        END;

        CREATE TRIGGER job_ends_before_it_goes BEFORE DELETE ON job WHEN OLD.finished_at IS NULL
        BEGIN SELECT RAISE(ABORT, 'a job that has not ended can not be removed'); END;

        """

    private static let blobs = """
        CREATE TABLE blob (
            name TEXT PRIMARY KEY,
            role TEXT NOT NULL CHECK (role IN ('input', 'output', 'upload')),
            key_id INTEGER NOT NULL REFERENCES api_key,
            job INTEGER REFERENCES job ON DELETE SET NULL,
            -- Of an output: its place among the samples.
            position INTEGER,
            content_type TEXT,
            byte_count INTEGER CHECK (byte_count >= 0),
            width INTEGER,
            height INTEGER,
            seed INTEGER,
            expires_at INTEGER,
            is_doomed INTEGER NOT NULL DEFAULT 0 CHECK (is_doomed IN (0, 1)),
            CHECK (role <> 'output' OR (position + width + height + seed IS NOT NULL)),
            -- An input goes with its job, and is read by nobody else.
            CHECK (role = 'input' OR (content_type IS NOT NULL AND byte_count IS NOT NULL AND expires_at IS NOT NULL))
        ) STRICT;
        CREATE INDEX blob_job ON blob (job) WHERE job IS NOT NULL;
        CREATE INDEX blob_expiry ON blob (expires_at) WHERE is_doomed = 0;
        CREATE INDEX blob_doomed ON blob (name) WHERE is_doomed = 1;
        """
}

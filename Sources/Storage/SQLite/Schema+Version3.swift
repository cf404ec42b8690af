extension Schema {
    /// Guaranteed readability: what is known of a failure, and which jobs cost nothing when they fail by it.
    static let version3 = """
        ALTER TABLE job ADD COLUMN failure_details TEXT CHECK (failure_details IS NULL OR failure_code IS NOT NULL);
        ALTER TABLE job ADD COLUMN is_guaranteed INTEGER NOT NULL DEFAULT 0 CHECK (is_guaranteed IN (0, 1));
        CREATE INDEX job_guaranteed ON job (key_id, finished_at) WHERE is_guaranteed = 1;
        """
}

/// The outbox: webhooks that are to be sent, and what became of them. Every method is one transaction.
///
/// A submission names its webhook; the delivery becomes due in the transaction that ends the job, and goes when the
/// history forgets the job. Each is delivered at least once, or given up.
public protocol WebhookStore: Sendable {
    /// Takes deliveries that are due, for the policy's `deliveryLease`: until then nobody else gets them. One that was
    /// not recorded by then is due again.
    ///
    /// Fair between keys: first come those of the keys with the fewest deliveries on their way, of several the one that
    /// has been due for longest.
    func dueDeliveries(limit: Int) async throws -> [WebhookDelivery]

    /// Writes an attempt into the log of the job's delivery, and what is to become of that.
    ///
    /// `delivered` is final, whoever says it. Anything else is left out of account when a later attempt has taken the
    /// delivery since, or it has ended. Nothing is written when the history has forgotten the job.
    func record(_ attempt: DeliveryAttempt, of job: JobID, then state: DeliveryState) async throws

    /// nil when there is no such job, it is another key's, or it has no webhook.
    func deliveries(of job: JobID, key: KeyID) async throws -> DeliveryLog?

    /// What the key's webhooks are signed with; made here for a key that has none yet.
    ///
    /// Throws ``StoreError/unknownKey(_:)``.
    func webhookSecret(of key: KeyID) async throws -> WebhookSecret

    /// Puts a new secret in the place of the old one, which signs nothing from now on.
    ///
    /// Throws ``StoreError/unknownKey(_:)``.
    func rotateWebhookSecret(of key: KeyID) async throws -> WebhookSecret
}
